"""Text items on a board.

Without `await`: `miro_async.endpoints.texts` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.texts import CREATE, DELETE, GET, UPDATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import ParentRef, Position, TextData, TextItem, TextStyle, WidthGeometry
    from ...null import Null
    from ..caller import Caller


class Texts:
    """Text items on a board."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, board_id: str, item_id: str) -> TextItem:
        """Get a text item with its content and style.

        `GET /v2/boards/{board_id}/texts/{item_id}` · scope `boards:read` · 50 credits (level 1)

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
        data: TextData | Mapping[str, object],
        style: TextStyle | Mapping[str, object] | None = None,
        position: Position | Mapping[str, object] | None = None,
        geometry: WidthGeometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> TextItem:
        """Create a text item and get it.

        `POST /v2/boards/{board_id}/texts` · scope `boards:write` · 100 credits (level 2)

        The width is at least 1.7 times the font size.

        Args:
            board_id: Id of the board.
            data: Its text.
            style: How it looks.
            position: Where its center goes.
            geometry: Its width and rotation; the height follows from the text.
            parent: The frame to put it into.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            CREATE,
            board_id,
            body={
                "data": data,
                "style": style,
                "position": position,
                "geometry": geometry,
                "parent": parent,
            },
        )

    def update(
        self,
        board_id: str,
        item_id: str,
        *,
        data: TextData | Mapping[str, object] | Null | None = None,
        style: TextStyle | Mapping[str, object] | Null | None = None,
        position: Position | Mapping[str, object] | Null | None = None,
        geometry: WidthGeometry | Mapping[str, object] | Null | None = None,
        parent: ParentRef | Mapping[str, object] | Null | None = None,
    ) -> TextItem:
        """Change a text item's content, style, width or place and get it.

        `PATCH /v2/boards/{board_id}/texts/{item_id}` · scope `boards:write` · 100 credits (level 2)

        The width is at least 1.7 times the font size.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            data: Its text.
            style: How it looks.
            position: Where its center goes.
            geometry: Its width and rotation; the height follows from the text.
            parent: The frame to move it into; `NULL` takes it out.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 409 `ConflictError`, 429
        `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            board_id,
            item_id,
            body={
                "data": data,
                "style": style,
                "position": position,
                "geometry": geometry,
                "parent": parent,
            },
        )

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete a text item from a board.

        `DELETE /v2/boards/{board_id}/texts/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
