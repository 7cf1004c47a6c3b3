"""Teams that a user group belongs to, for Company Admins.

Without `await`: `miro_async.endpoints.user_group_teams` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.user_group_teams import GET, LIST
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from ...models import UserGroupTeam
    from ..caller import Caller


class UserGroupTeams:
    """Teams that a user group belongs to, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, org_id: str, group_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[UserGroupTeam]:
        """List the teams that a user group belongs to, by id and role.

        `GET /v2/orgs/{org_id}/groups/{group_id}/teams` · scope `organizations:groups:read` and `organizations:teams:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            group_id: Id of the group.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 429
        `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (org_id, group_id), {}, page_size=page_size, start=cursor
        )

    def get(self, org_id: str, group_id: str, team_id: str) -> UserGroupTeam:
        """Get the role that a user group has in one of its teams.

        `GET /v2/orgs/{org_id}/groups/{group_id}/teams/{team_id}` · scope `organizations:groups:read` and `organizations:teams:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            group_id: Id of the group.
            team_id: Id of the team.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 429
        `RateLimitError`.
        """
        return self._caller.call(GET, org_id, group_id, team_id)
