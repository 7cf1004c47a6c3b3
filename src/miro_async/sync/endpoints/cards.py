"""Cards with a title, a description, an assignee and a due date.

Without `await`: `miro_async.endpoints.cards` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.cards import CREATE, DELETE, GET, UPDATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import CardData, CardItem, CardStyle, Geometry, ParentRef, Position
    from ...null import Null
    from ..caller import Caller


class Cards:
    """Cards with a title, a description, an assignee and a due date."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, board_id: str, item_id: str) -> CardItem:
        """Get a card with its title, description, assignee and due date.

        `GET /v2/boards/{board_id}/cards/{item_id}` · scope `boards:read` · 50 credits (level 1)

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
        data: CardData | Mapping[str, object] | None = None,
        style: CardStyle | Mapping[str, object] | None = None,
        position: Position | Mapping[str, object] | None = None,
        geometry: Geometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> CardItem:
        """Create a card and get it as Miro stored it.

        `POST /v2/boards/{board_id}/cards` · scope `boards:write` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            data: Its title, description, assignee and due date.
            style: How it looks.
            position: Where its center goes.
            geometry: Its size and rotation.
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
        data: CardData | Mapping[str, object] | Null | None = None,
        style: CardStyle | Mapping[str, object] | Null | None = None,
        position: Position | Mapping[str, object] | Null | None = None,
        geometry: Geometry | Mapping[str, object] | Null | None = None,
        parent: ParentRef | Mapping[str, object] | Null | None = None,
    ) -> CardItem:
        """Change a card's text, assignee, due date, style or place and get it.

        `PATCH /v2/boards/{board_id}/cards/{item_id}` · scope `boards:write` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            data: Its title, description, assignee and due date.
            style: How it looks.
            position: Where its center goes.
            geometry: Its size and rotation.
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
        """Delete a card from a board.

        `DELETE /v2/boards/{board_id}/cards/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
