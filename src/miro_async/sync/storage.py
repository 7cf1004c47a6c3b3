"""Storages of tokens with plain methods, as Django's ORM or a database driver without await has.

    class Tokens:
        def get(self, user_id): ...  # a Token, or None
        def set(self, user_id, token): ...  # None forgets it
        def lock(self, user_id): ...  # optional: a context manager

    miro = Miro(storage=Tokens())

They are called in threads of their own, and never in the event loop. Connections and transactions
belong to a thread in many libraries; so from entering a lock to leaving it, all that its holder
does is done in one thread. Without a lock each call has a new thread: what it opens it has to close
or give back to a pool.

Nothing can stop a method that runs, so it should have timeouts of its own. Whoever is interrupted
does not wait for a `get` or for a lock; what is written, and the end of a lock, are waited for.
"""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from contextvars import ContextVar
from inspect import isawaitable, iscoroutinefunction
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast, runtime_checkable

from attrs import frozen

from ..auth.storage import official, protocol
from ..auth.token import Token
from ..call.uninterrupted import uninterrupted
from ..errors import ConfigurationError, TokenStorageError
from .storage_thread import StorageThread

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

    from ..auth.storage.official import OfficialStateStorage

T = TypeVar("T")

logger: logging.Logger = logging.getLogger("miro_async")

WHAT_IT_HAS = (
    "a storage has get(user_id) and set(user_id, token), both plain or both async, and may have "
    "lock(user_id), which gives a context manager"
)


class TokenStorage(Protocol):
    """Keeps a token for each user.

    `user_id` is any text that is not empty. What a storage raises reaches the caller as the cause
    of a `TokenStorageError`, unless it is one already.
    """

    def get(self, user_id: str) -> Token | None:
        """Give the token of a user, `None` if there is none."""
        ...

    def set(self, user_id: str, token: Token | None) -> None:
        """Keep a user's token in place of any other; `None` forgets it."""
        ...


class Lease(Protocol):
    """What the holder of a lock may do, for as long as nobody has taken its place."""

    def save(self, old: Token, new: Token) -> bool:
        """Put a token in the place of another one; `False`: something else is there by now."""
        ...


@runtime_checkable
class LockingStorage(TokenStorage, Protocol):
    """A storage that can keep other processes from refreshing the same token at the same time."""

    def lock(self, user_id: str) -> AbstractContextManager[Lease | None]:
        """Wait until nobody else refreshes the token of this user, and keep others waiting.

        A holder that dies must not keep the others waiting for ever. What it gives may be `None`,
        where a holder cannot lose the lock unnoticed. It is left without an error, also when what
        was done meanwhile failed: what was saved is to stay.
        """
        ...


AnyStorage = TokenStorage | protocol.TokenStorage | official.OfficialStateStorage
"""What `Miro` takes: plain methods, async ones, or the official library's kind."""


class ThreadedStorage:
    """Makes an async `TokenStorage` of one with plain methods, which run in threads.

    `miro_async.sync.Miro` does this by itself. It is for `EncryptedStorage`, and for the async
    `Miro`: `EncryptedStorage(ThreadedStorage(Tokens()), keys)`.

    Args:
        storage: An object with `get` and `set`, and perhaps `lock`.

    Attributes:
        lock: Only there if the storage has one.

    Raises:
        ConfigurationError: It is something else.
    """

    lock: Callable[[str], AbstractAsyncContextManager[protocol.Lease | None]]

    def __init__(self, storage: TokenStorage) -> None:
        if not _is_plain(storage):
            raise ConfigurationError(f"{WHAT_IT_HAS}; for this one they shall be plain")
        self._storage = storage
        if getattr(storage, "lock", None) is not None:
            self.lock = self._lock

    async def get(self, user_id: str) -> Token | None:
        """Give the token of a user, `None` if there is none.

        Raises:
            TokenStorageError: The storage gave something else than a token.
        """
        token = cast("object", await self._carry_out(self._storage.get, user_id))
        if not isinstance(token, Token | None):
            raise TokenStorageError(
                f"the storage's get() gave no Token and not None, but {type(token).__name__}"
            )
        return token

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep a user's token in place of any other; `None` forgets it."""
        # Whoever does not wait for its end could be overtaken by it.
        await uninterrupted(self._set, user_id, token)

    @asynccontextmanager
    async def _lock(self, user_id: str) -> AsyncGenerator[protocol.Lease | None]:
        outer = _holder.get()
        # Who holds another lock goes on in its thread: both may be one transaction.
        held = _Held(cast("LockingStorage", self._storage), user_id)
        inside = _holder_of(self)
        thread = inside.thread if inside else StorageThread()
        holder = _Holder(self, thread, outer, inside.written if inside else {})
        _holder.set(holder)
        try:
            lease = await thread.carry_out(held.enter)
            if held.is_async:
                async with cast("AbstractAsyncContextManager[Any]", lease) as gives:
                    yield gives
            else:
                save: object = getattr(lease, "save", None)  # `threading.Lock` gives True, say
                yield (
                    None if save is None else _ThreadedLease(user_id, holder, cast("Lease", lease))
                )
        finally:
            _holder.set(outer)
            try:
                await uninterrupted(self._leave, holder, held)
            finally:
                if inside is None:
                    thread.end()

    async def _leave(self, holder: _Holder, held: _Held) -> None:
        try:
            await holder.thread.finish(held.leave)
        except Exception:
            # Where the lock is a transaction, what was written has gone with it: once more, then.
            # Without the lock, and at once: others look for a new token before they give up.
            if not holder.written:
                raise
            logger.warning("the lock on a token could not be released: its token is saved again")
            for user_id, token in holder.written.items():
                await self._set(user_id, token)

    async def _set(self, user_id: str, token: Token | None) -> None:
        await self._carry_out(self._storage.set, user_id, token)
        holder = _holder_of(self)
        if holder is not None:
            holder.written[user_id] = token

    async def _carry_out(self, function: Callable[..., T], *given: object) -> T:
        holder = _holder_of(self)
        if holder is not None:
            return await _awaited(await holder.thread.carry_out(function, *given))
        thread = StorageThread()
        try:
            return await _awaited(await thread.carry_out(function, *given))
        finally:
            thread.end()


