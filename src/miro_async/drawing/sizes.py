"""How large items are: as Miro says, or as it makes them when nothing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .text import plain, width_of
from .values import decimal, font_size, part, word

if TYPE_CHECKING:
    from collections.abc import Mapping

Size: TypeAlias = tuple[float, float]
"""Width and height."""

_SIZES: Mapping[str, Size] = {
    "sticky_note": (199.0, 228.0),
    "shape": (100.0, 100.0),
    "card": (320.0, 94.0),
    "app_card": (320.0, 94.0),
    "frame": (800.0, 450.0),
    "embed": (640.0, 360.0),
    "image": (512.0, 512.0),
    "document": (512.0, 512.0),
    "doc_format": (400.0, 500.0),
    "code": (600.0, 400.0),
    "code_widget": (600.0, 400.0),
    "mindmap_node": (180.0, 48.0),
}
_WIDE_NOTE: Size = (350.0, 228.0)
_FREE = ("shape", "frame", "code", "code_widget")
"""The kinds of which each side is a matter of its own; of others the ratio is fixed."""
_LINE_HEIGHT = 1.4
_NARROWEST = 1.7  # times the font size: Miro makes no text narrower than that


def size_of(item: object) -> Size:
    """Give width and height of an item or a draft, before it is rotated.

    What it does not tell is taken from what Miro makes of such an item: of texts by their letters,
    about; of pictures and documents 512 x 512, as their files are not looked at.
    """
    kind = word(item, "type")
    geometry = part(item, "geometry")
    width, height = decimal(geometry, "width", 0.0), decimal(geometry, "height", 0.0)
    if width and height:
        return width, height
    if kind == "text":
        return _text_size(item, width)
    usual = _usual(item, kind)
    if kind in _FREE or not (width or height):
        return width or usual[0], height or usual[1]
    scale = width / usual[0] if width else height / usual[1]
    return usual[0] * scale, usual[1] * scale


def _usual(item: object, kind: str) -> Size:
    if kind == "sticky_note" and word(part(item, "data"), "shape") == "rectangle":
        return _WIDE_NOTE
    return _SIZES.get(kind, (512.0, 512.0))


def _text_size(item: object, width: float) -> Size:
    style = part(item, "style")
    font = font_size(style if part(style, "font_size") else {"font_size": part(style, "fontSize")})
    lines = [width_of(line or " ", font) for line in _lines(item)]
    width = max(width or max(lines), font * _NARROWEST)
    return width, sum(-(-line // width) for line in lines) * font * _LINE_HEIGHT


def _lines(item: object) -> list[str]:
    return plain(part(part(item, "data"), "content")).split("\n")
