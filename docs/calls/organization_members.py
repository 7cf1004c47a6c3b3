"""Examples for `api.organization_members`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str) -> None:
    async for member in api.organization_members.list(org_id, license="full"):
        print(member.email, member.role, member.last_activity_at)


async def get(api: MiroApi, org_id: str, member_id: str) -> None:
    member = await api.organization_members.get(org_id, member_id)
    print(member.email, member.license)
