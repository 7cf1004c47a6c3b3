"""Teams of an organization, for its Company Admins.

Without `await`: `miro_async.endpoints.teams` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.teams import CREATE, DELETE, GET, LIST, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from ...models import Team
    from ...null import Null
    from ..caller import Caller


class Teams:
    """Teams of an organization, for its Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        org_id: str,
        *,
        name: str | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[Team]:
        """List an organization's teams, all of them or those with a text in the name.

        `GET /v2/orgs/{org_id}/teams` · scope `organizations:teams:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            name: Part of the team's name, in any letter case.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (org_id,), {"name": name}, page_size=page_size, start=cursor
        )

    def get(self, org_id: str, team_id: str) -> Team:
        """Get a team's name and picture.

        `GET /v2/orgs/{org_id}/teams/{team_id}` · scope `organizations:teams:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, team_id)

    def create(self, org_id: str, *, name: str) -> Team:
        """Create a team in an organization and get it.

        `POST /v2/orgs/{org_id}/teams` · scope `organizations:teams:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            name: The name (1 to 60 characters).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(CREATE, org_id, body={"name": name})

    def update(self, org_id: str, team_id: str, *, name: str | Null | None = None) -> Team:
        """Rename a team and get it.

        `PATCH /v2/orgs/{org_id}/teams/{team_id}` · scope `organizations:teams:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            name: The name (1 to 60 characters).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(UPDATE, org_id, team_id, body={"name": name})

    def delete(self, org_id: str, team_id: str) -> None:
        """Delete a team from an organization.

        `DELETE /v2/orgs/{org_id}/teams/{team_id}` · scope `organizations:teams:write` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, org_id, team_id)
