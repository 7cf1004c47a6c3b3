"""Real Redis servers: the shared one, those of a test's own, and a wire that can be cut."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from attrs import Factory, define
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError

from tests.ports import free_port

HOST, PORT = "127.0.0.1", 6379

GONE = 0.08
"""Seconds of a lease that a test waits for."""


@asynccontextmanager
async def connected(*, client_type=Redis, asked=True, retries=0, **options):
    """Give a client of the shared server, or of another one, which may be gone."""
    policy = {"retry": Retry(NoBackoff(), retries), "retry_on_error": [RedisConnectionError]}
    defaults = {"host": HOST, "port": PORT, "socket_timeout": 30}
    client = client_type(**(defaults | policy | options))
    try:
        if asked:
            await client.ping()
    except RedisConnectionError as error:
        await client.aclose()
        pytest.skip(f"there is no Redis: {error}")
    try:
        yield client
    finally:
        await client.aclose()


@asynccontextmanager
async def new_prefix(client):
    """Give a prefix that no other test has, and remove all keys with it in the end."""
    prefix = f"miro-test-{uuid4().hex}:"
    try:
        yield prefix
    finally:
        if keys := [key async for key in client.scan_iter(match=f"{prefix}*", count=1000)]:
            await client.delete(*keys)


@asynccontextmanager
async def started(folder, *options):
    """Run a server of one's own, which may be spoiled, and give its port."""
    if not (program := shutil.which("redis-server")):
        pytest.skip("there is no redis-server to run")
    port = free_port()
    settings = ["--port", str(port), "--bind", HOST, "--save", "", "--dir", str(folder)]
    server = subprocess.Popen([program, *settings, *options], stdout=subprocess.DEVNULL)  # noqa: ASYNC220, S603 - it comes back at once, and runs what the machine has
    try:
        await listening(port)
        yield port
    finally:
        server.kill()
        server.wait()


async def listening(port):
    """Wait until a server listens there."""
    for _ in range(3000):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(HOST, port)
            writer.close()
            await writer.wait_closed()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the server does not listen")


@define
class Wire:
    """What lies between a client and the server.

    `losing` is a part of a request; the connection is cut instead of giving the answer to it, so
    often as `times` says. `stopping` is one after which only half of the answer comes.
    """

    port: int = 0
    losing: bytes | None = None
    times: int = 0
    stopping: bytes | None = None
    stopped: asyncio.Event = Factory(asyncio.Event)

    def lose(self, part, times=1):
        """Lose the next answers to requests with this in them."""
        self.losing, self.times = part, times

    async def carry(self, reader, writer):
        """Carry what one client and the server say to each other."""
        server_reader, server_writer = await asyncio.open_connection(HOST, PORT)
        try:
            while said := await reader.read(65536):
                server_writer.write(said)
                answer = await server_reader.read(65536)
                if not self._passes(said):
                    return
                if self.stopping and self.stopping in said:
                    writer.write(answer[: len(answer) // 2])
                    self.stopped.set()
                    await reader.read(1)
                    return
                writer.write(answer)
        except ConnectionError:
            pass  # the client went
        finally:
            writer.close()
            server_writer.close()

    def _passes(self, said):
        if self.times and self.losing in said:
            self.times -= 1
            return False
        return True


@asynccontextmanager
async def wired():
    """Put a wire before the shared server, and give it."""
    wire = Wire()
    server = await asyncio.start_server(wire.carry, HOST, 0)
    wire.port = server.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        server.close()
        await server.wait_closed()
