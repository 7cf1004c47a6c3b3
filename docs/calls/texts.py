"""Examples for `api.texts`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import TextData, TextStyle, WidthGeometry

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    text = await api.texts.get(board_id, item_id)
    if text.data:
        print(text.data.content)


async def create(api: MiroApi, board_id: str) -> None:
    text = await api.texts.create(
        board_id,
        data=TextData(content="Retro"),
        style=TextStyle(font_size="48"),
        geometry=WidthGeometry(width=300),
    )
    print(text.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.texts.update(board_id, item_id, data=TextData(content="Retro of March"))


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.texts.delete(board_id, item_id)
