"""Examples for `api.project_settings`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import ProjectSharingPolicy

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, org_id: str, team_id: str, project_id: str) -> None:
    settings = await api.project_settings.get(org_id, team_id, project_id)
    print(settings.sharing_policy_settings.team_access)


async def update(api: MiroApi, org_id: str, team_id: str, project_id: str) -> None:
    await api.project_settings.update(
        org_id,
        team_id,
        project_id,
        sharing_policy_settings=ProjectSharingPolicy(team_access="view"),
    )
