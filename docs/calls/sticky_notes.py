"""Examples for `api.sticky_notes`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import Position, StickyNoteData, StickyNoteStyle

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    note = await api.sticky_notes.get(board_id, item_id)
    if note.data:
        print(note.data.content)


async def create(api: MiroApi, board_id: str) -> None:
    note = await api.sticky_notes.create(
        board_id,
        data=StickyNoteData(content="More demos"),
        style=StickyNoteStyle(fill_color="light_green"),
        position=Position(x=0, y=0),
    )
    print(note.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.sticky_notes.update(
        board_id,
        item_id,
        data=StickyNoteData(content="Fewer meetings"),
        position=Position(x=250, y=0),
    )


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.sticky_notes.delete(board_id, item_id)
