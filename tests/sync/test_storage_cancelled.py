"""Storages with plain methods, which nothing can stop: who waits for their end, and who not."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import anyio
import pytest
from anyio import to_thread

from miro_async.sync import ThreadedStorage
from tests.storage.tokens import token
from tests.sync.plain_storages import SOON, Locking, Recording, storage_threads

pytestmark = pytest.mark.anyio

FIRST, SECOND = token("1"), token("2")


@pytest.fixture(autouse=True)
def no_threads_left():
    """See to it that each thread has ended when its test has."""
    yield
    for thread in storage_threads():
        thread.join(SOON)
    assert storage_threads() == []


async def reached(event):
    """Wait for something that happens in a thread."""
    assert await to_thread.run_sync(event.wait, SOON)


class Hanging(Recording):
    """A storage whose methods hang until they are let go."""

    def __init__(self, *hanging):
        super().__init__()
        self.hang_again(*hanging)

    def hang_again(self, *hanging):
        """Hang in these methods, when they are called the next time."""
        self.hanging = hanging
        self.hangs = threading.Event()
        self.go_on = threading.Event()

    def note(self, name):
        """Note it, and hang there."""
        super().note(name)
        if name in self.hanging:
            self.hangs.set()
            assert self.go_on.wait(SOON)
            super().note(f"{name} ended")


async def a_moment():
    """Let those go on who do not wait; that a machine is slow fails no test."""
    for _ in range(50):
        await anyio.sleep(0.001)


async def cancelled_while_hanging(plain, function, *given):
    """Cancel what hangs; tell whether its end was waited for."""
    went_on = []

    async def run():
        try:
            await function(*given)
        finally:
            went_on.append(plain.go_on.is_set())

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(run)
        await reached(plain.hangs)
        tasks.cancel_scope.cancel()
        with anyio.CancelScope(shield=True):
            await a_moment()
            plain.go_on.set()
    return went_on == [True]


async def test_who_reads_and_is_cancelled_does_not_wait():
    """Reading changes nothing, and may take long: Ctrl-C, or a timeout, ends the call."""
    plain = Hanging("get")
    with anyio.CancelScope() as scope:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(ThreadedStorage(plain).get, "ada")
            await reached(plain.hangs)
            scope.cancel()
    assert not plain.go_on.is_set()
    plain.go_on.set()


@pytest.mark.parametrize("name", ["set", "save"])
async def test_who_writes_and_is_cancelled_waits(name):
    """Or else the next one who writes could be overtaken by this."""
    plain = Hanging(name)
    storage = ThreadedStorage(plain)

    async def save():
        async with storage.lock("ada") as lease:
            await lease.save(FIRST, SECOND)

    work = save if name == "save" else partial(storage.set, "ada", FIRST)
    assert await cancelled_while_hanging(plain, work)
    names = [name for name, _ in plain.calls]
    under_lock = ["enter", "save", "save ended", "leave"]
    assert names == (under_lock if name == "save" else ["set", "set ended"])


async def test_who_waits_for_a_lock_and_is_cancelled_does_not_wait_on():
    """When the lock comes, the thread that waited for it lets go of it."""
    plain = Locking()
    storage = ThreadedStorage(plain)
    waiting = ThreadedStorage(plain)
    async with storage.lock("ada"):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(waiting.lock("ada").__aenter__)
            await reached(plain.asked_twice)
            tasks.cancel_scope.cancel()
        assert len(storage_threads()) == 2
    for thread in storage_threads():
        await to_thread.run_sync(thread.join, SOON)
    assert [name for name, _ in plain.calls] == ["enter", "leave"] * 2
    with anyio.fail_after(SOON):
        async with storage.lock("ada"):
            pass


async def test_a_read_that_hangs_does_not_keep_its_holder():
    """The lock is left when the read has ended, and nobody waits for that."""
    plain = Hanging("get")
    storage = ThreadedStorage(plain)

    async def read():
        async with storage.lock("ada"):
            await storage.get("ada")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(read)
        await reached(plain.hangs)
        tasks.cancel_scope.cancel()
    assert [name for name, _ in plain.calls] == ["enter", "get"]
    plain.go_on.set()
    for thread in storage_threads():
        await to_thread.run_sync(thread.join, SOON)
    assert [name for name, _ in plain.calls] == ["enter", "get", "get ended", "leave"]


async def test_the_end_of_a_lock_is_waited_for_when_a_read_that_was_left_has_ended():
    """Whoever comes next finds it free."""
    plain = Hanging("get")
    storage = ThreadedStorage(plain)
    about_to_leave, has_left = anyio.Event(), anyio.Event()

    async def read():
        async with storage.lock("ada"):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(storage.get, "ada")
                await reached(plain.hangs)
                tasks.cancel_scope.cancel()
            plain.go_on.set()
            await storage.set("ada", FIRST)
            plain.hang_again("leave")
            about_to_leave.set()
        has_left.set()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(read)
        await about_to_leave.wait()
        await reached(plain.hangs)
        await a_moment()
        assert not has_left.is_set()
        plain.go_on.set()


async def test_an_event_loop_may_end_while_a_method_hangs():
    """Then nobody is told of its end; the thread ends all the same."""
    plain = Hanging("get")
    storage = ThreadedStorage(plain)

    async def give_up():
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(storage.get, "ada")
            await reached(plain.hangs)
            tasks.cancel_scope.cancel()

    await to_thread.run_sync(asyncio.run, give_up())
    plain.go_on.set()
    for thread in storage_threads():
        await to_thread.run_sync(thread.join, SOON)
    assert [name for name, _ in plain.calls] == ["get", "get ended"]
