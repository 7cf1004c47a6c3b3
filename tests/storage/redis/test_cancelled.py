"""Whoever is cancelled, at whichever moment, leaves no lock, no half of a token and no answer."""

from __future__ import annotations

import asyncio

import anyio
import anyio.lowlevel
import pytest
from redis.asyncio import Redis

from miro_async.auth.storage.redis import RedisStorage
from miro_async.call.uninterrupted import uninterrupted
from miro_async.errors import TokenStorageError
from tests.storage.redis.servers import connected, wired
from tests.storage.tokens import token
from tests.unit.checkpoints import interrupted

pytestmark = [pytest.mark.anyio]


@pytest.fixture(params=["scope", "task", "late"])
def way(request):
    """Give each way of cancelling that there is on asyncio."""
    return request.param


@pytest.fixture
async def client():
    """Give a client that makes at most two connections, so that none can get lost."""
    async with connected(max_connections=2) as client:
        yield client


async def each_moment(work, way, afterwards):
    """Cancel it at its first wait, at its second, and so on; give how many there were."""
    number = 0
    while True:
        number += 1
        outcome = await interrupted(work(), number, way)
        with anyio.fail_after(30):
            await afterwards(outcome)
        if not outcome.reached:
            return number - 1


@pytest.mark.parametrize("connection", ["old", "new"])
async def test_a_lock_is_let_go_whenever_its_holder_is_cancelled(
    storage, client, prefix, way, connection
):
    """While it is asked for, held, used and let go; and the connections still work."""
    await storage.set("user", token())
    await storage.set("other", token("other"))

    async def refresh():
        async with storage.lock("user") as lease:
            await anyio.lowlevel.checkpoint()
            await lease.save(token(), token("second"))
            await anyio.lowlevel.checkpoint()

    async def afterwards(_):
        assert not await client.exists(f"{prefix}{{user}}:lock")
        assert await storage.get("user") in {token(), token("second")}
        assert await storage.get("other") == token("other")
        await storage.set("user", token())
        if connection == "new":
            await client.connection_pool.disconnect()

    assert await each_moment(refresh, way, afterwards) >= 5


async def test_who_waits_in_vain_leaves_nothing(storage, client, prefix, way):
    """And goes at once; the lock stays with its holder, and is nobody's when it is let go."""

    async def wait():
        async with storage.lock("user"):
            pytest.fail("it was given")

    async with storage.lock("user"):
        held = await client.get(f"{prefix}{{user}}:lock")
        for number in range(1, 10):
            with anyio.fail_after(30):
                assert (await interrupted(wait(), number, way)).cancelled
            assert await client.get(f"{prefix}{{user}}:lock") == held

    assert not await client.exists(f"{prefix}{{user}}:lock")


async def test_a_token_that_is_being_set_is_set(storage, client, way):
    """It goes on to its end, whoever is cancelled; on a connection that has yet to be made, too."""
    texts = []

    async def set_another():
        texts.append(str(len(texts)))
        await storage.set("user", token(texts[-1]))

    async def afterwards(_):
        assert await storage.get("user") == token(texts[-1])
        await client.connection_pool.disconnect()

    await client.connection_pool.disconnect()
    assert await each_moment(set_another, way, afterwards) >= 1


async def test_a_token_that_is_being_saved_is_saved(storage, client, way):
    """As there is no other that works."""
    await storage.set("user", token("0"))
    texts = ["0"]

    async with storage.lock("user") as lease:

        async def save_another():
            old = token(texts[-1])
            texts.append(str(len(texts)))
            await lease.save(old, token(texts[-1]))

        async def afterwards(_):
            assert await storage.get("user") == token(texts[-1])
            await client.connection_pool.disconnect()

        await client.connection_pool.disconnect()
        assert await each_moment(save_another, way, afterwards) >= 1


async def test_half_of_an_answer_is_not_the_answer_to_the_next_question(prefix):
    """The rest of it comes, or would come, when somebody else asks."""
    async with wired() as wire, connected(port=wire.port, max_connections=1) as client:
        storage = RedisStorage(client, prefix=prefix)
        for user_id in ("first", "second"):
            await storage.set(user_id, token(user_id))
        wire.stopping = b"{first}"
        asking = asyncio.ensure_future(storage.get("first"))
        await wire.stopped.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

        assert await storage.get("second") == token("second")
        wire.stopping = None
        assert await storage.get("first") == token("first")


async def test_many_that_are_cancelled_at_once_leave_room_for_others(storage, client):
    """A pool of two connections is as good as new afterwards."""
    await storage.set("user", token())
    for round_ in range(20):
        tasks = [asyncio.ensure_future(storage.get("user")) for _ in range(2)]
        for _ in range(round_ % 7):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

        assert await storage.get("user") == token()
        async with storage.lock("user"):
            assert await storage.get("user") == token()


async def ended(work, turns):
    """Do it, while after some turns all tasks are cancelled, as `asyncio.run` does at its end."""
    before = asyncio.all_tasks()
    task = asyncio.ensure_future(work)
    for _ in range(turns):
        await asyncio.sleep(0)
    for one in asyncio.all_tasks() - before:
        one.cancel()
    await asyncio.wait([task])


class WithTasks(Redis):
    """A client that works in tasks of its own, as redis-py does at times with Python 3.11."""

    async def execute_command(self, *args, **options):
        """Let another task do it."""
        return await asyncio.ensure_future(super().execute_command(*args, **options))


@pytest.mark.parametrize("client_type", [Redis, WithTasks])
async def test_a_program_that_ends_does_not_keep_a_token_from_being_saved(prefix, client_type):
    """Nor one from being set."""
    old = token("old")
    async with connected(client_type=client_type) as client:
        storage = RedisStorage(client, prefix=prefix)
        await storage.set("user", old)
        async with storage.lock("user") as lease:
            for turns in range(2, 20):
                new = token(str(turns))
                for work in (lease.save(old, new), storage.set("other", new)):
                    await client.connection_pool.disconnect()
                    await ended(work, turns)
                assert await storage.get("user") == new
                assert await storage.get("other") == new
                old = new


async def test_an_answer_that_does_not_come_as_a_program_ends_is_an_error(storage, client):
    """For those who are not cancelled themselves."""
    await client.connection_pool.disconnect()
    errors = []

    async def ask():
        try:
            await storage.get("user")
        except TokenStorageError as error:
            errors.append(str(error))

    await ended(uninterrupted(ask), 4)

    assert errors == ["Redis failed: it was cancelled"]
