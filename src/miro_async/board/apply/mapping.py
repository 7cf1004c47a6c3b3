"""Where it is kept which key of a source has become which item, between the runs of `board.apply`.

Miro keeps nothing of the kind with an item, so it is kept here, by whoever calls: in a file, in
memory, or wherever an object with two methods puts it.
"""

from __future__ import annotations

import json
import sys
from contextlib import asynccontextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from ...errors import InvalidArgumentError, MappingInUseError, TokenStorageError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from contextlib import AbstractAsyncContextManager
    from os import PathLike

    from ...auth.storage.file_lock import FileLock

_VERSION = 1


class KeyStorage(Protocol):
    """Where it is kept what was applied to a board. Both methods may be called many times."""

    async def load(self, board_id: str) -> str | None:
        """Give the text that was saved last for this board; `None` if there was none."""
        ...

    async def save(self, board_id: str, text: str) -> None:
        """Keep this text for the board, in the place of the one before."""
        ...


@runtime_checkable
class LockingKeyStorage(KeyStorage, Protocol):
    """A storage that can keep two runs from working on the same board at the same time."""

    def lock(self, board_id: str) -> AbstractAsyncContextManager[object]:
        """Give what is held during a run; a holder that dies must not keep it.

        Entering it waits until it is free, or raises a `MappingInUseError`.
        """
        ...


def held(storage: KeyStorage, board_id: str) -> AbstractAsyncContextManager[object]:
    """Give the lock of a storage for a board, or nothing to hold if it has none."""
    return storage.lock(board_id) if isinstance(storage, LockingKeyStorage) else nullcontext()


class MemoryKeys:
    """Keeps it in memory, as long as this object lives."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    async def load(self, board_id: str) -> str | None:
        """Give the text that was saved last for this board."""
        return self._texts.get(board_id)

    async def save(self, board_id: str, text: str) -> None:
        """Keep this text for the board."""
        self._texts[board_id] = text


class FileKeys:
    """Keeps it in a JSON file, which may hold several boards.

    The file is replaced in one step, so that there is always a whole one; where the path is a link,
    the file that it leads to. While a run works on a board, it holds the lock `<path>.<...>.lock`,
    and another one is refused; `<path>.lock` is held while the file is written. Both stay beside
    it. They are free as soon as their holder ends, however that comes. On Windows, which has
    nothing like these locks, two programs may not use one file at once.

    Args:
        path: The file; it is made when there is something to keep. Its folder has to be there.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path: Path = Path(path)

    async def load(self, board_id: str) -> str | None:
        """Give the text that was saved last for this board.

        Raises:
            InvalidArgumentError: The file is damaged, or no file of keys.
            OSError: It cannot be read.
        """
        from anyio import to_thread

        return (await to_thread.run_sync(self._read)).get(board_id)

    async def save(self, board_id: str, text: str) -> None:
        """Keep this text for the board.

        Raises:
            InvalidArgumentError: There is a file, but it is damaged, or no file of keys.
            OSError: It cannot be written; what was there before is still there.
        """
        from anyio import to_thread

        from ...auth.storage.polling import until_given

        await until_given(lambda: to_thread.run_sync(self._try_to_write, board_id, text))

    @asynccontextmanager
    async def lock(self, board_id: str) -> AsyncGenerator[None]:
        """Hold this board: another run that would work on it with this file is refused.

        Raises:
            MappingInUseError: Another run works on it, in this program or in another one.
            OSError: There can be no lock beside the file.
        """
        from anyio import to_thread

        lock = self._lock(f".{sha256(board_id.encode()).hexdigest()[:16]}.lock")
        try:
            if await to_thread.run_sync(_taken, lock) is None:
                raise MappingInUseError(
                    f"{self.path} is in use: another run works on board {board_id} with it"
                )
            yield
        finally:
            lock.release()

    def _lock(self, suffix: str) -> FileLock:
        from ...auth.storage.file_lock import FileLock

        return FileLock(self.path, suffix)

    def _read(self) -> dict[str, str]:
        try:
            stored = cast("object", json.loads(self.path.read_bytes()))
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError):
            stored = None
        boards = _member(stored, "boards", dict)
        if _member(stored, "miro-async keys", int) != _VERSION or boards is None:
            raise InvalidArgumentError(f"{self.path} is damaged, or no file of keys")
        return {key: json.dumps(board) for key, board in cast("dict[str, object]", boards).items()}

    def _try_to_write(self, board_id: str, text: str) -> bool | None:
        """Write it; `None`: somebody else is just writing."""
        lock = self._lock(".lock")
        try:
            if _taken(lock) is None:
                return None
            self._write(board_id, text)
            return True
        finally:
            lock.release()

    def _write(self, board_id: str, text: str) -> None:
        from ...auth.storage.file_lock import target
        from ...call.unfinished import UnfinishedFile

        boards = {key: json.loads(each) for key, each in self._read().items()}
        boards[board_id] = json.loads(text)
        whole = json.dumps({"miro-async keys": _VERSION, "boards": boards}, ensure_ascii=False)
        file = UnfinishedFile(target(self.path))
        try:
            file.begin()
            file.write([whole.encode("utf-8", "surrogatepass"), b"\n"])
            file.finish()
        finally:
            file.discard()


def _taken(lock: FileLock) -> bool | None:
    """Take a lock; `None`: somebody else has it."""
    if sys.platform == "win32":
        return True
    try:
        return lock.take()
    except TokenStorageError as error:  # the lock is made for tokens
        raise error.__cause__ or error from None


def _member(value: object, name: str, kind: type[object]) -> object:
    member = cast("dict[str, object]", value).get(name) if isinstance(value, dict) else None
    return member if isinstance(member, kind) else None
