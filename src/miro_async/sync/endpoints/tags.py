"""Tags of a board, and the sticky notes and cards that carry them.

Without `await`: `miro_async.endpoints.tags` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.tags import (
    ATTACH,
    CREATE,
    DELETE,
    DETACH,
    GET,
    LIST,
    LIST_FOR_ITEM,
    LIST_ITEMS,
    UPDATE,
)
from ..paging import OffsetPaginator

if TYPE_CHECKING:
    import builtins

    from ...models import Item, Tag
    from ...models.enums import TagColor
    from ...null import Null
    from ..caller import Caller


class Tags:
    """Tags of a board, and the sticky notes and cards that carry them."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, board_id: str, *, page_size: int | None = None, offset: int | None = None
    ) -> OffsetPaginator[Tag]:
        """List the tags of a board with title and color.

        `GET /v2/boards/{board_id}/tags` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 50).
            offset: How many to skip.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return OffsetPaginator(
            self._caller, LIST, (board_id,), {}, page_size=page_size, start=offset
        )

    def list_items(
        self, board_id: str, tag_id: str, *, page_size: int | None = None, offset: int | None = None
    ) -> OffsetPaginator[Item]:
        """List the sticky notes and cards that carry a tag.

        `GET /v2/boards/{board_id}/items` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.
            tag_id: Id of the tag.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 50).
            offset: How many to skip.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return OffsetPaginator(
            self._caller,
            LIST_ITEMS,
            (board_id,),
            {"tag_id": tag_id},
            page_size=page_size,
            start=offset,
        )

    def list_for_item(self, board_id: str, item_id: str) -> builtins.list[Tag]:
        """List the tags on one item, all in one answer.

        `GET /v2/boards/{board_id}/items/{item_id}/tags` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(LIST_FOR_ITEM, board_id, item_id)

    def get(self, board_id: str, tag_id: str) -> Tag:
        """Get one tag of a board by its id.

        `GET /v2/boards/{board_id}/tags/{tag_id}` · scope `boards:write` · 50 credits (level 1)

        Miro's document asks for `boards:write` here, perhaps by mistake.

        Args:
            board_id: Id of the board.
            tag_id: Id of the tag.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id, tag_id)

    def create(self, board_id: str, *, title: str, fill_color: TagColor | None = None) -> Tag:
        """Create a tag on a board, ready to be attached, and get it.

        `POST /v2/boards/{board_id}/tags` · scope `boards:write` · 50 credits (level 1)

        Titles are case-sensitive and unique on the board. Send `fill_color`: the live service asks
        for it although it is documented as optional.

        Args:
            board_id: Id of the board.
            title: The title (at most 120 characters).
            fill_color: The color, by name.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(CREATE, board_id, body={"title": title, "fillColor": fill_color})

    def update(
        self,
        board_id: str,
        tag_id: str,
        *,
        title: str | Null | None = None,
        fill_color: TagColor | Null | None = None,
    ) -> Tag:
        """Change a tag's title or color on every item that carries it, and get the tag.

        `PATCH /v2/boards/{board_id}/tags/{tag_id}` · scope `boards:write` · 50 credits (level 1)

        Titles are case-sensitive and unique on the board. Open boards show the change only after a
        reload.

        Args:
            board_id: Id of the board.
            tag_id: Id of the tag.
            title: The title (at most 120 characters).
            fill_color: The color, by name.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE, board_id, tag_id, body={"title": title, "fillColor": fill_color}
        )

    def delete(self, board_id: str, tag_id: str) -> None:
        """Delete a tag from a board and from every item that carries it.

        `DELETE /v2/boards/{board_id}/tags/{tag_id}` · scope `boards:write` · 50 credits (level 1)

        Open boards show the change only after a reload.

        Args:
            board_id: Id of the board.
            tag_id: Id of the tag.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, tag_id)

    def attach(self, board_id: str, item_id: str, tag_id: str) -> None:
        """Attach a tag of the board to a sticky note or a card.

        `POST /v2/boards/{board_id}/items/{item_id}` · scope `boards:write` · 50 credits (level 1)

        An item holds at most 8 tags. Open boards show the change only after a reload.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            tag_id: Id of the tag.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(ATTACH, board_id, item_id, query={"tag_id": tag_id})

    def detach(self, board_id: str, item_id: str, tag_id: str) -> None:
        """Take a tag off an item; the tag and the item stay on the board.

        `DELETE /v2/boards/{board_id}/items/{item_id}` · scope `boards:write` · 50 credits (level 1)

        An empty `tag_id` is refused before anything is sent: the same route without it deletes the
        item. Open boards show the change only after a reload.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            tag_id: Id of the tag.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DETACH, board_id, item_id, query={"tag_id": tag_id})
