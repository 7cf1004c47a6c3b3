"""What a storage of tokens is, for storages of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from ..token import Token


class TokenStorage(Protocol):
    """Keeps a token for each user.

    `user_id` is any text that is not empty; storages do not look into it. What a storage raises
    reaches the caller as the cause of a `TokenStorageError`, unless it is one already.
    """

    async def get(self, user_id: str) -> Token | None:
        """Give the token of a user, `None` if there is none."""
        ...

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep a user's token in place of any other; `None` forgets it."""
        ...


class Lease(Protocol):
    """What the holder of a lock may do, for as long as nobody has taken its place."""

    async def save(self, old: Token, new: Token) -> bool:
        """Put a token in the place of another one; `False`: something else is there by now.

        Who wakes up long after the lock has passed to others can so not overwrite what they saved.
        """
        ...


@runtime_checkable
class LockingStorage(TokenStorage, Protocol):
    """A storage that can keep other processes from refreshing the same token at the same time."""

    def lock(self, user_id: str) -> AbstractAsyncContextManager[Lease | None]:
        """Wait until nobody else refreshes the token of this user, and keep others waiting.

        A holder that dies must not keep the others waiting for ever. What it gives may be `None`,
        where a holder cannot lose the lock unnoticed.
        """
        ...
