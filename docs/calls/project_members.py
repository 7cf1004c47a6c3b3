"""Examples for `api.project_members`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str, team_id: str, project_id: str) -> None:
    async for member in api.project_members.list(org_id, team_id, project_id):
        print(member.email, member.role)


async def get(api: MiroApi, org_id: str, team_id: str, project_id: str, member_id: str) -> None:
    member = await api.project_members.get(org_id, team_id, project_id, member_id)
    print(member.email, member.role)


async def add(api: MiroApi, org_id: str, team_id: str, project_id: str) -> None:
    member = await api.project_members.add(
        org_id, team_id, project_id, email="ada@example.com", role="editor"
    )
    print(member.id)


async def update(api: MiroApi, org_id: str, team_id: str, project_id: str, member_id: str) -> None:
    await api.project_members.update(
        org_id,
        team_id,
        project_id,
        member_id,
        role="coowner",
    )


async def remove(api: MiroApi, org_id: str, team_id: str, project_id: str, member_id: str) -> None:
    await api.project_members.remove(org_id, team_id, project_id, member_id)
