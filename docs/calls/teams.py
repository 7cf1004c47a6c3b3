"""Examples for `api.teams`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str) -> None:
    async for team in api.teams.list(org_id, name="Design"):
        print(team.id, team.name)


async def get(api: MiroApi, org_id: str, team_id: str) -> None:
    team = await api.teams.get(org_id, team_id)
    print(team.name)


async def create(api: MiroApi, org_id: str) -> None:
    team = await api.teams.create(org_id, name="Design")
    await api.team_members.invite(org_id, team.id, email="ada@example.com")


async def update(api: MiroApi, org_id: str, team_id: str) -> None:
    team = await api.teams.update(org_id, team_id, name="Design and Research")
    print(team.name)


async def delete(api: MiroApi, org_id: str, team_id: str) -> None:
    await api.teams.delete(org_id, team_id)
