"""Examples for `api.user_group_members`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str, group_id: str) -> None:
    async for member in api.user_group_members.list(org_id, group_id):
        print(member.email)


async def get(api: MiroApi, org_id: str, group_id: str, member_id: str) -> None:
    member = await api.user_group_members.get(org_id, group_id, member_id)
    print(member.email)


async def add(api: MiroApi, org_id: str, group_id: str) -> None:
    member = await api.user_group_members.add(org_id, group_id, email="ada@example.com")
    print(member.id)


async def update_bulk(api: MiroApi, org_id: str, group_id: str) -> None:
    people = ["ada@example.com", "bob@example.com"]
    for outcome in await api.user_group_members.update_bulk(
        org_id,
        group_id,
        members_to_add=people,
    ):
        if outcome.error:
            print(outcome.operation, outcome.error.message)


async def remove(api: MiroApi, org_id: str, group_id: str, member_id: str) -> None:
    await api.user_group_members.remove(org_id, group_id, member_id)
