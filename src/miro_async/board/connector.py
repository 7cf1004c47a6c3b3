"""A line between two items of a board, with what can be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from ..errors import InvalidArgumentError
from .drafts import Draft
from .lines import end_place, fields_of, start_place
from .refs import id_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from ..models import Connector, ConnectorEnd
    from .board import Board
    from .drafts import Ref
    from .lines import Line


class BoardConnector:
    """A line between two items of a board, as it was when it was last read or changed here.

    Two of the same line are equal, whatever was read when.
    """

    def __init__(self, board: Board, connector: Connector) -> None:
        self.board: Board = board
        self._connector = connector

    @property
    def connector(self) -> Connector:
        """What Miro said of it last."""
        return self._connector

    @property
    def id(self) -> str:
        """Its id."""
        return self._connector.id

    @property
    def start_id(self) -> str | None:
        """The id of the item at which it starts; `None` for a loose end."""
        return _id(self._connector.start_item)

    @property
    def end_id(self) -> str | None:
        """The id of the item at which it ends; `None` for a loose end."""
        return _id(self._connector.end_item)

    @property
    def text(self) -> str:
        """Its captions, without markup."""
        from ..drawing.text import plain

        return "\n".join(plain(caption.content) for caption in self._connector.captions or ())

    async def refresh(self) -> Self:
        """Read it again, and give it. 50 credits."""
        self._connector = await self.board.api.connectors.get(self.board.id, self.id)
        return self

    async def update(
        self, *, start: Ref | None = None, end: Ref | None = None, **line: Unpack[Line]
    ) -> Self:
        """Change it, and give it. 100 credits; without arguments no call is made.

        Args:
            start: Another item at which it starts.
            end: Another item at which it ends.
            **line: How it looks and where it is fastened: see `Line`. What is not given stays.

        Raises:
            InvalidArgumentError: An end is a draft or of another board, or an argument cannot be
                right; nothing was sent.
        """
        if start is None and end is None and not line:
            return self
        self._connector = await self.board.api.connectors.update(
            self.board.id,
            self.id,
            start_item=self._end(start, self.start_id, start_place(line)),
            end_item=self._end(end, self.end_id, end_place(line)),
            **fields_of(line),
        )
        return self

    async def delete(self) -> None:
        """Delete it; the items that it joins stay. 500 credits.

        Raises:
            NotFoundError: It is not there any more.
        """
        await self.board.api.connectors.delete(self.board.id, self.id)

    def _end(
        self, item: Ref | None, item_id: str | None, place: Mapping[str, object]
    ) -> Mapping[str, object] | None:
        if item is None and not place:
            return None
        return {"id": item_id if item is None else id_of(item, self.board.id), **place}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BoardConnector):
            return NotImplemented
        return (self.board.id, self.id) == (other.board.id, other.id)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"BoardConnector({self.id!r})"


async def connect(board: Board, start: Ref, end: Ref, line: Line) -> BoardConnector:
    """Draw a line between two items that are on the board, and give it."""
    check_ends(start, end)
    connector = await board.api.connectors.create(
        board.id,
        start_item={"id": id_of(start, board.id), **start_place(line)},
        end_item={"id": id_of(end, board.id), **end_place(line)},
        **fields_of(line),
    )
    return BoardConnector(board, connector)


def check_ends(start: Ref, end: Ref) -> None:
    """Refuse what Miro connects with nothing: an item with itself, and frames.

    Raises:
        InvalidArgumentError: Both are the same, or one is a frame.
    """
    same = (
        start is end
        if isinstance(start, Draft)
        else not isinstance(end, Draft) and id_of(start) == id_of(end)
    )
    if same:
        raise InvalidArgumentError("a connector joins two different items")
    if "frame" in (getattr(start, "type", ""), getattr(end, "type", "")):
        raise InvalidArgumentError("frames cannot be connected, only what is in them")


def _id(end: ConnectorEnd | None) -> str | None:
    return end.id if end else None
