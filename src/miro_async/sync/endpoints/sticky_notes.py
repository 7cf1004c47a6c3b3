"""Sticky notes on a board.

Without `await`: `miro_async.endpoints.sticky_notes` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.sticky_notes import CREATE, DELETE, GET, UPDATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import (
        ParentRef,
        Position,
        SizeGeometry,
        StickyNoteData,
        StickyNoteItem,
        StickyNoteStyle,
    )
    from ...null import Null
    from ..caller import Caller


class StickyNotes:
    """Sticky notes on a board."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, board_id: str, item_id: str) -> StickyNoteItem:
        """Get a sticky note with its text, form and color.

        `GET /v2/boards/{board_id}/sticky_notes/{item_id}` · scope `boards:read` · 50 credits (level 1)

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
        data: StickyNoteData | Mapping[str, object] | None = None,
        style: StickyNoteStyle | Mapping[str, object] | None = None,
        position: Position | Mapping[str, object] | None = None,
        geometry: SizeGeometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> StickyNoteItem:
        """Create a sticky note and get it as Miro stored it.

        `POST /v2/boards/{board_id}/sticky_notes` · scope `boards:write` · 100 credits (level 2)

        The fill is a name such as `light_yellow`, which is also the default; hex values are
        refused.

        Args:
            board_id: Id of the board.
            data: Its text, and whether it is square or wide.
            style: How it looks.
            position: Where its center goes.
            geometry: Its size: width or height, not both.
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
        data: StickyNoteData | Mapping[str, object] | Null | None = None,
        style: StickyNoteStyle | Mapping[str, object] | Null | None = None,
        position: Position | Mapping[str, object] | Null | None = None,
        geometry: SizeGeometry | Mapping[str, object] | Null | None = None,
        parent: ParentRef | Mapping[str, object] | Null | None = None,
    ) -> StickyNoteItem:
        """Change a sticky note's text, form, color, size or place and get it.

        `PATCH /v2/boards/{board_id}/sticky_notes/{item_id}` · scope `boards:write` · 100 credits (level 2)

        The fill is a name such as `light_yellow`; hex values are refused.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            data: Its text, and whether it is square or wide.
            style: How it looks.
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
            body={
                "data": data,
                "style": style,
                "position": position,
                "geometry": geometry,
                "parent": parent,
            },
        )

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete a sticky note from a board.

        `DELETE /v2/boards/{board_id}/sticky_notes/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
