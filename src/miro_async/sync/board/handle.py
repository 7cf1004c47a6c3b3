"""`miro_async.board.handle` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, cast

from ...board.handle import ItemT_co
from ..twin import Twin, plain

if TYPE_CHECKING:
    from typing import Self, Unpack

    from ...board import handle as awaited
    from ...board.drafts import At, Ref, RelativeTo
    from ...board.lines import Line
    from ...geometry import Box, Point
    from ...models import Tag
    from ...models.enums import TagColor
    from ..board.board import Board
    from ..board.connector import BoardConnector
    from ..board.items import Frame


class BoardItem(Twin, Generic[ItemT_co]):
    """An item of a board.

    It is as it was when it was last read or changed here: `item` is what Miro said of it then. Two
    of the same item are equal, whatever was read when.
    """

    @property
    def _awaited(self) -> awaited.BoardItem[ItemT_co]:
        return cast("awaited.BoardItem[ItemT_co]", self._other)

    @property
    def board(self) -> Board:
        """Its board."""
        return cast("Board", self._twin(self._awaited.board))

    @property
    def item(self) -> ItemT_co:
        """What Miro said of it last."""
        return self._awaited.item

    @property
    def id(self) -> str:
        """Its id."""
        return self._awaited.id

    @property
    def type(self) -> str:
        """Its kind, in Miro's words."""
        return self._awaited.type

    @property
    def frame_id(self) -> str | None:
        """The id of the frame that it is in, `None` outside of frames."""
        return self._awaited.frame_id

    @property
    def text(self) -> str:
        """All the text that it shows, without markup."""
        return self._awaited.text

    def refresh(self) -> Self:
        """Read it again, and give it. 50 credits.

        Raises:
            NotFoundError: It is not there any more.
        """
        self._way.call(self._awaited.refresh)
        return self

    def frame(self) -> Frame | None:
        """Read the frame that it is in; `None` outside of frames, without a call. 50 credits."""
        return cast("Frame | None", self._twin(self._way.call(self._awaited.frame)))

    def center(self, relative_to: RelativeTo = "board") -> Point:
        """Give the place of its center, as it was when it was last read.

        This needs no call unless it is in a frame of which the board does not know where it is, or
        is a mind map node that was just made.

        Args:
            relative_to: From where it counts: the middle of the board, or the upper left corner of
                the frame that it is in.

        Raises:
            InvalidArgumentError: Miro does not tell where it is, or it is in no frame.
        """
        return self._way.call(self._awaited.center, relative_to)

    def bounds(self, relative_to: RelativeTo = "board") -> Box:
        """Give the box around it, as `center` does: its sides are level, however it is rotated.

        Where Miro does not tell its size (that of a document's page, for example), it is the size
        in which drawings show it.
        """
        return self._way.call(self._awaited.bounds, relative_to)

    def move_to(
        self,
        at: At | None = None,
        *,
        frame: Ref | None = None,
        relative_to: RelativeTo | None = None,
    ) -> Self:
        """Move it, within the frame that it is in or into another one, and give it. 100 credits.

            note.move_to((400, 300))                  # on the board, whatever frame it is in
            note.move_to((20, 20), frame=frame)       # into a frame, from its corner
            note.move_to(frame=frame)                 # stays where it is, but in the frame

        Args:
            at: Where its center goes; without a place it stays where it is on the board.
            frame: The frame to move it into; without one it stays in the one that it is in.
            relative_to: From where `at` counts: `"board"`, its middle, or `"frame"`, the corner of
                the frame that it will be in. By default the frame's if `frame` is given.

        Raises:
            InvalidArgumentError: The place is outside of the frame; or it is a mind map node, which
                Miro cannot move.
        """
        self._way.call(self._awaited.move_to, at, frame=plain(frame), relative_to=relative_to)
        return self

    def move_out(self, at: At | None = None) -> Self:
        """Take it out of its frame, and give it. 100 credits.

        Args:
            at: Where its center goes on the board; without a place it stays where it is.
        """
        self._way.call(self._awaited.move_out, at)
        return self

    def delete(self) -> None:
        """Delete it. 500 credits.

        The items of a frame stay on the board; below a mind map node, everything goes.

        Raises:
            NotFoundError: It is not there any more.
        """
        self._way.call(self._awaited.delete)

    def tags(self) -> list[Tag]:
        """Read its tags. 50 credits."""
        return self._way.call(self._awaited.tags)

    def tag(self, *titles: str, color: TagColor = "red") -> Self:
        """Put tags on it, and give it; what it has already stays. About 50 credits for each.

        Args:
            titles: The titles of the tags; upper and lower case count.
            color: The color of those that the board does not have yet: they are made.

        Raises:
            InvalidArgumentError: It cannot have tags, as it is no sticky note and no card, or would
                have more than 8; or this is no title.
        """
        self._way.call(self._awaited.tag, *titles, color=color)
        return self

    def untag(self, *titles: str) -> Self:
        """Take tags off it, and give it; those that it does not have are no error.

        50 credits, and 50 for each tag that it has. The tags stay on the board.

        Raises:
            InvalidArgumentError: This is no title.
        """
        self._way.call(self._awaited.untag, *titles)
        return self

    def connect_to(self, other: Ref, **line: Unpack[Line]) -> BoardConnector:
        """Draw a line from it to another item, and give the line. 100 credits.

            idea.connect_to(plan, caption="leads to", color="#414bb2", end_cap="arrow")

        Args:
            other: The item at which the line ends.
            **line: How it looks and where it is fastened: see `Line`.

        Raises:
            InvalidArgumentError: One of both is a frame, or both are the same.
        """
        return cast(
            "BoardConnector",
            self._twin(self._way.call(self._awaited.connect_to, plain(other), **line)),
        )
