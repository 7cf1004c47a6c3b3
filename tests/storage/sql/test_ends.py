"""The end of an event loop, which cancels all tasks that it finds: ours, and those of drivers."""

from __future__ import annotations

import asyncio
import itertools

import aiosqlite
import pytest
from attrs import define
from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from miro_async.auth.storage.sql import SqlStorage
from miro_async.call.uninterrupted import uninterrupted
from tests.storage.sql.databases import connected
from tests.storage.sql.test_cancelled import Watch, forget, put, renew
from tests.storage.tokens import token

# A task that is cancelled before its first step is made anew; what it was to run is never awaited.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine '_Work.carry_out' was never awaited")


@define
class Program:
    """What ends before a task of its own has: nobody waits for that one."""

    url: object
    table: str

    async def prepare(self):
        """Have one user, and not the other."""
        async with connected(self.url) as engine:
            storage = SqlStorage(engine, table=self.table)
            await storage.set("user", token("old"))
            await storage.set("new user", None)

    async def begin(self, work, number, ticks):
        """Begin something, and end some steps after a moment of it; tell whether that came."""
        reached = asyncio.Event()
        engine = create_async_engine(self.url)
        watch = Watch(number=number, cancel=reached.set)
        watch.listen(engine)
        task = asyncio.ensure_future(self.work(work, engine))
        task.add_done_callback(lambda _: reached.set())
        await reached.wait()
        for _ in range(ticks):
            await asyncio.sleep(0)
        return watch.moments >= number

    async def work(self, work, engine):
        """Do it to its end."""
        try:
            await work(SqlStorage(engine, table=self.table))
        finally:
            await uninterrupted(engine.dispose)

    async def stored(self):
        """Give the fingerprints that are stored, after making sure that no lease is left."""
        async with connected(self.url) as engine, engine.begin() as connection:
            columns = SqlStorage(engine, table=self.table).table.c
            rows = await connection.execute(select(columns.fingerprint, columns.lease_holder))
            found = rows.all()
        assert {row.lease_holder for row in found} <= {None}
        return {row.fingerprint for row in found}


@pytest.fixture
def program(url, table):
    """Give a program with a table of its own."""
    return Program(url, table)


@pytest.mark.parametrize(("work", "expected", "ticks"), [(put, {"put"}, 0), (forget, set(), 4)])
def test_what_was_begun_is_done(work, expected, ticks, program):
    """Also when the connection has yet to be made."""
    for number in itertools.count(1):
        asyncio.run(program.prepare())
        reached = asyncio.run(program.begin(work, number, ticks))
        assert asyncio.run(program.stored()) == {token(one).fingerprint for one in expected}, number
        if not reached:
            break
    assert number > 4


@pytest.mark.parametrize("ticks", [1, 4])
def test_a_lock_is_given_back(ticks, program):
    """Wherever its holder, or who waits for it, has got to."""
    for number in itertools.count(1):
        asyncio.run(program.prepare())
        reached = asyncio.run(program.begin(renew, number, ticks))
        stored = asyncio.run(program.stored())
        assert stored in ({token("old").fingerprint}, {token("new").fingerprint}), number
        if not reached:
            break
    assert number > 8


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_driver_may_have_tasks_of_its_own(program):
    """Which are cancelled then: the connection that one of them was to make is made anew."""
    cancelled = []

    async def begin():
        connecting = asyncio.Event()

        async def connect():
            connecting.set()
            try:
                await asyncio.sleep(0.02)
            except asyncio.CancelledError:
                cancelled.append(1)
                raise
            return await aiosqlite.connect(program.url.database)

        async def connect_aside():
            return await asyncio.create_task(connect())

        engine = create_async_engine(program.url, async_creator=connect_aside)
        task = asyncio.ensure_future(program.work(put, engine))
        await connecting.wait()
        assert not task.done()

    asyncio.run(program.prepare())
    asyncio.run(begin())

    assert cancelled == [1]
    assert asyncio.run(program.stored()) == {token("put").fingerprint}
