"""One at a time, in this process."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from copy import copy
from typing import TYPE_CHECKING

from ..call.transport.loop import is_over, running_loop
from ..errors import (
    APIError,
    ConfigurationError,
    DecodeError,
    MiroError,
    TokenStorageError,
    TransportError,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import anyio

FAILURES = (APIError, ConfigurationError, DecodeError, TokenStorageError, TransportError)
"""What getting a token may end with, but for the word that there is no way to one."""


class Gate:
    """A lock for the event loop that runs, and for one at a time.

    `async with gate:` waits; `try_enter()` does not, and is followed by `leave()`. `turn()` is for
    work that all who wait want done.
    """

    def __init__(self) -> None:
        self._lock: anyio.Lock | None = None
        self._loop: object = None
        self._process = os.getpid()
        self._failure: MiroError | None = None

    async def __aenter__(self) -> None:
        await self._here().acquire()

    async def __aexit__(self, *_: object) -> None:
        self.leave()

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Enter to do what all want done: if it fails, it has failed for those who wait as well.

        Or else each would try in its turn, and the last one learn of it very late.
        """
        before = self._failure
        async with self:
            if self._failure is not None and self._failure is not before:
                raise copy(self._failure)
            try:
                yield
            except FAILURES as error:
                self._failure = copy(error)
                raise

    def try_enter(self) -> bool:
        """Enter, if nobody is inside."""
        from anyio import WouldBlock

        try:
            self._here().acquire_nowait()
        except WouldBlock:
            return False
        return True

    def leave(self) -> None:
        """Let the next one in."""
        assert self._lock is not None
        self._lock.release()

    def _here(self) -> anyio.Lock:
        from anyio import Lock

        loop = running_loop()
        if self._lock is not None and self._loop is loop and self._process == os.getpid():
            return self._lock
        forked = self._process != os.getpid()
        if self._lock is not None and self._lock.locked() and not (forked or is_over(self._loop)):
            raise ConfigurationError(
                "this app is at work in another event loop: give each thread, and each loop, a "
                "`Miro` of its own; they may share a storage"
            )
        self._lock, self._loop, self._process = Lock(), loop, os.getpid()
        return self._lock
