"""One connection to a server, and what a pool has to know of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .protocol import Departure

if TYPE_CHECKING:
    import httpcore

    from .libraries import Core, NetworkStream


class Origin(NamedTuple):
    """Where a connection leads to."""

    scheme: bytes
    host: bytes
    port: int


class HeldStream:
    """A network stream that holds back what is written until something is to be read.

    The head and the body of a request so leave together. And the last look at whether the server
    has closed the connection is taken when not a byte of the request is gone.
    """

    def __init__(self, core: Core, stream: NetworkStream) -> None:
        self._core = core
        self._stream = stream
        self._held: list[bytes] = []
        self._write_timeout: float | None = None
        self._used = False
        self.departure = Departure()

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's word
        """Keep bytes, to be sent before the next read."""
        self._held.append(buffer)
        self._write_timeout = timeout

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's word
        """Send what was kept; then give the next bytes, `b""` at the end."""
        if self._held:
            await self._let_out()
        return await self._stream.read(max_bytes, timeout)

    async def aclose(self) -> None:
        """Close the stream."""
        self._held.clear()
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        """Ask the stream."""
        return self._stream.get_extra_info(info)

    async def _let_out(self) -> None:
        if self._used and self._stream.get_extra_info("is_readable"):
            raise self._core.ConnectionNotAvailable
        self._used = True
        # asyncio takes all of it at once, and may send it when this is cancelled. On trio a write
        # that is cancelled has not sent the last of it, and without that there is no request.
        self.departure.held = not self._stream.get_extra_info("writes_at_once")
        # A server may answer before it has read everything, and close: then there is an answer.
        with suppress(self._core.WriteError):
            await self._stream.write(self._taken(), self._write_timeout)
        self.departure.held = False

    def _taken(self) -> bytes:
        # Not a local of the frame that waits: a traceback that shows locals would show the token.
        held = b"".join(self._held)
        self._held.clear()
        return held


class Connection:
    """HTTP/1.1 to one origin."""

    def __init__(self, core: Core, origin: Origin, stream: NetworkStream) -> None:
        self.origin = origin
        self.idle_since = 0.0
        self._stream = HeldStream(core, stream)
        self._http = core.AsyncHTTP11Connection(
            origin=core.Origin(*origin), stream=cast("httpcore.AsyncNetworkStream", self._stream)
        )

    @property
    def is_idle(self) -> bool:
        """Whether the next request can be sent."""
        return self._http.is_idle()

    @property
    def is_dead(self) -> bool:
        """Whether the server has closed the connection, or has sent what nobody asked for."""
        return bool(self._stream.get_extra_info("is_readable"))

    async def send(self, request: httpcore.Request, departure: Departure) -> httpcore.Response:
        """Send a request and give its answer, whose content is still to be read.

        Raises `ConnectionNotAvailable` when the server has closed an idle connection, and nothing
        of the request was sent.
        """
        self._stream.departure = departure
        return await self._http.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the connection, whatever is under way on it."""
        await self._http.aclose()

    def socket_number(self) -> int:
        """Give the file descriptor of the socket."""
        number: int = self._stream.get_extra_info("socket").fileno()
        return number
