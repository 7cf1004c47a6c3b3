"""Projects (now called spaces) of a team, for Company Admins.

Without `await`: `miro_async.endpoints.projects` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.projects import CREATE, DELETE, GET, LIST, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from ...models import Project
    from ..caller import Caller


class Projects:
    """Projects (now called spaces) of a team, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, org_id: str, team_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[Project]:
        """List the projects (spaces) of a team.

        `GET /v2/orgs/{org_id}/teams/{team_id}/projects` · scope `projects:read` · 50 credits (level 1) · plan Enterprise

        Private projects that were not shared with the caller only appear with Content Admin
        permissions.

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (org_id, team_id), {}, page_size=page_size, start=cursor
        )

    def get(self, org_id: str, team_id: str, project_id: str) -> Project:
        """Get the name of a project (space).

        `GET /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}` · scope `projects:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, team_id, project_id)

    def create(self, org_id: str, team_id: str, *, name: str) -> Project:
        """Create a project (space) in a team and get it.

        `POST /v2/orgs/{org_id}/teams/{team_id}/projects` · scope `projects:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            name: The name (1 to 60 characters).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(CREATE, org_id, team_id, body={"name": name})

    def update(self, org_id: str, team_id: str, project_id: str, *, name: str) -> Project:
        """Rename a project (space) and get it.

        `PATCH /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}` · scope `projects:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.
            name: The name (1 to 60 characters).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(UPDATE, org_id, team_id, project_id, body={"name": name})

    def delete(self, org_id: str, team_id: str, project_id: str) -> None:
        """Delete a project (space); its boards and people stay in the team.

        `DELETE /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}` · scope `projects:write` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, org_id, team_id, project_id)
