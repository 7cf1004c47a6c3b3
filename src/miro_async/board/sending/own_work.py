"""What a `Board` is making and has made: told apart from what others make at the same time."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Self, cast

from anyio import Event, Lock
from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Iterable

    from ..board import Board
    from .making import Thing


def age_of(id_: str) -> tuple[int, str]:
    """Give what ids are compared by: those that were given later are greater."""
    return len(id_), id_


@define(eq=False)
class OwnWork:
    """Lets calls of a board make things, or one of its batches look at it, but not both at once.

    What is under way might be taken for what is looked for, and two that look at the same time
    might find the same thing.

    Attributes:
        known: The ids of what was made while a batch was being sent.
        newest: The greatest id of all that is known: what is made later has a greater one.
        user_id: Whose work it is, as soon as an answer has told it.
    """

    known: set[str] = field(factory=set[str])
    newest: str = ""
    user_id: str | None = None
    _batches: int = field(default=0, init=False)
    _makers: int = field(default=0, init=False)
    _lookers: int = field(default=0, init=False)
    _look: Lock = field(factory=Lock, init=False)
    _waiting: list[Event] = field(factory=list[Event], init=False)

    @contextmanager
    def batch(self) -> Generator[None]:
        """Remember, while a batch is being sent, what is made: it may have to look for its own."""
        self._batches += 1
        try:
            yield
        finally:
            self._batches -= 1
            if not self._batches:
                self.known.clear()

    @asynccontextmanager
    async def making(self) -> AsyncGenerator[Self]:
        """Wait until nobody looks. What was made has to be learned before this ends."""
        while self._lookers:
            await self._change()
        self._makers += 1
        try:
            yield self
        finally:
            self._makers -= 1
            self._tell()

    @asynccontextmanager
    async def looking(self) -> AsyncGenerator[None]:
        """Wait until nothing is being made; nothing is begun from now on until this ends."""
        self._lookers += 1
        try:
            async with self._look:
                while self._makers:
                    await self._change()
                yield
        finally:
            self._lookers -= 1
            self._tell()

    def learn(self, things: Iterable[Thing]) -> None:
        """Take note of what was made, or is there for another reason."""
        for thing in things:
            id_ = cast("str", thing.id)
            self.newest = max(self.newest, id_, key=age_of)
            if self._batches:
                self.known.add(id_)
            by = getattr(thing, "created_by", None)
            self.user_id = self.user_id or getattr(by, "id", None)

    async def _change(self) -> None:
        event = Event()
        self._waiting.append(event)
        await event.wait()

    def _tell(self) -> None:
        for event in self._waiting:
            event.set()
        self._waiting.clear()


def own_work_of(board: Board) -> OwnWork:
    """Give what a board knows of its own work."""
    return board._own_work  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
