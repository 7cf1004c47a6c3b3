"""Who in the team sees a project (space), for Company Admins.

Without `await`: `miro_async.endpoints.project_settings` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.project_settings import GET, UPDATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import ProjectSettings, ProjectSharingPolicy
    from ...null import Null
    from ..caller import Caller


class ProjectSettingsGroup:
    """Who in the team sees a project (space), for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, org_id: str, team_id: str, project_id: str) -> ProjectSettings:
        """Get who in the team can see a project (space).

        `GET /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/settings` · scope `projects:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, team_id, project_id)

    def update(
        self,
        org_id: str,
        team_id: str,
        project_id: str,
        *,
        sharing_policy_settings: ProjectSharingPolicy | Mapping[str, object] | Null | None = None,
    ) -> ProjectSettings:
        """Make a project (space) private, or visible to its team.

        `PATCH /v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/settings` · scope `projects:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            project_id: Id of the project, also called space.
            sharing_policy_settings: What the team may do in the project.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            org_id,
            team_id,
            project_id,
            body={"sharingPolicySettings": sharing_policy_settings},
        )
