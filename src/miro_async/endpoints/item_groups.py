"""Groups of items that move together on a board.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..call.operation import Operation, Paging
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..call.caller import Caller
    from ..models import Item, ItemGroup, ItemGroupData


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

    async def get(self, board_id: str, group_id: str) -> ItemGroup:
        """Get one group with the ids of its items.

        `GET /v2/boards/{board_id}/groups/{group_id}` · scope `boards:read` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(GET, board_id, group_id)

    async def create(
        self, board_id: str, *, data: ItemGroupData | Mapping[str, object]
    ) -> ItemGroup:
        """Create a group of two or more items and get it.

        `POST /v2/boards/{board_id}/groups` · scope `boards:write` · 100 credits (level 2)

        Groups do not nest: the id of a group among the items is refused.

        Args:
            board_id: Id of the board.
            data: The ids of two or more items.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(CREATE, board_id, body={"data": data})

    async def update(
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
        return await self._caller.call(UPDATE, board_id, group_id, body={"data": data})

    async def delete(self, board_id: str, group_id: str) -> None:
        """Delete a group and all items in it.

        `DELETE /v2/boards/{board_id}/groups/{group_id}` · scope `boards:write` · 500 credits (level 3)

        Locked items are deleted too. To keep the items use `item_groups.ungroup`.

        Args:
            board_id: Id of the board.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        await self._caller.call(DELETE, board_id, group_id, query={"delete_items": True})

    async def ungroup(self, board_id: str, group_id: str) -> None:
        """Dissolve a group; its items stay on the board.

        `DELETE /v2/boards/{board_id}/groups/{group_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            group_id: Id of the group.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        await self._caller.call(UNGROUP, board_id, group_id)


LIST: Operation[ItemGroup] = Operation(
    id="get-all-groups",
    group="item_groups",
    name="list",
    method="GET",
    path="/v2/boards/{board_id}/groups",
    result="ItemGroup",
    level=2,
    scopes=("boards:read",),
    retry="safe",
    paging=Paging(style="cursor", size_parameter="limit", smallest=10, largest=50),
)
LIST_ITEMS: Operation[Item] = Operation(
    id="getItemsByGroupId",
    group="item_groups",
    name="list_items",
    method="GET",
    path="/v2/boards/{board_id}/groups/items",
    required=("group_item_id",),
    result="Item",
    level=2,
    scopes=("boards:read",),
    retry="safe",
    paging=Paging(style="cursor", size_parameter="limit", smallest=10, largest=50),
)
GET: Operation[ItemGroup] = Operation(
    id="getGroupById",
    group="item_groups",
    name="get",
    method="GET",
    path="/v2/boards/{board_id}/groups/{group_id}",
    result="ItemGroup",
    level=2,
    scopes=("boards:read",),
    retry="safe",
)
CREATE: Operation[ItemGroup] = Operation(
    id="createGroup",
    group="item_groups",
    name="create",
    method="POST",
    path="/v2/boards/{board_id}/groups",
    required=("data",),
    result="ItemGroup",
    level=2,
    scopes=("boards:write",),
    retry="unsafe",
)
UPDATE: Operation[ItemGroup] = Operation(
    id="updateGroup",
    group="item_groups",
    name="update",
    method="PUT",
    path="/v2/boards/{board_id}/groups/{group_id}",
    required=("data",),
    result="ItemGroup",
    level=2,
    scopes=("boards:write",),
    retry="unsafe",
)
DELETE: Operation[None] = Operation(
    id="deleteGroup",
    group="item_groups",
    name="delete",
    method="DELETE",
    path="/v2/boards/{board_id}/groups/{group_id}",
    level=3,
    scopes=("boards:write",),
    retry="delete",
)
UNGROUP: Operation[None] = Operation(
    id="unGroup",
    group="item_groups",
    name="ungroup",
    method="DELETE",
    path="/v2/boards/{board_id}/groups/{group_id}",
    level=3,
    scopes=("boards:write",),
    retry="delete",
)

OPERATIONS = (
    LIST,
    LIST_ITEMS,
    GET,
    CREATE,
    UPDATE,
    DELETE,
    UNGROUP,
)
"""All of the above."""
