"""User groups of an organization, for its Company Admins.

Without `await`: `miro_async.endpoints.user_groups` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.user_groups import CREATE, DELETE, GET, LIST, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from ...models import UserGroup
    from ...null import Null
    from ..caller import Caller


class UserGroups:
    """User groups of an organization, for its Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, org_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[UserGroup]:
        """List the user groups of an organization.

        `GET /v2/orgs/{org_id}/groups` · scope `organizations:groups:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 429
        `RateLimitError`.
        """
        return CursorPaginator(self._caller, LIST, (org_id,), {}, page_size=page_size, start=cursor)

    def get(self, org_id: str, group_id: str) -> UserGroup:
        """Get a user group's name and description.

        `GET /v2/orgs/{org_id}/groups/{group_id}` · scope `organizations:groups:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, group_id)

    def create(self, org_id: str, *, name: str, description: str | None = None) -> UserGroup:
        """Create a user group in an organization and get it.

        `POST /v2/orgs/{org_id}/groups` · scope `organizations:groups:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            name: The name (1 to 60 characters).
            description: What it is about, in a few words (at most 300 characters).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 409
        `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(CREATE, org_id, body={"name": name, "description": description})

    def update(
        self,
        org_id: str,
        group_id: str,
        *,
        name: str | Null | None = None,
        description: str | Null | None = None,
    ) -> UserGroup:
        """Change a user group's name or description and get it.

        `PATCH /v2/orgs/{org_id}/groups/{group_id}` · scope `organizations:groups:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            group_id: Id of the group.
            name: The name (1 to 60 characters).
            description: What it is about, in a few words (at most 300 characters).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE, org_id, group_id, body={"name": name, "description": description}
        )

    def delete(self, org_id: str, group_id: str) -> None:
        """Delete a user group from an organization.

        `DELETE /v2/orgs/{org_id}/groups/{group_id}` · scope `organizations:groups:write` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, org_id, group_id)
