"""A JSON file of tokens: what is in it, and how it is written whole or not at all."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from attrs import frozen

from ...errors import InvalidArgumentError, TokenStorageError
from ..token import Token
from .file_lock import MODE, FileLock, target, told_as

if TYPE_CHECKING:
    from collections.abc import Callable

_VERSION = 1


@frozen
class TokenFile:
    """The file, as a thread reads and changes it. There need not be one yet."""

    path: Path

    def get(self, user_id: str) -> Token | None:
        """Give the token of a user. No lock is needed: there is always a whole file."""
        with told_as("the tokens cannot be read"):
            return _read(target(self.path)).get(user_id)

    def try_to_change(self, change: Callable[[Tokens], bool]) -> bool | None:
        """Tell whether there was anything to change; `None`: somebody else is changing it."""
        lock = FileLock(self.path, ".lock")
        try:
            return lock.take() and self._changed(change)
        finally:
            lock.release()

    def _changed(self, change: Callable[[Tokens], bool]) -> bool:
        with told_as("the tokens cannot be saved"):
            path = target(self.path)
            tokens = _read(path)
            if changed := change(tokens):
                _write(path, tokens)
            return changed


class Tokens:
    """What is in the file, with all secrets, which its repr does not show."""

    def __init__(self, entries: dict[str, object]) -> None:
        self._entries = entries

    @classmethod
    def parse(cls, contents: bytes) -> Tokens | None:
        """Read it; `None`: it is damaged. An error's traceback would have all of it."""
        try:
            stored = json.loads(contents)
            entries = stored["tokens"] if stored["version"] == _VERSION else None
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        return cls(cast("dict[str, object]", entries)) if isinstance(entries, dict) else None

    def to_json(self) -> bytes:
        """Give what is to be in the file."""
        return json.dumps({"version": _VERSION, "tokens": self._entries}).encode()

    def get(self, user_id: str) -> Token | None:
        """Give the token of a user."""
        if user_id not in self._entries:
            return None
        try:
            return Token.from_json(json.dumps(self._entries[user_id]))
        except InvalidArgumentError as error:
            raise TokenStorageError(f"what is stored of user {user_id!r} is no token") from error

    def put(self, user_id: str, token: Token | None) -> bool:
        """Put a token in, or take it out; tell whether that changes anything."""
        if token is None:
            return self._entries.pop(user_id, self) is not self
        self._entries[user_id] = json.loads(token.to_json())
        return True

    def replace(self, user_id: str, old: Token, new: Token) -> bool:
        """Put a token in if the old one is there; tell whether it was."""
        stored = self.get(user_id)
        if stored is None or stored.fingerprint != old.fingerprint:
            return False
        return self.put(user_id, new)


def _read(path: Path) -> Tokens:
    try:
        tokens = Tokens.parse(path.read_bytes())
    except FileNotFoundError:
        path.parent.stat()  # an error where there cannot be a file either
        return Tokens({})
    if tokens is None:
        raise TokenStorageError(f"{path} is damaged or no file of tokens, and is left as it is")
    return tokens


def _write(path: Path, tokens: Tokens) -> None:
    new = Path(f"{path}.tmp")
    new.unlink(missing_ok=True)  # of a process that was killed
    try:
        _write_new(new, tokens)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _write_new(path: Path, tokens: Tokens) -> None:
    assert sys.platform != "win32"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE), "wb") as file:
        os.fchmod(file.fileno(), MODE)  # which the umask may have changed
        file.write(tokens.to_json())
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """See to it that a power cut does not bring the old file back, where the system lets us."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
