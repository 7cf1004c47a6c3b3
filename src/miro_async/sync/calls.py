"""What is done in the event loop for a thread that waits."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from anyio import CancelScope, Event, get_cancelled_exc_class

from ..errors import ConfigurationError
from .loop import LOOK_UP

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from anyio.abc import TaskGroup, TaskStatus

T = TypeVar("T")


class Call(Generic[T]):
    """A call of an async function, whose outcome is fetched by another thread.

    Only the thread of the event loop changes it, so there is one outcome.
    """

    def __init__(self, function: Callable[[], Awaitable[T]]) -> None:
        self._function = function
        self._results: list[T] = []
        self._error: BaseException | None = None
        self._scope: CancelScope | None = None
        self._has_ended = False
        self._under_way = Lock()
        self._under_way.acquire()

    @property
    def has_ended(self) -> bool:
        """Whether there is an outcome, or will be none."""
        return self._has_ended

    async def carry_out(self) -> None:
        """Call the function. It raises nothing, as that would end all other calls."""
        if self._has_ended:  # it was given up before it began
            return
        try:
            with CancelScope() as self._scope:
                self._results.append(await self._function())
        except BaseException as error:  # noqa: BLE001 - it is for who waits
            # Cancelled from around: the loop ends. That is for the caller to be told in our words.
            if not isinstance(error, get_cancelled_exc_class()):
                self._error = error
        finally:
            self.end()

    def give_up(self) -> None:
        """Cancel the call; what has not begun does not begin any more."""
        if self._scope is None:
            self.end()
        else:
            self._scope.cancel()

    def end(self) -> None:
        """Tell who waits that there is an outcome, or that there will be none."""
        if not self._has_ended:
            self._has_ended = True
            self._under_way.release()

    def wait(self) -> None:
        """Wait for the end."""
        # Who is interrupted here may have the lock, and comes back.
        while not (self._has_ended or self._under_way.acquire(timeout=LOOK_UP)):
            pass

    def outcome(self) -> T:
        """Give what the function gave, or raise what it raised."""
        if self._error is not None:
            try:
                raise self._error
            finally:
                self._error = None  # or it would refer to itself by way of this frame
        if not self._results:
            raise ConfigurationError(
                "the client was closed during the call, or its event loop has ended"
            )
        return self._results[0]


class Block(Generic[T]):
    """An async context manager that is entered by one call, and left by another.

    A task of its own does both, as cancel scopes and task groups inside of it demand.
    """

    def __init__(self, context: AbstractAsyncContextManager[T]) -> None:
        self._context = context
        self._error: BaseException | None = None
        self._raised: BaseException | None = None
        self.is_open: bool = False

    async def enter(self, tasks: TaskGroup) -> T:
        """Enter the context manager, and give what it gives."""
        self._leaving, self._left = Event(), Event()
        value: T = await tasks.start(self._live)
        return value

    async def leave(self, error: BaseException | None) -> None:
        """Leave it, with the error that the block was left with; raises what it raises instead."""
        self._error = error
        self._leaving.set()
        await self._left.wait()
        raised, self._raised, self._error = self._raised, None, None
        if isinstance(raised, get_cancelled_exc_class()):
            raised = None  # as entering it was given up, which its caller knows
        if raised is not None and raised is not error:
            try:
                raise raised
            finally:
                del raised, error  # they refer to this frame

    def let_go(self) -> None:
        """Have it left, by nobody who waits for that."""
        if self.is_open:
            self._leaving.set()

    async def _live(self, *, task_status: TaskStatus[T]) -> None:
        value = await self._context.__aenter__()
        self.is_open = True
        task_status.started(value)
        try:
            await self._leaving.wait()
        finally:
            # Whoever waits for it is told of its errors; in this task they would end all others.
            await self._leave()
            self.is_open = False
            self._left.set()

    async def _leave(self) -> None:
        error = self._error
        try:
            if error is None:
                await self._context.__aexit__(None, None, None)
            else:
                await self._context.__aexit__(type(error), error, error.__traceback__)
        except BaseException as raised:  # noqa: BLE001 - it is for who waits
            self._raised = raised
        finally:
            del error