def adapted(storage: AnyStorage | None) -> protocol.TokenStorage:
    """Give the storage as an async one; by default one in memory.

    Raises:
        ConfigurationError: It is no storage.
    """
    if _is_plain(storage):
        return ThreadedStorage(cast("TokenStorage", storage))
    if storage is not None and not isinstance(storage, type) and _is_mixed(storage):
        raise ConfigurationError(WHAT_IT_HAS)
    return official.adapted(cast("protocol.TokenStorage | OfficialStateStorage | None", storage))


@frozen
class _ThreadedLease:
    """What the holder of a lock may do."""

    _user_id: str
    _holder: _Holder
    _lease: Lease

    async def save(self, old: Token, new: Token) -> bool:
        """Put a token in the place of another one; `False`: something else is there by now."""
        return await uninterrupted(self._save, old, new)

    async def _save(self, old: Token, new: Token) -> bool:
        saved = await _awaited(await self._holder.thread.carry_out(self._lease.save, old, new))
        if saved:
            self._holder.written[self._user_id] = new
        return saved


class _Held:
    """A lock of a storage, which one thread enters and leaves."""

    def __init__(self, storage: LockingStorage, user_id: str) -> None:
        self._storage = storage
        self._user_id = user_id
        self._entered: AbstractContextManager[Lease | None] | None = None
        self.is_async = False

    def enter(self) -> object:
        """Give the lease; or the lock, if it is to be entered in the event loop."""
        lock = cast("object", self._storage.lock(self._user_id))
        if hasattr(lock, "__enter__"):
            plain = cast("AbstractContextManager[Lease | None]", lock)
            lease = plain.__enter__()
            self._entered = plain
            return lease
        if not hasattr(lock, "__aenter__"):
            kind = type(lock).__name__
            raise TokenStorageError(f"the storage's lock() gave no context manager, but {kind}")
        self.is_async = True
        return lock

    def leave(self) -> None:
        """Leave it, if it was entered."""
        if self._entered is not None:
            self._entered.__exit__(None, None, None)


@frozen
class _Holder:
    """Who holds a lock, in which thread, and who it was when that began; what it has written."""

    storage: ThreadedStorage
    thread: StorageThread
    outer: _Holder | None
    written: dict[str, Token | None]


_holder: ContextVar[_Holder | None] = ContextVar("miro_async_storage_holder", default=None)


def _holder_of(storage: ThreadedStorage) -> _Holder | None:
    """Give the lock that this task holds, or the one that began it; not one that is over."""
    holder = _holder.get()
    while holder is not None and (holder.storage is not storage or holder.thread.has_ended):
        holder = holder.outer
    return holder


async def _awaited(value: T) -> T:
    """Give what a method gave; one that is not async itself may hand on what another one gave."""
    given: Any = value
    return cast("T", await given if isawaitable(given) else given)


def _is_plain(storage: object) -> bool:
    return (
        not isinstance(storage, type)
        and all(callable(getattr(storage, name, None)) for name in ("get", "set"))
        and not any(_is_async(storage, name) for name in ("get", "set", "lock"))
        and not official.is_official(cast("Any", storage))
    )


def _is_mixed(storage: object) -> bool:
    """Tell whether some of its methods are async, and others are not."""
    return _is_async(storage, "get") != _is_async(storage, "set") or _is_async(storage, "lock")


def _is_async(storage: object, name: str) -> bool:
    return iscoroutinefunction(getattr(storage, name, None))
