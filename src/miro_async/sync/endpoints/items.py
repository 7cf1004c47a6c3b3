"""Items of any kind on a board: listing, moving, deleting, creating many at once.

Without `await`: `miro_async.endpoints.items` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.items import CREATE_BULK, DELETE, GET, LIST, UPDATE, UPLOAD_BULK
from ..paging import CursorPaginator

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping, Sequence

    from ...models import BulkFileItem, BulkItem, Item, ParentRef, Position
    from ...null import Null
    from ...uploads import FileSource, Upload
    from ..caller import Caller


class Items:
    """Items of any kind on a board: listing, moving, deleting, creating many at once."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        board_id: str,
        *,
        type: Literal[
            "text",
            "shape",
            "sticky_note",
            "image",
            "document",
            "card",
            "app_card",
            "preview",
            "frame",
            "embed",
            "doc_format",
            "data_table_format",
        ]
        | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[Item]:
        """List a board's items, typed by their kind.

        `GET /v2/boards/{board_id}/items` · scope `boards:read` · 100 credits (level 2)

        Connectors, tags and groups have lists of their own. Kinds that REST does not support come
        without data; some items have no position or geometry.

        Args:
            board_id: Id of the board.
            type: Only items of this one kind; omit it for all kinds.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (10 to 50).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (board_id,), {"type": type}, page_size=page_size, start=cursor
        )

    def get(self, board_id: str, item_id: str) -> Item:
        """Get any item by its id, typed by its kind.

        `GET /v2/boards/{board_id}/items/{item_id}` · scope `boards:read` · 50 credits (level 1)

        Kinds that REST does not support come without data; `experimental_items.get` has it for a
        few of them.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id, item_id)

    def create_bulk(
        self, board_id: str, *, items: Sequence[BulkItem | Mapping[str, object]]
    ) -> builtins.list[Item]:
        """Create up to 20 items of any mix of kinds and get them in the same order.

        `POST /v2/boards/{board_id}/items/bulk` · scope `boards:write` · 100 credits for each item (level 2)

        All or nothing: a 400 means that none was created. After any other failure the outcome is
        unknown. Connectors, tags and groups cannot be created this way. A field named in an error
        starts with the item's index, counted from 0.

        Args:
            board_id: Id of the board.
            items: The items, one entry each (1 to 20).

        Errors: 400 `BadRequestError`, 429 `RateLimitError`.
        """
        return self._caller.call(CREATE_BULK, board_id, body=items)

    def upload_bulk(
        self,
        board_id: str,
        files: Sequence[FileSource | Upload],
        *,
        data: Sequence[BulkFileItem | Mapping[str, object]],
    ) -> builtins.list[Item]:
        """Upload up to 20 files at once and get the items made of them.

        `POST /v2/boards/{board_id}/items/bulk` · scope `boards:write` · 100 credits for each item (level 2)

        All or nothing: if one item fails, none is created. The entries of `data` describe the files
        in the same order. All files of a call may hold 6 MB together.

        Args:
            board_id: Id of the board.
            files: The files to upload; `data` describes them in the same order.
            data: What to make of each file, in the order of the files.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.upload(UPLOAD_BULK, board_id, part="resources", files=files, data=data)

    def update(
        self,
        board_id: str,
        item_id: str,
        *,
        position: Position | Mapping[str, object] | Null | None = None,
        parent: ParentRef | Mapping[str, object] | Null | None = None,
    ) -> Item:
        """Move an item of any kind, or change its parent frame, and get the item.

        `PATCH /v2/boards/{board_id}/items/{item_id}` · scope `boards:write` · 100 credits (level 2)

        Only position and parent can change here; content and style change through the group of the
        item's kind. Inside a frame the position counts from its top-left corner, and a place
        outside the frame is refused. `parent=NULL` takes an item out of its frame: Miro does not
        document this, but other clients rely on it.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            position: Where its center goes.
            parent: The frame to move it into; `NULL` takes it out.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE, board_id, item_id, body={"position": position, "parent": parent}
        )

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete an item of any kind except connectors and mind map nodes.

        `DELETE /v2/boards/{board_id}/items/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Connectors are only deleted through `connectors.delete`, mind map nodes through
        `mindmap_nodes.delete`. The children of a deleted frame stay on the board.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
