"""The event loop of a client that is used without `await`: in a thread of its own.

Calls come from any thread, wait there, and can be interrupted there. The loop is started by the
first call, one for each process: after a fork there is another one in the child. It ends when the
client is closed, when nothing refers to it any more, or when the program ends.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from weakref import finalize

from ..errors import ConfigurationError
from .loop import Loop

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator
    from contextlib import AbstractAsyncContextManager

    from .calls import Block
    from .loop import Closing

P = ParamSpec("P")
T = TypeVar("T")


class Portal:
    """The way from threads that block to the event loop of a client.

    Args:
        closing: What to do in the event loop before it ends: closing what was opened there.
    """

    def __init__(self, closing: Closing) -> None:
        self._loops = _Loops(closing)
        finalize(self, self._loops.abandon).atexit = False

    def call(self, function: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Give what an async function gives, which runs in the event loop meanwhile.

        Whoever interrupts this thread, as Ctrl-C does, cancels the function; it has ended when the
        interruption goes on. A second one does not wait for that.

        Raises:
            ConfigurationError: The client is closed, or this is the thread of its event loop.
        """
        from .calls import Call

        loop = self._loops.here()
        loop.start()
        call = Call(partial(function, *args, **kwargs))
        try:
            loop.begin(call)
            call.wait()
        except BaseException:
            loop.give_up(call)
            raise
        return call.outcome()

    def look(self, function: Callable[[], T]) -> T:
        """Give what a function gives that looks at what the calls change, while none changes it.

        It does not start an event loop, and a hook may do it.
        """

        async def look() -> T:
            """Look in the loop that the calls are in."""
            return function()

        if self._loops.are_elsewhere():
            with suppress(ConfigurationError):  # somebody closes it now
                return self.call(look)
        return function()

    @contextmanager
    def entered(self, context: AbstractAsyncContextManager[T]) -> Generator[tuple[Inside, T]]:
        """Give what an async context manager gives; it is entered and left by one task.

        And the way to what was opened, which is in the event loop of this process alone.
        """
        from .calls import Block

        loop = self._loops.here()
        loop.start()  # it has the tasks only when it runs
        block, inside = Block(context), Inside(self, loop)
        # Whatever interrupts this at whatever step: it is left when nobody has a way to it.
        finalize(inside, loop.soon, block.let_go).atexit = False
        try:
            yield inside, self.call(block.enter, loop.tasks)
        except BaseException as error:
            self._leave(block, loop, error)
            raise
        self._leave(block, loop, None)

    def is_in(self, loop: Loop) -> bool:
        """Tell whether calls go to this event loop, and not to that of a forked process."""
        return self._loops.here() is loop

    def _leave(self, block: Block[T], loop: Loop, error: BaseException | None) -> None:
        # It may have been left when the client was closed; and who forked leaves it, not the copy.
        try:
            if block.is_open and not self._loops.closed and self.is_in(loop):
                self.call(block.leave, error)
        except BaseException:
            loop.soon(block.let_go)  # interrupted, perhaps before it was told to leave
            raise

    def close(self) -> None:
        """Close what was opened in the event loop, and end it. Closing twice is allowed.

        Calls that are under way in other threads are cancelled, and raise a `ConfigurationError`.
        """
        self._loops.close()


class Inside:
    """The way to what was opened in one event loop, and cannot be used in another."""

    def __init__(self, portal: Portal, loop: Loop) -> None:
        self._portal = portal
        self._loop = loop

    def call(self, function: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Give what an async function gives, as `Portal.call` does.

        Raises:
            ConfigurationError: This is another process, or the event loop has ended.
        """
        if not self._portal.is_in(self._loop):
            raise ConfigurationError(
                "this was opened in another process: open it again in this one"
            )
        return self._portal.call(function, *args, **kwargs)


class _Loops:
    """The event loops of a client: one in each process in which it was used.

    And another one when one has died, as by a `SystemExit` in a task of its own.
    """

    def __init__(self, closing: Closing) -> None:
        self._closing = closing
        self.closed: bool = False
        self._all: dict[tuple[int, int], Loop] = {}

    def here(self) -> Loop:
        """Give the loop of this process."""
        if self.closed:
            raise ConfigurationError("this client is closed")
        process, number = os.getpid(), 0
        # No lock, as a fork would copy one that is held: all threads get the same loop.
        while (loop := self._all.get((process, number))) is None or loop.has_died:
            if loop is None:
                self._all.setdefault((process, number), Loop(self._closing))
            else:
                number += 1
        return loop

    def are_elsewhere(self) -> bool:
        """Tell whether one runs, in another thread than this one."""
        return not self.closed and any(loop.is_elsewhere for loop in self._alive())

    def close(self) -> None:
        """End the loop of this process, and wait for its end."""
        self.closed = True
        for loop in self._alive():
            loop.end(is_waited_for=True)
            loop.wait()

    def abandon(self) -> None:
        """End the loop of this process without waiting, as this may be any thread, at any time."""
        for loop in self._alive():
            loop.end(is_waited_for=False)

    def _alive(self) -> list[Loop]:
        process = os.getpid()
        loops = [loop for (of, _), loop in self._all.copy().items() if of == process]
        return [loop for loop in loops if not loop.has_died]
