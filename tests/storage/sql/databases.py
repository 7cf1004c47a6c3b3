"""Real databases, and tables of each test's own in them."""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import asynccontextmanager
from secrets import token_hex

import pytest
from attrs import Factory, define
from sqlalchemy import URL, event, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from miro_async.auth.storage.sql import SqlStorage

SERVERS = {
    "postgresql": "postgresql+asyncpg://root@127.0.0.1:5432/test",
    "mariadb": "mariadb+aiomysql://root@127.0.0.1:3306/test",
}
NAMES = ("sqlite", *SERVERS)

GONE = 0.2
"""Seconds of a lease that a test waits for."""


def url_of(name, folder):
    """Give the address of a database: of SQLite, a file in this folder."""
    return make_url(SERVERS.get(name) or f"sqlite+aiosqlite:///{folder / 'tokens.db'}")


async def demand(name):
    """Skip the test if there is no such server."""
    if name in SERVERS:
        url = make_url(SERVERS[name])
        try:
            _, writer = await asyncio.open_connection(url.host, url.port)
        except OSError as error:
            pytest.skip(f"there is no {name}: {error}")
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def connected(url, **options):
    """Give an engine, which has given all its connections back in the end."""
    engine = create_async_engine(url, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _hurry)
    try:
        yield engine
        assert engine.pool.checkedout() == 0
    finally:
        await engine.dispose()


def _hurry(connection, _):
    """Let SQLite not wait for the disk, which takes ten times as long as all the rest."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()


@asynccontextmanager
async def new_table(engine):
    """Give the name of a table that no other test has, and remove it in the end."""
    name = f"miro_{token_hex(8)}"
    try:
        await SqlStorage(engine, table=name).create_table()
        yield name
    finally:
        async with engine.begin() as connection:
            await connection.execute(text(f"DROP TABLE IF EXISTS {name}"))


def _set():
    event = asyncio.Event()
    event.set()
    return event


@define
class Wire:
    """What lies between a client and a server.

    `losing` are parts of requests, in their order. The answer to the one with the last part gets
    lost, with the connection: the server has carried it out by then. As long as it is not `open`,
    nothing gets through.
    """

    server: URL
    port: int = 0
    losing: tuple[bytes, ...] = ()
    lost: int = 0
    open: asyncio.Event = Factory(_set)
    over: asyncio.Event = Factory(asyncio.Event)
    carrying: set[asyncio.Task] = Factory(set)

    async def carry(self, reader, writer):
        """Carry what a client and the server say to each other."""
        self.carrying.add(asyncio.current_task())
        server = await asyncio.open_connection(self.server.host, self.server.port)
        requests = asyncio.ensure_future(self._pump(reader, server[1], self._loses))
        answers = asyncio.ensure_future(self._pump(server[0], writer, lambda _: False))
        over = asyncio.ensure_future(self.over.wait())
        try:
            await asyncio.wait([requests, answers, over], return_when=asyncio.FIRST_COMPLETED)
            if requests.done() and requests.result():
                answers.cancel()
                await asyncio.wait([answers])
                await server[0].read(1)  # now it is carried out
        finally:
            for one in (requests, answers, over):
                one.cancel()
            for _, end in (server, (reader, writer)):
                end.close()
                with contextlib.suppress(ConnectionError):
                    await end.wait_closed()

    async def _pump(self, reader, writer, loses):
        """Pass it on until it ends; tell whether it ends as the answer is to be lost."""
        with contextlib.suppress(ConnectionError):
            while said := await reader.read(65536):
                await self.open.wait()
                lost = loses(said)
                writer.write(said)
                if lost:
                    return True
        return False

    def _loses(self, said):
        if not self.losing or self.losing[0] not in said:
            return False
        self.losing = self.losing[1:]
        self.lost += not self.losing
        return not self.losing


@asynccontextmanager
async def wired(name):
    """Put a wire before a server, and give it with its address."""
    url = make_url(SERVERS[name])
    wire, before = Wire(url), asyncio.all_tasks()
    server = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
    wire.port = server.sockets[0].getsockname()[1]
    plain = {"ssl": "disable"} if name == "postgresql" else {}
    try:
        yield wire, url.set(port=wire.port, query=plain)
    finally:
        # asyncpg connects anew to cancel what hangs, and a server must not be closed meanwhile.
        if others := asyncio.all_tasks() - before - wire.carrying:
            await asyncio.wait(others, timeout=10)
        server.close()
        wire.over.set()
        await asyncio.gather(*wire.carrying)
        await server.wait_closed()
