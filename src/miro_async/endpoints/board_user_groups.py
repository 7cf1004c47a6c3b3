"""User groups that a board is shared with, for Company Admins.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..call.operation import Operation, Paging
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..call.caller import Caller
    from ..models import BoardUserGroup


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

    async def add(
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
        return await self._caller.call(
            ADD, org_id, board_id, body={"userGroupIds": user_group_ids, "role": role}
        )

    async def remove(self, org_id: str, board_id: str, group_id: str) -> None:
        """Stop sharing a board with a user group.

        `DELETE /v2/orgs/{org_id}/boards/{board_id}/groups/{group_id}` · scope `organizations:groups:read` and `boards:write` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            board_id: Id of the board.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        await self._caller.call(REMOVE, org_id, board_id, group_id)


LIST: Operation[BoardUserGroup] = Operation(
    id="enterprise-boards-get-groups",
    group="board_user_groups",
    name="list",
    method="GET",
    path="/v2/orgs/{org_id}/boards/{board_id}/groups",
    result="BoardUserGroup",
    level=1,
    scopes=("organizations:groups:read", "boards:read"),
    plan="enterprise",
    retry="safe",
    paging=Paging(style="cursor", size_parameter="limit", smallest=1, largest=100),
)
ADD: Operation[BoardUserGroup] = Operation(
    id="enterprise-boards-create-group",
    group="board_user_groups",
    name="add",
    method="POST",
    path="/v2/orgs/{org_id}/boards/{board_id}/groups",
    required=("userGroupIds", "role"),
    result="BoardUserGroup",
    level=1,
    scopes=("organizations:groups:read", "boards:write"),
    plan="enterprise",
    retry="safe",
)
REMOVE: Operation[None] = Operation(
    id="enterprise-boards-delete-groups",
    group="board_user_groups",
    name="remove",
    method="DELETE",
    path="/v2/orgs/{org_id}/boards/{board_id}/groups/{group_id}",
    level=1,
    scopes=("organizations:groups:read", "boards:write"),
    plan="enterprise",
    retry="delete",
)

OPERATIONS = (
    LIST,
    ADD,
    REMOVE,
)
"""All of the above."""
