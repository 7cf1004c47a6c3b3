"""Making one item: the right call for its kind, with what its draft says."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import anyio
from attrs import evolve

from ..errors import InvalidArgumentError, MiroError
from ..models import ParentRef
from .creations import FILE_WORDS, creation
from .refs import id_of
from .sending.own_work import own_work_of
from .tagging import tag_item, wanted_tags
from .whole import delete

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from ..geometry import Point
    from ..models import Item
    from .board import Board
    from .drafts import Draft
    from .handle import BoardItem

_LAST_CALL = 10.0  # seconds


async def create(board: Board, draft: Draft) -> Item:
    """Make the item of a draft, and give it as Miro answers; its tags are not put on it.

    Raises:
        InvalidArgumentError: It cannot be right: there is no such kind, its frame is yet to be
            made, or its place is outside of that. Nothing was sent.
        MiroError: As all calls do.
    """
    call = creation(board.api, draft)
    if call is None or (draft.file is not None and draft.type not in FILE_WORDS):
        what = "made" if draft.file is None else "made of a file"
        raise InvalidArgumentError(f"Miro has no call by which a {draft.type!r} is {what}")
    above = None if draft.frame is None else id_of(draft.frame, board.id)
    place = await _place(board, draft)
    nested = draft.type == "frame" and above is not None
    body: dict[str, object] = {**(_of_file(draft) if draft.file is not None else draft.fields())}
    body |= _where(None if nested else above, None if nested else place)
    async with own_work_of(board).making() as own:
        file = () if draft.file is None else (draft.file,)
        item = await call(board.id, *file, **body)
        own.learn([item])
    # Miro takes no frame for a new frame, but for one that is there.
    if nested:
        async with or_deleted(board, item):
            return await board.api.items.update(board.id, item.id, **_where(above, place))
    if item.type == "code" and above is not None:  # of which the answer does not tell
        return evolve(item, parent=ParentRef(id=above))
    return item


async def add(board: Board, draft: Draft) -> BoardItem[Item]:
    """Make the item of a draft with its tags, and give its handle."""
    if draft.tags:
        wanted_tags(draft.type, draft.tags)
    made = board.handle(await create(board, draft))
    if draft.tags:
        async with or_deleted(board, made.item):
            await tag_item(made, draft.tags, had=())
    return made


@asynccontextmanager
async def or_deleted(board: Board, item: Item) -> AsyncGenerator[None]:
    """Delete an item that was made if the rest of it fails, so that no half of it stays.

    Also if that is cancelled: then the cancellation takes the time of one more call.
    """
    try:
        yield
    except BaseException as error:
        stays = True
        with anyio.move_on_after(_LAST_CALL, shield=True), suppress(MiroError):
            await delete(board, item)
            stays = False
        if stays:
            error.add_note(f"The {item.type} {item.id} was made, and is still on the board.")
        raise


async def _place(board: Board, draft: Draft) -> Point | None:
    # Nodes of mind maps have their places on the board, whatever is above them.
    if draft.at is None or draft.type == "mindmap_node":
        return draft.at
    return await board.coordinates.sent(draft.at, draft.frame, draft.relative_to)


def _where(above: str | None, place: Point | None) -> dict[str, Mapping[str, object]]:
    where: dict[str, Mapping[str, object]] = {}
    if above is not None:
        where["parent"] = {"id": above}
    if place is not None:
        where["position"] = {"x": place.x, "y": place.y}
    return where


def _of_file(draft: Draft) -> dict[str, object]:
    """Give the fields that go with a file, which have no parts, as the call names them."""
    words = FILE_WORDS[draft.type]
    said = {words[name]: value for name, value in draft.data.items() if name in words}
    return {**said, "geometry": draft.geometry} if draft.geometry else said
