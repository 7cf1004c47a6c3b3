"""`MiroApi`: Miro's REST API for the owner of one access token."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from .call.hooks import Hooks
from .endpoints._groups import Groups
from .errors import ConfigurationError
from .options import API_URL, SCIM_URL, Timeout, default_user_agent
from .secret import Secret, checked_token

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

    from .call.send import Caller, TokenFunction, TokenSource
    from .call.transport.protocol import Transport


class MiroApi(Groups):
    """All operations of Miro's REST API, in groups: `api.boards`, `api.sticky_notes`, ...

        async with MiroApi(access_token) as api:
            board = await api.boards.create(name="Retro")

    All calls share one HTTP client, which is made on first use and closed by `async with` or
    `aclose()`. No setting of ours is read from the environment; httpx honors the usual proxy
    variables.

    Args:
        access_token: A token, or a function, sync or async, that gives one for each call.
        base_url: Where the REST API is; a sandbox's address, for example.
        scim_token: The organization's token for SCIM, which the user's token does not open.
        scim_base_url: Where SCIM is. The SCIM token goes nowhere else.
        timeout: How long to wait for the service.
        http_client: An `httpx.AsyncClient` to use, which is left open. Its connections, proxies
            and TLS settings count; its headers, authentication, cookies and timeouts do not.
        transport: What carries the requests, instead of an HTTP client: a sandbox, for example.
        hooks: What to tell about the calls as they happen.
        user_agent: How to introduce oneself; the default names this package and its version.

    Raises:
        ConfigurationError: The arguments cannot be right.
    """

    def __init__(  # noqa: PLR0913 - what a client can be told, each by keyword
        self,
        access_token: TokenSource,
        *,
        base_url: str = API_URL,
        scim_token: TokenSource | None = None,
        scim_base_url: str = SCIM_URL,
        timeout: Timeout | None = None,
        http_client: httpx.AsyncClient | None = None,
        transport: Transport | None = None,
        hooks: Hooks | None = None,
        user_agent: str | None = None,
    ) -> None:
        if transport is not None and http_client is not None:
            raise ConfigurationError("give a transport or an http_client, not both")
        self._base_url = _checked_url(base_url)
        self._scim_base_url = _checked_url(scim_base_url)
        self._access_token = _hidden(access_token)
        self._scim_token = None if scim_token is None else _hidden(scim_token)
        self._timeout = timeout or Timeout()
        self._hooks = hooks or Hooks()
        if user_agent is not None and not (user_agent.isascii() and user_agent.isprintable()):
            raise ConfigurationError("a user agent is one line of ASCII text")
        self._user_agent = user_agent
        self._http_client = http_client
        self._given_transport = transport
        self._own_transport: Transport | None = None
        self._closed = False

    async def aclose(self) -> None:
        """Close the connections; what the caller gave stays open. Closing twice is allowed."""
        self._closed = True
        if self._own_transport is not None:
            await self._own_transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"MiroApi({self._base_url!r})"

    @cached_property
    def _caller(self) -> Caller:
        # Here, and not at the top: a program that never calls should not pay for what calls need.
        from .call.send import Caller, Origin
        from .codec import Codec

        return Caller(
            origins={
                "rest": Origin(self._base_url, self._access_token, "application/json"),
                "scim": Origin(self._scim_base_url, self._scim_token, "application/scim+json"),
            },
            transport=self._transport,
            codec=Codec(),
            hooks=self._hooks,
            timeout=self._timeout,
            user_agent=self._user_agent or default_user_agent(),
        )

    def _transport(self) -> Transport:
        if self._closed:
            raise ConfigurationError("this client is closed")
        if self._given_transport is not None:
            return self._given_transport
        if self._own_transport is None:
            from .call.transport.httpx import HttpxTransport

            self._own_transport = HttpxTransport(self._http_client)
        return self._own_transport


def _hidden(token: TokenSource) -> Secret | TokenFunction:
    if isinstance(token, str):
        return checked_token(Secret(token))
    if callable(token):
        return token
    raise ConfigurationError("the access token must be a string, or a function that gives one")


def _checked_url(url: str) -> str:
    """Give a base URL without its last slash; messages show no more than its host."""
    # What comes after it is a path: with any of these it would be something else.
    if not _is_plain(url) or set(url) & set("?#@"):
        raise ConfigurationError(
            "a base URL is an address and a path: no query, no credentials, no spaces"
        )
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # brackets that do not match, a port that is no port
        valid = False
    if not valid:
        raise ConfigurationError(f"{url!r} is no http(s) address")
    return url.rstrip("/")


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text
