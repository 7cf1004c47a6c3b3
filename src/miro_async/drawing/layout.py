"""Where the items of a board are on the canvas, and what lies above what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from ..geometry import Box, Point
from .sizes import size_of
from .values import decimal, kind_of, part, word

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

    from ..models import Item

MARGIN = 60.0
_ON_TOP = 1_000_000


@frozen
class Place:
    """Where an item is on the canvas, in how many frames, and how far below the others."""

    box: Box
    depth: int
    height: int


def layout(items: Iterable[Item]) -> Mapping[str, Place]:
    """Give the places of items by their ids, in the order in which they are drawn.

    Items without a position have none. Frames lie below what is in them, whenever they were made; a
    frame in a frame comes after it.
    """
    placed = {str(item.id): item for item in items if item.position is not None}
    places: dict[str, Place] = {}
    for item_id in placed:
        for inner in reversed(_way_up(item_id, placed, places)):
            item = placed[inner]
            places[inner] = _place(item, places.get(_frame_of(item)))
    in_order = sorted(placed, key=lambda item_id: places[item_id].height)
    return {item_id: places[item_id] for item_id in in_order}


def enclosing(boxes: Collection[Box], margin: float = MARGIN) -> Box:
    """Give the box that has all these in it, and a margin around."""
    corners = [corner for box in boxes for corner in box.corners()] or [Point(0.0, 0.0)]
    left, top = (min(values) - margin for values in zip(*corners, strict=True))
    right, low = (max(values) + margin for values in zip(*corners, strict=True))
    width, height = right - left, low - top
    return Box(x=left + width / 2, y=top + height / 2, width=width, height=height)


def _way_up(item_id: str, placed: Mapping[str, Item], known: Container[str]) -> Sequence[str]:
    """Give an item, its frame, and so on, up to one whose place is known; rings are cut."""
    way: dict[str, None] = {}
    while item_id in placed and item_id not in known and item_id not in way:
        way[item_id] = None
        item_id = _frame_of(placed[item_id])
    return list(way)


def _frame_of(item: Item) -> str:
    """Give the id of the item from whose corner the position counts: in mind maps there is none."""
    return "" if kind_of(item) == "mindmap_node" else word(part(item, "parent"), "id")


def _place(item: Item, frame: Place | None) -> Place:
    """Give the place of an item, whose position counts from its frame's corner."""
    left, top = (frame.box.left, frame.box.top) if frame else (0.0, 0.0)
    width, height = size_of(item)
    box = Box(
        x=left + decimal(item.position, "x", 0.0),
        y=top + decimal(item.position, "y", 0.0),
        width=max(1.0, width),
        height=max(1.0, height),
        rotation=decimal(part(item, "geometry"), "rotation", 0.0),
    )
    depth = frame.depth + 1 if frame else 0
    return Place(box, depth, depth if kind_of(item) == "frame" else _ON_TOP)
