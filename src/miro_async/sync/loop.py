"""One event loop, and the thread that it runs in."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from threading import Lock, Thread, get_ident
from typing import TYPE_CHECKING, TypeAlias

from ..errors import ConfigurationError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    import anyio
    from anyio.abc import TaskGroup
    from anyio.from_thread import BlockingPortal

    Closing: TypeAlias = Callable[[], Awaitable[None]]


class Loop:
    """An event loop in a thread of its own, which is started when it is first asked for."""

    tasks: TaskGroup
    """For tasks that outlive the call that starts them."""

    _running: asyncio.AbstractEventLoop
    _ending: anyio.Event

    def __init__(self, closing: Closing) -> None:
        self._closing = closing
        self._first = Lock()
        self._ready: Future[BlockingPortal] = Future()
        self._thread = Thread(target=self._run, name="miro-async", daemon=True)
        self._error: BaseException | None = None

    def portal(self) -> BlockingPortal:
        """Give the way into the loop; the first who asks starts it.

        Raises:
            ConfigurationError: This is the thread of the loop itself.
        """
        if not self._ready.done():
            self._start()
        if self._thread.ident == get_ident():
            raise ConfigurationError(
                "a hook, a storage or a function that gives tokens called the client that is "
                "waiting for it: use another client there, or make it async"
            )
        # An interruption here leaves a loop that starts, and is there for the next who asks.
        return self._ready.result()

    def end(self) -> None:
        """Have the loop close what was opened in it, and end. Asking twice is allowed."""
        if self._ready.done() and self._ready.exception() is None:
            with suppress(RuntimeError):  # it has ended
                self._running.call_soon_threadsafe(self._ending.set)

    def wait(self) -> None:
        """Wait for the end, and raise what closing raised."""
        if self._ready.done() and self._thread.ident != get_ident():
            self._thread.join()
            error, self._error = self._error, None
            if error is not None:
                raise error

    def _start(self) -> None:
        # Not held while it starts, so that nobody who is interrupted leaves it locked.
        if self._first.acquire(blocking=False):
            try:
                self._thread.start()
            except RuntimeError:  # no more threads: another call may have more luck
                self._thread = Thread(target=self._run, name="miro-async", daemon=True)
                self._first.release()
                raise

    def _run(self) -> None:
        try:
            from anyio import run

            run(self._serve)
        except BaseException as error:  # noqa: BLE001 - for who waits, not for this thread
            if self._ready.done():
                self._error = error
            else:
                self._ready.set_exception(error)

    async def _serve(self) -> None:
        from asyncio import get_running_loop

        from anyio import Event, create_task_group
        from anyio.from_thread import BlockingPortal

        async with BlockingPortal() as portal, create_task_group() as self.tasks:
            self._running, self._ending = get_running_loop(), Event()
            self._ready.set_result(portal)
            await self._ending.wait()
            try:
                await self._closing()
            finally:
                self.tasks.cancel_scope.cancel()
                await portal.stop(cancel_remaining=True)
