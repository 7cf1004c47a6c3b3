"""Examples for `api.user_group_teams`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str, group_id: str) -> None:
    async for team in api.user_group_teams.list(org_id, group_id):
        print(team.id, team.role)


async def get(api: MiroApi, org_id: str, group_id: str, team_id: str) -> None:
    team = await api.user_group_teams.get(org_id, group_id, team_id)
    print(team.role)
