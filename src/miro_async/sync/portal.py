"""The event loop of a client that is used without `await`: in a thread of its own.

Calls come from any thread, wait there, and can be interrupted there. The loop is started by the
first call, one for each process: after a fork there is another one in the child. It ends when the
client is closed, when nothing refers to it any more, or when the program ends.
"""

from __future__ import annotations

import atexit
import os
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from weakref import finalize

from ..errors import ConfigurationError
from .calls import Block, Call
from .loop import Loop

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator
    from contextlib import AbstractAsyncContextManager

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
        portal = self._loops.here().portal()
        call = Call(partial(function, *args, **kwargs))
        try:
            portal.call(call.carry_out)
        except BaseException as error:
            if _is_over(error):
                raise ConfigurationError("this client was closed during the call") from None
            if not call.has_ended:
                with suppress(RuntimeError, CancelledError):  # it is closed, and so has ended
                    portal.call(call.give_up)
            raise
        return call.outcome()

    @contextmanager
    def entered(self, context: AbstractAsyncContextManager[T]) -> Generator[T]:
        """Give what an async context manager gives; it is entered and left by one task."""
        block = Block(context)
        loop = self._loops.here()
        loop.portal()  # it has the tasks only when it runs
        value = self.call(block.enter, loop.tasks)
        try:
            yield value
        except BaseException as error:
            self.call(block.leave, error)
            raise
        self.call(block.leave, None)

    def close(self) -> None:
        """Close what was opened in the event loop, and end it. Closing twice is allowed.

        Calls that are under way in other threads are cancelled, and raise a `ConfigurationError`.
        """
        self._loops.close()


class _Loops:
    """The event loops of a client: one in each process in which it was used."""

    def __init__(self, closing: Closing) -> None:
        self._closing = closing
        self._closed = False
        self._by_process: dict[int, Loop] = {}
        atexit.register(self.close)

    def here(self) -> Loop:
        """Give the loop of this process."""
        if self._closed:
            raise ConfigurationError("this client is closed")
        process = os.getpid()
        loop = self._by_process.get(process)
        if loop is None:
            # No lock, as a fork would copy one that is held: all threads get the same loop.
            loop = self._by_process.setdefault(process, Loop(self._closing))
        return loop

    def close(self) -> None:
        """End the loop of this process, and wait for its end."""
        atexit.unregister(self.close)
        self._closed = True
        loop = self._by_process.get(os.getpid())
        if loop is not None:
            loop.end()
            loop.wait()

    def abandon(self) -> None:
        """End the loop of this process without waiting, as this may be any thread, at any time."""
        atexit.unregister(self.close)
        loop = self._by_process.get(os.getpid())
        if loop is not None:
            loop.end()


def _is_over(error: BaseException) -> bool:
    """Tell whether a portal has ended; what a call raises does not come this way."""
    return isinstance(error, (RuntimeError, CancelledError))
