"""What is done in the event loop for a thread that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    import anyio
    from anyio.abc import TaskGroup, TaskStatus

T = TypeVar("T")


class Call(Generic[T]):
    """A call of an async function, whose outcome is fetched by another thread."""

    _scope: anyio.CancelScope

    def __init__(self, function: Callable[[], Awaitable[T]]) -> None:
        self._function = function
        self._results: list[T] = []
        self._error: BaseException | None = None
        self._end: anyio.Event | None = None
        self._given_up = False

    @property
    def has_ended(self) -> bool:
        """Whether there is an outcome."""
        return bool(self._results) or self._error is not None

    async def carry_out(self) -> None:
        """Call the function. It raises nothing, as a `BaseException` would end the portal."""
        from anyio import CancelScope, Event, get_cancelled_exc_class

        if self._given_up:
            return
        self._end = Event()
        try:
            with CancelScope() as self._scope:
                self._results.append(await self._function())
        except BaseException as error:
            if isinstance(error, get_cancelled_exc_class()):
                raise
            self._error = error
        finally:
            self._end.set()

    async def give_up(self) -> None:
        """Cancel the call, and wait for its end; what has not begun does not begin any more."""
        self._given_up = True
        if self._end is not None:
            self._scope.cancel()
            await self._end.wait()

    def outcome(self) -> T:
        """Give what the function gave, or raise what it raised."""
        if self._error is not None:
            try:
                raise self._error
            finally:
                self._error = None  # or it would refer to itself by way of this frame
        return self._results[0]


class Block(Generic[T]):
    """An async context manager that is entered by one call, and left by another.

    A task of its own does both, as cancel scopes and task groups inside of it demand.
    """

    def __init__(self, context: AbstractAsyncContextManager[T]) -> None:
        self._context = context
        self._error: BaseException | None = None
        self._raised: BaseException | None = None

    async def enter(self, tasks: TaskGroup) -> T:
        """Enter the context manager, and give what it gives."""
        from anyio import Event

        self._leaving, self._left = Event(), Event()
        value: T = await tasks.start(self._live)
        return value

    async def leave(self, error: BaseException | None) -> None:
        """Leave it, with the error that the block was left with; raises what it raises instead."""
        self._error = error
        self._leaving.set()
        await self._left.wait()
        raised, self._raised, self._error = self._raised, None, None
        if raised is not None and raised is not error:
            raise raised

    async def _live(self, *, task_status: TaskStatus[T]) -> None:
        value = await self._context.__aenter__()
        task_status.started(value)
        try:
            await self._leaving.wait()
        finally:
            # Whoever waits for it is told of its errors; in this task they would end all others.
            await self._leave()
            self._left.set()

    async def _leave(self) -> None:
        from anyio import get_cancelled_exc_class

        error = self._error
        try:
            if error is None:
                await self._context.__aexit__(None, None, None)
            else:
                await self._context.__aexit__(type(error), error, error.__traceback__)
        except BaseException as raised:
            if isinstance(raised, get_cancelled_exc_class()):
                raise
            self._raised = raised
