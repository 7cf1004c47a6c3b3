"""Items, each kind in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..geometry import Box
from .chips import SHEET, add_tag, places_of_tags
from .colors import (
    CANVAS,
    GREY,
    HAIRLINE,
    INK,
    PAPER,
    STICKY_NOTE,
    darker,
    fraction,
    ink_on,
    paint,
)
from .media import add_code, add_embed, add_image, add_page
from .shapes import is_open, outline, room_for_text
from .svg import DASHES, add, group, path_of, rectangle
from .text import LINE_HEIGHT, add_lines, fitted, plain, text_of, width_of
from .values import decimal, font_size, kind_of, part, parts, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree.ElementTree import Element

    from ..models import Item, Tag
    from .text import Weight


def add_item(
    parent: Element, item: Item, box: Box, tags: Sequence[Tag], address: str | None
) -> None:
    """Draw an item in its box on the canvas; an image shows the file at the address."""
    kind = kind_of(item)
    title = ": ".join(filter(None, [kind.replace("_", " "), text_of(item)]))
    names = {"id": f"item-{item.id}", "data_id": str(item.id), "data_type": kind}
    element = group(parent, box, title, **names)
    chips = places_of_tags(tags, box)
    if kind == "image":
        add_image(element, item, box, address)
    elif kind == "sticky_note":
        _add_sticky_note(element, item, box, free=min((chip.top for chip in chips), default=None))
    else:
        _DRAWN.get(kind, _add_unknown)(element, item, box)
    for tag, chip in zip(tags, chips, strict=True):
        add_tag(element, tag, chip)


def _add_frame(parent: Element, item: Item, box: Box) -> None:
    fill = paint(part(part(item, "style"), "fill_color"), "#ffffffff")
    rectangle(parent, box, radius=2, fill=fill.color, fill_opacity=fill.opacity, stroke=HAIRLINE)
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
    height = box.height * SHEET
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
    open_ended = is_open(kind)
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
        stroke_dasharray=DASHES.get(word(style, "border_style")),
    )
    filled = fill.opacity > 0.5 and not open_ended  # noqa: PLR2004 - what is seen most
    behind = fill.color if filled else CANVAS
    color = ink_on(behind, part(style, "color"))
    inner = room_for_text(kind, box).inner(6)
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
    rectangle(parent, box, radius=6, fill=PAPER, stroke=HAIRLINE)
    band = Box(x=box.left + 3, y=box.y, width=6, height=box.height)
    rectangle(parent, band, radius=3, fill=theme)
    inner = box.inner(10)
    inner = Box(x=inner.x + 4, y=inner.y, width=inner.width - 8, height=inner.height)
    rows: list[tuple[str, str, Weight]] = [
        (plain(part(data, "title")), INK, "bold"),
        (plain(part(data, "description")), GREY, "normal"),
    ]
    due, status = part(data, "due_date"), word(data, "status")
    values = [plain(part(each, "value")) for each in parts(data, "fields")]
    facts = [f"due {due:%Y-%m-%d}" if hasattr(due, "strftime") else "", status, *values]
    rows.append((" · ".join(filter(None, facts)), GREY, "normal"))
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


def _add_unknown(parent: Element, item: Item, box: Box) -> None:
    rectangle(parent, box, radius=4, fill=PAPER, stroke=GREY, stroke_dasharray="6 5")
    inner = box.inner(8)
    text = "\n".join(filter(None, [kind_of(item).replace("_", " "), text_of(item)]))
    add_lines(parent, text, inner, size=fitted(text, inner, largest=16.0), color=GREY)


def _add_mindmap_node(parent: Element, item: Item, box: Box) -> None:
    style = part(item, "style")
    border = paint(part(style, "node_color") or part(style, "nodeColor"), "#4262ff").color
    radius = {"rectangle": 0.0, "rounded_rectangle": 8.0}.get(word(style, "shape"), box.height / 2)
    rectangle(parent, box, radius=radius, fill=PAPER, stroke=border, stroke_width=2)
    inner, text = box.inner(8), text_of(item)
    add_lines(parent, text, inner, size=fitted(text, inner, largest=16.0), color=INK)


_DRAWN: dict[str, Callable[[Element, Item, Box], None]] = {
    "frame": _add_frame,
    "shape": _add_shape,
    "text": _add_text,
    "card": _add_card,
    "app_card": _add_card,
    "mindmap_node": _add_mindmap_node,
    "code_widget": add_code,
    "code": add_code,
    "document": add_page,
    "doc_format": add_page,
    "embed": add_embed,
}
