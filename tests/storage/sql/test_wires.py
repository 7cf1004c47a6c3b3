"""A server behind a wire that lets nothing through, or loses answers."""

from __future__ import annotations

import anyio
import pytest
from sqlalchemy import event

from miro_async.auth.storage.sql import SqlStorage
from miro_async.errors import TokenStorageError
from tests.storage.holders import given_up, held_in_a_hurry
from tests.storage.sql.databases import SERVERS, connected, wired
from tests.storage.tokens import token

pytestmark = pytest.mark.anyio


@pytest.fixture(params=list(SERVERS))
def database(request):
    """Name each server."""
    return request.param


async def test_a_server_that_hangs_is_given_up(database, table):
    """When the time is over; and the lock of who is in there lets go without an error."""
    async with wired(database) as (wire, url), connected(url) as engine:
        patient, storage = (SqlStorage(engine, table=table, timeout=one) for one in (10, 0.4))
        await patient.get("user")
        with anyio.fail_after(30):
            async with held_in_a_hurry(storage):
                wire.open.clear()
                with pytest.raises(TokenStorageError, match=r"no answer on it, for 0\.4 s"):
                    await storage.get("user")
        assert engine.pool.checkedout() == 0
        wire.open.set()
        assert await patient.get("user") is None


async def test_a_server_that_hangs_at_the_rollback_is_given_up(database, table):
    """And the connection, too; what had failed is told."""
    async with wired(database) as (wire, url), connected(url) as engine:
        await SqlStorage(engine, table=table).get("user")
        storage = SqlStorage(engine, table="miro_there_is_none", timeout=0.4)

        def hang(_):
            wire.open.clear()

        async def ask():
            wire.open.set()
            await storage.get("user")

        event.listen(engine.sync_engine, "rollback", hang)
        with anyio.fail_after(60):
            await given_up(ask, "no table")
        event.remove(engine.sync_engine, "rollback", hang)
        assert not wire.open.is_set()
        assert engine.pool.checkedout() == 0
        wire.open.set()
        assert await SqlStorage(engine, table=table).get("user") is None


async def test_a_lock_that_could_not_be_given_back_is_taken_again(database, engine, table):
    """By the process that has left it; others cannot know that it has."""
    async with wired(database) as (wire, url), connected(url) as distant:
        patient, storage = (SqlStorage(distant, table=table, timeout=one) for one in (10, 0.4))
        await patient.get("user")
        async with held_in_a_hurry(storage):
            wire.open.clear()
        wire.open.set()

        with anyio.move_on_after(0.1) as waited:
            async with SqlStorage(engine, table=table).lock("user"):
                pass
        assert waited.cancelled_caught
        await patient.get("user")
        with anyio.fail_after(30):
            async with held_in_a_hurry(storage):
                pass


async def test_what_was_raised_inside_of_a_lock_is_raised(database, table):
    """Though the release fails as well."""
    async with wired(database) as (wire, url), connected(url) as engine:
        await SqlStorage(engine, table=table).get("user")
        storage = SqlStorage(engine, table=table, timeout=0.4)

        async def fail():
            async with held_in_a_hurry(storage):
                wire.open.clear()
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail()
        wire.open.set()


async def test_answers_that_get_lost_are_asked_for_again(database, table):
    """What was carried out is not taken for somebody else's work."""
    async with wired(database) as (wire, url), connected(url) as engine:
        storage = SqlStorage(engine, table=table)

        async def lossy(work, *parts):
            wire.losing, before = (*parts, b"COMMIT"), wire.lost
            with anyio.fail_after(30):
                result = await work
            assert wire.lost == before + 1
            return result

        await lossy(storage.set("user", token("old")))
        await lossy(storage.set("user", token("old")))
        for parts in (), (b"SET lease_holder=",):
            lock = storage.lock("user")
            lease = await lossy(lock.__aenter__(), *parts)
            assert await lossy(lease.save(token("old"), token("new"))) is True
            assert await lossy(lease.save(token("old"), token("new"))) is True
            assert await lossy(lease.save(token("old"), token("newer"))) is False
            assert await lossy(lease.save(token("new"), token("old"))) is True
            await lossy(lock.__aexit__(None, None, None))
        with anyio.fail_after(30):
            async with storage.lock("user"):
                pass

        assert await lossy(storage.get("user")) == token("old")
