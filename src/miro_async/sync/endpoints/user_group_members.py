"""Members of a user group, for Company Admins.

Without `await`: `miro_async.endpoints.user_group_members` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.user_group_members import ADD, GET, LIST, REMOVE, UPDATE_BULK
from ..paging import CursorPaginator

if TYPE_CHECKING:
    import builtins
    from collections.abc import Sequence

    from ...models import UserGroupMember, UserGroupMembersOutcome
    from ...null import Null
    from ..caller import Caller


class UserGroupMembers:
    """Members of a user group, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, org_id: str, group_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[UserGroupMember]:
        """List the members of a user group with their emails.

        `GET /v2/orgs/{org_id}/groups/{group_id}/members` · scope `organizations:groups:read` · 50 credits (level 1) · plan Enterprise

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

    def get(self, org_id: str, group_id: str, member_id: str) -> UserGroupMember:
        """Get one member of a user group.

        `GET /v2/orgs/{org_id}/groups/{group_id}/members/{member_id}` · scope `organizations:groups:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            group_id: Id of the group.
            member_id: Id of the member.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, group_id, member_id)

    def add(self, org_id: str, group_id: str, *, email: str) -> UserGroupMember:
        """Add one person to a user group by email and get the member.

        `POST /v2/orgs/{org_id}/groups/{group_id}/members` · scope `organizations:groups:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            group_id: Id of the group.
            email: Email address of the user.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 409
        `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(ADD, org_id, group_id, body={"email": email})

    def update_bulk(
        self,
        org_id: str,
        group_id: str,
        *,
        members_to_add: Sequence[str] | Null | None = None,
        members_to_remove: Sequence[str] | Null | None = None,
    ) -> builtins.list[UserGroupMembersOutcome]:
        """Add and remove many members of a user group and get the outcome of each part.

        `PATCH /v2/orgs/{org_id}/groups/{group_id}/members` · scope `organizations:groups:write` · 50 credits for each item (level 1) · plan Enterprise

        At most 500 people per call, each by email or id. Adding may succeed for some people only:
        the answer (207) then holds one part for them and one for the rest. No exception is raised
        for a part that failed: look at `error` of each.

        Args:
            org_id: Id of the organization.
            group_id: Id of the group.
            members_to_add: Ids or email addresses of users to add.
            members_to_remove: Ids or email addresses of users to remove.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 413 `ContentTooLargeError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE_BULK,
            org_id,
            group_id,
            body={"membersToAdd": members_to_add, "membersToRemove": members_to_remove},
        )

    def remove(self, org_id: str, group_id: str, member_id: str) -> None:
        """Remove one person from a user group.

        `DELETE /v2/orgs/{org_id}/groups/{group_id}/members/{member_id}` · scope `organizations:groups:write` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            group_id: Id of the group.
            member_id: Id of the member.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(REMOVE, org_id, group_id, member_id)
