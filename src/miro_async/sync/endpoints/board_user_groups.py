"""User groups that a board is shared with, for Company Admins.

Without `await`: `miro_async.endpoints.board_user_groups` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.board_user_groups import ADD, LIST, REMOVE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...models import BoardUserGroup
    from ..caller import Caller


class BoardUserGroups:
    """User groups that a board is shared with, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, org_id: str, board_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[BoardUserGroup]:
        """List the user groups that a board is shared with, and their roles.

        `GET /v2/orgs/{org_id}/boards/{board_id}/groups` · scope `organizations:groups:read` and `boards:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            board_id: Id of the board.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (org_id, board_id), {}, page_size=page_size, start=cursor
        )

    def add(
        self,
        org_id: str,
        board_id: str,
        *,
        user_group_ids: Sequence[str],
        role: Literal["VIEWER", "COMMENTER", "EDITOR"],
    ) -> BoardUserGroup:
        """Share a board with user groups and get the role of each.

        `POST /v2/orgs/{org_id}/boards/{board_id}/groups` · scope `organizations:groups:read` and `boards:write` · 50 credits (level 1) · plan Enterprise

        A group that has the board already gets the new role.

        Args:
            org_id: Id of the organization.
            board_id: Id of the board.
            user_group_ids: Ids of the user groups.
            role: Role of all these groups on the board, in capitals.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 409
        `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            ADD, org_id, board_id, body={"userGroupIds": user_group_ids, "role": role}
        )

    def remove(self, org_id: str, board_id: str, group_id: str) -> None:
        """Stop sharing a board with a user group.

        `DELETE /v2/orgs/{org_id}/boards/{board_id}/groups/{group_id}` · scope `organizations:groups:read` and `boards:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            board_id: Id of the board.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        self._caller.call(REMOVE, org_id, board_id, group_id)
