"""App cards: cards that an app keeps in step with its own data.

Without `await`: `miro_async.endpoints.app_cards` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.app_cards import CREATE, DELETE, GET, UPDATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import AppCardData, AppCardItem, AppCardStyle, Geometry, ParentRef, Position
    from ...null import Null
    from ..caller import Caller


class AppCards:
    """App cards: cards that an app keeps in step with its own data."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, board_id: str, item_id: str) -> AppCardItem:
        """Get an app card with its fields, its status and whether the calling app owns it.

        `GET /v2/boards/{board_id}/app_cards/{item_id}` · scope `boards:read` · 50 credits (level 1)

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
        data: AppCardData | Mapping[str, object] | None = None,
        style: AppCardStyle | Mapping[str, object] | None = None,
        position: Position | Mapping[str, object] | None = None,
        geometry: Geometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> AppCardItem:
        """Create an app card owned by the calling app and get it.

        `POST /v2/boards/{board_id}/app_cards` · scope `boards:write` · 100 credits (level 2)

        Only the app that created the card can change it. Without `status` the card counts as
        disconnected from its source. Icons of fields need an HTTPS URL.

        Args:
            board_id: Id of the board.
            data: Its title, description, fields and status.
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
        data: AppCardData | Mapping[str, object] | Null | None = None,
        style: AppCardStyle | Mapping[str, object] | Null | None = None,
        position: Position | Mapping[str, object] | Null | None = None,
        geometry: Geometry | Mapping[str, object] | Null | None = None,
        parent: ParentRef | Mapping[str, object] | Null | None = None,
    ) -> AppCardItem:
        """Change an app card's content, fields, status, style or place and get it.

        `PATCH /v2/boards/{board_id}/app_cards/{item_id}` · scope `boards:write` · 100 credits (level 2)

        Only works on cards that the calling app owns (`data.owned`).

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            data: Its title, description, fields and status.
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
        """Delete an app card from a board.

        `DELETE /v2/boards/{board_id}/app_cards/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
