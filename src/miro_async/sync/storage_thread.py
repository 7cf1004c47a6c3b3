"""A thread for a storage with plain methods: one thing after the other, for who awaits them."""

from __future__ import annotations

from contextlib import suppress
from contextvars import copy_context
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from ..call.transport.loop import running_loop

if TYPE_CHECKING:
    from collections.abc import Callable

    import anyio

T = TypeVar("T")


class StorageThread:
    """Carries out what it is given, in the order that it comes, in one thread and one context.

    A daemon, so that a method that hangs does not keep the program from ending.
    """

    def __init__(self) -> None:
        self._works: SimpleQueue[_Work[Any] | None] = SimpleQueue()
        self._left: _Work[Any] | None = None
        self.has_ended: bool = False
        self._is_threadless = False
        self._context = copy_context()
        thread = Thread(
            target=self._context.run, args=(self._run,), name="miro-async storage", daemon=True
        )
        try:
            thread.start()
        except RuntimeError as error:
            # Python 3.12 refuses when the program ends. What is to be saved then is saved in the
            # thread of the event loop, which serves nobody else any more.
            if "shutdown" not in str(error):
                raise
            self._is_threadless = True

    async def carry_out(self, function: Callable[..., T], *given: object) -> T:
        """Give what a function gives; who is cancelled meanwhile does not wait for its end."""
        work = self._put(partial(function, *given))
        try:
            await work.end.wait()
        except BaseException:
            self._left = work
            raise
        return work.outcome()

    async def finish(self, function: Callable[[], None]) -> None:
        """Do what comes last, and wait for it; but not while something runs that nobody awaits."""
        is_busy = self._left is not None and not self._left.has_ended
        work = self._put(function)
        if not is_busy:
            await work.end.wait()
            work.outcome()

    def end(self) -> None:
        """Have the thread end when all is done; nothing may be given to it any more."""
        self.has_ended = True
        self._works.put(None)

    def _put(self, function: Callable[[], T]) -> _Work[T]:
        work = _Work(function)
        if self._is_threadless:
            self._context.run(work.carry_out)
        else:
            self._works.put(work)
        return work

    def _run(self) -> None:
        while (work := self._works.get()) is not None:
            work.carry_out()
            del work  # or its error, and the frames of that, would stay until the next one


class _Work(Generic[T]):
    """What is done, and what came of it."""

    def __init__(self, function: Callable[[], T]) -> None:
        from anyio import Event

        self.end: anyio.Event = Event()
        self._function = function
        self._loop = running_loop()
        self._results: list[T] = []
        self._error: BaseException | None = None

    @property
    def has_ended(self) -> bool:
        """Whether something came of it."""
        return bool(self._results) or self._error is not None

    def carry_out(self) -> None:
        """Do it, in the thread."""
        try:
            self._results.append(self._function())
        except BaseException as error:  # noqa: BLE001 - for who waits, not for this thread
            self._error = error
        loop = cast("Any", self._loop)
        soon = loop.run_sync_soon if hasattr(loop, "run_sync_soon") else loop.call_soon_threadsafe
        with suppress(RuntimeError):  # the loop has ended, trio's too: nobody waits any more
            soon(self.end.set)

    def outcome(self) -> T:
        """Give what the function gave, or raise what it raised."""
        if self._error is not None:
            try:
                raise self._error
            finally:
                self._error = None  # or it would refer to itself by way of this frame
        return self._results[0]
