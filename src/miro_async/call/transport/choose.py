"""Which transport a client uses: the caller says so, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from ...errors import ConfigurationError

if TYPE_CHECKING:
    import ssl

    import aiohttp
    import httpx
    import httpx2

    from ...options import Limits
    from .protocol import Transport

    HttpClient: TypeAlias = (
        Literal["httpx", "httpx2", "aiohttp"]
        | httpx.AsyncClient
        | httpx2.AsyncClient
        | aiohttp.ClientSession
    )
    """The name of an HTTP library, or a client of one."""

_CLIENTS = {"httpx": "AsyncClient", "httpx2": "AsyncClient", "aiohttp": "ClientSession"}
_CHOICE = (
    'http_client is "httpx", "httpx2" or "aiohttp", or an httpx.AsyncClient, httpx2.AsyncClient or '
    "aiohttp.ClientSession"
)


def choose(
    client: HttpClient | None,
    *,
    limits: Limits | None = None,
    proxy: str | None = None,
    ssl_context: ssl.SSLContext | None = None,
) -> Transport:
    """Give the transport for a client of the caller's, or for the library of this name.

    A client of the caller's has its own limits.

    Raises:
        ConfigurationError: It is neither, its library is not installed, or there are a proxy or TLS
            settings for a client that has its own.
    """
    if client is None or isinstance(client, str):
        return _own("httpx" if client is None else client, limits, proxy, ssl_context)
    if proxy is not None or ssl_context is not None:
        raise ConfigurationError(
            "proxy and ssl_context are for clients that are made here: set them in your own"
        )
    match _library_of(client):
        case "aiohttp":
            return _aiohttp(cast("aiohttp.ClientSession", client))
        case name:
            from .httpx import HttpxTransport

            return HttpxTransport(cast("httpx.AsyncClient", client), library=name)


def _own(
    name: str, limits: Limits | None, proxy: str | None, ssl_context: ssl.SSLContext | None
) -> Transport:
    match name:
        case "httpx" | "httpx2":
            from .httpx import HttpxTransport

            return HttpxTransport(library=name, limits=limits, proxy=proxy, ssl_context=ssl_context)
        case "aiohttp":
            return _aiohttp(None, limits=limits, proxy=proxy, ssl_context=ssl_context)
        case _:
            raise ConfigurationError(f"{_CHOICE}; not {name!r}")


def _aiohttp(session: aiohttp.ClientSession | None, **settings: Any) -> Transport:
    try:
        from .aiohttp import AiohttpTransport
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            'aiohttp is not installed: pip install "miro-async[fast]"'
        ) from error
    return AiohttpTransport(session, **settings)


def _library_of(client: object) -> Literal["httpx", "httpx2", "aiohttp"]:
    """Tell whose class, or whose subclass, a client is: by names, so that nothing is imported."""
    for kind in type(client).__mro__:
        package = kind.__module__.partition(".")[0]
        if _CLIENTS.get(package) == kind.__name__:
            return cast("Literal['httpx', 'httpx2', 'aiohttp']", package)
    raise ConfigurationError(f"{_CHOICE}; not a {type(client).__name__}")
