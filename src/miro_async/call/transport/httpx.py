"""The default transport: httpx, or httpx2, on connections of our own pool."""

from __future__ import annotations

from contextlib import aclosing, asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies

from ...errors import ConfigurationError
from ...options import Limits
from .content import ACCEPTED_ENCODINGS, decoded, read_to_end
from .faults import translated, without_frames
from .home import Home, home_of, pooled_home
from .libraries import httpx_of
from .outgoing import demand_plain_headers
from .protocol import Response, StreamedResponse
from .ways import OverClient

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, Iterable

    import httpx

    from .libraries import Httpx, LibraryName
    from .protocol import Request
    from .ways import Begun, Way

PROXIES = {"http", "https", "socks5", "socks5h"}


class HttpxTransport:
    """Sends requests with one shared `AsyncClient`: its own, or one of the caller's.

    Its own keeps connections in our pool, or in httpx's where there is a proxy, given or in the
    environment. It belongs to one event loop and one process; in another it is made anew.

    Of a client of the caller's the connections are used, with its proxies and TLS settings, and it
    is left open. Its own headers, authentication, cookies and timeouts do not count.
    """

    def __init__(
        self,
        client: httpx.AsyncClient | None = None,
        *,
        library: LibraryName = "httpx",
        limits: Limits | None = None,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._name: LibraryName = library
        self._library = httpx_of(library)
        self._given = client
        self._limits = limits or Limits()
        self._proxy = None if proxy is None else _checked_proxy(self._library, proxy)
        self._ssl_context = ssl_context
        self._home: Home | None = None
        self._left: list[Home] = []
        self._closed = False

    async def send(self, request: Request) -> Response:
        """Send the request and read the answer to its end. Redirects are not followed."""
        home = await self._settled()
        begun = await _begun(home.way, request, ACCEPTED_ENCODINGS)
        try:
            body = await _whole(home.way, begun)
        finally:
            await begun.aclose()
        headers = _read(begun.headers)
        encoding = headers.get("content-encoding")
        return Response(status=begun.status, headers=headers, body=decoded(body, encoding))

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncGenerator[StreamedResponse]:
        """Send the request and give its answer to be read in pieces, inside of the block."""
        home = await self._settled()
        begun = await _begun(home.way, request, "identity")
        try:
            async with aclosing(_pieces(home.way, begun)) as pieces:
                headers = _read(begun.headers)
                yield StreamedResponse(status=begun.status, headers=headers, chunks=pieces)
        finally:
            await begun.aclose()

    async def aclose(self) -> None:
        """Close the connections, unless the client is the caller's. Closing twice is allowed."""
        self._closed = True
        home, self._home = self._home, None
        if home is not None:
            if home.is_here:
                await home.aclose()
            else:
                self._leave(home)

    async def _settled(self) -> Home:
        """Give what belongs to this event loop and process; let go of what does not."""
        home = self._home
        if home is not None and home.is_here:
            return home
        if self._closed:
            raise ConfigurationError("the HTTP client is closed")
        if self._given is not None:
            if home is not None:
                raise ConfigurationError(
                    f"this {self._name}.AsyncClient has been used in another event loop or "
                    "process, and its connections are there: give each its own"
                )
            self._home = Home(way=OverClient(self._library, self._given))
            return self._home
        if home is not None:
            self._leave(home)
        self._home = await self._own_home()
        return self._home

    async def _own_home(self) -> Home:
        if self._proxy is None and not any(getproxies().get(of) for of in ("http", "https", "all")):
            return await pooled_home(self._library, self._name, self._limits, self._context)
        return await home_of(self._library, self._client_with_proxy())

    def _client_with_proxy(self) -> httpx.AsyncClient:
        limits = self._limits
        options: dict[str, Any] = {} if self._proxy is None else {"proxy": self._proxy}
        verify = self._context()
        try:
            return self._library.AsyncClient(
                verify=verify,
                limits=self._library.Limits(
                    max_connections=limits.max_connections,
                    max_keepalive_connections=limits.max_keepalive_connections,
                    keepalive_expiry=limits.keepalive_expiry,
                ),
                **options,
            )
        except (ImportError, ValueError, self._library.InvalidURL):
            pass
        # Outside of the handler: the error has the proxy's address, which may have a password.
        raise ConfigurationError(
            "the proxy cannot be used: its address, or that in HTTP_PROXY, HTTPS_PROXY or "
            f'ALL_PROXY, is wrong; or it is one for SOCKS, and needs pip install "{self._name}'
            '[socks]"'
        )

    def _context(self) -> ssl.SSLContext:
        if self._ssl_context is None:
            try:
                self._ssl_context = self._library.create_ssl_context()
            except OSError as error:
                raise ConfigurationError(
                    "the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read"
                ) from error
        return self._ssl_context

    def _leave(self, home: Home) -> None:
        """Let go of what belongs to another event loop, without touching that.

        Nobody has it then, so that it is closed there, when the last call there has its answer.
        """
        if home.is_of_other_process:
            # What is dropped would close itself in the parent's event loop.
            home.abandon()
            self._left.append(home)


def _checked_proxy(library: Httpx, proxy: str) -> str:
    with suppress(library.InvalidURL, ValueError):
        url = library.URL(proxy)
        if url.scheme in PROXIES and url.host:
            return proxy
    raise ConfigurationError("the proxy must be an address such as http://proxy.example:3128")


async def _begun(way: Way, request: Request, encodings: str) -> Begun:
    demand_plain_headers(request)
    try:
        return await way.begin(request, encodings)
    except Exception as error:  # noqa: BLE001 - whatever an HTTP library raises
        fault = translated(way.faults, error)
    except BaseException as error:
        without_frames(error)  # who is cancelled may be shown as the cause of a timeout
        raise
    # Not inside of the handler: what is handled there would stay with it as its context.
    raise fault


async def _whole(way: Way, begun: Begun) -> bytes:
    try:
        return await read_to_end(begun.chunks)
    except Exception as error:  # noqa: BLE001 - as above
        fault = translated(way.faults, error)
    raise fault


async def _pieces(way: Way, begun: Begun) -> AsyncGenerator[bytes]:
    try:
        async for chunk in begun.chunks:
            yield chunk
    except Exception as error:  # noqa: BLE001 - as above
        fault = translated(way.faults, error)
    else:
        return
    raise fault


def _read(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Give headers by their name in lower case; what came several times is joined by commas."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("ascii").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers
