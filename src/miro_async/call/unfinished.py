"""A file on its way to disk, which takes its place only when it is whole."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from secrets import token_hex
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path


class UnfinishedFile:
    """A file with a temporary name beside the one that it is to get.

    Its methods block, and are for worker threads. A thread may go on when the task that it works
    for has been cancelled; so they take turns, and after `discard` the others do nothing.

    Raises:
        OSError: From all but `discard`; the path in it is the one that the file is to get.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        # Nobody can know the name beforehand, and so put a file or a link there.
        self._path = target.parent / f".miro-{token_hex(16)}.part"
        self._turn = Lock()
        self._file: BinaryIO | None = None
        self._over = False

    def begin(self) -> None:
        """Make the file, or empty it to begin again."""
        with self._step() as wanted:
            if not wanted:
                return
            if self._file is None:
                _demand_place(self._target)
                self._file = self._path.open("xb")
            else:
                self._file.seek(0)
                self._file.truncate()

    def write(self, pieces: Sequence[bytes]) -> None:
        """Write what comes next."""
        with self._step() as wanted:
            if wanted and self._file is not None:
                self._file.writelines(pieces)

    def finish(self) -> None:
        """Put the file into its place; what was there before is replaced in one step."""
        with self._step() as wanted:
            if wanted and self._file is not None:
                self._file.close()
                self._path.replace(self._target)
                self._over = True

    def discard(self) -> None:
        """Remove the file, unless it is finished. Discarding twice is allowed."""
        with self._turn:
            if self._over:
                return
            self._over = True
            if self._file is not None:
                with suppress(OSError):  # what cannot be written any more, for one
                    self._file.close()
                with suppress(OSError):
                    self._path.unlink()

    @contextmanager
    def _step(self) -> Generator[bool]:
        with self._turn:
            try:
                yield not self._over
            except OSError as error:
                # The temporary name would tell nobody anything.
                raise OSError(error.errno, error.strerror, str(self._target)) from error


def _demand_place(target: Path) -> None:
    """Refuse what cannot be replaced by a file, before anything is fetched."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return  # its folder may be missing, too: that shows when the file is made
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):  # renaming over /dev/null, for one, would take it from everybody
        raise FileExistsError(errno.EEXIST, "It is there, and no regular file")
