"""Examples for `api.team_members`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str, team_id: str) -> None:
    admins = await api.team_members.list(org_id, team_id, role="admin").collect()
    print([admin.id for admin in admins])


async def get(api: MiroApi, org_id: str, team_id: str, member_id: str) -> None:
    member = await api.team_members.get(org_id, team_id, member_id)
    print(member.role, member.created_at)


async def invite(api: MiroApi, org_id: str, team_id: str) -> None:
    member = await api.team_members.invite(org_id, team_id, email="ada@example.com")
    print(member.id, member.role)


async def update(api: MiroApi, org_id: str, team_id: str, member_id: str) -> None:
    member = await api.team_members.update(org_id, team_id, member_id, role="admin")
    print(member.role)


async def remove(api: MiroApi, org_id: str, team_id: str, member_id: str) -> None:
    await api.team_members.remove(org_id, team_id, member_id)
