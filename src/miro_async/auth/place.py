"""A user's place in a storage of tokens: whatever the storage can do, with errors of ours."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from math import inf
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

from attrs import frozen

from ..errors import MiroError, TokenStorageError
from ..secret import fault_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from .storage.protocol import TokenStorage
    from .token import Token

P = ParamSpec("P")
T = TypeVar("T")

logger: logging.Logger = logging.getLogger("miro_async")

LONGEST = 10.0
"""Seconds that a storage may take to read or write a token."""


class Save(Protocol):
    """Puts a token in the place of another; `False`: something else is there by now."""

    async def __call__(self, old: Token, new: Token) -> bool:
        """Save the new token, if the old one is still there."""
        ...


@frozen
class Place:
    """Where one user's token is kept."""

    storage: TokenStorage
    user_id: str

    async def get(self) -> Token | None:
        """Read the token.

        Raises:
            TokenStorageError: The storage failed, or took too long.
        """
        token = await _within(self.storage.get, self.user_id)
        if token is not None and (fault := fault_of(token.access_token)):
            raise TokenStorageError(f"the stored access token {fault}")
        return token

    async def set(self, token: Token | None) -> None:
        """Write the token, or remove it.

        Raises:
            TokenStorageError: The storage failed, or took too long.
        """
        await _within(self.storage.set, self.user_id, token)

    @asynccontextmanager
    async def lock(self) -> AsyncGenerator[Save]:
        """Keep other processes from refreshing the token; gives what saves one meanwhile.

        Of a storage that has no lock, it is just saved.

        Raises:
            TokenStorageError: The storage failed.
        """
        lock = getattr(self.storage, "lock", None)
        if lock is None:
            yield self._save
            return
        held, lease = await _with_our_errors(_entered, lock, self.user_id)
        try:
            save = getattr(lease, "save", None)
            yield self._save if save is None else _Compared(save)
        finally:
            await _let_go(held)

    @asynccontextmanager
    async def lock_within(self, seconds: float) -> AsyncGenerator[Save]:
        """The same, if it can be had in so many seconds; or else without it."""
        from anyio import CancelScope, current_time

        with CancelScope(deadline=current_time() + seconds) as scope:
            async with self.lock() as save:
                scope.deadline = inf
                yield save
                return
        yield self._save

    async def _save(self, old: Token, new: Token) -> bool:  # noqa: ARG002 - it cannot be compared
        await self.set(new)
        return True


@frozen
class _Compared:
    """What a lease gives to save with."""

    save: Callable[[Token, Token], Awaitable[bool]]

    async def __call__(self, old: Token, new: Token) -> bool:
        return await _within(self.save, old, new)


async def _entered(
    lock: Callable[[str], AbstractAsyncContextManager[Any]], user_id: str
) -> tuple[AbstractAsyncContextManager[Any], Any]:
    held = lock(user_id)
    return held, await held.__aenter__()


async def _let_go(held: AbstractAsyncContextManager[Any]) -> None:
    """Release a lock. If that fails it will run out; what was done under it is done."""
    from anyio import CancelScope

    try:
        with CancelScope(shield=True):
            await held.__aexit__(None, None, None)
    except Exception as error:  # noqa: BLE001 - a storage of the user's own may raise anything
        logger.warning("the lock on a token could not be released: %s", type(error).__name__)


async def _within(function: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> T:
    from anyio import move_on_after

    with move_on_after(LONGEST):
        return await _with_our_errors(function, *args, **kwargs)
    raise TokenStorageError(f"the storage of the tokens took longer than {LONGEST:g} s")


async def _with_our_errors(
    function: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
) -> T:
    try:
        return await function(*args, **kwargs)
    except MiroError:
        raise
    except Exception as error:
        raise TokenStorageError(
            f"the storage of the tokens failed: {type(error).__name__}"
        ) from error
