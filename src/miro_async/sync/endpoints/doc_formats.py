"""Docs written on a board, from Markdown.

Without `await`: `miro_async.endpoints.doc_formats` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.doc_formats import CREATE, DELETE, GET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import DocFormatItem, DocFormatSource, ParentRef, Position
    from ..caller import Caller


class DocFormats:
    """Docs written on a board, from Markdown."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(
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
        return self._caller.call(
            GET, board_id, item_id, query={"textContentType": text_content_type}
        )

    def create(
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
        return self._caller.call(
            CREATE, board_id, body={"data": data, "position": position, "parent": parent}
        )

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete a doc from a board.

        `DELETE /v2/boards/{board_id}/docs/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
