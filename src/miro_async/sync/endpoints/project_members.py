"""Members of a project (space) and their roles, for Company Admins.

Without `await`: `miro_async.endpoints.project_members` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.project_members import ADD, GET, LIST, REMOVE, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from ...models import ProjectMember
    from ...null import Null
    from ..caller import Caller


class ProjectMembers:
    """Members of a project (space) and their roles, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        org_id: str,
        team_id: str,
        project_id: str,
        *,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[ProjectMember]:
        """List the members of a project (space) with email and role.

        `GET /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members` · scope `projects:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (org_id, team_id, project_id), {}, page_size=page_size, start=cursor
        )

    def get(self, org_id: str, team_id: str, project_id: str, member_id: str) -> ProjectMember:
        """Get one member of a project (space), with email and role.

        `GET /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members/{member_id}` · scope `projects:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.
            member_id: Id of the member.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, team_id, project_id, member_id)

    def add(
        self,
        org_id: str,
        team_id: str,
        project_id: str,
        *,
        email: str,
        role: Literal["editor", "viewer", "commentator", "coowner"],
    ) -> ProjectMember:
        """Add a Miro user to a project (space) by email and get the member.

        `POST /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members` · scope `projects:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.
            email: Email address of the user.
            role: Role in the project; note the spelling `commentator`.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            ADD, org_id, team_id, project_id, body={"email": email, "role": role}
        )

    def update(
        self,
        org_id: str,
        team_id: str,
        project_id: str,
        member_id: str,
        *,
        role: Literal["owner", "editor", "viewer", "commentator", "coowner"] | Null | None = None,
    ) -> ProjectMember:
        """Change a member's role in a project (space) and get the member.

        `PATCH /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members/{member_id}` · scope `projects:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.
            member_id: Id of the member.
            role: New role in the project; note the spelling `commentator`.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE, org_id, team_id, project_id, member_id, body={"role": role}
        )

    def remove(self, org_id: str, team_id: str, project_id: str, member_id: str) -> None:
        """Remove a person from a project (space); they stay in the team.

        `DELETE /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members/{member_id}` · scope `projects:write` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.
            member_id: Id of the member.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        self._caller.call(REMOVE, org_id, team_id, project_id, member_id)
