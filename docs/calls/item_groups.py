"""Examples for `api.item_groups`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import ItemGroupData

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, board_id: str) -> None:
    async for group in api.item_groups.list(board_id):
        print(group.id, group.data)


async def list_items(api: MiroApi, board_id: str, group_id: str) -> None:
    async for item in api.item_groups.list_items(board_id, group_id):
        print(item.type, item.id)


async def get(api: MiroApi, board_id: str, group_id: str) -> None:
    group = await api.item_groups.get(board_id, group_id)
    if group.data:
        print(group.data.items)


async def create(api: MiroApi, board_id: str, item_id: str, other_id: str) -> None:
    data = ItemGroupData(items=[item_id, other_id])
    group = await api.item_groups.create(board_id, data=data)
    print(group.id)


async def update(api: MiroApi, board_id: str, group_id: str, item_id: str, other_id: str) -> None:
    data = ItemGroupData(items=[item_id, other_id])
    group = await api.item_groups.update(board_id, group_id, data=data)
    print(f"{group_id} is {group.id} now")


async def delete(api: MiroApi, board_id: str, group_id: str) -> None:
    # With all of its items; `ungroup` keeps them.
    await api.item_groups.delete(board_id, group_id)


async def ungroup(api: MiroApi, board_id: str, group_id: str) -> None:
    await api.item_groups.ungroup(board_id, group_id)
