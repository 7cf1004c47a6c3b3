"""What every storage's lock keeps out, and that nothing keeps it from being free afterwards."""

from __future__ import annotations

import itertools
from contextlib import AsyncExitStack

import anyio
import pytest

from tests.storage.holders import A_WHILE, SOON, kept_out, take
from tests.storage.tokens import USERS, token
from tests.unit.checkpoints import interrupted

pytestmark = [pytest.mark.anyio]


async def test_never_two_hold_it(storage, other):
    """Of many tasks on two storages; all of them get it in the end."""
    inside, had_it = [], []

    async def hold(number):
        async with (storage, other)[number % 2].lock("user"):
            inside.append(number)
            await anyio.sleep(0.001)
            had_it.append(tuple(inside))
            inside.remove(number)

    with anyio.fail_after(3 * SOON):
        async with anyio.create_task_group() as tasks:
            for number in range(16):
                tasks.start_soon(hold, number)

    assert sorted(had_it) == [(number,) for number in range(16)]


async def test_it_keeps_out_its_own_storage_and_others(storage, other):
    """Another task as well as another process."""
    async with storage.lock("user"):
        assert await kept_out(storage)
        assert await kept_out(other)
    await take(storage)
    await take(other)


async def test_who_waits_gets_it_when_it_is_free(storage, other):
    """Soon after."""
    events = []

    async def wait():
        async with other.lock("user"):
            events.append("given")

    with anyio.fail_after(SOON):
        async with anyio.create_task_group() as tasks, storage.lock("user"):
            tasks.start_soon(wait)
            await anyio.sleep(A_WHILE)
            events.append("let go")

    assert events == ["let go", "given"]


async def test_it_can_be_taken_again_and_again(storage, other):
    """Nothing is left of the last time."""
    for one in (storage, other, other, storage, storage):
        await take(one)


async def test_it_needs_no_token(storage):
    """Whose user has none, and it makes none."""
    await take(storage)

    assert await storage.get("user") is None


async def test_users_do_not_wait_for_each_other(storage, other):
    """However much their ids are alike."""
    with anyio.fail_after(2 * SOON):
        async with AsyncExitStack() as locks:
            for user_id, one in zip(USERS.values(), itertools.cycle([storage, other])):
                await locks.enter_async_context(one.lock(user_id))
            await take(other, "somebody else")


async def test_an_error_frees_it(storage, other):
    """And stays the error that it was."""
    error = LookupError("of the caller")

    with pytest.raises(LookupError) as raised:
        async with storage.lock("user"):
            raise error

    assert raised.value is error
    await take(other)


async def test_who_is_cancelled_lets_go_of_it(storage, other, way):
    """Wherever that comes: while it is taken, held, or let go of."""

    async def hold():
        async with storage.lock("user"):
            await anyio.lowlevel.checkpoint()

    for number in itertools.count(1):
        outcome = await interrupted(hold(), number, way)
        await take(other)
        if not outcome.reached:
            break
    assert number > 1


async def test_who_is_cancelled_while_waiting_does_not_get_it_later(storage, other, way):
    """Nor keeps it from the next one."""

    async def hold():
        async with storage.lock("user"):
            pytest.fail("it was not free")

    for number in range(1, 8):
        async with other.lock("user"):
            outcome = await interrupted(hold(), number, way)
        assert outcome.cancelled
        await take(other)


async def test_who_is_cancelled_while_others_wait_lets_them_in(storage, other):
    """A timeout around it all is the usual way."""
    held = anyio.Event()

    async def hold():
        with anyio.CancelScope() as scope:
            async with storage.lock("user"):
                scope.deadline = anyio.current_time() + A_WHILE
                held.set()
                await anyio.sleep_forever()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(hold)
        await held.wait()
        for one in (storage, other):
            tasks.start_soon(take, one)


async def test_reading_and_writing_do_not_wait_for_it(storage, other):
    """A user who logs in anew has not to wait for somebody's refresh, nor has the holder."""
    await storage.set("user", token("first"))

    with anyio.fail_after(SOON):
        async with storage.lock("user"):
            assert await other.get("user") == token("first")
            await other.set("user", token("second"))
            assert await storage.get("user") == token("second")
            await storage.set("user", token("third"))
            assert await other.get("user") == token("third")
            await other.set("user", None)
            assert await storage.get("user") is None
            assert await kept_out(other)


async def test_writing_does_not_free_it(storage, other):
    """Also when it puts in, or takes out, what the lock may be kept with."""
    for before, after in ((token(), None), (None, token())):
        await storage.set("user", before)
        async with storage.lock("user"):
            await other.set("user", after)
            assert await kept_out(other)
            await storage.set("user", before)
            assert await kept_out(other)
        await take(other)
