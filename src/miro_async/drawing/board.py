"""The whole board: where everything is, what lies above what, and how large the picture gets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .colors import CANVAS
from .connectors import add_connector
from .items import add_item
from .svg import Box, add, add_text, number
from .text import FONT
from .values import decimal, part, word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..models import Connector, Item, Tag

_MARGIN = 60.0
_LARGEST_SIDE = 1600.0
_ON_TOP = 1_000_000
_SIZES = {
    "sticky_note": (199.0, 228.0),
    "card": (320.0, 94.0),
    "app_card": (320.0, 94.0),
    "text": (200.0, 30.0),
    "doc_format": (400.0, 500.0),
    "embed": (640.0, 360.0),
}


def board_svg(
    items: Iterable[Item],
    connectors: Iterable[Connector] = (),
    tags: Mapping[str, Sequence[Tag]] | None = None,
    *,
    pictures: Mapping[str, bytes] | None = None,
    title: str = "Board",
) -> str:
    """Give a board as an SVG document, the same for the same board.

    Items without a position are left out, as are connectors of which an end is left out. Children
    of frames may come in any order. Nothing is loaded from elsewhere: an image shows its file if
    `pictures` has it, and a placeholder if not.

    Args:
        items: The items, in the order in which they were made: later ones lie above.
        connectors: The connectors between them.
        tags: The tags of each item, by the item's id.
        pictures: The files of image items, by the item's id: PNG, GIF, JPEG, WebP or SVG.
        title: What the picture is called, for screen readers.
    """
    placed = {item.id: item for item in items if item.position is not None}
    parents = {key: word(part(item, "parent"), "id") for key, item in placed.items()}
    lines = {item_id: _line(item_id, parents) for item_id in placed}
    boxes = {item_id: _box(line, placed) for item_id, line in lines.items()}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    add_text(root, "title", title)
    _set_extent(root, boxes.values())
    content = add(root, "g", font_family=FONT)
    # Frames lie below what is in them, whenever they were made; a frame in a frame comes after it.
    bottom_up = sorted(
        placed.values(), key=lambda item: len(lines[item.id]) if item.type == "frame" else _ON_TOP
    )
    for item in bottom_up:
        attached = (tags or {}).get(item.id, ())
        add_item(content, item, boxes[item.id], attached, (pictures or {}).get(item.id))
    for connector in connectors:
        add_connector(content, connector, boxes)
    return ET.tostring(root, encoding="unicode") + "\n"


def _line(item_id: str, parents: Mapping[str, str]) -> list[str]:
    """Give the item, its parent, and so on upwards, as far as they are on the picture."""
    line = [item_id]
    while (above := parents[line[-1]]) in parents and above not in line:
        line.append(above)
    return line


def _box(line: Sequence[str], placed: Mapping[str, Item]) -> Box:
    """Give the place of the first of a line: each position counts from its parent's corner."""
    x = y = 0.0
    boxes: list[Box] = []
    for item_id in reversed(line):
        item = placed[item_id]
        if boxes:
            x, y = boxes[-1].left, boxes[-1].top
        width, height = _SIZES.get(item.type, (512.0, 512.0))
        boxes.append(
            Box(
                x=x + decimal(item.position, "x", 0.0),
                y=y + decimal(item.position, "y", 0.0),
                width=max(1.0, decimal(part(item, "geometry"), "width", width)),
                height=max(1.0, decimal(part(item, "geometry"), "height", height)),
                rotation=decimal(part(item, "geometry"), "rotation", 0.0),
            )
        )
    return boxes[-1]


def _set_extent(root: ET.Element, boxes: Collection[Box]) -> None:
    corners = [corner for box in boxes for corner in box.corners()] or [(0.0, 0.0)]
    left = min(x for x, _ in corners) - _MARGIN
    top = min(y for _, y in corners) - _MARGIN
    width = max(x for x, _ in corners) + _MARGIN - left
    height = max(y for _, y in corners) + _MARGIN - top
    scale = min(1.0, _LARGEST_SIDE / max(width, height))
    root.set("viewBox", " ".join(map(number, (left, top, width, height))))
    root.set("width", number(width * scale))
    root.set("height", number(height * scale))
    add(root, "rect", x=left, y=top, width=width, height=height, fill=CANVAS)
