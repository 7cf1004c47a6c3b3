"""Members of a team, for Company Admins.

Without `await`: `miro_async.endpoints.team_members` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.team_members import GET, INVITE, LIST, REMOVE, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from ...models import TeamMember
    from ...null import Null
    from ..caller import Caller


class TeamMembers:
    """Members of a team, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        org_id: str,
        team_id: str,
        *,
        role: str | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[TeamMember]:
        """List a team's members, all of them or those with one role.

        `GET /v2/orgs/{org_id}/teams/{team_id}/members` · scope `organizations:teams:read` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            role: Only members with exactly this role: `member`, `admin`, `non_team` or the
                outdated `team_guest`.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (org_id, team_id), {"role": role}, page_size=page_size, start=cursor
        )

    def get(self, org_id: str, team_id: str, member_id: str) -> TeamMember:
        """Get one team member, with role and dates of invitation and last change.

        `GET /v2/orgs/{org_id}/teams/{team_id}/members/{member_id}` · scope `organizations:teams:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            member_id: Id of the member.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, team_id, member_id)

    def invite(
        self,
        org_id: str,
        team_id: str,
        *,
        email: str,
        role: Literal["member", "admin"] | None = None,
    ) -> TeamMember:
        """Invite a person of the organization to a team by email and get the member.

        `POST /v2/orgs/{org_id}/teams/{team_id}/members` · scope `organizations:teams:write` · 100 credits (level 2) · plan Enterprise

        The person must be in the organization already; others are added to it first, through SCIM.

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            email: Email address of the user.
            role: The role to give.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(INVITE, org_id, team_id, body={"email": email, "role": role})

    def update(
        self,
        org_id: str,
        team_id: str,
        member_id: str,
        *,
        role: Literal["member", "admin"] | Null | None = None,
    ) -> TeamMember:
        """Make a team member an admin or a plain member and get the member.

        `PATCH /v2/orgs/{org_id}/teams/{team_id}/members/{member_id}` · scope `organizations:teams:write` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            member_id: Id of the member.
            role: The role to give.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(UPDATE, org_id, team_id, member_id, body={"role": role})

    def remove(self, org_id: str, team_id: str, member_id: str) -> None:
        """Remove a member from a team.

        `DELETE /v2/orgs/{org_id}/teams/{team_id}/members/{member_id}` · scope `organizations:teams:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            member_id: Id of the member.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        self._caller.call(REMOVE, org_id, team_id, member_id)
