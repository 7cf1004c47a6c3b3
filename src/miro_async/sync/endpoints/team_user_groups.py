"""User groups that belong to a team, for Company Admins.

Without `await`: `miro_async.endpoints.team_user_groups` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.team_user_groups import ADD, GET, LIST, REMOVE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from ...models import TeamUserGroup
    from ..caller import Caller


class TeamUserGroups:
    """User groups that belong to a team, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, org_id: str, team_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[TeamUserGroup]:
        """List the user groups that belong to a team, by id and role.

        `GET /v2/orgs/{org_id}/teams/{team_id}/groups` · scope `organizations:groups:read` and `organizations:teams:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 429
        `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (org_id, team_id), {}, page_size=page_size, start=cursor
        )

    def get(self, org_id: str, team_id: str, group_id: str) -> TeamUserGroup:
        """Get one user group of a team, with its role there.

        `GET /v2/orgs/{org_id}/teams/{team_id}/groups/{group_id}` · scope `organizations:groups:read` and `organizations:teams:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, team_id, group_id)

    def add(
        self, org_id: str, team_id: str, *, user_group_id: str, role: Literal["member"] = "member"
    ) -> TeamUserGroup:
        """Add a user group to a team and get it with its role there.

        `POST /v2/orgs/{org_id}/teams/{team_id}/groups` · scope `organizations:groups:read` and `organizations:teams:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            user_group_id: Id of the user group.
            role: Role of the group in the team; `member` is the only one.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 409
        `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            ADD, org_id, team_id, body={"userGroupId": user_group_id, "role": role}
        )

    def remove(self, org_id: str, team_id: str, group_id: str) -> None:
        """Remove a user group from a team.

        `DELETE /v2/orgs/{org_id}/teams/{team_id}/groups/{group_id}` · scope `organizations:groups:read` and `organizations:teams:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        self._caller.call(REMOVE, org_id, team_id, group_id)
