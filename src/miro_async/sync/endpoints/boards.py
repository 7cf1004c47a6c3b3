"""Boards: finding, creating, changing, copying and deleting them.

Without `await`: `miro_async.endpoints.boards` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.boards import COPY, CREATE, DELETE, GET, LIST, UPDATE
from ..paging import OffsetPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...accepted import Accepted
    from ...models import Board, BoardPolicy
    from ...null import Null
    from ..caller import Caller


class Boards:
    """Boards: finding, creating, changing, copying and deleting them."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        team_id: str | None = None,
        project_id: str | None = None,
        query: str | None = None,
        owner: str | None = None,
        sort: Literal["default", "last_modified", "last_opened", "last_created", "alphabetically"]
        | None = None,
        page_size: int | None = None,
        offset: int | None = None,
    ) -> OffsetPaginator[Board]:
        """List the boards that the token's user can see.

        `GET /v2/boards` · scope `boards:read` · 50 credits (level 1)

        Results by `team_id` or `project_id` are current; other filters miss new boards for a few
        seconds. A Company Admin with Content Admin permissions also gets private boards, but cannot
        open them.

        Args:
            team_id: Only boards of this team; `query` and `owner` are then ignored.
            project_id: Only boards of this project (space); `query` and `owner` are then
                ignored.
            query: Text in the name or description (at most 500 characters).
            owner: Id (not the name) of the user who owns the boards.
            sort: Order of the boards; works only together with `team_id` or `project_id`.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 50).
            offset: How many to skip.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return OffsetPaginator(
            self._caller,
            LIST,
            (),
            {
                "team_id": team_id,
                "project_id": project_id,
                "query": query,
                "owner": owner,
                "sort": sort,
            },
            page_size=page_size,
            start=offset,
        )

    def get(self, board_id: str) -> Board:
        """Get a board with its policy, owner, team, project and view link.

        `GET /v2/boards/{board_id}` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id)

    def create(
        self,
        *,
        name: str | None = None,
        description: str | None = None,
        policy: BoardPolicy | Mapping[str, object] | None = None,
        team_id: str | None = None,
        project_id: str | None = None,
    ) -> Board:
        """Create a board and get it with its id and view link.

        `POST /v2/boards` · scope `boards:write` · 500 credits (level 3)

        Without a name the board is called Untitled. The free plan allows 3 team boards. On
        Enterprise `invite_to_account_and_board_link_access` is always `no_access`, whatever is
        sent.

        Args:
            name: The name (1 to 60 characters).
            description: What it is about, in a few words (at most 300 characters).
            policy: Who may see, edit, copy and share the board.
            team_id: Id of the team that gets the board.
            project_id: Id of the project (space) that gets the board.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 409 `ConflictError`, 429
        `RateLimitError`.
        """
        return self._caller.call(
            CREATE,
            body={
                "name": name,
                "description": description,
                "policy": policy,
                "teamId": team_id,
                "projectId": project_id,
            },
        )

    def update(
        self,
        board_id: str,
        *,
        name: str | Null | None = None,
        description: str | Null | None = None,
        policy: BoardPolicy | Mapping[str, object] | Null | None = None,
        team_id: str | Null | None = None,
        project_id: str | Null | None = None,
    ) -> Board | Accepted:
        """Change a board's name, description, policy, team or project.

        `PATCH /v2/boards/{board_id}` · scope `boards:write` · 100 credits (level 2)

        Miro may finish the change later (202): the result is then `Accepted`, and `boards.get`
        shows when it is done. A move to another team needs the owner; on Enterprise co-owners and
        Content Admins may do it too. Only Miro's support can change
        `collaboration_tools_start_access` and `sharing_access`.

        Args:
            board_id: Id of the board.
            name: The name (1 to 60 characters).
            description: What it is about, in a few words (at most 300 characters).
            policy: Who may see, edit, copy and share the board.
            team_id: Id of the team to move the board to.
            project_id: Id of the project (space) to move the board to.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 409 `ConflictError`, 429
        `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            board_id,
            body={
                "name": name,
                "description": description,
                "policy": policy,
                "teamId": team_id,
                "projectId": project_id,
            },
        )

    def delete(self, board_id: str) -> None:
        """Delete a board; on paid plans it stays in the trash for 90 days.

        `DELETE /v2/boards/{board_id}` · scope `boards:write` · 500 credits (level 3)

        Only Miro's own interface can bring it back from the trash.

        Args:
            board_id: Id of the board.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 409 `ConflictError`, 429
        `RateLimitError`.
        """
        self._caller.call(DELETE, board_id)

    def copy(
        self,
        board_id: str,
        *,
        name: str | Null | None = None,
        description: str | Null | None = None,
        policy: BoardPolicy | Mapping[str, object] | Null | None = None,
        team_id: str | Null | None = None,
    ) -> Board:
        """Copy a board and get the new one.

        `PUT /v2/boards` · scope `boards:write` · 2000 credits (level 4)

        What is given here (name, description, policy, team) applies to the copy only.

        Args:
            board_id: Id of the board to copy.
            name: The name (1 to 60 characters).
            description: What it is about, in a few words (at most 300 characters).
            policy: Who may see, edit, copy and share the board.
            team_id: Id of the team that gets the copy.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 409 `ConflictError`, 429
        `RateLimitError`.
        """
        return self._caller.call(
            COPY,
            query={"copy_from": board_id},
            body={"name": name, "description": description, "policy": policy, "teamId": team_id},
        )
