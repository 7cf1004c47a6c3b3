"""Items by a route that knows flowchart shapes (experimental).

Without `await`: `miro_async.endpoints.experimental_items` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.experimental_items import DELETE, GET, LIST
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from ...models import Item
    from ..caller import Caller


class ExperimentalItems:
    """Items by a route that knows flowchart shapes (experimental)."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        board_id: str,
        *,
        type: Literal["shape"] | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[Item]:
        """List a board's items by the experimental route, typed by their kind.

        `GET /v2-experimental/boards/{board_id}/items` · scope `boards:read` · 100 credits (level 2) · experimental

        Args:
            board_id: Id of the board.
            type: Only items of this kind; `shape` is the one value that is documented.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (10 to 50).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (board_id,), {"type": type}, page_size=page_size, start=cursor
        )

    def get(self, board_id: str, item_id: str) -> Item:
        """Get an item, with its data also where `items.get` has none.

        `GET /v2-experimental/boards/{board_id}/items/{item_id}` · scope `boards:read` · 50 credits (level 1) · experimental

        This holds for flowchart shapes and mind map nodes; other unsupported kinds come without
        data.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id, item_id)

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete an item by the experimental route.

        `DELETE /v2-experimental/boards/{board_id}/items/{item_id}` · scope `boards:write` · 500 credits (level 3) · experimental

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
