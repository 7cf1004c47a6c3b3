"""People a board is shared with, and their roles.

Without `await`: `miro_async.endpoints.board_members` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.board_members import GET, INVITE, LIST, REMOVE, UPDATE
from ..paging import OffsetPaginator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...models import BoardMember, InvitationResult
    from ...null import Null
    from ..caller import Caller


class BoardMembers:
    """People a board is shared with, and their roles."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, board_id: str, *, page_size: int | None = None, offset: int | None = None
    ) -> OffsetPaginator[BoardMember]:
        """List the people a board is shared with, and their roles.

        `GET /v2/boards/{board_id}/members` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 50).
            offset: How many to skip.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return OffsetPaginator(
            self._caller, LIST, (board_id,), {}, page_size=page_size, start=offset
        )

    def get(self, board_id: str, board_member_id: str) -> BoardMember:
        """Get one member of a board, with name and role.

        `GET /v2/boards/{board_id}/members/{board_member_id}` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.
            board_member_id: Id of the board member, which is the user's id.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id, board_member_id)

    def invite(
        self,
        board_id: str,
        *,
        emails: Sequence[str],
        role: Literal["viewer", "commenter", "editor", "coowner", "owner"] | None = None,
        message: str | None = None,
    ) -> InvitationResult:
        """Share a board with people by email and get which invitations went out.

        `POST /v2/boards/{board_id}/members` · scope `boards:write` · 500 credits (level 3)

        Each person gets an email; those refused are in `failed`, with the reason. Without `role`
        people become commenters; `owner` makes them co-owners. The board's sharing policy may
        demand that a person belongs to the team first.

        Args:
            board_id: Id of the board.
            emails: Email addresses of the people to invite (1 to 20).
            role: Role that everyone invited by this call gets.
            message: Text to put into the invitation email.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            INVITE, board_id, body={"emails": emails, "role": role, "message": message}
        )

    def update(
        self,
        board_id: str,
        board_member_id: str,
        *,
        role: Literal["viewer", "commenter", "editor", "coowner", "owner"] | Null | None = None,
    ) -> BoardMember:
        """Change the role of a board member and get the member.

        `PATCH /v2/boards/{board_id}/members/{board_member_id}` · scope `boards:write` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            board_member_id: Id of the board member, which is the user's id.
            role: The role to give.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(UPDATE, board_id, board_member_id, body={"role": role})

    def remove(self, board_id: str, board_member_id: str) -> None:
        """Remove a person from the members of a board.

        `DELETE /v2/boards/{board_id}/members/{board_member_id}` · scope `boards:write` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            board_member_id: Id of the board member, which is the user's id.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(REMOVE, board_id, board_member_id)
