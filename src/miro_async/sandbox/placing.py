"""Where items are and how large: parents, positions and sizes, and what Miro refuses of them."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from attrs import frozen

from ..drawing.text import plain, width_of

if TYPE_CHECKING:
    from .answers import JsonObject
    from .checks import Problems
    from .families import Family
    from .state import StoredBoard, StoredItem

_STICKY_SIZE = {"square": (199.0, 228.0), "rectangle": (350.0, 228.0)}
_OUTSIDE = "new position is outside of parent boundaries"
_NARROWEST_TEXT = 1.7  # times the font size
_LINE_HEIGHT = 1.4


@frozen
class Place:
    """The center of an item, within its parent if it has one."""

    x: float
    y: float
    parent_id: str | None


def canvas_place(board: StoredBoard, item: StoredItem) -> tuple[float, float]:
    """Give the center of an item on the canvas, whatever its parents are."""
    x, y, above = item.x, item.y, item.parent_id
    while above is not None:  # not recursive: frames may be nested as deeply as one likes
        frame = board.items[above]
        size = _size_of(frame)
        x, y = x + frame.x - size["width"] / 2, y + frame.y - size["height"] / 2
        above = frame.parent_id
    return x, y


def placed(board: StoredBoard, item: StoredItem, given: JsonObject, problems: Problems) -> Place:
    """Give where an item goes, by the `position` and `parent` of a request.

    An item that changes its parent without a new position stays where it is on the canvas.
    """
    parent_id = item.parent_id
    x, y = item.x, item.y
    if "parent" in given:
        parent_id = given["parent"].get("id") if given["parent"] else None
        if parent_id is not None:
            _check_parent(board, item, parent_id, problems)
        if parent_id != item.parent_id and item.id and not problems.found:
            x, y = _moved_over(board, item, parent_id)
    position = given.get("position", {})
    x, y = position.get("x", x), position.get("y", y)
    if parent_id is not None and not problems.found:
        _check_inside(board.items[parent_id], x, y, problems)
    return Place(x, y, parent_id)


def release_children(board: StoredBoard, frame: StoredItem) -> list[StoredItem]:
    """Leave the children of a frame that is deleted where they are, without a parent; give them."""
    children = board.children(frame.id)
    for child in children:
        child.x, child.y = canvas_place(board, child)
        child.parent_id = None
        child.had_parent = True
    return children


def sized(
    family: Family, item: StoredItem, given: JsonObject, problems: Problems
) -> JsonObject | None:
    """Give the size of an item, by the `geometry` of a request and what the item is now."""
    if family.sizing == "none":
        return None
    wanted: JsonObject = given.get("geometry", {})
    width, height = _own_size(family, item)
    current: JsonObject = item.geometry or {"width": width, "height": height}
    if family.sizing == "both":
        return {**current, **wanted}
    if family.sizing == "width":
        return {**current, **wanted, **_text_size(item, current, wanted, problems)}
    if "width" in wanted and "height" in wanted:
        problems.add("geometry", "Only one of [width, height] can be set, as the ratio is fixed")
    if item.type != "sticky_note":
        width, height = current["width"], current["height"]
    if "width" in wanted:
        return {**current, **wanted, "height": wanted["width"] * height / width}
    tall: float = wanted["height"] if "height" in wanted else current["height"]
    kept = isclose(current["width"] * height, tall * width)
    return {**current, **wanted} if kept else {**current, **wanted, "width": tall * width / height}


def _own_size(family: Family, item: StoredItem) -> tuple[float, float]:
    if item.type == "sticky_note":
        return _STICKY_SIZE[item.data["shape"]]
    return family.size


def check_children_stay(
    board: StoredBoard, frame: StoredItem, geometry: JsonObject, problems: Problems
) -> None:
    """Refuse a size of a frame that would leave a child outside."""
    for child in board.children(frame.id):
        if child.x > geometry["width"] or child.y > geometry["height"]:
            problems.add("geometry", _OUTSIDE)
            return


def _text_size(
    item: StoredItem, current: JsonObject, wanted: JsonObject, problems: Problems
) -> JsonObject:
    font = float((item.style or {})["fontSize"])
    text: str = item.data["content"]
    width: float = wanted.get("width") or current["width"] or text_width(text, font)
    if width < font * _NARROWEST_TEXT:
        if "width" in wanted:
            problems.add("geometry.width", f"must be at least {font * _NARROWEST_TEXT:g}")
        width = font * _NARROWEST_TEXT
    return {"width": width, "height": text_height(text, font, width)}


def text_width(html: str, font: float) -> float:
    """Give how wide the lines of a text are if none is broken, about; its markup takes no room."""
    return max(_line_width(line, font) for line in plain(html).split("\n"))


def text_height(html: str, font: float, width: float) -> float:
    """Give how high the lines of a text are, if none is wider than that."""
    lines = sum(-(-_line_width(line, font) // width) for line in plain(html).split("\n"))
    return lines * font * _LINE_HEIGHT


def _line_width(line: str, font: float) -> float:
    return width_of(line or " ", font)  # as it is drawn


def _size_of(frame: StoredItem) -> JsonObject:
    return frame.geometry or {"width": 0.0, "height": 0.0}


def _top_left(board: StoredBoard, frame: StoredItem) -> tuple[float, float]:
    x, y = canvas_place(board, frame)
    size = _size_of(frame)
    return x - size["width"] / 2, y - size["height"] / 2


def _moved_over(board: StoredBoard, item: StoredItem, parent_id: str | None) -> tuple[float, float]:
    x, y = canvas_place(board, item)
    if parent_id is None:
        return x, y
    left, top = _top_left(board, board.items[parent_id])
    return x - left, y - top


def _check_parent(board: StoredBoard, item: StoredItem, parent_id: str, problems: Problems) -> None:
    parent = board.item(parent_id)
    if parent.type != "frame":
        problems.add("parent.id", f"An item of type [{parent.type}] cannot be a parent")
        return
    above: str | None = parent_id
    while above is not None:
        if above == item.id:
            problems.add("parent.id", "An item cannot be inside of itself")
            return
        above = board.items[above].parent_id


def _check_inside(frame: StoredItem, x: float, y: float, problems: Problems) -> None:
    # The center counts, not the box: Miro takes a large item at the corner of a frame.
    size = _size_of(frame)
    if not (0 <= x <= size["width"] and 0 <= y <= size["height"]):
        problems.add("position", _OUTSIDE)
