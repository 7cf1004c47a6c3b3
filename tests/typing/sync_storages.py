"""How users write storages for apps without `await`, for the type checkers; never run.

As in `sync.py`: what is marked as wrong must be found wrong by both.
"""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import miro_async
from miro_async import FileStorage, MemoryStorage, Token
from miro_async.auth.storage.encrypted import EncryptedStorage
from miro_async.sync import Lease, LockingStorage, Miro, ThreadedStorage, TokenStorage

if TYPE_CHECKING:
    from collections.abc import Generator

    from miro_async.auth.storage.official import State


class Plain:
    """A storage with plain methods."""

    def get(self, user_id: str) -> Token | None:
        """Give a token."""
        return Token.from_json(user_id)

    def set(self, user_id: str, token: Token | None) -> None:
        """Keep a token."""


class PlainWithLock(Plain):
    """One with a lock that cannot be lost."""

    def lock(self, user_id: str) -> AbstractContextManager[None]:  # noqa: ARG002
        """Lock."""
        return _locked()


class PlainWithLease(Plain):
    """One with a lock that can be lost."""

    @contextmanager
    def lock(self, user_id: str) -> Generator[Lease]:  # noqa: ARG002
        """Lock."""
        yield PlainLease()


class PlainLease:
    """What its holder may do."""

    def save(self, old: Token, new: Token) -> bool:
        """Compare and save."""
        return old == new


class Official:
    """A storage of the official library's kind."""

    def get(self) -> object:
        """Give a state."""
        return None

    def set(self, state: State | None) -> None:
        """Keep a state."""


class Half:
    """No storage."""

    def get(self, user_id: str) -> Token | None:
        """Give a token."""


class Other:
    """One that keeps something else."""

    def get(self, user_id: str) -> str:
        """Give a text."""
        return user_id

    def set(self, user_id: str, token: str) -> None:
        """Keep a text."""


@contextmanager
def _locked() -> Generator[None]:
    yield


def storages() -> list[TokenStorage]:
    """All of them are plain ones."""
    locking: list[LockingStorage] = [PlainWithLock(), PlainWithLease()]
    return [Plain(), *locking]


def apps() -> None:
    """Give them to apps."""
    Miro(storage=Plain())
    Miro(storage=PlainWithLease())
    Miro(storage=Official())
    Miro(storage=MemoryStorage())
    Miro(storage=FileStorage("tokens.json"))
    Miro(storage=EncryptedStorage(ThreadedStorage(PlainWithLock()), []))
    Miro(storage=ThreadedStorage(Plain()))
    miro_async.Miro(storage=ThreadedStorage(Plain()))

    Miro(storage=Half())  # type: ignore[arg-type]
    Miro(storage=Other())  # type: ignore[arg-type]
    Miro(storage=Plain)  # type: ignore[arg-type]
    ThreadedStorage(MemoryStorage())  # type: ignore[arg-type]
    miro_async.Miro(storage=Plain())  # type: ignore[arg-type]
