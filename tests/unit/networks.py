"""A network that is only pretended, with servers of which every step can be told and seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import anyio
import anyio.lowlevel
import httpcore
from attrs import Factory, define

from miro_async import Limits, Timeout
from miro_async.call.transport.outgoing import Address, Outgoing
from miro_async.call.transport.pool import Pool
from miro_async.call.transport.protocol import Departure
from tests.unit.loopback import http

if TYPE_CHECKING:
    import socket

ANSWER = http(b"hello")
CLOSING = http(b"hello", "200 OK", "Connection: close")


@define
class Clock:
    """Time that goes on when it is told to."""

    now: float = 100.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


@define(slots=False, eq=False)
class Stream:
    """One connection: the side of the client, and what its server does."""

    network: Network
    host: str
    closed: bool = False
    dead: bool = False
    busy: bool = False
    tls: str | None = None
    last_used: float = 0.0
    received: list[bytes] = Factory(list)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109 - httpcore's interface
        """Receive a request; the network remembers if there should have been none."""
        network = self.network
        if self.closed or self.dead or self.busy:
            network.wrong.append(f"a request on a connection that is {vars(self)}")
        idle = network.clock() - self.last_used
        if self.received and network.expiry is not None and idle > network.expiry:
            network.wrong.append(f"a request after {idle} seconds")
        self.busy = True
        self.received.append(buffer)
        network.order.append(buffer.split(b" ")[1].decode())
        await anyio.lowlevel.checkpoint()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109 - httpcore's interface
        """Answer, as soon as the network is allowed to."""
        await anyio.lowlevel.checkpoint()
        while not self.closed and not self.network.answers_to_give:
            await self.network.may_answer.wait()
        if self.closed:
            raise httpcore.ReadError
        if not self.network.answers_at_once:
            self.network.give(-1)
        self.busy = False
        self.last_used = self.network.clock()
        return self.network.answer

    async def start_tls(self, ssl_context, server_hostname=None, timeout=None) -> Stream:  # noqa: ARG002, ASYNC109 - httpcore's interface
        """Go on as if with TLS."""
        await anyio.lowlevel.checkpoint()
        if self.network.tls_error is not None:
            raise self.network.tls_error
        self.tls = server_hostname
        return self

    def get_extra_info(self, info: str) -> Any:
        """Tell what a pool asks for."""
        known = {"is_readable": self.dead, "socket": self.network.socket}
        return known.get(info)

    async def aclose(self) -> None:
        """Close the connection; it counts until it is closed."""
        if not self.closed:
            self.closed = True
            self.network.let_go()
            try:
                await anyio.lowlevel.checkpoint()
            finally:
                self.network.open -= 1


@define(slots=False)
class Network:
    """What makes such connections."""

    clock: Clock = Factory(Clock)
    expiry: float | None = None
    answer: bytes = ANSWER
    answers_at_once: bool = True
    answers_to_give: int = 1
    error: Exception | None = None
    tls_error: Exception | None = None
    socket: socket.socket | None = None
    open: int = 0
    most_open: int = 0
    streams: list[Stream] = Factory(list)
    order: list[str] = Factory(list)
    wrong: list[str] = Factory(list)
    pools: list[Pool] = Factory(list)
    may_answer: anyio.Event = Factory(anyio.Event)
    may_connect: anyio.Event | None = None

    async def connect_tcp(self, host: str, port: int, timeout: float | None = None) -> Stream:  # noqa: ARG002, ASYNC109 - httpcore's interface
        """Connect; what is on its way counts as open."""
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            await anyio.lowlevel.checkpoint()
            if self.may_connect is not None:
                await self.may_connect.wait()
        except BaseException:
            self.open -= 1
            raise
        if self.error is not None:
            self.open -= 1
            raise self.error
        self.streams.append(Stream(self, host))
        return self.streams[-1]

    def hold(self) -> None:
        """Answer only what is given from now on."""
        self.answers_at_once = False
        self.answers_to_give = 0

    def give(self, number: int) -> None:
        """Let so many answers go."""
        self.answers_to_give += number
        self.let_go()

    def let_go(self) -> None:
        """Wake who waits for an answer."""
        self.may_answer.set()
        self.may_answer = anyio.Event()

    def alive(self) -> list[Stream]:
        """Give the connections that are open."""
        return [stream for stream in self.streams if not stream.closed]

    def pool(self, tls=None, core=httpcore, **limits: Any) -> Pool:
        """Give a pool on this network."""
        chosen = Limits(**limits)
        self.expiry = chosen.keepalive_expiry
        pool = Pool(core, self, limits=chosen, ssl_context=lambda: tls, clock=self.clock)
        self.pools.append(pool)
        return pool


async def settle() -> None:
    """Let every task run until it waits for something; here that never takes many steps."""
    for _ in range(100):
        await anyio.lowlevel.checkpoint()


def request(url: str = "http://one/", body: bytes = b"", **timeouts: float) -> Outgoing:
    """Give a request."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode()
    headers = [(b"Host", b"one")]
    if body:
        headers.append((b"Content-Length", b"%d" % len(body)))
    return Outgoing(
        address=Address(parts.scheme.encode(), host, parts.port, host),
        method="POST" if body else "GET",
        target=parts.path.encode(),
        headers=headers,
        body=body,
        timeout=Timeout(**timeouts),
        departure=Departure(),
    )


async def call(pool: Pool, url: str = "http://one/") -> bytes:
    """Send a request and give the whole answer."""
    exchange = await pool.send(request(url))
    try:
        return b"".join([chunk async for chunk in exchange.chunks])
    finally:
        await exchange.aclose()


async def at_once(pool, number, url="http://one/"):
    """Make calls that are under way together."""
    async with anyio.create_task_group() as tasks:
        for _ in range(number):
            tasks.start_soon(call, pool, url)


class Tls:
    """A TLS context that remembers what was asked for."""

    protocols = None

    def set_alpn_protocols(self, protocols):
        """Remember the protocols."""
        self.protocols = protocols


@define
class Stepping:
    """Runs something, and calls `cancel` at one of its steps: each is a moment of waiting."""

    work: Any
    cancel: Any = None
    at: int = -1
    steps: int = 0

    def __await__(self):
        inner = self.work.__await__()
        send, value = inner.send, None
        while True:
            try:
                yielded = send(value)
            except StopIteration as end:
                return end.value
            if self.steps == self.at:
                self.cancel()
            self.steps += 1
            try:
                send, value = inner.send, (yield yielded)
            except BaseException as error:  # noqa: BLE001 - it goes on, into the work
                send, value = inner.throw, error
