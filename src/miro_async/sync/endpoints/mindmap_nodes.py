"""Mind map nodes (experimental).

Without `await`: `miro_async.endpoints.mindmap_nodes` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.mindmap_nodes import CREATE, DELETE, GET, LIST
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import (
        MindmapNode,
        MindmapNodeDataInput,
        MindmapNodeGeometry,
        ParentRef,
        Position,
    )
    from ..caller import Caller


class MindmapNodes:
    """Mind map nodes (experimental)."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, board_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[MindmapNode]:
        """List the mind map nodes of a board.

        `GET /v2-experimental/boards/{board_id}/mindmap_nodes` · scope `boards:read` · 100 credits (level 2) · experimental

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

    def get(self, board_id: str, item_id: str) -> MindmapNode:
        """Get one mind map node with its text and its place in the tree.

        `GET /v2-experimental/boards/{board_id}/mindmap_nodes/{item_id}` · scope `boards:read` · 50 credits (level 1) · experimental

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
        data: MindmapNodeDataInput | Mapping[str, object],
        position: Position | Mapping[str, object] | None = None,
        geometry: MindmapNodeGeometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> MindmapNode:
        """Create a mind map node, as a root or under a parent, and get it.

        `POST /v2-experimental/boards/{board_id}/mindmap_nodes` · scope `boards:write` · 100 credits (level 2) · experimental

        There is no layout: nodes without a position all lie at (0, 0). A node cannot be changed
        afterwards, and text is its only content.

        Args:
            board_id: Id of the board.
            data: What it shows: its text.
            position: Where its center goes.
            geometry: Its width.
            parent: The node above this one; omit it to make a root.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            CREATE,
            board_id,
            body={"data": data, "position": position, "geometry": geometry, "parent": parent},
        )

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete a mind map node with the whole branch below it.

        `DELETE /v2-experimental/boards/{board_id}/mindmap_nodes/{item_id}` · scope `boards:write` · 500 credits (level 3) · experimental

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
