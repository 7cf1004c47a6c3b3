"""A server on a real socket of this machine that says, byte for byte, what a test wants it to."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

import anyio
from anyio.abc import SocketAttribute, SocketStream
from attrs import Factory, define

Talk: TypeAlias = Callable[[SocketStream, bytes], Awaitable[None]]
"""What the server does with a connection on which it has received a request."""

_ENDS = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError)


@define
class Server:
    """Where the server is, and what it has received."""

    url: str
    received: list[bytes] = Factory(list)
    connections: int = 0


@asynccontextmanager
async def serving(talk: Talk) -> AsyncIterator[Server]:
    """Serve on a free port, as long as the block lasts."""
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)  # noqa: S610 - this is no Django
    server = Server(f"http://127.0.0.1:{port}")

    async def handle(stream: SocketStream) -> None:
        server.connections += 1
        async with stream:
            with contextlib.suppress(*_ENDS):
                while True:
                    request = await _request(stream)
                    server.received.append(request)
                    await talk(stream, request)

    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, handle)
        yield server
        tasks.cancel_scope.cancel()


async def _request(stream: SocketStream) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += await stream.receive()
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        body += await stream.receive()
    return head + b"\r\n\r\n" + body


def says(*parts: bytes) -> Talk:
    """Give a server that answers every request with these bytes, part by part."""

    async def talk(stream: SocketStream, _: bytes) -> None:
        for part in parts:
            await stream.send(part)

    return talk


def http(body: bytes = b"", status: str = "200 OK", *headers: str) -> bytes:
    """Give the bytes of an answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
