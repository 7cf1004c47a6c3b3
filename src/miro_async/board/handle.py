"""An item of a board, with what can be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from attrs import evolve

from ..errors import InvalidArgumentError

if TYPE_CHECKING:
    from typing import Unpack

    from ..geometry import Box, Point
    from ..models import Item, Tag
    from ..models.enums import TagColor
    from .board import Board
    from .connector import BoardConnector
    from .drafts import At, Ref, RelativeTo
    from .items import Frame
    from .lines import Line

ItemT_co = TypeVar("ItemT_co", bound="Item", covariant=True)


class BoardItem(Generic[ItemT_co]):
    """An item of a board.

    It is as it was when it was last read or changed here: `item` is what Miro said of it then. Two
    of the same item are equal, whatever was read when.
    """

    def __init__(self, board: Board, item: ItemT_co) -> None:
        self.board: Board = board
        self._item = item
        board.coordinates.see(item, fresh=False)

    @property
    def item(self) -> ItemT_co:
        """What Miro said of it last."""
        return self._item

    @property
    def id(self) -> str:
        """Its id."""
        return self._item.id

    @property
    def type(self) -> str:
        """Its kind, in Miro's words."""
        return self._item.type

    @property
    def frame_id(self) -> str | None:
        """The id of the frame that it is in, `None` outside of frames."""
        if self.type == "mindmap_node":  # what Miro calls its parent is the node above it
            return None
        return self._item.parent.id if self._item.parent else None

    @property
    def text(self) -> str:
        """All the text that it shows, without markup."""
        from ..drawing.text import text_of

        return text_of(self._item)

    async def refresh(self) -> Self:
        """Read it again, and give it. 50 credits.

        Raises:
            NotFoundError: It is not there any more.
        """
        from .whole import read

        self._take(await read(self.board, self.id, self.type))
        return self

    async def frame(self) -> Frame | None:
        """Read the frame that it is in; `None` outside of frames, without a call. 50 credits."""
        if self.frame_id is None:
            return None
        from .items import Frame

        return Frame(self.board, await self.board.api.frames.get(self.board.id, self.frame_id))

    async def center(self, relative_to: RelativeTo = "board") -> Point:
        """Give the place of its center, as it was when it was last read.

        This needs no call unless it is in a frame of which the board does not know where it is, or
        is a mind map node that was just made.

        Args:
            relative_to: From where it counts: the middle of the board, or the upper left corner of
                the frame that it is in.

        Raises:
            InvalidArgumentError: Miro does not tell where it is, or it is in no frame.
        """
        from .placing import center_of

        return await center_of(self, relative_to)

    async def bounds(self, relative_to: RelativeTo = "board") -> Box:
        """Give the box around it, as `center` does: its sides are level, however it is rotated.

        Where Miro does not tell its size (that of a document's page, for example), it is the size
        in which drawings show it.
        """
        from .placing import bounds_of

        return await bounds_of(self, relative_to)

    async def move_to(
        self,
        at: At | None = None,
        *,
        frame: Ref | None = None,
        relative_to: RelativeTo | None = None,
    ) -> Self:
        """Move it, within the frame that it is in or into another one, and give it. 100 credits.

            await note.move_to((400, 300))                  # on the board, whatever frame it is in
            await note.move_to((20, 20), frame=frame)       # into a frame, from its corner
            await note.move_to(frame=frame)                 # stays where it is, but in the frame

        Args:
            at: Where its center goes; without a place it stays where it is on the board.
            frame: The frame to move it into; without one it stays in the one that it is in.
            relative_to: From where `at` counts: `"board"`, its middle, or `"frame"`, the corner of
                the frame that it will be in. By default the frame's if `frame` is given.

        Raises:
            InvalidArgumentError: The place is outside of the frame; or it is a mind map node, which
                Miro cannot move.
        """
        from .placing import moved, moved_within

        if frame is None:
            self._take(await moved_within(self, at, relative_to or "board"))
        else:
            self._take(await moved(self, at, frame, relative_to or "frame"))
        return self

    async def move_out(self, at: At | None = None) -> Self:
        """Take it out of its frame, and give it. 100 credits.

        Args:
            at: Where its center goes on the board; without a place it stays where it is.
        """
        from .placing import moved

        self._take(await moved(self, at, None, "board"))
        return self

    async def delete(self) -> None:
        """Delete it. 500 credits.

        The items of a frame stay on the board; below a mind map node, everything goes.

        Raises:
            NotFoundError: It is not there any more.
        """
        from .whole import delete

        await delete(self.board, self._item)

    async def tags(self) -> list[Tag]:
        """Read its tags. 50 credits."""
        return await self.board.api.tags.list_for_item(self.board.id, self.id)

    async def tag(self, *titles: str, color: TagColor = "red") -> Self:
        """Put tags on it, and give it; what it has already stays. About 50 credits for each.

        Args:
            titles: The titles of the tags; upper and lower case count.
            color: The color of those that the board does not have yet: they are made.

        Raises:
            InvalidArgumentError: It cannot have tags, as it is no sticky note and no card, or would
                have more than 8; or this is no title.
        """
        from .tagging import tag_item

        await tag_item(self, titles, color)
        return self

    async def untag(self, *titles: str) -> Self:
        """Take tags off it, and give it; those that it does not have are no error.

        50 credits, and 50 for each tag that it has. The tags stay on the board.

        Raises:
            InvalidArgumentError: This is no title.
        """
        from .tagging import untag_item

        await untag_item(self, titles)
        return self

    async def connect_to(self, other: Ref, **line: Unpack[Line]) -> BoardConnector:
        """Draw a line from it to another item, and give the line. 100 credits.

            await idea.connect_to(plan, caption="leads to", color="#414bb2", end_cap="arrow")

        Args:
            other: The item at which the line ends.
            **line: How it looks and where it is fastened: see `Line`.

        Raises:
            InvalidArgumentError: One of both is a frame, or both are the same.
        """
        return await self.board.connect(self, other, **line)

    def _take(self, item: Item) -> None:
        """Be what an answer says. All methods that change it end here."""
        if item.id != self.id:
            raise InvalidArgumentError(f"an answer about {item.id} is none about {self.id}")
        if item.type == "code" and item.parent is None:  # its routes do not tell of frames
            item = evolve(item, parent=self._item.parent)
        self._item = cast("ItemT_co", item)
        self.board.coordinates.see(item)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BoardItem):
            return NotImplemented
        known = cast("BoardItem[Item]", other)
        return (self.board.id, self.id) == (known.board.id, known.id)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"
