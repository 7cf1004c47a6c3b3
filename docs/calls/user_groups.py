"""Examples for `api.user_groups`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str) -> None:
    async for group in api.user_groups.list(org_id):
        print(group.id, group.name)


async def get(api: MiroApi, org_id: str, group_id: str) -> None:
    group = await api.user_groups.get(org_id, group_id)
    print(group.name, group.description)


async def create(api: MiroApi, org_id: str) -> None:
    group = await api.user_groups.create(org_id, name="Designers")
    await api.user_group_members.add(org_id, group.id, email="ada@example.com")


async def update(api: MiroApi, org_id: str, group_id: str) -> None:
    group = await api.user_groups.update(org_id, group_id, description="All who design")
    print(group.name)


async def delete(api: MiroApi, org_id: str, group_id: str) -> None:
    await api.user_groups.delete(org_id, group_id)
