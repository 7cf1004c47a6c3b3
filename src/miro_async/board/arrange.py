"""Putting items where a layout says: into a frame that is sized to fit, or onto the board."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, cast

from ..drawing.layout import enclosing
from ..drawing.sizes import Size, size_of
from ..drawing.values import decimal
from ..errors import InvalidArgumentError
from ..geometry import Box, Point
from .drafts import Draft, Drafts
from .flat import place
from .handle import BoardItem
from .placing import bounds_of
from .refs import id_of
from .side_by_side import side_by_side

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from typing import TypeAlias

    from ..models import Item
    from .board import Board
    from .coordinates import KnownFrame
    from .drafts import At, Ref
    from .layout import Layout

    Arranged: TypeAlias = BoardItem[Item] | Draft
    Lay: TypeAlias = Callable[[Sequence[Size]], Layout]

_AT_ONCE = 20
_SAME = 0.001  # board units, which nobody sees


async def arrange(  # noqa: PLR0913 - what a layout is told, by keyword
    board: Board,
    items: Iterable[Arranged],
    lay: Lay,
    *,
    frame: Ref | None,
    at: At | None,
    fit: bool,
) -> list[BoardItem[Item]]:
    """Move handles and make drafts where a layout says, and give them all, in their order.

    The frame is enlarged before anything is put into it, and made smaller afterwards, as Miro
    takes no item whose center is outside.
    """
    items = list(items)
    _check(items, frame, at, board.id)
    if not items:
        return []
    layout = lay([await _footprint(item) for item in items])
    if frame is None:
        return await _put(board, items, centered(layout, at), None)
    if isinstance(frame, Draft):
        size_draft(frame, layout, fit=fit)
        frame = (await board.batch(Drafts(items=[frame])).send())[frame]
    known = await board.coordinates.get(frame, again=True)
    size = (layout.width, layout.height)
    if not fit:
        demand_room(layout, (known.width, known.height))
        return await _put(board, items, layout.centers, frame)
    if size[0] < known.width or size[1] < known.height:
        size = await _with_others(board, items, frame, known, size)
    await _resize(board, frame, (max(known.width, size[0]), max(known.height, size[1])))
    placed = await _put(board, items, layout.centers, frame)
    await _resize(board, frame, size)
    return placed


def arrange_drafts(
    items: Iterable[Draft], lay: Lay, *, frame: Draft | None, at: At | None, fit: bool
) -> list[Draft]:
    """Set the places of drafts as a layout says, and the size of the frame; no call is made."""
    items = list(items)
    _check(items, frame, at)
    if not isinstance(cast("object", frame), Draft | None):
        raise InvalidArgumentError(f"drafts go into the draft of a frame here, not into {frame!r}")
    layout = lay([draft_footprint(draft) for draft in items])
    centers = layout.centers if frame else centered(layout, at)
    if frame and items:
        size_draft(frame, layout, fit=fit)
    for draft, center in zip(items, centers, strict=True):
        _place(draft, center, frame)
    return items


def centered(layout: Layout, at: At | None) -> Sequence[Point]:
    """Give the places on the board of a layout whose middle goes there."""
    x, y = place(at or (0.0, 0.0))
    left, top = x - layout.width / 2, y - layout.height / 2
    return [Point(left + center.x, top + center.y) for center in layout.centers]


def draft_footprint(draft: Draft) -> Size:
    """Give the size of the level box around a draft."""
    width, height = size_of(draft)
    box = Box(
        x=0, y=0, width=width, height=height, rotation=decimal(draft.geometry, "rotation", 0.0)
    )
    around = enclosing([box], margin=0.0)
    return around.width, around.height


def size_draft(frame: Draft, layout: Layout, *, fit: bool) -> None:
    """Size the draft of a frame to fit, or demand that it does."""
    if fit:
        frame.geometry = {**frame.geometry, "width": layout.width, "height": layout.height}
    else:
        demand_room(layout, size_of(frame))


def demand_room(layout: Layout, size: Size) -> None:
    """Refuse a frame that is too small.

    Raises:
        InvalidArgumentError: It is.
    """
    if layout.width > size[0] + _SAME or layout.height > size[1] + _SAME:
        raise InvalidArgumentError(
            f"this takes {layout.width:g} x {layout.height:g}, and the frame is "
            f"{size[0]:g} x {size[1]:g}: give fit=True, or lay it out otherwise"
        )


def _check(
    items: Sequence[object], frame: Ref | None, at: At | None, board_id: str | None = None
) -> None:
    if frame is not None and at is not None:
        raise InvalidArgumentError("at is where the whole goes on the board: give it or a frame")
    keys = [_key(item, board_id, inside=frame is not None) for item in items]
    if len(set(keys)) < len(keys):
        raise InvalidArgumentError("an item can only be in one place: one is given twice")
    if frame is None:
        return
    if (id(frame) if isinstance(frame, Draft) else id_of(frame, board_id)) in keys:
        raise InvalidArgumentError("a frame cannot be inside of itself")


def _key(item: object, board_id: str | None, *, inside: bool) -> int | str:
    """Give what tells an item from others, and refuse what cannot be laid out."""
    if isinstance(item, Draft):
        if inside and item.type == "mindmap_node":
            raise InvalidArgumentError("Miro takes no node of a mind map into a frame")
        return id(item)
    if board_id is None or not isinstance(item, BoardItem):
        what = "drafts are" if board_id is None else "handles and drafts are"
        raise InvalidArgumentError(f"{what} laid out, not {item!r}")
    if item.type == "mindmap_node":
        raise InvalidArgumentError("Miro cannot move the nodes of a mind map")
    return id_of(cast("BoardItem[Item]", item), board_id)


async def _footprint(item: Arranged) -> Size:
    if isinstance(item, Draft):
        return draft_footprint(item)
    box = await bounds_of(item, "board" if item.frame_id is None else "frame")
    return box.width, box.height


async def _put(
    board: Board, items: Sequence[Arranged], centers: Sequence[Point], frame: Ref | None
) -> list[BoardItem[Item]]:
    """Move what is on the board, and make what is not, all at the same time."""
    drafts = Drafts()
    jobs: list[Callable[[], Awaitable[object]]] = []
    for item, center in zip(items, centers, strict=True):
        if isinstance(item, Draft):
            drafts.add(_place(item, center, frame))
        elif not _is_there(item, center, frame):
            jobs.append(partial(_move, item, center, frame))
    made: dict[Draft, BoardItem[Item]] = {}

    async def make() -> None:
        sent = await board.batch(drafts).send()
        made.update({draft: sent[draft] for draft in drafts.items})

    if drafts.items:
        jobs.append(make)
    await side_by_side(jobs, at_once=_AT_ONCE)
    return [made[item] if isinstance(item, Draft) else item for item in items]


def _place(draft: Draft, center: Point, frame: Ref | None) -> Draft:
    draft.at = center
    if draft.type == "mindmap_node":  # what it calls its frame is the node above it
        return draft
    draft.frame = frame
    draft.relative_to = "board" if frame is None else "frame"
    return draft


async def _move(item: BoardItem[Item], center: Point, frame: Ref | None) -> None:
    if frame is None:
        await item.move_out(center)
    else:
        await item.move_to(center, frame=frame)


def _is_there(item: BoardItem[Item], center: Point, frame: Ref | None) -> bool:
    place = item.item.position
    inside = None if frame is None else id_of(frame)
    return item.frame_id == inside and all(
        math.isclose(decimal(place, name, math.nan), wanted, abs_tol=_SAME)
        for name, wanted in zip(("x", "y"), center, strict=True)
    )


async def _resize(board: Board, frame: Ref, size: Size) -> None:
    """Size a frame without moving its upper left corner, unless it has that size already."""
    known = await board.coordinates.get(frame)
    if all(map(math.isclose, size, (known.width, known.height))):
        return
    center = Point(known.corner.x + size[0] / 2, known.corner.y + size[1] / 2)
    place = await board.coordinates.sent(center, known.frame_id)
    answer = await board.api.frames.update(
        board.id,
        id_of(frame),
        position={"x": place.x, "y": place.y},
        geometry={"width": size[0], "height": size[1]},
    )
    board.coordinates.see(answer)
    if isinstance(frame, BoardItem):
        # All that changes a handle ends there, and it is nothing for users.
        frame._take(answer)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


async def _with_others(
    board: Board, items: Sequence[Arranged], frame: Ref, known: KnownFrame, size: Size
) -> Size:
    """Give a size in which the other items of the frame stay as they are."""
    arranged = {item.id for item in items if not isinstance(item, Draft)}
    width, height = size
    async for other in board.items(frame=frame):
        if other.id not in arranged:
            box = await bounds_of(other, "frame")
            width, height = max(width, box.right), max(height, box.bottom)
    return max(size[0], min(width, known.width)), max(size[1], min(height, known.height))
