"""Examples for `api.tags`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, board_id: str) -> None:
    async for tag in api.tags.list(board_id):
        print(tag.title, tag.fill_color)


async def list_items(api: MiroApi, board_id: str, tag_id: str) -> None:
    urgent = await api.tags.list_items(board_id, tag_id).collect()
    print(f"{len(urgent)} items are urgent")


async def list_for_item(api: MiroApi, board_id: str, item_id: str) -> None:
    for tag in await api.tags.list_for_item(board_id, item_id):
        print(tag.title)


async def get(api: MiroApi, board_id: str, tag_id: str) -> None:
    tag = await api.tags.get(board_id, tag_id)
    print(tag.title, tag.fill_color)


async def create(api: MiroApi, board_id: str, item_id: str) -> None:
    tag = await api.tags.create(board_id, title="Done", fill_color="green")
    await api.tags.attach(board_id, item_id, tag.id)


async def update(api: MiroApi, board_id: str, tag_id: str) -> None:
    await api.tags.update(board_id, tag_id, title="Later", fill_color="blue")


async def delete(api: MiroApi, board_id: str, tag_id: str) -> None:
    await api.tags.delete(board_id, tag_id)


async def attach(api: MiroApi, board_id: str, item_id: str, tag_id: str) -> None:
    await api.tags.attach(board_id, item_id, tag_id)


async def detach(api: MiroApi, board_id: str, item_id: str, tag_id: str) -> None:
    await api.tags.detach(board_id, item_id, tag_id)
