"""One event loop, and the thread that it runs in."""

from __future__ import annotations

import atexit
import os
from contextlib import suppress
from threading import Lock, Thread, current_thread, get_ident
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from anyio.abc import TaskGroup
    from anyio.from_thread import BlockingPortal

    from .calls import Call

    Closing: TypeAlias = Callable[[], Awaitable[None]]

LOOK_UP = 0.5
"""After how many seconds a thread that waits looks up: on Windows, Ctrl-C reaches it only then."""


class Running(Protocol):
    """What is used of asyncio's event loop."""

    def call_soon_threadsafe(self, callback: Callable[..., object], *args: object) -> object:
        """Call a function in the loop, in a copy of the caller's context."""
        ...


class Loop:
    """An event loop in a thread of its own: that of an anyio portal, started when it is needed.

    Signals may interrupt the main thread between any two steps, and the garbage collector may call
    `end()` in any thread. So nothing here is held while anything is waited for, but for the lock
    under which the thread is started, and every step may be taken again.
    """

    tasks: TaskGroup
    """For what is done in the loop; all of it is cancelled before the loop ends."""

    _portal: BlockingPortal

    def __init__(self, closing: Closing) -> None:
        self._closing = closing
        self._process = os.getpid()
        self._starting = Lock()
        self._taken = Lock()
        self._thread: Thread | None = None
        # Held until it runs, or could not be started. No `Event`: whoever is interrupted in its
        # Python code leaves it locked.
        self._settling = Lock()
        self._settling.acquire()
        self._running: Running | None = None
        self._calls: set[Call[Any]] = set()
        self._abandoned: Call[Any] | None = None
        self._takes_calls = False
        self._is_ending = False
        self._is_waited_for = False
        self._has_closed = False
        self._is_over = False
        self._error: BaseException | None = None

    @property
    def has_died(self) -> bool:
        """Whether it has ended, or could not start, and nobody wanted it to end."""
        return self._is_over and not self._is_ending

    @property
    def is_elsewhere(self) -> bool:
        """Whether it runs, and this is another thread than its own."""
        return self._is_running and not self._is_here

    def start(self) -> None:
        """See to it that the loop runs.

        Raises:
            ConfigurationError: This is the thread of the loop itself.
        """
        if self._is_here:
            raise ConfigurationError(
                "a hook, a storage or a function that gives tokens called the client that is "
                "waiting for it: use another client there, or make it async"
            )
        if not self._is_running:
            if not self._taken.locked():
                with self._starting:
                    Thread(target=self._run, name="miro-async", daemon=True).start()
            # An interruption here leaves a loop that starts, and is there for the next who asks.
            while not self._has_settled():
                if self._settling.acquire(timeout=LOOK_UP):
                    self._settling.release()
            if not self._is_running:
                raise ConfigurationError("no event loop could be started") from self._error

    def _has_settled(self) -> bool:
        return self._is_running or self._is_over

    def begin(self, call: Call[Any]) -> None:
        """Have a call carried out in the loop, in a copy of this thread's context."""
        self._calls.add(call)
        self.soon(self._spawn, call)
        # Calls that are there when the loop is over are ended by its thread. Was this one there?
        if self._is_over and not call.has_ended:
            raise ConfigurationError("this client is closed")

    def give_up(self, call: Call[Any]) -> None:
        """Cancel a call, and wait for its end."""
        self._calls.add(call)  # it may not have come so far
        self.soon(self._drop, call)
        if not self._is_over:
            try:
                call.wait()
            except BaseException:
                self._abandoned = call
                raise

    def soon(self, callback: Callable[..., object], *args: object) -> None:
        """Have a function called in the loop, if that is still possible; do not wait."""
        if self._running is not None and self._process == os.getpid():
            with suppress(RuntimeError):  # it is closed
                self._running.call_soon_threadsafe(self._carry_on, callback, *args)

    def end(self, *, is_waited_for: bool) -> None:
        """Have the loop cancel its calls, close what was opened in it, and end; do not wait.

        Asking twice is allowed. If nobody waits, an error of closing is one of the thread.
        """
        self._is_ending = True
        self._is_waited_for |= is_waited_for and not self._is_here
        self.soon(self._stop)

    def wait(self) -> None:
        """Wait for the end, and raise what closing raised, to one who waits.

        Not where a call does not end for which somebody was interrupted twice: they want to be off.
        """
        if self._thread is None or self._is_here:
            return
        while self._thread.is_alive():
            if self._abandoned is not None and not self._abandoned.has_ended:
                return
            self._thread.join(LOOK_UP)
        error, self._error = self._error, None
        if error is not None:
            try:
                raise error
            finally:
                del error  # it refers to this frame

    @property
    def _is_running(self) -> bool:
        return self._running is not None

    @property
    def _is_here(self) -> bool:
        return self._thread is not None and self._thread.ident == get_ident()

    def _carry_on(self, callback: Callable[..., object], *args: object) -> None:
        from sniffio import current_async_library_cvar

        current_async_library_cvar.set("asyncio")  # the caller's context may say trio
        callback(*args)

    def _spawn(self, call: Call[Any]) -> None:
        if self._takes_calls:  # else it is ended with the loop
            self.tasks.start_soon(self._carry_out, call)

    async def _carry_out(self, call: Call[Any]) -> None:
        try:
            await call.carry_out()
        finally:
            self._calls.discard(call)

    def _drop(self, call: Call[Any]) -> None:
        call.give_up()
        if call.has_ended:
            self._calls.discard(call)

    def _stop(self) -> None:
        if self._takes_calls:
            self._takes_calls = False
            self.tasks.start_soon(self._portal.stop)

    def _run(self) -> None:
        if not self._taken.acquire(blocking=False):
            return  # there is one already, whose starter was interrupted, or as quick
        self._thread = current_thread()
        atexit.register(self._end_with_program)
        try:
            from anyio import run

            run(self._serve)
        except BaseException as error:  # noqa: BLE001 - for who waits, not for this thread
            # Python 3.12 starts no thread any more when a program ends, which asyncio wants to do
            # after all is closed. That is nobody's business.
            if not self._has_closed:
                self._error = error
        self._leave()

    async def _serve(self) -> None:
        from anyio import create_task_group
        from anyio.from_thread import BlockingPortal

        from ..call.transport.loop import running_loop

        async with BlockingPortal() as self._portal, create_task_group() as self.tasks:
            self._takes_calls = True
            self._running = cast("Running", running_loop())
            self._settling.release()
            if not self._is_ending:  # else it was asked to before it could be told
                await self._portal.sleep_until_stopped()
            self._takes_calls = False
            self.tasks.cancel_scope.cancel()
        # Not in the block, which would put its error into a group.
        await self._closing()
        self._has_closed = True

    def _leave(self) -> None:
        """Tell all who wait that it is over; the error is for one of them, or for Python."""
        self._is_over = True
        if self._running is None:
            self._settling.release()
        for call in self._calls.copy():
            call.end()
        atexit.unregister(self._end_with_program)
        if self._error is not None and self._running is not None and not self._is_waited_for:
            try:
                raise self._error
            finally:
                self._error = None  # or it would refer to itself by way of this frame

    def _end_with_program(self) -> None:
        if self._process == os.getpid():  # and not in a copy that a fork has made
            self.end(is_waited_for=True)
            self.wait()
