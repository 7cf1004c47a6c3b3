"""Examples for `api.projects`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str, team_id: str) -> None:
    async for project in api.projects.list(org_id, team_id):
        print(project.id, project.name)


async def get(api: MiroApi, org_id: str, team_id: str, project_id: str) -> None:
    project = await api.projects.get(org_id, team_id, project_id)
    print(project.name)


async def create(api: MiroApi, org_id: str, team_id: str) -> None:
    project = await api.projects.create(org_id, team_id, name="Launch")
    await api.boards.create(name="Plan", team_id=team_id, project_id=project.id)


async def update(api: MiroApi, org_id: str, team_id: str, project_id: str) -> None:
    project = await api.projects.update(org_id, team_id, project_id, name="Launch 2")
    print(project.name)


async def delete(api: MiroApi, org_id: str, team_id: str, project_id: str) -> None:
    await api.projects.delete(org_id, team_id, project_id)
