"""Examples for `api.team_user_groups`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str, team_id: str) -> None:
    async for group in api.team_user_groups.list(org_id, team_id):
        print(group.id, group.role)


async def get(api: MiroApi, org_id: str, team_id: str, group_id: str) -> None:
    group = await api.team_user_groups.get(org_id, team_id, group_id)
    print(group.role)


async def add(api: MiroApi, org_id: str, team_id: str, group_id: str) -> None:
    await api.team_user_groups.add(org_id, team_id, user_group_id=group_id)


async def remove(api: MiroApi, org_id: str, team_id: str, group_id: str) -> None:
    await api.team_user_groups.remove(org_id, team_id, group_id)
