"""Items, each kind in its own way."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from .colors import CANVAS, INK, PAPER, STICKY_NOTE, TAG, darker, fraction, ink_on, paint
from .shapes import outline
from .svg import Box, add, group, path_of, rectangle
from .text import LINE_HEIGHT, add_lines, fitted, plain, width_of
from .values import decimal, font_size, part, parts, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree.ElementTree import Element

    from ..models import Item, Tag
    from .text import Weight

_DASHES = {"dashed": "8 6", "dotted": "2 5"}
_GREY = "#6b7280"
_HAIRLINE = "#d3d7de"
_PAPER = 199 / 228  # of a sticky note's height; the rest is shadow, as in Miro


def add_item(
    parent: Element, item: Item, box: Box, tags: Sequence[Tag], picture: bytes | None
) -> None:
    """Draw an item in its box on the canvas."""
    kind = kind_of(item)
    title = ": ".join(filter(None, [kind.replace("_", " "), text_of(item)]))
    element = group(parent, box, title, id=f"item-{item.id}", data_type=kind)
    chips = _chips(tags, box)
    if kind == "image":
        _add_image(element, item, box, picture)
    elif kind == "sticky_note":
        _add_sticky_note(element, item, box, free=min((chip.top for chip in chips), default=None))
    else:
        _DRAWN.get(kind, _add_unknown)(element, item, box)
    for tag, chip in zip(tags, chips, strict=True):
        _add_chip(element, tag, chip)


def kind_of(item: Item) -> str:
    """Give the type of an item; what is no string is no type."""
    return word(item, "type", "unknown")


def text_of(item: Item) -> str:
    """Give all the text that an item shows."""
    names = ("content", "title", "description")
    texts = [plain(part(item.data, name)) for name in names]
    texts += [plain(part(each, "value")) for each in parts(item.data, "fields")]
    return "\n".join(filter(None, texts))


def _add_frame(parent: Element, item: Item, box: Box) -> None:
    fill = paint(part(part(item, "style"), "fill_color"), "#ffffffff")
    rectangle(parent, box, radius=2, fill=fill.color, fill_opacity=fill.opacity, stroke=_HAIRLINE)
    title = plain(part(item.data, "title"))
    size = min(26.0, max(12.0, box.height * 0.045))
    size = min(size, size * box.width / max(1.0, width_of(title, size)))
    heading = Box(x=box.x, y=box.top - size, width=box.width, height=size * LINE_HEIGHT)
    color = ink_on(CANVAS)
    add_lines(parent, title, heading, size=size, color=color, align="left", weight="bold")


def _add_sticky_note(parent: Element, item: Item, box: Box, *, free: float | None) -> None:
    """Draw a sticky note with its text; `free` is where its tags begin."""
    style = part(item, "style")
    color = STICKY_NOTE.get(word(style, "fill_color"), STICKY_NOTE["light_yellow"])
    height = box.height * _PAPER
    paper = Box(x=box.x, y=box.top + height / 2, width=box.width, height=height)
    low, lift = paper.top + height, box.height * 0.03
    shadow = [
        (paper.left + lift, low - lift),
        (paper.left + paper.width - lift, low - lift),
        (paper.left + paper.width - 2 * lift, low + lift),
        (paper.left + 2 * lift, low + lift),
    ]
    add(parent, "path", d=path_of(shadow, closed=True), fill="#000000", fill_opacity=0.1)
    rectangle(parent, paper, fill=color, stroke=darker(color, 0.08), stroke_width=0.5)
    text = plain(part(item.data, "content"))
    inner = paper.inner(min(paper.width, height) * 0.09, bottom=low - free if free else 0.0)
    add_lines(
        parent,
        text,
        inner,
        size=fitted(text, inner, largest=height * 0.12),
        color=ink_on(color),
        align=part(style, "text_align"),
        vertical=part(style, "text_align_vertical"),
    )


def _add_shape(parent: Element, item: Item, box: Box) -> None:
    style = part(item, "style")
    kind = word(item.data, "shape", "rectangle")
    path = outline(kind, box)
    open_ended = kind.endswith("brace")
    fill = paint(part(style, "fill_color"), PAPER, part(style, "fill_opacity"))
    border = paint(part(style, "border_color"), INK, part(style, "border_opacity"))
    add(
        parent,
        "path",
        d=path or outline("rectangle", box),
        fill="none" if open_ended else fill.color,
        fill_opacity=fill.opacity,
        stroke=border.color,
        stroke_opacity=border.opacity,
        stroke_width=max(0.0, decimal(style, "border_width", 2.0)),
        stroke_linejoin="round",
        stroke_dasharray=_DASHES.get(word(style, "border_style")),
    )
    filled = fill.opacity > 0.5 and not open_ended  # noqa: PLR2004 - what is seen most
    behind = fill.color if filled else CANVAS
    color = ink_on(behind, part(style, "color"))
    inner = box.inner(6)
    if path is None:
        add_lines(parent, kind, inner, size=10, color=color, align="right", vertical="bottom")
    text = plain(part(item.data, "content"))
    size = fitted(text, inner, largest=font_size(style))
    align, vertical = part(style, "text_align"), part(style, "text_align_vertical")
    add_lines(parent, text, inner, size=size, color=color, align=align, vertical=vertical)


def _add_text(parent: Element, item: Item, box: Box) -> None:
    style = part(item, "style")
    fill = paint(part(style, "fill_color"), PAPER, part(style, "fill_opacity"))
    shown = fraction(part(style, "fill_opacity"), 0.0) > 0
    if shown:
        rectangle(parent, box, fill=fill.color, fill_opacity=fill.opacity)
    add_lines(
        parent,
        plain(part(item.data, "content")),
        box,
        size=font_size(style),
        color=ink_on(fill.color if shown else CANVAS, part(style, "color")),
        align=word(style, "text_align", "left"),
        vertical="top",
    )


def _add_card(parent: Element, item: Item, box: Box) -> None:
    style, data = part(item, "style"), item.data
    theme = paint(part(style, "card_theme") or part(style, "fill_color"), "#2d9bf0").color
    rectangle(parent, box, radius=6, fill=PAPER, stroke=_HAIRLINE)
    band = Box(x=box.left + 3, y=box.y, width=6, height=box.height)
    rectangle(parent, band, radius=3, fill=theme)
    inner = box.inner(10)
    inner = Box(x=inner.x + 4, y=inner.y, width=inner.width - 8, height=inner.height)
    rows: list[tuple[str, str, Weight]] = [
        (plain(part(data, "title")), INK, "bold"),
        (plain(part(data, "description")), _GREY, "normal"),
    ]
    due, status = part(data, "due_date"), word(data, "status")
    values = [plain(part(each, "value")) for each in parts(data, "fields")]
    facts = [f"due {due:%Y-%m-%d}" if hasattr(due, "strftime") else "", status, *values]
    rows.append((" · ".join(filter(None, facts)), _GREY, "normal"))
    _add_rows(parent, rows, inner)


def _add_rows(parent: Element, rows: Sequence[tuple[str, str, Weight]], box: Box) -> None:
    """Add texts below each other, all at the largest size at which they fit."""
    rows = [row for row in rows if row[0]]
    everything = "\n".join(text for text, _, _ in rows)
    size = fitted(everything, box, largest=15.0)
    y = box.top
    for text, color, weight in rows:
        row = Box(x=box.x, y=y + box.height / 2, width=box.width, height=box.height)
        y += add_lines(
            parent, text, row, size=size, color=color, align="left", vertical="top", weight=weight
        )


def _add_image(parent: Element, item: Item, box: Box, picture: bytes | None) -> None:
    if picture is not None:
        address = f"data:{_media_type(picture)};base64,{b64encode(picture).decode()}"
        add(
            parent,
            "image",
            x=box.left,
            y=box.top,
            width=box.width,
            height=box.height,
            preserveAspectRatio="none",
            href=address,
        )
        return
    rectangle(parent, box, fill="#e4e8ee", stroke=_HAIRLINE)
    hills = [(0.1, 0.8), (0.35, 0.4), (0.5, 0.6), (0.65, 0.3), (0.9, 0.8)]
    points = [(box.left + x * box.width, box.top + y * box.height) for x, y in hills]
    add(parent, "path", d=path_of(points, closed=True), fill="#b9c2cf")
    sun = min(box.width, box.height) * 0.07
    add(
        parent,
        "circle",
        cx=box.left + box.width * 0.25,
        cy=box.top + box.height * 0.27,
        r=sun,
        fill="#b9c2cf",
    )
    _add_label(parent, plain(part(item.data, "title")), box)


def _media_type(picture: bytes) -> str:
    kinds = {b"\x89PNG": "png", b"GIF8": "gif", b"\xff\xd8": "jpeg", b"RIFF": "webp"}
    found = [kind for start, kind in kinds.items() if picture.startswith(start)]
    return f"image/{found[0] if found else 'svg+xml'}"


def _add_page(parent: Element, item: Item, box: Box) -> None:
    fold = min(box.width, box.height) * 0.12
    right, low = box.left + box.width, box.top + box.height
    corner = (right - fold, box.top), (right, box.top + fold)
    sheet = [(box.left, box.top), *corner, (right, low), (box.left, low)]
    add(parent, "path", d=path_of(sheet, closed=True), fill=PAPER, stroke=_HAIRLINE)
    ear = [*corner, (right - fold, box.top + fold)]
    add(parent, "path", d=path_of(ear, closed=True), fill="#e4e8ee", stroke=_HAIRLINE)
    inner = box.inner(box.width * 0.08, top=fold)
    text = text_of(item)
    size = fitted(text, inner, largest=18.0)
    add_lines(parent, text, inner, size=size, color=INK, align="left", vertical="top")


def _add_embed(parent: Element, item: Item, box: Box) -> None:
    rectangle(parent, box, radius=6, fill="#22252b")
    size = min(box.width, box.height) * 0.12
    triangle = [
        (box.x - size, box.y - size),
        (box.x + size * 1.2, box.y),
        (box.x - size, box.y + size),
    ]
    add(parent, "path", d=path_of(triangle, closed=True), fill=PAPER, fill_opacity=0.85)
    text = text_of(item) or word(item.data, "url")
    _add_label(parent, text, box, PAPER)


def _add_unknown(parent: Element, item: Item, box: Box) -> None:
    rectangle(parent, box, radius=4, fill=PAPER, stroke=_GREY, stroke_dasharray="6 5")
    inner = box.inner(8)
    text = "\n".join(filter(None, [kind_of(item).replace("_", " "), text_of(item)]))
    add_lines(parent, text, inner, size=fitted(text, inner, largest=16.0), color=_GREY)


def _add_label(parent: Element, text: str, box: Box, color: str = INK) -> None:
    inner = box.inner(8)
    size = fitted(text, Box(x=0, y=0, width=inner.width, height=box.height * 0.2), largest=16.0)
    add_lines(parent, text, inner, size=size, color=color, vertical="bottom")


def _chips(tags: Sequence[Tag], box: Box) -> Sequence[Box]:
    """Give the places of tags along the lower edge, with more rows above where one is full."""
    size = _tag_size(box)
    height, gap = size * 1.6, size * 0.4
    left, right = box.left + gap, box.left + box.width - gap
    x, y = left, box.top + box.height * _PAPER - height / 2 - gap
    chips: list[Box] = []
    for tag in tags:
        width = min(width_of(word(tag, "title"), size) * 1.1 + size, right - left)
        if x + width > right and x > left:
            x, y = left, y - height - gap
        chips.append(Box(x=x + width / 2, y=y, width=width, height=height))
        x += width + gap
    return chips


def _tag_size(box: Box) -> float:
    return min(12.0, max(7.0, box.height * 0.05))


def _add_chip(parent: Element, tag: Tag, chip: Box) -> None:
    color, title = TAG.get(word(tag, "fill_color"), TAG["gray"]), word(tag, "title")
    rectangle(parent, chip, radius=chip.height / 4, fill=color)
    size = chip.height / 1.6
    size = min(size, size * (chip.width - size) / max(1.0, width_of(title, size) * 1.1))
    one_line = Box(x=chip.x, y=chip.y, width=10_000, height=chip.height)
    add_lines(parent, title, one_line, size=size, color=ink_on(color), weight="bold")


_DRAWN: dict[str, Callable[[Element, Item, Box], None]] = {
    "frame": _add_frame,
    "shape": _add_shape,
    "text": _add_text,
    "card": _add_card,
    "app_card": _add_card,
    "document": _add_page,
    "doc_format": _add_page,
    "embed": _add_embed,
}
