"""What is on a board: walked over, found, connected and grouped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .part import Part
from .refs import id_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Unpack

    from ..geometry import Box
    from ..models import BoardMember, Item, ItemGroup, Tag
    from ..paging import OffsetPaginator
    from .connector import BoardConnector
    from .drafts import Ref
    from .handle import BoardItem
    from .lines import Line
    from .walks import Walk


class Contents(Part):
    """What reads the items of a board, and relates them to each other."""

    async def get(self, item_id: str) -> BoardItem[Item]:
        """Read an item of any kind by its id. 50 credits.

        Raises:
            NotFoundError: There is no such item; connectors and tags are none.
        """
        from .whole import read

        board = self._whole()
        return board.handle(await read(board, item_id))

    def items(
        self,
        *,
        type: str | None = None,  # noqa: A002 - Miro's word
        frame: Ref | None = None,
    ) -> Walk[BoardItem[Item]]:
        """Walk over its items, in the order in which they were made. 100 credits for 50 items.

            async for item in board.items(type="sticky_note"):
                print(item.text)

        Args:
            type: Only items of this kind, in Miro's words: `"sticky_note"`.
            frame: Only items in this frame; those of frames in it are not.
        """
        from .walks import items

        board = self._whole()
        return items(board, type, None if frame is None else id_of(frame, board.id))

    async def find(
        self,
        *,
        text: str | None = None,
        type: str | None = None,  # noqa: A002 - Miro's word
        tag: str | None = None,
        frame: Ref | None = None,
    ) -> list[BoardItem[Item]]:
        """Give the items to which all of this applies, in the order in which they were made.

            (card,) = await board.find(text="deploy friday", type="card", tag="Urgent")

        100 credits for 50 items that are looked at; with a tag 50, for those that have it.

        Args:
            text: What its content, title or description has somewhere, without markup; upper and
                lower case are the same.
            type: The kind of item, in Miro's words.
            tag: The title of one of its tags.
            frame: The frame that it is in.
        """
        from .finding import find

        return await find(self._whole(), text=text, kind=type, tag=tag, frame=frame)

    def connectors(self) -> Walk[BoardConnector]:
        """Walk over its connectors. 100 credits for 50 of them."""
        from .walks import connectors

        return connectors(self._whole())

    async def tags(self) -> list[Tag]:
        """Read its tags. 50 credits for 50 of them."""
        return await self._whole().known_tags.read()

    def members(self) -> OffsetPaginator[BoardMember]:
        """Walk over its members. 50 credits for 50 of them."""
        board = self._whole()
        return board.api.board_members.list(board.id)

    async def bounds(self) -> Box | None:
        """Give the box around all of its items; `None` if there are none.

        100 credits for 50 items. Items of which Miro does not tell a place do not count.
        """
        from .placing import bounds_of_all

        return await bounds_of_all(await self.items().collect())

    async def connect(self, start: Ref, end: Ref, **line: Unpack[Line]) -> BoardConnector:
        """Draw a line from one item to another, and give the line. 100 credits.

        Args:
            start: The item at which it starts.
            end: The item at which it ends.
            **line: How it looks and where it is fastened: see `Line`.

        Raises:
            InvalidArgumentError: One of both is a frame or a draft, or both are the same.
        """
        from .connector import connect

        return await connect(self._whole(), start, end, line)

    async def group(self, items: Iterable[Ref]) -> ItemGroup:
        """Group items, two or more, and give the group. 100 credits.

        An item that is in another group leaves it.

        Raises:
            InvalidArgumentError: There are fewer than two, or one is a draft.
        """
        from .grouping import group

        return await group(self._whole(), items)

    async def ungroup(self, group: ItemGroup | str) -> None:
        """Let the items of a group go; they stay on the board. 500 credits."""
        from .grouping import ungroup

        await ungroup(self._whole(), group)
