"""The two ways in which httpx carries a request: over our pool, and as it comes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, cast

from ...errors import ConfigurationError
from .content import read_to_end
from .outgoing import address_of, headers_of, outgoing_of, timeouts_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    import httpx

    from .libraries import Core, Faults, Httpx
    from .pool import Pool
    from .protocol import Request


class Begun(Protocol):
    """An answer whose head has come, and whose body comes in chunks, as it was sent."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Sequence[tuple[bytes, bytes]]:
        """Names and values, as they came."""
        ...

    @property
    def chunks(self) -> AsyncIterator[bytes]:
        """What has not been read of the body."""
        ...

    async def aclose(self) -> None:
        """Let go of the connection, whether or not everything was read."""
        ...


class Way(Protocol):
    """One way to carry requests."""

    @property
    def faults(self) -> Faults:
        """The module whose errors it raises."""
        ...

    async def begin(self, request: Request, encodings: str) -> Begun:
        """Send the request, and give the answer when its head has come."""
        ...


class OverPool:
    """Sends with our pool, below an `AsyncClient` that would do much that no call needs."""

    def __init__(self, library: Httpx, core: Core, pool: Pool) -> None:
        self.faults: Faults = core
        self._library = library
        self._pool = pool

    async def begin(self, request: Request, encodings: str) -> Begun:
        """Send the request on a connection of the pool."""
        return await self._pool.send(outgoing_of(self._library, request, encodings))


class OverClient:
    """Sends with an `AsyncClient`: the caller's, or ours where there is a proxy."""

    def __init__(self, library: Httpx, client: httpx.AsyncClient) -> None:
        self.faults: Faults = cast("Faults", library)
        self._library = library
        self._client = client
        self._content = _content_of(library)

    async def begin(self, request: Request, encodings: str) -> Begun:
        """Send the request without what the client would add to it."""
        if self._client.is_closed:
            raise ConfigurationError("the HTTP client is closed")
        return ClientAnswer(
            await self._client.send(
                self._request(request, encodings), auth=None, follow_redirects=False, stream=True
            )
        )

    def _request(self, request: Request, encodings: str) -> httpx.Request:
        address, _ = address_of(self._library, request.url)
        return self._library.Request(
            request.method,
            self._library.URL(request.url),
            headers=headers_of(request, address, encodings),
            stream=self._content(request.body or b""),
            extensions=timeouts_of(request),
        )


def _content_of(library: Httpx) -> Callable[[bytes], httpx.AsyncByteStream]:
    """Give the class for the bodies of requests; httpx demands that it comes from its own."""
    base: Any = library.AsyncByteStream

    class Content(base):  # type: ignore[misc]
        def __init__(self, body: bytes) -> None:
            self._body = body

        def __aiter__(self) -> AsyncIterator[bytes]:
            return _Once(self._body)

    return Content


class _Once:
    """Gives one thing. A generator would be left halfway when a request cannot be sent whole."""

    def __init__(self, body: bytes) -> None:
        self._left = [body]

    def __aiter__(self) -> _Once:
        return self

    async def __anext__(self) -> bytes:
        if not self._left:
            raise StopAsyncIteration
        return self._left.pop()


class ClientAnswer:
    """An answer that an `AsyncClient` gave."""

    def __init__(self, response: httpx.Response) -> None:
        self.status: int = response.status_code
        self.headers: Sequence[tuple[bytes, bytes]] = response.headers.raw
        # Of a response that is made whole, as a mock makes it, the stream still has the raw bytes.
        self.chunks: AsyncIterator[bytes] = aiter(cast("httpx.AsyncByteStream", response.stream))
        self._response = response

    async def aclose(self) -> None:
        """Close the response, and end what reads it, about which trio would complain."""
        with suppress(Exception):
            await self._response.aclose()
        with suppress(Exception):
            await read_to_end(self.chunks)
