"""Embeds: web content shown on a board by its URL.

Without `await`: `miro_async.endpoints.embeds` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.embeds import CREATE, DELETE, GET, UPDATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import (
        EmbedItem,
        EmbedSource,
        EmbedSourceUpdate,
        ParentRef,
        Position,
        SizeGeometry,
    )
    from ...null import Null
    from ..caller import Caller


class Embeds:
    """Embeds: web content shown on a board by its URL."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, board_id: str, item_id: str) -> EmbedItem:
        """Get an embed with its URL, provider, preview and display mode.

        `GET /v2/boards/{board_id}/embeds/{item_id}` · scope `boards:read` · 50 credits (level 1)

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
        data: EmbedSource | Mapping[str, object],
        position: Position | Mapping[str, object] | None = None,
        geometry: SizeGeometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> EmbedItem:
        """Create an embed of web content by its URL and get it.

        `POST /v2/boards/{board_id}/embeds` · scope `boards:write` · 100 credits (level 2)

        An embed cannot be rotated.

        Args:
            board_id: Id of the board.
            data: The address of the content, and how to show it.
            position: Where its center goes.
            geometry: Its size: width or height, not both.
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
        data: EmbedSourceUpdate | Mapping[str, object] | Null | None = None,
        position: Position | Mapping[str, object] | Null | None = None,
        geometry: SizeGeometry | Mapping[str, object] | Null | None = None,
        parent: ParentRef | Mapping[str, object] | Null | None = None,
    ) -> EmbedItem:
        """Change an embed's URL, preview image, display mode, size or place and get it.

        `PATCH /v2/boards/{board_id}/embeds/{item_id}` · scope `boards:write` · 100 credits (level 2)

        An embed cannot be rotated.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            data: Another address of the content, or another way to show it.
            position: Where its center goes.
            geometry: Its size: width or height, not both.
            parent: The frame to move it into; `NULL` takes it out.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 409 `ConflictError`, 429
        `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            board_id,
            item_id,
            body={"data": data, "position": position, "geometry": geometry, "parent": parent},
        )

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete an embed from a board.

        `DELETE /v2/boards/{board_id}/embeds/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
