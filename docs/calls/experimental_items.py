"""Examples for `api.experimental_items`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import MindmapNode

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, board_id: str) -> None:
    async for item in api.experimental_items.list(board_id, type="shape"):
        print(item.id, item.type)


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    item = await api.experimental_items.get(board_id, item_id)
    if isinstance(item, MindmapNode):
        print(item.data)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.experimental_items.delete(board_id, item_id)
