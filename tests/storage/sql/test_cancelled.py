"""Cancellation: nothing is left behind, and nothing is broken, at whatever moment it comes."""

from __future__ import annotations

import asyncio
import itertools

import anyio
import pytest
from attrs import define
from sqlalchemy import event, select

from tests.storage.tokens import token
from tests.unit.checkpoints import interrupted

pytestmark = pytest.mark.anyio

MOMENTS = {
    "engine": ["do_connect", "before_cursor_execute", "after_cursor_execute", "commit"],
    "pool": ["connect", "checkout"],
}
SPOILED = ["invalidate", "soft_invalidate", "close", "close_detached", "detach"]


@define
class Watch:
    """Counts what an engine does, and cancels somebody at one moment of it."""

    moments: int = 0
    number: int = 0
    cancel: object = None
    spoiled: int = 0

    def listen(self, engine):
        """Be told by an engine."""
        watched = {"engine": engine.sync_engine, "pool": engine.sync_engine.pool}
        for kind, names in MOMENTS.items():
            for name in names:
                event.listen(watched[kind], name, self.see)
        for name in SPOILED:
            event.listen(watched["pool"], name, self.spoil)

    def see(self, *_, **__):
        """Count a moment, or cancel in it."""
        self.moments += 1
        if self.moments == self.number:
            self.cancel()

    def spoil(self, *_, **__):
        """Count a connection that was thrown away."""
        self.spoiled += 1

    async def interrupt(self, work, number, way):
        """Run something, and cancel it at the moment of this number; tell whether that came."""
        self.moments, self.number = 0, number
        if way == "scope":
            with anyio.CancelScope() as scope:
                self.cancel = scope.cancel
                await work
        else:
            task = asyncio.ensure_future(work)
            self.cancel = task.cancel
            await asyncio.wait([task])
            assert task.cancelled() or task.result() is None
        return self.moments >= number


@pytest.fixture
def watch(engine):
    """Watch an engine."""
    watch = Watch()
    watch.listen(engine)
    return watch


async def get(storage):
    """Read."""
    await storage.get("user")


async def put(storage):
    """Write into a row that is there."""
    await storage.set("user", token("put"))


async def add(storage):
    """Make a row."""
    await storage.set("new user", token("put"))


async def forget(storage):
    """Delete a row."""
    await storage.set("user", None)


async def renew(storage):
    """Take the lock, save, and give it back."""
    async with storage.lock("user") as lease:
        await lease.save(token("old"), token("new"))


async def hold(storage):
    """Take the lock of who has no token, and give it back."""
    async with storage.lock("new user"):
        await anyio.lowlevel.checkpoint()


@pytest.mark.parametrize(
    ("work", "way"),
    [
        (get, "scope"),
        (put, "task"),
        (add, "scope"),
        (forget, "task"),
        (renew, "scope"),
        (renew, "task"),
        (hold, "task"),
    ],
)
async def test_nothing_is_left_of_a_cancelled_statement(work, way, storage, engine, watch):
    """No connection is out, or thrown away; no lease is left, and no row that says nothing."""
    for number in itertools.count(1):
        await storage.set("user", token("old"))
        await storage.set("new user", None)
        spoiled = watch.spoiled

        reached = await watch.interrupt(work(storage), number, way)

        assert engine.pool.checkedout() == 0, number
        assert watch.spoiled == spoiled, number
        async with engine.begin() as connection:
            rows = (await connection.execute(select(storage.table))).all()
        assert [row for row in rows if row.lease_holder or not row.token] == [], number
        assert await storage.get("user") in {token("old"), token("put"), token("new"), None}
        if not reached:
            break
    assert number > 4


@pytest.mark.parametrize("work", [get, put, renew])
@pytest.mark.parametrize("way", ["scope", "task", "late"])
@pytest.mark.parametrize("database", ["sqlite"])
async def test_nothing_is_left_of_who_is_cancelled_between(work, way, storage, engine):
    """At each wait of the caller's own task."""
    for number in itertools.count(1):
        await storage.set("user", token("old"))

        outcome = await interrupted(work(storage), number, way)

        assert engine.pool.checkedout() == 0, number
        async with engine.begin() as connection:
            held = await connection.execute(select(storage.table.c.lease_holder))
        assert held.scalars().all() == [None], number
        if not outcome.reached:
            break
    assert number > 1


@pytest.mark.parametrize("way", ["scope", "task", "late"])
async def test_a_cancelled_waiter_leaves_the_holder_alone(way, storage, engine):
    """And goes at once: it has looked, and changed nothing."""
    statements = []
    async with storage.lock("user"):
        event.listen(
            engine.sync_engine, "before_cursor_execute", lambda *args: statements.append(args[2])
        )
        async with engine.begin() as connection:
            before = (await connection.execute(select(storage.table))).all()
        for number in range(1, 6):
            with anyio.fail_after(30):
                outcome = await interrupted(renew(storage), number, way)
            assert outcome.cancelled, number
            assert engine.pool.checkedout() == 0, number
        async with engine.begin() as connection:
            assert (await connection.execute(select(storage.table))).all() == before
        assert [one for one in statements if not one.startswith("SELECT")] == []
