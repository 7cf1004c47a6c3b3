"""Where the token of a call comes from."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from ..errors import ConfigurationError
from ..secret import Secret, checked_token

if TYPE_CHECKING:
    import anyio

TokenFunction: TypeAlias = Callable[[], str | Awaitable[str]]
"""A function, sync or async, that gives the access token for each call."""

TokenSource: TypeAlias = str | TokenFunction | Awaitable[str]
"""An access token, a function that gives one for each call, or an awaitable that gives it once."""


class AwaitedToken:
    """An awaitable that gives the token: it is waited for once, by the first call."""

    def __init__(self, source: Awaitable[str]) -> None:
        self._source = source
        self._token: Secret | None = None
        self._lock: anyio.Lock | None = None
        self._begun = False

    async def get(self) -> Secret:
        """Give the token; calls that come while the first one waits get it with that one."""
        from anyio import CancelScope, Lock

        if self._lock is None:
            self._lock = Lock()
        async with self._lock:
            if self._token is None:
                # It can be had once: a call that is cancelled must not take it from the others.
                with CancelScope(shield=True):
                    self._token = checked_token(await _awaited(self._taken()))
            assert self._token is not None
            return self._token

    def forget_calls(self) -> None:
        """Forget who waits for the token, as they are in another event loop or process."""
        self._lock = None

    def _taken(self) -> Awaitable[str]:
        if self._begun and inspect.iscoroutine(self._source):
            raise ConfigurationError(
                "the coroutine for the token ended without one, and can run only once: "
                "give the function itself"
            )
        self._begun = True
        return self._source


def token_source(source: TokenSource) -> Secret | TokenFunction | AwaitedToken:
    """Give what a caller gave as a token in a form that shows nothing of it.

    Raises:
        ConfigurationError: It cannot be a token, or the source of one.
    """
    if isinstance(source, str):
        return checked_token(Secret(source))
    if inspect.isawaitable(source):
        return AwaitedToken(source)
    if callable(source):
        return source
    raise ConfigurationError(
        "the access token must be a string, a function that gives one, or an awaitable"
    )


async def token_from(source: TokenFunction | AwaitedToken) -> Secret:
    """Give the token for a call."""
    if isinstance(source, AwaitedToken):
        return await source.get()
    return checked_token(await _asked(source))


async def _asked(source: TokenFunction) -> Secret:
    given = source()
    if inspect.isawaitable(given):
        return await _awaited(given)
    return _hidden(given)


async def _awaited(source: Awaitable[object]) -> Secret:
    return _hidden(await source)


def _hidden(token: object) -> Secret:
    # Of its own, so that no frame that can fail later has the text among its locals.
    if isinstance(token, str):
        return Secret(token)
    raise ConfigurationError(f"the source of the token gave a {type(token).__name__}, not a string")
