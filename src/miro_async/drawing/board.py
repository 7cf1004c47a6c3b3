"""The whole board: where everything is, what lies above what, and how large the picture gets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from attrs import frozen

from .colors import CANVAS
from .connectors import add_connector
from .items import add_item, kind_of
from .svg import Box, add, add_text, number
from .text import FONT
from .values import decimal, part, word

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

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
    placed = {str(item.id): item for item in items if item.position is not None}
    places = _places(placed)
    boxes = {item_id: place.box for item_id, place in places.items()}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    add_text(root, "title", title)
    _set_extent(root, boxes.values())
    content = add(root, "g", font_family=FONT)

    def height(item_id: str) -> int:
        return places[item_id].depth if kind_of(placed[item_id]) == "frame" else _ON_TOP

    # Frames lie below what is in them, whenever they were made; a frame in a frame comes after it.
    for item_id in sorted(placed, key=height):
        attached, picture = (tags or {}).get(item_id, ()), (pictures or {}).get(item_id)
        add_item(content, placed[item_id], boxes[item_id], attached, picture)
    for connector in connectors:
        add_connector(content, connector, boxes)
    return ET.tostring(root, encoding="unicode") + "\n"


@frozen
class _Place:
    """Where an item is on the canvas, and in how many frames."""

    box: Box
    depth: int


def _places(placed: Mapping[str, Item]) -> Mapping[str, _Place]:
    """Give the place of each item, from the outermost frames inwards."""
    places: dict[str, _Place] = {}
    for item_id in placed:
        for inner in reversed(_way_up(item_id, placed, places)):
            item = placed[inner]
            places[inner] = _place(item, places.get(_parent_of(item)))
    return places


def _way_up(item_id: str, placed: Mapping[str, Item], known: Container[str]) -> Sequence[str]:
    """Give an item, its parent, and so on, up to one whose place is known; rings are cut."""
    way: dict[str, None] = {}
    while item_id in placed and item_id not in known and item_id not in way:
        way[item_id] = None
        item_id = _parent_of(placed[item_id])
    return list(way)


def _parent_of(item: Item) -> str:
    return word(part(item, "parent"), "id")


def _place(item: Item, parent: _Place | None) -> _Place:
    """Give the place of an item, whose position counts from its parent's corner."""
    left, top = (parent.box.left, parent.box.top) if parent else (0.0, 0.0)
    width, height = _SIZES.get(kind_of(item), (512.0, 512.0))
    geometry = part(item, "geometry")
    box = Box(
        x=left + decimal(item.position, "x", 0.0),
        y=top + decimal(item.position, "y", 0.0),
        width=max(1.0, decimal(geometry, "width", width)),
        height=max(1.0, decimal(geometry, "height", height)),
        rotation=decimal(geometry, "rotation", 0.0),
    )
    return _Place(box, parent.depth + 1 if parent else 0)


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
