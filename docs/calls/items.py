"""Examples for `api.items`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async import NULL
from miro_async.models import (
    BulkFileItem,
    BulkItem,
    ParentRef,
    Position,
    StickyNoteData,
    StickyNoteItem,
)

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, board_id: str) -> None:
    async for item in api.items.list(board_id, type="sticky_note"):
        print(item.id, item.position)


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    item = await api.items.get(board_id, item_id)
    if isinstance(item, StickyNoteItem) and item.data:
        print(item.data.content)


async def create_bulk(api: MiroApi, board_id: str) -> None:
    notes = [
        BulkItem(type="sticky_note", data=StickyNoteData(content=text))
        for text in ("Start", "Stop", "Continue")
    ]
    for item in await api.items.create_bulk(board_id, items=notes):
        print(item.id)


async def upload_bulk(api: MiroApi, board_id: str) -> None:
    files = ["picture.png", "plan.pdf"]
    made = [BulkFileItem(type="image"), BulkFileItem(type="document", title="Plan")]
    for item in await api.items.upload_bulk(board_id, files, data=made):
        print(item.type, item.id)


async def update(api: MiroApi, board_id: str, item_id: str, frame_id: str) -> None:
    # Into a frame, 100 to the right and 80 down from its top left corner.
    await api.items.update(
        board_id, item_id, parent=ParentRef(id=frame_id), position=Position(x=100, y=80)
    )
    # And out of it again.
    await api.items.update(board_id, item_id, parent=NULL)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.items.delete(board_id, item_id)
