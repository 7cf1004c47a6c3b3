"""Frames, the containers of a board, and the items in them.

Without `await`: `miro_async.endpoints.frames` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.frames import CREATE, DELETE, GET, LIST_ITEMS, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import FrameData, FrameItem, FrameStyle, Item, Position, SizeGeometry
    from ...null import Null
    from ..caller import Caller


class Frames:
    """Frames, the containers of a board, and the items in them."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list_items(
        self,
        board_id: str,
        frame_id: str,
        *,
        type: str | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[Item]:
        """List the items inside a frame, typed by their kind.

        `GET /v2/boards/{board_id}/items` · scope `boards:read` · 100 credits (level 2)

        Positions count from the top-left corner of the frame to the center of the item.

        Args:
            board_id: Id of the board.
            frame_id: Id of the frame.
            type: Only items of this one kind; omit it for all kinds.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (10 to 50).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller,
            LIST_ITEMS,
            (board_id,),
            {"parent_item_id": frame_id, "type": type},
            page_size=page_size,
            start=cursor,
        )

    def get(self, board_id: str, item_id: str) -> FrameItem:
        """Get a frame with its title, fill, size and the link to its children.

        `GET /v2/boards/{board_id}/frames/{item_id}` · scope `boards:read` · 50 credits (level 1)

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
        data: FrameData | Mapping[str, object],
        style: FrameStyle | Mapping[str, object] | None = None,
        position: Position | Mapping[str, object] | None = None,
        geometry: SizeGeometry | Mapping[str, object] | None = None,
    ) -> FrameItem:
        """Create a frame and get it.

        `POST /v2/boards/{board_id}/frames` · scope `boards:write` · 100 credits (level 2)

        There is no documented default size. The fill is a hex value; names of colors are refused.
        Miro has been seen to answer 500 here without cause; look whether the frame exists before
        calling again.

        Args:
            board_id: Id of the board.
            data: Its title, and whether its items are shown.
            style: How it looks.
            position: Where its center goes.
            geometry: Its size: width and height.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            CREATE,
            board_id,
            body={"data": data, "style": style, "position": position, "geometry": geometry},
        )

    def update(
        self,
        board_id: str,
        item_id: str,
        *,
        data: FrameData | Mapping[str, object] | Null | None = None,
        style: FrameStyle | Mapping[str, object] | Null | None = None,
        position: Position | Mapping[str, object] | Null | None = None,
        geometry: SizeGeometry | Mapping[str, object] | Null | None = None,
    ) -> FrameItem:
        """Change a frame's title, fill, size or place and get it.

        `PATCH /v2/boards/{board_id}/frames/{item_id}` · scope `boards:write` · 100 credits (level 2)

        `show_content` has an effect on the Enterprise plan only. Shrinking a frame so far that a
        child would lie outside may be refused.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            data: Its title, and whether its items are shown.
            style: How it looks.
            position: Where its center goes.
            geometry: Its size: width and height.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 409 `ConflictError`, 429
        `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            board_id,
            item_id,
            body={"data": data, "style": style, "position": position, "geometry": geometry},
        )

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete a frame; its children stay on the board.

        `DELETE /v2/boards/{board_id}/frames/{item_id}` · scope `boards:write` · 500 credits (level 3)

        The children lose their parent; delete them separately if they are to go too.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
