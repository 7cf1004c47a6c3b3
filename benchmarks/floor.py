"""The floor: what a call costs in asyncio when nothing is built, parsed or checked."""

from __future__ import annotations

import asyncio
from typing import Any


class Exchange(asyncio.Protocol):
    """One connection: bytes out, and the bytes of the answer in, whose length is known."""

    def __init__(self) -> None:
        self._received = b""
        self._awaited = 0
        self._answer: asyncio.Future[bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember what to write to."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Give the answer as soon as its body is complete."""
        received = self._received = self._received + data
        end = received.find(b"\r\n\r\n")
        if end >= 0 and len(received) >= end + 4 + self._awaited and self._answer is not None:
            self._received = b""
            self._answer.set_result(received)

    def send(self, request: bytes, length: int) -> asyncio.Future[bytes]:
        """Send a request whose answer has a body of this length."""
        self._awaited = length
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self._answer


class Connections:
    """As many connections as are needed at once."""

    def __init__(
        self, host: str, port: str, *, get: bytes, post: bytes, lengths: dict[str, int]
    ) -> None:
        self._address = host, int(port)
        self._requests = {"get": get, "post": post}
        self._lengths = lengths
        self._idle: list[Exchange] = []

    async def get(self) -> object:
        """Get a board."""
        return await self._send("get")

    async def post(self) -> object:
        """Create a sticky note."""
        return await self._send("post")

    async def items(self, most: int) -> list[Any]:
        """Fail: a floor of listing would have to parse."""
        raise NotImplementedError(most)

    async def at_once(self, name: str, times: int, width: int) -> None:
        """Do so many calls of a kind, never more than `width` at the same time."""
        left = iter(range(times))

        async def work() -> None:
            """Make calls until none are left."""
            for _ in left:
                await self._send(name)

        async with asyncio.TaskGroup() as tasks:
            for _ in range(width):
                tasks.create_task(work())

    async def _send(self, name: str) -> bytes:
        if self._idle:
            exchange = self._idle.pop()
        else:
            loop = asyncio.get_running_loop()
            _, exchange = await loop.create_connection(Exchange, *self._address)
        answer = await exchange.send(self._requests[name], self._lengths[name])
        self._idle.append(exchange)
        return answer

    def close(self) -> None:
        """Let go of the connections."""
        for exchange in self._idle:
            exchange.transport.close()
