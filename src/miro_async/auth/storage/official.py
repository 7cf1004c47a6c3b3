"""Storages that were written for Miro's own library, `miro_api`: sync, and for one user.

Such an object has a `get()` that gives a `State` or `None`, and a `set(state)`. The time in a
`State` is not when the access token expires but when that library refreshes it, 120 seconds before,
and it has no time zone: it is local time. Both are undone here, so that the two libraries can use
one storage, though not at the same time.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from inspect import iscoroutinefunction, signature
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from anyio import to_thread

from ...call.uninterrupted import uninterrupted
from ...errors import ConfigurationError, TokenStorageError
from ..token import Token
from .memory import MemoryStorage

if TYPE_CHECKING:
    from collections.abc import Callable

    from .protocol import TokenStorage

T = TypeVar("T")

_EARLY = timedelta(seconds=120)


@dataclass
class State:
    """A token as `miro_api` keeps it; what that library calls `State` has the same fields.

    Attributes:
        access_token: What opens the API.
        refresh_token: What gets the next pair; `None` for tokens that do not expire.
        token_expires_at: 120 seconds before it expires, in local time, without a time zone.
    """

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    token_expires_at: datetime | None = None


class OfficialStateStorage(Protocol):
    """What `miro_api` wants of a storage."""

    def get(self) -> object:
        """Give the state, an object with the attributes of `State`, or `None`."""
        ...

    def set(self, state: State | None) -> None:
        """Keep the state; `None` forgets it."""
        ...


class OfficialStorage:
    """Makes a `TokenStorage` of a storage that was written for `miro_api`.

    Its methods are called in a worker thread, as they may block, and by one thread at a time. Not
    always by the same one: an SQLite connection, for example, has to be made with
    `check_same_thread=False`. Nothing can stop them: they should have timeouts of their own.

    It has one place, whatever the user id, so it is for apps with one user. A `State` has no room
    for the user, the team and the scopes of a token: these get lost. There is no lock, so that
    one process only may use it.

    Args:
        storage: An object with `get()` and `set(state)`.

    Raises:
        ConfigurationError: It is something else.
    """

    def __init__(self, storage: OfficialStateStorage) -> None:
        if (
            not (_has_methods(storage) and is_official(storage))
            or iscoroutinefunction(storage.get)
            or iscoroutinefunction(storage.set)
        ):
            raise ConfigurationError(
                "a storage has get() and set(state), not async, as for miro_api; or else async "
                "get(user_id) and set(user_id, token), as TokenStorage has them"
            )
        self._storage = storage
        self._one_at_a_time = threading.Lock()

    async def get(self, user_id: str) -> Token | None:  # noqa: ARG002 - there is only one
        """Give the token, `None` if there is none.

        Raises:
            TokenStorageError: The storage failed, or gave something else than a state.
        """
        token = await self._carry_out("get", lambda: _token(self._storage.get()))
        if isinstance(token, str):
            raise TokenStorageError(f"the storage's get() gave no state of miro_api: {token}")
        return token

    async def set(self, user_id: str, token: Token | None) -> None:  # noqa: ARG002 - as above
        """Keep the token; `None` forgets it.

        Raises:
            TokenStorageError: The storage failed.
        """
        work = partial(_put, self._storage, token)
        # Whoever does not wait for its end could be overtaken by it.
        await uninterrupted(self._carry_out, "set", work)

    async def _carry_out(self, name: str, work: Callable[[], T]) -> T:
        def alone() -> T:
            with self._one_at_a_time:
                return work()

        try:
            return await to_thread.run_sync(alone)
        except Exception as error:
            kind = type(error).__name__
            raise TokenStorageError(f"the storage's {name}() failed: {kind}") from error


def adapted(storage: TokenStorage | OfficialStateStorage | None) -> TokenStorage:
    """Give the storage as a `TokenStorage`; by default one in memory.

    Raises:
        ConfigurationError: It is no storage.
    """
    if storage is None:
        return MemoryStorage()
    if isinstance(storage, type):
        raise ConfigurationError(f"{storage.__name__} is a class: make an object of it")
    if not _has_methods(storage):
        raise ConfigurationError("a storage has the methods get and set, as TokenStorage has them")
    if is_official(storage):
        return OfficialStorage(cast("OfficialStateStorage", storage))
    return cast("TokenStorage", storage)


def is_official(storage: TokenStorage | OfficialStateStorage) -> bool:
    """Tell whether a storage is of `miro_api`'s kind: its `get` takes no user."""
    try:
        signature(storage.get).bind("user")
    except TypeError:
        return True
    except ValueError:
        return False  # it is not written in Python, and does not tell
    return False


def _has_methods(storage: object) -> bool:
    return all(callable(getattr(storage, name, None)) for name in ("get", "set"))


def _put(storage: OfficialStateStorage, token: Token | None) -> None:
    storage.set(None if token is None else _state(token))


def _state(token: Token) -> State:
    return State(
        access_token=token.access_token.reveal(),
        refresh_token=None if token.refresh_token is None else token.refresh_token.reveal(),
        token_expires_at=token.expires_at and _as_written(token.expires_at),
    )


def _token(state: object) -> Token | str | None:
    """Give the token of a state, or what is wrong with it.

    It raises nothing: a traceback would show the state, and that of `miro_api` shows its secrets.
    """
    found = cast("State", state)
    try:
        if not state:
            return None
        return _checked(found.access_token, found.refresh_token, found.token_expires_at)
    except Exception as error:  # noqa: BLE001 - it may be an object of any kind
        return type(error).__name__


def _checked(access: object, refresh: object, expires_at: object) -> Token | str | None:
    if not access:
        return None
    if not (isinstance(access, str) and isinstance(refresh, str | None)):
        return "its tokens are no texts"
    if not isinstance(expires_at, datetime | None):
        return "its token_expires_at is no datetime"
    return Token(
        access_token=access,
        refresh_token=refresh,
        expires_at=expires_at and _as_meant(expires_at),
    )


def _as_meant(written: datetime) -> datetime:
    return written.astimezone(UTC) + _EARLY


def _as_written(meant: datetime) -> datetime:
    moment = meant.astimezone(UTC) - _EARLY
    # Other than `astimezone()`, it tells the second 2:30 of a night from the first.
    local = datetime.fromtimestamp(int(moment.timestamp()))  # noqa: DTZ006 - local is what it shall be
    return local.replace(microsecond=moment.microsecond)
