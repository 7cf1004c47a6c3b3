"""Code widgets: blocks of source code on a board (experimental).

Without `await`: `miro_async.endpoints.code_widgets` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.code_widgets import CREATE, DELETE, GET, LIST, MOVE, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import CodeWidgetData, CodeWidgetItem, Geometry, ParentRef, Position
    from ...null import Null
    from ..caller import Caller


class CodeWidgets:
    """Code widgets: blocks of source code on a board (experimental)."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, board_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[CodeWidgetItem]:
        """List the code widgets of a board.

        `GET /v2-experimental/boards/{board_id}/code_widgets` · scope `boards:read` · 100 credits (level 2) · experimental

        Args:
            board_id: Id of the board.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (10 to 50).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (board_id,), {}, page_size=page_size, start=cursor
        )

    def get(self, board_id: str, item_id: str) -> CodeWidgetItem:
        """Get a code widget with its title, language and code.

        `GET /v2-experimental/boards/{board_id}/code_widgets/{item_id}` · scope `boards:read` · 50 credits (level 1) · experimental

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id, item_id)

    def create(
        self,
        board_id: str,
        *,
        data: CodeWidgetData | Mapping[str, object] | None = None,
        position: Position | Mapping[str, object] | None = None,
        geometry: Geometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> CodeWidgetItem:
        """Create a code widget and get it.

        `POST /v2-experimental/boards/{board_id}/code_widgets` · scope `boards:write` · 100 credits (level 2) · experimental

        Args:
            board_id: Id of the board.
            data: The code, its language and its title.
            position: Where its center goes.
            geometry: Its size and rotation.
            parent: The frame to put it into.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            CREATE,
            board_id,
            body={"data": data, "position": position, "geometry": geometry, "parent": parent},
        )

    def update(
        self,
        board_id: str,
        item_id: str,
        *,
        data: CodeWidgetData | Mapping[str, object] | Null | None = None,
        position: Position | Mapping[str, object] | Null | None = None,
        geometry: Geometry | Mapping[str, object] | Null | None = None,
        parent: ParentRef | Mapping[str, object] | Null | None = None,
    ) -> CodeWidgetItem:
        """Change a code widget's code, language, title, size or place and get it.

        `PATCH /v2-experimental/boards/{board_id}/code_widgets/{item_id}` · scope `boards:write` · 100 credits (level 2) · experimental

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            data: The code, its language and its title.
            position: Where its center goes.
            geometry: Its size and rotation.
            parent: The frame to move it into; `NULL` takes it out.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            board_id,
            item_id,
            body={"data": data, "position": position, "geometry": geometry, "parent": parent},
        )

    def move(
        self,
        board_id: str,
        item_id: str,
        *,
        x: float | Null | None = None,
        y: float | Null | None = None,
    ) -> CodeWidgetItem:
        """Move a code widget to another position and get it.

        `PATCH /v2-experimental/boards/{board_id}/code_widgets/{item_id}/position` · scope `boards:write` · 100 credits (level 2) · experimental

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            x: Horizontal place of its center, in board units.
            y: Vertical place of its center, in board units; grows downwards.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(MOVE, board_id, item_id, body={"x": x, "y": y})

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete a code widget from a board.

        `DELETE /v2-experimental/boards/{board_id}/code_widgets/{item_id}` · scope `boards:write` · 500 credits (level 3) · experimental

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
