"""Connections for httpx, found in the same time however many there are.

httpx's own pool looks at every connection for every request, and again for every answer. This one
takes the idle connection that was used last, for each origin from a stack of its own.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict, deque
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from ...errors import ConfigurationError
from ..slots import Slots
from .connection import Connection, Origin

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence

    import h11

    from ...options import Limits
    from .libraries import Core, Network, NetworkStream
    from .outgoing import Outgoing

DEFAULT_PORTS = {b"http": 80, b"https": 443}


class Pool:
    """Sends requests on connections that are used again.

    There are never more than `limits.max_connections`, over all origins; who finds none free waits
    and is served in the order of coming. Belongs to one event loop and one process.
    """

    def __init__(
        self,
        core: Core,
        network: Network,
        *,
        limits: Limits,
        ssl_context: Callable[[], ssl.SSLContext],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        most_kept = limits.max_keepalive_connections
        self._core = core
        self._network = network
        self._most = limits.max_connections
        self._most_kept = self._most if most_kept is None else min(most_kept, self._most)
        self._expiry = limits.keepalive_expiry
        self._ssl_context = ssl_context
        self._clock = clock
        self._slots = Slots(self._most)
        self._open: set[Connection] = set()
        self._idle: OrderedDict[Connection, None] = OrderedDict()  # the longest idle one first
        self._stacks: dict[Origin, deque[Connection]] = {}  # the one used last is on top
        self._connecting = 0
        self._closed = False

    async def send(self, request: Outgoing) -> Exchange:
        """Send a request; its answer is to be closed, whatever becomes of it.

        Of what this raises, `ConnectError` and `ConnectTimeout` say that nothing was sent. Of what
        is cancelled, the request's `Departure` says it.
        """
        request.departure.held = True
        if not self._slots.try_take():
            await self._slots.take()
        try:
            return await self._sent(request)
        except BaseException:
            self._slots.give_back()
            raise

    async def release(self, connection: Connection) -> None:
        """Take a connection back: one that can be used again is kept."""
        try:
            if connection.finish():
                self._keep(connection)
                while len(self._idle) > self._most_kept:
                    await self._close(self._without(next(iter(self._idle))))
            else:
                await self._close(connection)
        finally:
            self._slots.give_back()

    async def aclose(self) -> None:
        """Close every connection, also those in use. Closing twice is allowed."""
        self._closed = True
        self._idle.clear()
        self._stacks.clear()
        while self._open:
            try:
                await self._close(next(iter(self._open)))
            except BaseException:  # cancelled: the others are closed all the same
                await self.aclose()
                raise

    def abandon(self) -> None:
        """Let go of connections that a fork has copied, so that the parent does not notice."""
        # What asyncio does to close them would take them out of the parent's event loop, too. So
        # their numbers get another file, and the objects are left as they are.
        nothing = os.open(os.devnull, os.O_RDWR)
        for connection in self._open:
            with suppress(OSError, ValueError):  # one that is closed already
                os.dup2(nothing, connection.socket_number(), inheritable=False)
        os.close(nothing)

    async def _sent(self, request: Outgoing) -> Exchange:
        if self._closed:
            raise ConfigurationError("the HTTP client is closed")
        scheme, host, port, _ = request.address
        origin = Origin(scheme, host, port or DEFAULT_PORTS[scheme])
        connection = await self._idle_connection(origin)
        if connection is None:
            connection = await self._connected(origin, request.timeout.connect)
        try:
            # Nothing is waited for between the look at whether it lives and the first byte.
            return Exchange(self, connection, await connection.send(request))
        except BaseException:
            await self._close(connection)
            raise

    async def _idle_connection(self, origin: Origin) -> Connection | None:
        """Give the connection that was used last, of those that still live."""
        if self._expiry is not None:
            earliest = self._clock() - self._expiry
            while self._idle and (oldest := next(iter(self._idle))).idle_since < earliest:
                await self._close(self._without(oldest))
        while stack := self._stacks.get(origin):
            connection = self._without(stack[-1])
            if not connection.is_dead:
                return connection
            await self._close(connection)
        return None

    async def _connected(self, origin: Origin, timeout: float | None) -> Connection:  # noqa: ASYNC109 - handed on
        while self._idle and len(self._open) + self._connecting >= self._most:
            await self._close(self._without(next(iter(self._idle))))
        self._connecting += 1
        try:
            stream = await self._stream(origin, timeout)
        finally:
            self._connecting -= 1
        connection = Connection(self._core, origin, stream)
        self._open.add(connection)
        if self._closed:  # in the meantime
            await self._close(connection)
            raise ConfigurationError("the HTTP client is closed")
        return connection

    async def _stream(self, origin: Origin, timeout: float | None) -> NetworkStream:  # noqa: ASYNC109 - handed on
        context = self._ssl_context() if origin.scheme == b"https" else None
        try:
            host = origin.host.decode("ascii")
            stream = await self._network.connect_tcp(host, origin.port, timeout)
            if context is None:
                return stream
            try:
                context.set_alpn_protocols(["http/1.1"])
                return await stream.start_tls(context, host, timeout)
            except BaseException:
                with suppress(Exception):
                    await stream.aclose()
                raise
        except (self._core.ConnectError, self._core.ConnectTimeout):
            raise
        except Exception as error:
            raise self._core.ConnectError(str(error)) from error

    def _keep(self, connection: Connection) -> None:
        connection.idle_since = self._clock()
        self._idle[connection] = None
        self._stacks.setdefault(connection.origin, deque()).append(connection)

    def _without(self, connection: Connection) -> Connection:
        """Take an idle connection out: the first or the last of its stack."""
        del self._idle[connection]
        stack = self._stacks[connection.origin]
        if stack[-1] is connection:
            stack.pop()
        else:
            stack.popleft()
        if not stack:
            del self._stacks[connection.origin]
        return connection

    async def _close(self, connection: Connection) -> None:
        # Network streams close first, and wait then; so whoever is cancelled here has closed it.
        try:
            with suppress(Exception):
                await connection.aclose()
        finally:
            self._open.discard(connection)


class Exchange:
    """An answer, on a connection that is given back when this is closed."""

    def __init__(self, pool: Pool, connection: Connection, head: h11.Response) -> None:
        self.status: int = head.status_code
        self.headers: Sequence[tuple[bytes, bytes]] = head.headers
        self._pool = pool
        self._connection = connection
        self._closed = False

    @property
    def chunks(self) -> Self:
        """What has not been read of the content."""
        return self

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        chunk = b"" if self._closed else await self._connection.chunk()
        if not chunk:
            raise StopAsyncIteration
        return chunk

    async def aclose(self) -> None:
        """Give the connection back; it is closed if the answer was not read to its end."""
        if not self._closed:
            self._closed = True
            await self._pool.release(self._connection)
