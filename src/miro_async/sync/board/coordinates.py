"""`miro_async.board.coordinates` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin, plain

if TYPE_CHECKING:
    from ...board import coordinates as awaited
    from ...board.coordinates import KnownFrame
    from ...board.drafts import At, Ref, RelativeTo
    from ...geometry import Point


class Coordinates(Twin):
    """The frames of a board, as far as the calls of this `Board` have told where they are.

    A frame that is not known is read when it is needed (50 credits, and as much for each frame
    around it), and known from then on. All that the board and its handles read or change keeps it
    in step. If somebody else moves a frame, places on the board are off by that move until the
    frame is read again: `frame.refresh()`, or `forget()`. Places inside of frames stay right.
    """

    @property
    def _awaited(self) -> awaited.Coordinates:
        return cast("awaited.Coordinates", self._other)

    @property
    def newest(self) -> str:
        """The greatest id of an item that was seen: what is made later has a greater one."""
        return self._awaited.newest

    def known(self, frame: Ref) -> KnownFrame | None:
        """Give what is known of a frame without a call."""
        return self._look(lambda: self._awaited.known(plain(frame)))

    def forget(self, frame: Ref | None = None) -> None:
        """Forget a frame and those in it, or all: they are read again when they are needed."""
        self._look(lambda: self._awaited.forget(plain(frame)))

    def get(self, frame: Ref, *, again: bool = False) -> KnownFrame:
        """Give what is known of a frame, reading it if need be, or `again`. 50 credits.

        Raises:
            InvalidArgumentError: It is no frame, or a handle of another board.
        """
        return self._way.call(self._awaited.get, plain(frame), again=again)

    def corner(self, frame: Ref) -> Point:
        """Give the place of a frame's upper left corner on the board, frames in frames resolved."""
        return self._way.call(self._awaited.corner, plain(frame))

    def to_board(self, place: At, frame: Ref) -> Point:
        """Give the place on the board of a place inside of a frame."""
        return self._way.call(self._awaited.to_board, place, plain(frame))

    def to_frame(self, place: At, frame: Ref) -> Point:
        """Give the place inside of a frame of a place on the board."""
        return self._way.call(self._awaited.to_frame, place, plain(frame))

    def sent(self, at: At, frame: Ref | None, relative_to: RelativeTo | None = None) -> Point:
        """Give a place as Miro wants it: of an item in a frame, from the frame's corner.

        Args:
            at: Where the center of the item goes.
            frame: The frame that it will be in.
            relative_to: From where `at` counts; by default from the frame's corner if there is one.

        Raises:
            InvalidArgumentError: The frame is known, and the place is outside of it; or it is to
                count from a frame and there is none; or it is no place.
        """
        return self._way.call(self._awaited.sent, at, plain(frame), relative_to)
