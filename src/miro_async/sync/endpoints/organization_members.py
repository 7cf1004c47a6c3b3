"""Members of an organization, for its Company Admins.

Without `await`: `miro_async.endpoints.organization_members` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...call.request import comma_joined
from ...endpoints.organization_members import GET, LIST
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...models import OrganizationMember
    from ...models.enums import License, OrganizationRole
    from ..caller import Caller


class OrganizationMembers:
    """Members of an organization, for its Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        org_id: str,
        *,
        emails: Sequence[str] | None = None,
        role: OrganizationRole | None = None,
        license: License | None = None,
        active: bool | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[OrganizationMember]:
        """List an organization's members, filtered by role, license or email.

        `GET /v2/orgs/{org_id}/members` · scope `organizations:read` · 500 credits (level 3) · plan Enterprise

        With `emails` the answer is a single page, and every other filter is ignored.

        Args:
            org_id: Id of the organization.
            emails: Only the members with these addresses, at most 10; other filters are then
                ignored.
            role: Only members with this role in the organization.
            license: Only members with this license.
            active: True for active members only, False for deactivated ones.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller,
            LIST,
            (org_id,),
            {"emails": comma_joined(emails), "role": role, "license": license, "active": active},
            page_size=page_size,
            start=cursor,
        )

    def get(self, org_id: str, member_id: str) -> OrganizationMember:
        """Get one member of an organization, with role, license and last activity.

        `GET /v2/orgs/{org_id}/members/{member_id}` · scope `organizations:read` · 500 credits (level 3) · plan Enterprise

        Args:
            org_id: Id of the organization.
            member_id: Id of the member.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, member_id)
