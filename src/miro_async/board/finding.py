"""Finding items by what they say, what they are, and how they are tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..drawing.text import texts_of
from .refs import id_of
from .walks import listed
from .whole import fill_in, kinds_without_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import Item
    from .board import Board
    from .drafts import Ref
    from .handle import BoardItem


async def find(
    board: Board,
    *,
    text: str | None = None,
    kind: str | None = None,
    tag: str | None = None,
    frame: Ref | None = None,
) -> list[BoardItem[Item]]:
    """Give the items to which all of this applies."""
    frame_id = None if frame is None else id_of(frame, board.id)
    items = await _listed(board, kind, tag, frame_id)
    items = [item for item in items if kind in (None, item.type)]
    if text is not None:
        wanted = _folded(text)
        whole = {item.id: item for item in items}
        for left_out in kinds_without_data(items):
            await fill_in(board.api, board.id, whole, left_out)
        items = [
            item
            for item in whole.values()
            if any(wanted in _folded(each) for each in texts_of(item))
        ]
    return [board.handle(item) for item in items]


async def _listed(
    board: Board, kind: str | None, tag: str | None, frame_id: str | None
) -> Sequence[Item]:
    if tag is None:
        return [item async for item in listed(board, kind, frame_id)]
    found = await board.known_tags.find(tag)
    if found is None:
        return ()
    tagged = await board.api.tags.list_items(board.id, found.id).collect()
    return [
        item for item in tagged if frame_id is None or (item.parent and item.parent.id == frame_id)
    ]


def _folded(text: str) -> str:
    """Give a text as it is compared: without regard to case, and to where its lines break."""
    return " ".join(text.split()).casefold()
