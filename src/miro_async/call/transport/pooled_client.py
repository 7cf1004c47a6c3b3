"""An `AsyncClient` on our pool: it owns the connections, and can send whatever httpx can."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ...options import Timeout
from .outgoing import Address, Outgoing
from .protocol import Departure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator

    import httpx

    from .libraries import Httpx
    from .pool import Exchange, Pool


def pooled_client(library: Httpx, pool: Pool) -> httpx.AsyncClient:
    """Give a client whose requests go over the pool. Closing it closes the pool."""
    base: Any = library.AsyncBaseTransport
    stream: Any = library.AsyncByteStream

    class Content(stream):  # type: ignore[misc] # httpx demands its own classes
        """What comes of an answer, as it comes."""

        def __init__(self, exchange: Exchange) -> None:
            self._exchange = exchange

        async def __aiter__(self) -> AsyncIterator[bytes]:
            with _errors_of(library):
                async for chunk in self._exchange.chunks:
                    yield chunk

        async def aclose(self) -> None:
            """Give the connection back, or end it."""
            await self._exchange.aclose()

    class PoolTransport(base):  # type: ignore[misc]
        """Sends what the client sends over the pool."""

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            """Give the answer as soon as its headers are there."""
            url = request.url
            wait = request.extensions["timeout"]
            outgoing = Outgoing(
                address=Address(url.raw_scheme, url.raw_host, url.port, url.netloc),
                method=request.method,
                target=url.raw_path,
                headers=request.headers.raw,
                body=await request.aread(),
                timeout=Timeout(connect=wait["connect"], read=wait["read"], write=wait["write"]),
                departure=Departure(),
            )
            with _errors_of(library):
                exchange = await pool.send(outgoing)
            return library.Response(
                exchange.status, headers=list(exchange.headers), stream=Content(exchange)
            )

        async def aclose(self) -> None:
            """Close the pool."""
            await pool.aclose()

    return library.AsyncClient(transport=PoolTransport())


@contextmanager
def _errors_of(library: Httpx) -> Generator[None]:
    """Turn httpcore's errors into those of httpx, which have the same names."""
    try:
        yield
    except Exception as error:
        kind = getattr(library, type(error).__name__, None)
        if kind is None:
            raise
        raise kind(str(error)) from error
