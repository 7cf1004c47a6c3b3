"""One connection to a server: HTTP/1.1 as h11 has it, over a network stream of httpcore's.

httpcore's own connections keep what a server sends after an answer, and take it for the answer to
the next request; which one that is only h11 can tell. They also cost twice as much.
"""

from __future__ import annotations

import ssl
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import h11

if TYPE_CHECKING:
    from .libraries import Core, NetworkStream
    from .outgoing import Outgoing

LARGEST_HEAD = 100 * 1024
"""Bytes of the largest head of an answer that is taken."""

AT_ONCE = 64 * 1024
"""Bytes that are read or written at once."""


class Origin(NamedTuple):
    """Where a connection leads to."""

    scheme: bytes
    host: bytes
    port: int


class Connection:
    """A connection to one origin, for one request at a time."""

    def __init__(self, core: Core, origin: Origin, stream: NetworkStream) -> None:
        self.origin = origin
        self.idle_since: float = 0.0
        self._core = core
        self._stream = stream
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=LARGEST_HEAD)
        self._read_timeout: float | None = None
        # Not a local of the frame that sends: a traceback that shows locals would show the token.
        self._unsent: deque[bytes] = deque()

    @property
    def is_dead(self) -> bool:
        """Whether the server has closed the connection, or has sent what nobody asked for."""
        return bool(self._stream.get_extra_info("is_readable")) or self._holds_back()

    def _holds_back(self) -> bool:
        """Tell whether TLS has something that nobody asked for; on trio that is not readable."""
        tls = self._stream.get_extra_info("ssl_object")
        if tls is None or self._stream.get_extra_info("writes_at_once"):
            return False
        try:
            tls.read(1)
        except ssl.SSLWantReadError:
            return False
        except ssl.SSLError:  # the server has closed, or broken, what it said
            return True
        return True

    async def send(self, request: Outgoing) -> h11.Response:
        """Send a request and give the head of its answer. The first byte leaves at once."""
        self._read_timeout = request.timeout.read
        # asyncio takes all of it at once, and may send it when this is cancelled. On trio a write
        # that is cancelled has not sent the last of it, and without that there is no request.
        request.departure.held = not self._stream.get_extra_info("writes_at_once")
        # A server may answer before it has read everything, and close: then there is an answer.
        self._unsent = self._written(request)
        with suppress(self._core.WriteError):
            while self._unsent:
                await self._stream.write(self._unsent.popleft(), request.timeout.write)
        self._unsent.clear()
        request.departure.held = False
        while not isinstance(event := await self._event(), h11.Response):
            pass  # a 1xx, which announces another one
        return event

    async def chunk(self) -> bytes:
        """Give the next bytes of the answer's content, `b""` at its end."""
        event = await self._event()
        return bytes(event.data) if isinstance(event, h11.Data) else b""

    def finish(self) -> bool:
        """Get ready for the next request; give whether there can be one.

        There cannot if the answer was not read to its end, if the server closes the connection, or
        if it has sent more than was asked for: the rest would be taken for the next answer.
        """
        http = self._http
        if http.our_state is not h11.DONE or http.their_state is not h11.DONE:
            return False
        if http.trailing_data != (b"", False):
            return False
        http.start_next_cycle()
        return True

    async def aclose(self) -> None:
        """Close the connection, whatever is under way on it."""
        await self._stream.aclose()

    def socket_number(self) -> int:
        """Give the file descriptor of the socket."""
        number: int = self._stream.get_extra_info("socket").fileno()
        return number

    async def _event(self) -> Any:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            data = await self._stream.read(AT_ONCE, self._read_timeout)
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                raise self._core.RemoteProtocolError("the server hung up without an answer")
            self._http.receive_data(data)
        return event

    def _written(self, request: Outgoing) -> deque[bytes]:
        with suppress(h11.LocalProtocolError):
            return deque(self._encoded(request))
        # Outside of the handler: the error of h11 has the headers in it, and so the token.
        raise self._core.LocalProtocolError

    def _encoded(self, request: Outgoing) -> list[bytes]:
        head = h11.Request(method=request.method, target=request.target, headers=request.headers)
        events = [head, h11.Data(data=request.body), h11.EndOfMessage()]
        # One piece where it fits into one; of a large body each has its own time.
        whole = b"".join(self._http.send(event) or b"" for event in events)
        return [whole[start : start + AT_ONCE] for start in range(0, len(whole), AT_ONCE)]
