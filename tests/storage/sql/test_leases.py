"""The lease on a row: given back, or taken over from a holder that does not move any more."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import AsyncExitStack

import anyio
import pytest

from miro_async.auth.storage.sql import SqlStorage
from tests.storage.sql.databases import GONE, connected
from tests.storage.tokens import token

pytestmark = pytest.mark.anyio

SLACK = 30.0
"""Seconds that a busy machine may take for a few statements; the lease of a holder has 60."""

# How a waiter counts has nothing to do with the database.
ON_ONE = pytest.mark.parametrize("database", ["sqlite"])

HOLDER = """
import anyio, sys
from sqlalchemy.ext.asyncio import create_async_engine
from miro_async.auth.storage.sql import SqlStorage

async def hold(url, table):
    async with SqlStorage(create_async_engine(url), table=table).lock("user"):
        print("held", flush=True)
        await anyio.sleep_forever()

anyio.run(hold, *sys.argv[1:])
"""


async def take_over(storage, stack):
    """Take the lock away from a holder, and give the seconds that it took, and the lease."""
    begun = time.monotonic()
    lease = await stack.enter_async_context(storage.lock("user"))
    return time.monotonic() - begun, lease


async def test_a_killed_holder_is_waited_for_as_long_as_the_lease(url, engine, table):
    """And no longer: its nonce stands in the row, and nothing tells that it is dead."""
    lease = 0.5
    address = url.render_as_string(hide_password=False)
    holder = subprocess.Popen(  # noqa: ASYNC220, S603 - our own script
        [sys.executable, "-c", HOLDER, address, table], stdout=subprocess.PIPE, text=True
    )
    with holder:
        try:
            assert await anyio.to_thread.run_sync(holder.stdout.readline) == "held\n"
        finally:
            holder.kill()
    async with AsyncExitStack() as stack:
        taken, _ = await take_over(SqlStorage(engine, table=table, lease=lease), stack)

    assert holder.returncode == -9
    assert lease <= taken < lease + SLACK


async def test_a_holder_that_lives_on_keeps_others_waiting_no_longer_than_the_lease(brief, engine):
    """As nobody can tell it from a dead one."""
    await brief.set("user", token("old"))
    async with AsyncExitStack() as stack:
        _, slow = await take_over(brief, stack)
        taken, quick = await take_over(brief, stack)

        assert GONE <= taken < GONE + SLACK
        assert await quick.save(token("old"), token("quick"))
        assert not await slow.save(token("old"), token("slow"))
        assert await brief.get("user") == token("quick")


async def test_a_holder_that_lost_its_lease_saves_where_nobody_else_has(brief):
    """Its token is the only one that works: it must not be lost with the lease."""
    await brief.set("user", token("old"))
    async with AsyncExitStack() as stack:
        _, slow = await take_over(brief, stack)
        _, quick = await take_over(brief, stack)

        assert await slow.save(token("old"), token("slow"))
        assert not await quick.save(token("old"), token("quick"))
        assert await brief.get("user") == token("slow")


@ON_ONE
async def test_a_holder_that_lost_its_lease_does_not_give_back_the_next_ones(brief):
    """It leaves, and the third still waits for the second."""
    async with AsyncExitStack() as second:
        async with AsyncExitStack() as first:
            await take_over(brief, first)
            await take_over(brief, second)
        with anyio.move_on_after(GONE / 2) as waited:
            async with brief.lock("user"):
                pass
        assert waited.cancelled_caught


@ON_ONE
async def test_a_new_holder_is_waited_for_anew(brief, engine):
    """The time that passed before it came is not its own."""
    begun = time.monotonic()

    async def hold(over=None):
        async with brief.lock("user"):
            held.set()
            await (over.wait() if over else anyio.sleep(GONE * 0.6))

    async with anyio.create_task_group() as tasks:
        for last in (None, None, None, anyio.Event()):
            held = anyio.Event()
            tasks.start_soon(hold, last)
            await held.wait()
        taken = time.monotonic() - begun
        with anyio.move_on_after(GONE * 0.3) as waited:
            async with brief.lock("user"):
                pass
        last.set()

    assert waited.cancelled_caught
    assert taken >= GONE * 0.6 * 3


@ON_ONE
async def test_a_waiter_that_stood_still_has_not_watched(engine, table):
    """With a machine that slept for longer than the lease the holder slept, too."""
    storage = SqlStorage(engine, table=table, lease=1.0)
    order = []

    async def wait():
        async with storage.lock("user"):
            order.append("waiter")

    async with anyio.create_task_group() as tasks, storage.lock("user"):
        tasks.start_soon(wait)
        await anyio.sleep(0.02)
        time.sleep(1.1)  # noqa: ASYNC251 - nothing of this process goes on meanwhile
        await anyio.sleep(0.02)
        order.append("holder")

    assert order == ["holder", "waiter"]


async def test_users_do_not_wait_for_each_other(storage):
    """Each has a lock of their own."""
    with anyio.fail_after(30):
        async with storage.lock("user"), storage.lock("User"), storage.lock("user "):
            pass


async def test_nothing_is_kept_of_locks_that_are_free(storage):
    """Neither by who had them, nor by who has waited for them."""

    async def hold():
        async with storage.lock("user"):
            await anyio.sleep(0.02)

    async with anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(hold)

    assert storage._watch._looks == {}


async def test_no_connection_is_held_with_the_lock(url, table):
    """A pool of one connection is enough for many who hold or wait for a lock."""
    async with connected(url, pool_size=1, max_overflow=0, pool_timeout=20) as engine:
        storage = SqlStorage(engine, table=table, timeout=20)
        await storage.set("user", token("0"))
        async with storage.lock("another user"):
            assert engine.pool.checkedout() == 0

        async def renew():
            async with storage.lock("user") as lease:
                old = await storage.get("user")
                text = old.access_token.reveal().removeprefix("access-")
                assert await lease.save(old, token(str(int(text) + 1)))

        async with anyio.create_task_group() as tasks:
            for _ in range(10):
                tasks.start_soon(renew)

        assert await storage.get("user") == token("10")


@pytest.mark.parametrize(
    ("database", "level"),
    [
        ("postgresql", "READ COMMITTED"),
        ("postgresql", "SERIALIZABLE"),
        ("postgresql", "AUTOCOMMIT"),
        ("mariadb", "REPEATABLE READ"),
        ("mariadb", "SNAPSHOT"),
        ("mariadb", "SERIALIZABLE"),
        ("sqlite", "AUTOCOMMIT"),
    ],
)
async def test_it_works_at_each_isolation_level(url, table, level):
    """Where transactions that meet another one fail, they are tried again."""
    options = {"isolation_level": level}
    if level == "SNAPSHOT":  # as MariaDB comes since 11.6
        options = {"connect_args": {"init_command": "SET innodb_snapshot_isolation = ON"}}
    async with AsyncExitStack() as stack:
        engines = [await stack.enter_async_context(connected(url, **options)) for _ in range(2)]
        storages = [SqlStorage(engine, table=table) for engine in engines]
        saved = []

        async def renew(storage, number):
            async with storage.lock("user") as lease:
                old = await storage.get("user") or token("first")
                saved.append(await lease.save(old, token(str(number))))
                await storage.set("user", token(f"{number} set"))

        await storages[0].set("user", token("first"))
        async with anyio.create_task_group() as tasks:
            for number in range(8):
                tasks.start_soon(renew, storages[number % 2], number)
                tasks.start_soon(storages[number % 2].set, f"user {number % 3}", token(str(number)))
                tasks.start_soon(storages[number % 2].get, "user")

        assert saved == [True] * 8
