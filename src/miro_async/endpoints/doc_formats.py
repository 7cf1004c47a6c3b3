"""Docs written on a board, from Markdown.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..call.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..call.caller import Caller
    from ..models import DocFormatItem, DocFormatSource, ParentRef, Position


class DocFormats:
    """Docs written on a board, from Markdown."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def get(
        self,
        board_id: str,
        item_id: str,
        *,
        text_content_type: Literal["html", "markdown"] | None = None,
    ) -> DocFormatItem:
        """Get a doc with its text as Markdown or HTML.

        `GET /v2/boards/{board_id}/docs/{item_id}` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            text_content_type: Form in which the text comes back: `markdown` or `html`.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(
            GET, board_id, item_id, query={"textContentType": text_content_type}
        )

    async def create(
        self,
        board_id: str,
        *,
        data: DocFormatSource | Mapping[str, object],
        position: Position | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> DocFormatItem:
        """Create a doc from Markdown text and get it.

        `POST /v2/boards/{board_id}/docs` · scope `boards:write` · 100 credits (level 2)

        The text cannot be changed afterwards: delete the doc and create it anew, which gives it
        another id.

        Args:
            board_id: Id of the board.
            data: Its text, as Markdown.
            position: Where its center goes.
            parent: The frame to put it into.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(
            CREATE, board_id, body={"data": data, "position": position, "parent": parent}
        )

    async def delete(self, board_id: str, item_id: str) -> None:
        """Delete a doc from a board.

        `DELETE /v2/boards/{board_id}/docs/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        await self._caller.call(DELETE, board_id, item_id)


GET: Operation[DocFormatItem] = Operation(
    id="get-doc-format-item",
    group="doc_formats",
    name="get",
    method="GET",
    path="/v2/boards/{board_id}/docs/{item_id}",
    result="DocFormatItem",
    level=1,
    scopes=("boards:read",),
    retry="safe",
)
CREATE: Operation[DocFormatItem] = Operation(
    id="create-doc-format-item",
    group="doc_formats",
    name="create",
    method="POST",
    path="/v2/boards/{board_id}/docs",
    required=("data",),
    result="DocFormatItem",
    level=2,
    scopes=("boards:write",),
    retry="unsafe",
)
DELETE: Operation[None] = Operation(
    id="delete-doc-format-item",
    group="doc_formats",
    name="delete",
    method="DELETE",
    path="/v2/boards/{board_id}/docs/{item_id}",
    level=3,
    scopes=("boards:write",),
    retry="delete",
)

OPERATIONS = (
    GET,
    CREATE,
    DELETE,
)
"""All of the above."""
