"""Locks on files, which the system takes away from whoever dies."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from ...errors import TokenStorageError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Generator

MODE = 0o600
"""Files are for their owner alone."""


@define
class FileLock:
    """A lock beside a file; it is taken once, by any thread, and let go of once."""

    path: Path
    suffix: str
    _held: list[int] = field(factory=list[int])
    _over: bool = False
    _process: int = field(factory=os.getpid)

    def take(self) -> bool | None:
        """Take it; `None`: somebody else has it."""
        with told_as("the lock of the tokens cannot be taken"):
            if not _locked(file := _opened(f"{target(self.path)}{self.suffix}")):
                return None
        self._held.append(file)
        if not self._over:
            return True
        self._let_go()  # who wanted it was cancelled, and could not let go of it yet
        return None

    def release(self) -> None:
        """Let go of it; where it is just being taken, as soon as it has been."""
        self._over = True
        self._let_go()

    def _let_go(self) -> None:
        with suppress(IndexError):
            _unlock(self._held.pop(), ours=os.getpid() == self._process)


def _opened(path: str) -> int:
    assert sys.platform != "win32"
    # Not by a link: in a folder where others may write, it could lead to any file of ours.
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, MODE)


def _locked(file: int) -> bool:
    """Lock an open file, or close it."""
    assert sys.platform != "win32"
    try:
        os.fchmod(file, MODE)  # which the umask may have changed
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return False
    except OSError:
        os.close(file)
        raise
    return True


def _unlock(file: int, *, ours: bool) -> None:
    assert sys.platform != "win32"
    try:
        # Closing is not enough, as a child that was forked meanwhile has it open, too. And when
        # such a child clears up, it must not unlock what its parent holds.
        if ours:
            fcntl.flock(file, fcntl.LOCK_UN)
    finally:
        os.close(file)


def target(path: Path) -> Path:
    """Give where links lead to: what takes the place of a link would not get there."""
    return Path(os.path.realpath(path))  # Path.resolve raises a RuntimeError for a circle


@contextmanager
def told_as(what: str) -> Generator[None]:
    """Raise what goes wrong with files as errors of the storage."""
    try:
        yield
    except (OSError, ValueError) as error:  # a ValueError: there cannot be such a path
        raise TokenStorageError(f"{what}: {error}") from error
