"""Groups of items that move together on a board.

Without `await`: `miro_async.endpoints.item_groups` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.item_groups import CREATE, DELETE, GET, LIST, LIST_ITEMS, UNGROUP, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import Item, ItemGroup, ItemGroupData
    from ..caller import Caller


class ItemGroups:
    """Groups of items that move together on a board."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, board_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[ItemGroup]:
        """List the groups on a board with the ids of their items.

        `GET /v2/boards/{board_id}/groups` · scope `boards:read` · 100 credits (level 2)

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

    def list_items(
        self,
        board_id: str,
        group_id: str,
        *,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[Item]:
        """List the items that belong to one group.

        `GET /v2/boards/{board_id}/groups/items` · scope `boards:read` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            group_id: Id of the group, not of an item in it.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (10 to 50).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller,
            LIST_ITEMS,
            (board_id,),
            {"group_item_id": group_id},
            page_size=page_size,
            start=cursor,
        )

    def get(self, board_id: str, group_id: str) -> ItemGroup:
        """Get one group with the ids of its items.

        `GET /v2/boards/{board_id}/groups/{group_id}` · scope `boards:read` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id, group_id)

    def create(self, board_id: str, *, data: ItemGroupData | Mapping[str, object]) -> ItemGroup:
        """Create a group of two or more items and get it.

        `POST /v2/boards/{board_id}/groups` · scope `boards:write` · 100 credits (level 2)

        Groups do not nest: the id of a group among the items is refused.

        Args:
            board_id: Id of the board.
            data: The ids of two or more items.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(CREATE, board_id, body={"data": data})

    def update(
        self, board_id: str, group_id: str, *, data: ItemGroupData | Mapping[str, object]
    ) -> ItemGroup:
        """Replace a group by one with the given items and get it under its new id.

        `PUT /v2/boards/{board_id}/groups/{group_id}` · scope `boards:write` · 100 credits (level 2)

        The old id ends with this call: keep the one in the answer. The list is the whole new
        content, of two or more items; items left out leave the group.

        Args:
            board_id: Id of the board.
            group_id: Id of the group.
            data: The ids of two or more items.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(UPDATE, board_id, group_id, body={"data": data})

    def delete(self, board_id: str, group_id: str) -> None:
        """Delete a group and all items in it.

        `DELETE /v2/boards/{board_id}/groups/{group_id}` · scope `boards:write` · 500 credits (level 3)

        Locked items are deleted too. To keep the items use `item_groups.ungroup`.

        Args:
            board_id: Id of the board.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, group_id, query={"delete_items": True})

    def ungroup(self, board_id: str, group_id: str) -> None:
        """Dissolve a group; its items stay on the board.

        `DELETE /v2/boards/{board_id}/groups/{group_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(UNGROUP, board_id, group_id)
