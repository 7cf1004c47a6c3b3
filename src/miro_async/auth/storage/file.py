"""Tokens kept in a JSON file that the processes of one machine share."""

from __future__ import annotations

import hashlib
import sys
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from anyio import CapacityLimiter, current_time, to_thread
from anyio.lowlevel import RunVar
from attrs import frozen

from ...call.uninterrupted import uninterrupted
from ...errors import ConfigurationError, TokenStorageError
from .file_lock import FileLock
from .polling import until_given
from .token_file import TokenFile

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from ..token import Token
    from .protocol import Lease
    from .token_file import Tokens

T = TypeVar("T")

_LIMITER: RunVar[CapacityLimiter] = RunVar("miro_async.auth.storage.file")


class FileStorage:
    """Keeps the tokens of all users in one JSON file, which its owner alone can read.

    The folder has to be there, on a local disk. The file is whole at any moment: a new one is
    written to `<path>.tmp` and then takes its place. `<path>.lock` and a `<path>.<...>.lock` for
    each user whose token was refreshed stay beside it. Where the path is a link, all of this is
    done where it leads to.

    Several processes may share the file. A lock is free as soon as its holder ends, however that
    comes, and no sooner: one that is stopped (SIGSTOP) keeps the others waiting, and so does a
    child that a killed holder had forked while it held the lock. Who waits for `lock_timeout`
    seconds gives up.

    A file that is damaged, or that something else wrote, is an error, and is left as it is. Of a
    user whose entry alone is damaged the next `set` keeps a new token.

    Raises:
        ConfigurationError: On Windows, which has nothing like these locks.
    """

    def __init__(self, path: str | os.PathLike[str], *, lock_timeout: float = 60.0) -> None:
        self._lock_timeout = lock_timeout
        self._file = TokenFile(Path(path).absolute())  # whatever folder is the current one later
        if sys.platform == "win32":
            raise ConfigurationError(
                "FileStorage needs a POSIX system; on Windows, SqlStorage can keep tokens in SQLite"
            )

    async def get(self, user_id: str) -> Token | None:
        """Give the token of a user, `None` if there is none.

        Raises:
            TokenStorageError: The file, or what it has for this user, cannot be read.
        """
        return await _in_thread(partial(self._file.get, user_id), may_be_left=True)

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep a user's token in place of any other; `None` forgets it.

        Raises:
            TokenStorageError: The file cannot be read or written; it is as it was.
        """
        await self._change(lambda tokens: tokens.put(user_id, token))

    @asynccontextmanager
    async def lock(self, user_id: str) -> AsyncGenerator[Lease]:
        """Wait until nobody else refreshes the token of this user, and keep others waiting.

        Raises:
            TokenStorageError: It was not free in time, or its own file cannot be opened.
        """
        name = hashlib.sha256(user_id.encode(errors="surrogatepass")).hexdigest()[:16]
        lock = FileLock(self._file.path, f".{name}.lock")
        try:
            await self._given(lambda: _in_thread(lock.take, may_be_left=True))
            yield _Lease(self._change, user_id)
        finally:
            lock.release()

    async def _change(self, change: Callable[[Tokens], bool]) -> bool:
        # A thread cannot be stopped: left alone, it would write when its caller has long gone on.
        work = partial(self._file.try_to_change, change)
        return await self._given(lambda: uninterrupted(_in_thread, work))

    async def _given(self, attempt: Callable[[], Awaitable[T | None]]) -> T:
        last = current_time() + self._lock_timeout

        async def attempt_in_time() -> T | None:
            given = await attempt()
            if given is None and current_time() > last:
                raise TokenStorageError(
                    f"{self._file.path} was locked for {self._lock_timeout:g} s: another process "
                    "that uses it may hang"
                )
            return given

        return await until_given(attempt_in_time)


@frozen
class _Lease:
    """What the holder of a lock may do."""

    change: Callable[[Callable[[Tokens], bool]], Awaitable[bool]]
    user_id: str

    async def save(self, old: Token, new: Token) -> bool:
        """Put a token in the place of another one; `False`: something else is there by now."""
        return await self.change(lambda tokens: tokens.replace(self.user_id, old, new))


async def _in_thread(function: Callable[[], T], *, may_be_left: bool = False) -> T:
    """Call a function that waits for the disk."""
    limiter = _LIMITER.get(None)
    if limiter is None:
        # Not one of the app's own threads: all of those may be waiting for a token.
        limiter = CapacityLimiter(1)
        _LIMITER.set(limiter)
    return await to_thread.run_sync(function, abandon_on_cancel=may_be_left, limiter=limiter)
