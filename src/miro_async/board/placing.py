"""Where handles are, and moving them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from ..drawing.layout import enclosing
from ..drawing.sizes import size_of
from ..drawing.values import decimal
from ..errors import InvalidArgumentError, NotFoundError
from ..geometry import Box, Point
from ..models import ParentRef
from ..null import NULL
from .refs import id_of
from .whole import is_flowchart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Item
    from .drafts import At, Ref, RelativeTo
    from .handle import BoardItem


async def center_of(item: BoardItem[Item], relative_to: RelativeTo) -> Point:
    """Give the place of the center of an item."""
    if item.type == "mindmap_node" and item.item.position is None:  # its own answers tell none
        await item.refresh()
    place = _told(item)
    if relative_to == "frame" and item.frame_id is None:
        raise InvalidArgumentError(f"{item!r} is in no frame")
    if relative_to == "frame" or item.frame_id is None:
        return place
    try:
        return await item.board.coordinates.to_board(place, item.frame_id)
    except NotFoundError:  # the frame was deleted, which leaves its items on the board
        await item.refresh()
        return await center_of(item, relative_to)


async def bounds_of(item: BoardItem[Item], relative_to: RelativeTo) -> Box:
    """Give the box around an item, its sides level."""
    x, y = await center_of(item, relative_to)
    width, height = size_of(item.item)
    rotation = decimal(item.item.geometry, "rotation", 0.0)
    box = Box(x=x, y=y, width=width, height=height, rotation=rotation)
    return enclosing([box], margin=0.0) if rotation else box


async def bounds_of_all(items: Iterable[BoardItem[Item]]) -> Box | None:
    """Give the box around items; `None` if there are none that have a place."""
    boxes = [await bounds_of(item, "board") for item in items if item.item.position is not None]
    return enclosing(boxes, margin=0.0) if boxes else None


async def moved(
    item: BoardItem[Item], at: At | None, frame: Ref | None, relative_to: RelativeTo
) -> Item:
    """Move an item into a frame or onto the board, and give what Miro says of it then.

    What Miro takes for a place depends on the frame that the item is in, and somebody else may have
    put it into one: if the answer tells so, it is taken out.
    """
    if item.type == "mindmap_node":
        raise InvalidArgumentError("Miro cannot move the nodes of a mind map")
    frame_id = None if frame is None else id_of(frame, item.board.id)
    if at is None:
        at, relative_to = await center_of(item, "board"), "board"
    place = await item.board.coordinates.sent(at, frame_id, relative_to)
    answer = await _sent(item, place, frame_id, leave=item.frame_id is not None)
    if frame_id is None and answer.parent and answer.parent.id is not None:
        answer = await _sent(item, place, None, leave=True)
    return answer


async def moved_within(item: BoardItem[Item], at: At | None, relative_to: RelativeTo) -> Item:
    """Move an item where it is: in its frame, or on the board if that was deleted meanwhile."""
    try:
        return await moved(item, at, item.frame_id, relative_to)
    except NotFoundError:
        await item.refresh()
        return await moved(item, at, item.frame_id, relative_to)


async def _sent(item: BoardItem[Item], place: Point, frame_id: str | None, *, leave: bool) -> Item:
    api, board_id = item.board.api, item.board.id
    position = {"x": place.x, "y": place.y}
    parent = {"id": frame_id} if frame_id is not None else NULL if leave else None
    if item.type == "code":
        widget = await api.code_widgets.update(board_id, item.id, position=position, parent=parent)
        return evolve(widget, parent=ParentRef(id=frame_id))  # which the answer does not tell
    if is_flowchart(item.item):
        return await api.flowchart_shapes.update(
            board_id, item.id, position=position, parent=parent
        )
    return await api.items.update(board_id, item.id, position=position, parent=parent)


def _told(item: BoardItem[Item]) -> Point:
    position = item.item.position
    if position is None or position.x is None or position.y is None:
        raise InvalidArgumentError(f"Miro does not tell where {item!r} is")
    return Point(position.x, position.y)
