"""Walks over what is on a board, which give handles instead of what Miro says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar, get_args

from ..errors import InvalidArgumentError
from .connector import BoardConnector

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Callable

    from ..models import Item
    from .board import Board
    from .handle import BoardItem

ThingT = TypeVar("ThingT")
HandleT = TypeVar("HandleT")

ListedKind: TypeAlias = Literal[
    "text",
    "shape",
    "sticky_note",
    "image",
    "document",
    "card",
    "app_card",
    "preview",
    "frame",
    "embed",
    "doc_format",
    "data_table_format",
]
"""The kinds of items that Miro lists alone; of all others it refuses that."""

LISTED: tuple[ListedKind, ...] = get_args(ListedKind)


class Walk(Generic[HandleT]):
    """What is on a board, to iterate over with `async for`; each walk starts anew."""

    def __init__(
        self, source: AsyncIterable[ThingT], handle: Callable[[ThingT], HandleT | None]
    ) -> None:
        self._start: Callable[[], AsyncIterator[HandleT]] = lambda: _Steps(aiter(source), handle)

    def __aiter__(self) -> AsyncIterator[HandleT]:
        return self._start()

    async def first(self) -> HandleT | None:
        """Give the first one, `None` if there is none."""
        return await anext(self._start(), None)

    async def collect(self, *, limit: int | None = None) -> list[HandleT]:
        """Give them all, or the first `limit`.

        Raises:
            InvalidArgumentError: The limit is negative.
        """
        if limit is not None and limit < 0:
            raise InvalidArgumentError(f"limit is {limit}, but there are no fewer than none")
        found: list[HandleT] = []
        steps = self._start()
        while limit is None or len(found) < limit:
            step = await anext(steps, None)
            if step is None:
                break
            found.append(step)
        return found


class _Steps(Generic[ThingT, HandleT]):
    """One walk. A class, as a generator that is left early must be closed."""

    def __init__(
        self, things: AsyncIterator[ThingT], handle: Callable[[ThingT], HandleT | None]
    ) -> None:
        self._things = things
        self._handle = handle

    def __aiter__(self) -> _Steps[ThingT, HandleT]:
        return self

    async def __anext__(self) -> HandleT:
        while True:
            handle = self._handle(await anext(self._things))
            if handle is not None:
                return handle


def items(board: Board, kind: str | None, frame_id: str | None) -> Walk[BoardItem[Item]]:
    """Walk over the items of a board, or of a frame of it, or those of one kind."""
    return Walk(listed(board, kind, frame_id), lambda item: _handle(board, item, kind))


def listed(board: Board, kind: str | None, frame_id: str | None) -> AsyncIterable[Item]:
    """List items as Miro says them; of another kind, too, if Miro does not list that alone."""
    asked: ListedKind | None = next((listed for listed in LISTED if listed == kind), None)
    if frame_id is not None:
        return board.api.frames.list_items(board.id, frame_id, type=asked)
    return board.api.items.list(board.id, type=asked)


def connectors(board: Board) -> Walk[BoardConnector]:
    """Walk over the connectors of a board."""
    listed = board.api.connectors.list(board.id)
    return Walk(listed, lambda connector: BoardConnector(board, connector))


def _handle(board: Board, item: Item, kind: str | None) -> BoardItem[Item] | None:
    return board.handle(item) if kind in (None, item.type) else None
