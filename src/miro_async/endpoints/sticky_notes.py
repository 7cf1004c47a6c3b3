"""Sticky notes on a board.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..call.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..call.caller import Caller
    from ..models import (
        ParentRef,
        Position,
        SizeGeometry,
        StickyNoteData,
        StickyNoteItem,
        StickyNoteStyle,
    )
    from ..null import Null


class StickyNotes:
    """Sticky notes on a board."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def get(self, board_id: str, item_id: str) -> StickyNoteItem:
        """Get a sticky note with its text, form and color.

        `GET /v2/boards/{board_id}/sticky_notes/{item_id}` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(GET, board_id, item_id)

    async def create(
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
        return await self._caller.call(
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

    async def update(
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
        return await self._caller.call(
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

    async def delete(self, board_id: str, item_id: str) -> None:
        """Delete a sticky note from a board.

        `DELETE /v2/boards/{board_id}/sticky_notes/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        await self._caller.call(DELETE, board_id, item_id)


GET: Operation[StickyNoteItem] = Operation(
    id="get-sticky-note-item",
    group="sticky_notes",
    name="get",
    method="GET",
    path="/v2/boards/{board_id}/sticky_notes/{item_id}",
    result="StickyNoteItem",
    level=1,
    scopes=("boards:read",),
    retry="safe",
)
CREATE: Operation[StickyNoteItem] = Operation(
    id="create-sticky-note-item",
    group="sticky_notes",
    name="create",
    method="POST",
    path="/v2/boards/{board_id}/sticky_notes",
    result="StickyNoteItem",
    level=2,
    scopes=("boards:write",),
    retry="unsafe",
)
UPDATE: Operation[StickyNoteItem] = Operation(
    id="update-sticky-note-item",
    group="sticky_notes",
    name="update",
    method="PATCH",
    path="/v2/boards/{board_id}/sticky_notes/{item_id}",
    result="StickyNoteItem",
    level=2,
    scopes=("boards:write",),
    retry="safe",
)
DELETE: Operation[None] = Operation(
    id="delete-sticky-note-item",
    group="sticky_notes",
    name="delete",
    method="DELETE",
    path="/v2/boards/{board_id}/sticky_notes/{item_id}",
    level=3,
    scopes=("boards:write",),
    retry="delete",
)

OPERATIONS = (
    GET,
    CREATE,
    UPDATE,
    DELETE,
)
"""All of the above."""
