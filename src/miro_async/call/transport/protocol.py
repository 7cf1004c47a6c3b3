"""Our own words for HTTP: a request, a response, and what turns the one into the other.

Everything above this package speaks these words; only the modules beside this one import an HTTP
library. The sandbox is a `Transport` too, which is how a client talks to it without a socket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from contextlib import AbstractAsyncContextManager

    from ...options import Timeout


def _names_only(headers: Mapping[str, str]) -> str:
    # Neither a token nor the address of a file, which opens it, must reach a log.
    return f"<{', '.join(sorted(headers))}>"


def _without_query(url: str) -> str:
    return repr(url.partition("?")[0])  # Miro's first way to revoke a token has it in the query


class Departure:
    """Where a transport that can tell says that a request has not left yet.

    It sets `held` before it looks for a connection, and takes it back before the first byte may
    leave. What is cancelled in between has certainly not been carried out.
    """

    __slots__ = ("held",)

    def __init__(self) -> None:
        self.held: bool = False


@frozen(kw_only=True)
class Request:
    """One HTTP request, ready to be sent, and sent again: its body is in memory."""

    method: str
    url: str = field(repr=_without_query)
    headers: Mapping[str, str] = field(repr=_names_only)
    body: bytes | None = field(default=None, repr=False)
    timeout: Timeout | None = None
    departure: Departure = field(factory=Departure, eq=False, repr=False)


@frozen(kw_only=True)
class Response:
    """One HTTP answer, read to its end. Header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=_names_only)
    body: bytes = field(default=b"", repr=False)


@frozen(kw_only=True)
class StreamedResponse:
    """The beginning of an HTTP answer, whose body is read piece by piece, as it was sent.

    `chunks` raises `TransportError` when the answer breaks off, or is shorter than it said.
    """

    status: int
    headers: Mapping[str, str] = field(repr=_names_only)
    chunks: AsyncIterator[bytes] = field(repr=False)


class Transport(Protocol):
    """Sends requests. Raises `TransportError` and nothing else when there is no answer."""

    async def send(self, request: Request) -> Response:
        """Send the request and give the whole answer, whatever its status."""
        ...

    def stream(self, request: Request) -> AbstractAsyncContextManager[StreamedResponse]:
        """Send the request and give its answer to be read in pieces, inside of the block."""
        ...

    async def aclose(self) -> None:
        """Let go of every connection. Closing twice is allowed."""
        ...
