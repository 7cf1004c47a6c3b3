"""Items that show a file or something from elsewhere: images, documents, embeds, source code."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from ..geometry import Box
from ..media_types import media_type_of
from .colors import HAIRLINE, INK, PAPER
from .svg import add, add_text, path_of, rectangle
from .text import MONOSPACE, add_lines, fitted, plain, text_of, width_of
from .values import part, word

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from ..models import Item


def media_type(picture: bytes) -> str:
    """Tell of what kind a picture is; what is none of the others is taken for SVG."""
    found = media_type_of(picture)
    return found if found and found.startswith("image/") else "image/svg+xml"


def data_address(picture: bytes) -> str:
    """Give an address that has a picture in it."""
    return f"data:{media_type(picture)};base64,{b64encode(picture).decode()}"


def add_image(parent: Element, item: Item, box: Box, address: str | None) -> None:
    """Draw an image: the file at an address, or something in its place."""
    if address is not None:
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
    rectangle(parent, box, fill="#e4e8ee", stroke=HAIRLINE)
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
    add_label(parent, plain(part(item.data, "title")), box)


def add_page(parent: Element, item: Item, box: Box) -> None:
    """Draw a sheet of paper with a folded corner."""
    fold = min(box.width, box.height) * 0.12
    right, low = box.left + box.width, box.top + box.height
    corner = (right - fold, box.top), (right, box.top + fold)
    sheet = [(box.left, box.top), *corner, (right, low), (box.left, low)]
    add(parent, "path", d=path_of(sheet, closed=True), fill=PAPER, stroke=HAIRLINE)
    ear = [*corner, (right - fold, box.top + fold)]
    add(parent, "path", d=path_of(ear, closed=True), fill="#e4e8ee", stroke=HAIRLINE)
    inner = box.inner(box.width * 0.08, top=fold)
    text = text_of(item)
    size = fitted(text, inner, largest=18.0)
    add_lines(parent, text, inner, size=size, color=INK, align="left", vertical="top")


def add_embed(parent: Element, item: Item, box: Box) -> None:
    """Draw a screen that could play something."""
    rectangle(parent, box, radius=6, fill="#22252b")
    size = min(box.width, box.height) * 0.12
    triangle = [
        (box.x - size, box.y - size),
        (box.x + size * 1.2, box.y),
        (box.x - size, box.y + size),
    ]
    add(parent, "path", d=path_of(triangle, closed=True), fill=PAPER, fill_opacity=0.85)
    text = text_of(item) or word(item.data, "url")
    add_label(parent, text, box, PAPER)


def add_code(parent: Element, item: Item, box: Box) -> None:
    """Draw source code, which keeps its spaces."""
    rectangle(parent, box, radius=6, fill="#22252b")
    title = plain(part(item.data, "title")) or word(item.data, "language") or "code"
    head = Box(x=box.x, y=box.top + 14, width=box.width - 24, height=20)
    add_lines(parent, title, head, size=11, color="#a9b1bd", align="left")
    lines = word(item.data, "code").splitlines()
    widest = max((width_of(line, 1.0) for line in lines), default=1.0) * 1.1
    body = box.inner(12, top=20)
    size = min(13.0, body.width / max(1.0, widest), body.height / (max(1, len(lines)) * 1.4))
    code = add(parent, "text", font_family=MONOSPACE, font_size=size, fill=PAPER)
    for place, line in enumerate(lines):
        kept = line.expandtabs(4).replace(" ", "\u00a0")  # SVG makes one of many spaces
        add_text(code, "tspan", kept, x=body.left, y=body.top + size * (1 + 1.4 * place))


def add_label(parent: Element, text: str, box: Box, color: str = INK) -> None:
    """Write a text along the lower edge of a box."""
    inner = box.inner(8)
    size = fitted(text, Box(x=0, y=0, width=inner.width, height=box.height * 0.2), largest=16.0)
    add_lines(parent, text, inner, size=size, color=color, vertical="bottom")
