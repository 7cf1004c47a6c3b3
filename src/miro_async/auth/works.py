"""What must not stop half-way is counted, so that closing can wait for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from ..call.uninterrupted import uninterrupted
from ..errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import anyio

P = ParamSpec("P")
T = TypeVar("T")


class Works:
    """Requests for tokens under way, each with the save that follows."""

    def __init__(self) -> None:
        self._under_way = 0
        self._process = os.getpid()
        self._closed = False
        self._idle: anyio.Event | None = None

    async def carry_out(
        self, function: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Give what a function gives, which nothing interrupts.

        Raises:
            ConfigurationError: After `close`.
        """
        if self._closed:
            raise ConfigurationError("this app is closed")
        self._leave_to_the_parent()
        self._under_way += 1
        try:
            return await uninterrupted(function, *args, **kwargs)
        finally:
            self._under_way -= 1
            if self._idle is not None and not self._under_way:
                self._idle.set()

    async def close(self) -> None:
        """Begin nothing more, and wait for what is under way: the connections are needed still."""
        from anyio import Event

        self._closed = True
        self._leave_to_the_parent()
        if self._under_way:
            self._idle = Event()
            await self._idle.wait()

    def _leave_to_the_parent(self) -> None:
        """In a process that was forked, count its own alone."""
        if self._process != os.getpid():
            self._under_way, self._process = 0, os.getpid()
