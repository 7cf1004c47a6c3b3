"""The network for httpcore on asyncio: a stream that is a bare protocol.

httpcore's own stream goes through anyio, which sets up a cancel scope and a timer for every read
and write. Here a read is one future, and a connection has one timer, which is moved on only when
it goes off too early.
"""

from __future__ import annotations

import asyncio
import select
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl

    from .libraries import Core

MOST_UNREAD = 256 * 1024
"""Bytes that have come and that nobody has read, from which on no more are taken."""

NEXT_ADDRESS = 0.25
"""Seconds after which the next address of a host is tried too (RFC 8305)."""


class AsyncioStream(asyncio.Protocol):
    """A connection: an `httpcore.AsyncNetworkStream`, for one reader or writer at a time."""

    def __init__(self, core: Core, loop: asyncio.AbstractEventLoop) -> None:
        self._core = core
        self._loop = loop
        self._received: deque[bytes] = deque()
        self._unread = 0
        self._full = False
        self._ended = False  # by the server, by us, or by a fault: nothing more will come
        self._closed = False
        self._error: Exception | None = None
        self._waiter: asyncio.Future[bool] | None = None
        self._deadline: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    # What asyncio calls:

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take over the transport."""
        self._transport: asyncio.Transport = transport  # type: ignore[assignment] # pyright: ignore[reportAttributeAccessIssue] # of a TCP connection it is one

    def data_received(self, data: bytes) -> None:
        """Keep what has come until it is read."""
        self._received.append(data)
        self._unread += len(data)
        if self._unread >= MOST_UNREAD:
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """Remember that the server sends no more; asyncio then closes the connection."""
        self._ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Remember that there is no connection any more, and why."""
        self._ended = True
        self._error = exc
        if self._timer is not None:
            self._timer.cancel()
        self._wake()

    def pause_writing(self) -> None:
        """Remember that the network takes less than is written."""
        self._full = True

    def resume_writing(self) -> None:
        """Go on with writing."""
        self._full = False
        self._wake()

    # What httpcore calls:

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's word
        """Give the next bytes, `b""` at the end."""
        if not self._received and not self._ended:
            deadline = self._deadline_in(timeout)
            while not self._received and not self._ended:
                if not await self._woken(deadline):
                    raise self._core.ReadTimeout
        if self._closed:
            raise self._core.ReadError("the connection was closed here")
        if self._received:
            return self._next(max_bytes)
        if self._error is not None:
            raise self._core.ReadError(str(self._error)) from self._error
        return b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's word
        """Send bytes; wait only if they are more than the network takes at once."""
        if not self._ended:
            self._transport.write(buffer)
        del buffer  # a traceback that shows locals would show the token in it
        if self._full:
            await self._emptied(timeout)
        if self._ended:
            raise self._core.WriteError("the connection is closed")

    async def aclose(self) -> None:
        """Close the socket. What has not been sent by now will not be."""
        self._closed = True
        self._transport.abort()
        await asyncio.sleep(0)  # asyncio closes the socket in its next turn

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's word
    ) -> AsyncioStream:
        """Go on with TLS; the server's certificate is checked as the context says."""
        try:
            async with asyncio.timeout(timeout):
                transport = await self._loop.start_tls(
                    self._transport, self, ssl_context, server_hostname=server_hostname
                )
        except TimeoutError as error:
            raise self._core.ConnectTimeout from error
        except (OSError, ValueError) as error:  # an `ssl.SSLError` is an `OSError`
            raise self._core.ConnectError(str(error)) from error
        if transport is None:  # the connection was lost in the very moment
            raise self._core.ConnectError("the connection was closed")
        self._transport = transport
        return self

    def get_extra_info(self, info: str) -> Any:
        """Give what httpcore's streams know: `is_readable`, `socket`, `ssl_object`, addresses."""
        if info == "is_readable":
            return self._ended or bool(self._received) or _is_readable(self._socket_number())
        if info == "writes_at_once":
            return True
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._transport.get_extra_info(names.get(info, info))

    def _socket_number(self) -> int:
        number: int = self._transport.get_extra_info("socket").fileno()
        return number

    def _next(self, most: int) -> bytes:
        piece = self._received.popleft()
        if len(piece) > most:
            self._received.appendleft(piece[most:])
            piece = piece[:most]
        before, self._unread = self._unread, self._unread - len(piece)
        if before >= MOST_UNREAD > self._unread:
            self._transport.resume_reading()
        return piece

    async def _emptied(self, timeout: float | None) -> None:  # noqa: ASYNC109 - handed on
        deadline = self._deadline_in(timeout)
        while self._full and not self._ended:
            if not await self._woken(deadline):
                raise self._core.WriteTimeout

    def _deadline_in(self, seconds: float | None) -> float | None:
        return None if seconds is None else self._loop.time() + seconds

    async def _woken(self, deadline: float | None) -> bool:
        """Wait until something happens; give whether it did before the deadline."""
        self._deadline = deadline
        if deadline is not None and (self._timer is None or deadline < self._timer.when()):
            if self._timer is not None:
                self._timer.cancel()
            self._timer = self._loop.call_at(deadline, self._time_is_up)
        self._waiter = self._loop.create_future()
        try:
            return await self._waiter
        finally:
            self._waiter = None

    def _wake(self, happened: bool = True) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(happened)

    def _time_is_up(self) -> None:
        self._timer = None
        if self._waiter is None or self._deadline is None:
            return  # set for a wait that is over
        if self._loop.time() < self._deadline:
            self._timer = self._loop.call_at(self._deadline, self._time_is_up)
        else:
            self._wake(happened=False)


class AsyncioBackend:
    """Makes connections: an `httpcore.AsyncNetworkBackend`, as far as a pool needs one."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's word
    ) -> AsyncioStream:
        """Connect to the address of the host that answers first."""
        loop = asyncio.get_running_loop()
        make = partial(AsyncioStream, self._core, loop)
        # Of other loops (uvloop's) it is not known whether they can try addresses side by side.
        race = isinstance(loop, asyncio.BaseEventLoop) and not _is_number(host)
        options: dict[str, Any] = {"happy_eyeballs_delay": NEXT_ADDRESS} if race else {}
        try:
            async with asyncio.timeout(timeout):
                _, stream = await loop.create_connection(make, host, port, **options)
        except TimeoutError as error:
            raise self._core.ConnectTimeout from error
        # A name that DNS cannot have, and a port that is none, are no `OSError`.
        except (OSError, ValueError, OverflowError) as error:
            raise self._core.ConnectError(str(error)) from error
        return stream


def _is_number(host: str) -> bool:
    """Tell an IP address from a name."""
    return ":" in host or not any(character.isalpha() for character in host)


def _is_readable(number: int) -> bool:
    """Tell whether a socket has something to read, be it the end."""
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([number], [], [], 0)[0])
    poll = select.poll()
    poll.register(number, select.POLLIN)
    return bool(poll.poll(0))
