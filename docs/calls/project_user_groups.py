"""Examples for `api.project_user_groups`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str, project_id: str) -> None:
    async for group in api.project_user_groups.list(org_id, project_id):
        print(group.id, group.role)


async def add(api: MiroApi, org_id: str, project_id: str, group_id: str) -> None:
    await api.project_user_groups.add(
        org_id,
        project_id,
        user_group_ids=[group_id],
        role="VIEWER",
    )


async def remove(api: MiroApi, org_id: str, project_id: str, group_id: str) -> None:
    await api.project_user_groups.remove(org_id, project_id, group_id)
