"""Where the token of a call comes from."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from ..errors import ConfigurationError
from ..secret import Secret, checked_token

if TYPE_CHECKING:
    import anyio

    from ..client_options import ClientOptions

TokenFunction: TypeAlias = Callable[[], str | Awaitable[str]]
"""A function, sync or async, that gives the access token for each call."""

TokenSource: TypeAlias = str | Secret | TokenFunction | Awaitable[str]
"""An access token, a function that gives one for each call, or an awaitable that gives it once."""

Renewal: TypeAlias = Literal["read", "refreshed"]
"""Where another token came from: it was there already, or Miro has just given it."""


class TokenKeeper(ABC):
    """Gives the token for each call."""

    pacing_key: str | None = None
    """By what others who share a budget of credits know whose it is."""

    @abstractmethod
    async def get(self) -> Secret:
        """Give the token for a call."""

    async def renew(self, refused: Secret) -> Renewal | None:  # noqa: ARG002 - for those that can
        """See to it that `get` gives another token than one that Miro refused.

        `None`: there is no other.
        """
        return None

    def forget_calls(self) -> None:  # noqa: B027 - most have none
        """Forget who waits for the token, as they are in another event loop or process."""


class AskedToken(TokenKeeper):
    """A function that is asked for each call."""

    def __init__(self, source: TokenFunction) -> None:
        self._source = source

    async def get(self) -> Secret:
        """Ask for the token, and wait for it where that takes waiting."""
        return checked_token(await self._asked())

    async def _asked(self) -> Secret:
        given = self._source()
        if inspect.isawaitable(given):
            return await _awaited(given)
        return _hidden(given)


class AwaitedToken(TokenKeeper):
    """An awaitable that gives the token: it is waited for once, by the first call."""

    def __init__(self, source: Awaitable[str]) -> None:
        self._source = source
        self._token: Secret | None = None
        self._lock: anyio.Lock | None = None
        self._begun = False

    async def get(self) -> Secret:
        """Give the token; calls that come while the first one waits get it with that one."""
        from anyio import Lock

        from .uninterrupted import uninterrupted

        if self._lock is None:
            self._lock = Lock()
        async with self._lock:
            if self._token is None:
                # It can be had once: a call that is cancelled must not take it from the others.
                await uninterrupted(self._wait)
            assert self._token is not None
            return self._token

    def forget_calls(self) -> None:
        """Forget who waits for the token, as they are in another event loop or process."""
        self._lock = None

    async def _wait(self) -> None:
        self._token = checked_token(await _awaited(self._taken()))

    def _taken(self) -> Awaitable[str]:
        if self._begun and inspect.iscoroutine(self._source):
            raise ConfigurationError(
                "the coroutine for the token ended without one, and can run only once: "
                "give the function itself"
            )
        self._begun = True
        return self._source


def hidden_source(source: TokenSource) -> Secret | TokenFunction | Awaitable[str]:
    """Give what a caller gave as a token; a text as a secret. It refuses nothing.

    So that who has the text among its locals can let go of it before anything may be refused.
    """
    return Secret(source) if isinstance(source, str) else source


def hide_scim_token(options: ClientOptions) -> None:
    """Put the token for SCIM among these arguments as a secret.

    Raises:
        TypeError: One of them is no option; all are removed then, as it may be a token misspelt.
    """
    from ..client_options import ClientOptions as Known

    for name in options.keys() - Known.__annotations__.keys():
        cast("dict[str, object]", options).clear()
        raise TypeError(f"{name!r} is no keyword argument here")
    if (given := options.get("scim_token")) is not None:
        options["scim_token"] = hidden_source(given)


def token_source(source: Secret | TokenFunction | Awaitable[str]) -> Secret | TokenKeeper:
    """Give what keeps the token that a caller gave, or the way to it.

    Raises:
        ConfigurationError: It cannot be a token, or the source of one.
    """
    if isinstance(source, Secret):
        return checked_token(source)
    if inspect.isawaitable(source):
        return AwaitedToken(source)
    if isinstance(source, TokenKeeper):
        return source
    if callable(source):
        return AskedToken(source)
    raise ConfigurationError(
        "the access token must be a string, a function that gives one, or an awaitable"
    )


async def _awaited(source: Awaitable[object]) -> Secret:
    return _hidden(await source)


def _hidden(token: object) -> Secret:
    # Of its own, so that no frame that can fail later has the text among its locals.
    if isinstance(token, str):
        return Secret(token)
    raise ConfigurationError(f"the source of the token gave a {type(token).__name__}, not a string")
