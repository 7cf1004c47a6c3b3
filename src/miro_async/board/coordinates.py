"""Where the frames of a board are: between places on the board and places inside of a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
from attrs import frozen

from ..drawing.values import decimal
from ..errors import InvalidArgumentError
from ..geometry import Point
from .flat import counted_from, place as place_of
from .refs import id_of

if TYPE_CHECKING:
    from datetime import datetime

    from ..client import MiroApi
    from ..models import Item
    from .drafts import At, Ref, RelativeTo


@frozen(kw_only=True)
class KnownFrame:
    """A frame as an answer told: its center where its own frame is the measure, and its size."""

    center: Point
    width: float
    height: float
    frame_id: str | None
    modified_at: datetime | None

    @property
    def corner(self) -> Point:
        """Its upper left corner, from which places inside of it count."""
        return Point(self.center.x - self.width / 2, self.center.y - self.height / 2)

    def has(self, place: Point) -> bool:
        """Tell whether Miro takes an item with its center at this place inside of it."""
        return 0 <= place.x <= self.width and 0 <= place.y <= self.height


class Coordinates:
    """The frames of a board, as far as the calls of this `Board` have told where they are.

    A frame that is not known is read when it is needed (50 credits, and as much for each frame
    around it), and known from then on. All that the board and its handles read or change keeps it
    in step. If somebody else moves a frame, places on the board are off by that move until the
    frame is read again: `await frame.refresh()`, or `forget()`. Places inside of frames stay right.
    """

    def __init__(self, api: MiroApi, board_id: str) -> None:
        self._api = api
        self._board_id = board_id
        self._known: dict[str, KnownFrame] = {}
        self._reading: dict[str, anyio.Lock] = {}
        self.newest: str = ""
        """The greatest id of an item that was seen: what is made later has a greater one."""

    def see(self, item: Item, *, fresh: bool = True) -> None:
        """Learn where a frame is, unless what is known is newer; other items tell nothing.

        Args:
            item: What Miro said of it.
            fresh: That it was said just now. Of two answers in which a frame was changed in the
                same second, another one may be the older.
        """
        self.newest = max(self.newest, item.id, key=lambda id_: (len(id_), id_))
        if item.type != "frame" or item.position is None or item.geometry is None:
            return
        known = self._known.get(item.id)
        if known and known.modified_at and item.modified_at:
            newer = known.modified_at > item.modified_at
            if newer or (not fresh and known.modified_at == item.modified_at):
                return
        self._known[item.id] = KnownFrame(
            center=Point(decimal(item.position, "x", 0.0), decimal(item.position, "y", 0.0)),
            width=decimal(item.geometry, "width", 0.0),
            height=decimal(item.geometry, "height", 0.0),
            frame_id=item.parent.id if item.parent else None,
            modified_at=item.modified_at,
        )

    def known(self, frame: Ref) -> KnownFrame | None:
        """Give what is known of a frame without a call."""
        return self._known.get(self._id_of(frame))

    def forget(self, frame: Ref | None = None) -> None:
        """Forget a frame and those in it, or all: they are read again when they are needed."""
        if frame is None:
            self._known.clear()
            return
        gone = self._id_of(frame)
        self._known.pop(gone, None)
        for inner in [name for name, known in self._known.items() if known.frame_id == gone]:
            self.forget(inner)

    async def get(self, frame: Ref, *, again: bool = False) -> KnownFrame:
        """Give what is known of a frame, reading it if need be, or `again`. 50 credits.

        Raises:
            InvalidArgumentError: It is no frame, or a handle of another board.
        """
        frame_id = self._id_of(frame)
        if again or frame_id not in self._known:
            # One task reads it for all that wait for it.
            async with self._reading.setdefault(frame_id, anyio.Lock()):
                if again or frame_id not in self._known:
                    await self._read(frame_id)
        return self._known[frame_id]

    async def _read(self, frame_id: str) -> None:
        item = await self._api.items.get(self._board_id, frame_id)
        if item.type != "frame":
            raise InvalidArgumentError(f"item {frame_id} is a {item.type}, not a frame")
        self.see(item)
        if frame_id not in self._known:
            raise InvalidArgumentError(f"Miro does not tell where frame {frame_id} is")

    async def corner(self, frame: Ref) -> Point:
        """Give the place of a frame's upper left corner on the board, frames in frames resolved."""
        x = y = 0.0
        above: str | None = self._id_of(frame)
        seen: set[str] = set()
        while above is not None and above not in seen:
            seen.add(above)
            known = await self.get(above)
            x, y = x + known.corner.x, y + known.corner.y
            above = known.frame_id
        return Point(x, y)

    async def to_board(self, place: At, frame: Ref) -> Point:
        """Give the place on the board of a place inside of a frame."""
        left, top = await self.corner(frame)
        x, y = place_of(place, "place")
        return Point(left + x, top + y)

    async def to_frame(self, place: At, frame: Ref) -> Point:
        """Give the place inside of a frame of a place on the board."""
        left, top = await self.corner(frame)
        x, y = place_of(place, "place")
        return Point(x - left, y - top)

    async def sent(self, at: At, frame: Ref | None, relative_to: RelativeTo | None = None) -> Point:
        """Give a place as Miro wants it: of an item in a frame, from the frame's corner.

        Args:
            at: Where the center of the item goes.
            frame: The frame that it will be in.
            relative_to: From where `at` counts; by default from the frame's corner if there is one.

        Raises:
            InvalidArgumentError: The frame is known, and the place is outside of it; or it is to
                count from a frame and there is none; or it is no place.
        """
        relative_to = counted_from(relative_to, frame)
        at = place_of(at)
        if frame is None:
            return at
        place = await self.to_frame(at, frame) if relative_to == "board" else at
        known = self.known(frame)
        if known is None or known.has(place):
            return place
        # Somebody else may have moved or enlarged it.
        known = await self.get(frame, again=True)
        place = await self.to_frame(at, frame) if relative_to == "board" else place
        if not known.has(place):
            raise InvalidArgumentError(await self._outside(place, frame, known))
        return place

    def _id_of(self, frame: Ref) -> str:
        return id_of(frame, self._board_id)

    async def _outside(self, place: Point, frame: Ref, known: KnownFrame) -> str:
        left, top = await self.corner(frame)
        return (
            f"the center ({place.x:g}, {place.y:g}) is outside of frame {id_of(frame)}: it goes "
            f"from (0, 0) to ({known.width:g}, {known.height:g}), on the board from "
            f"({left:g}, {top:g}) to ({left + known.width:g}, {top + known.height:g})"
        )
