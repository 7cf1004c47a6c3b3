"""Storages with plain methods: in which threads they run."""

from __future__ import annotations

import contextvars
import threading
from contextlib import asynccontextmanager, contextmanager

import anyio
import pytest

from miro_async import MemoryStorage
from miro_async.errors import TokenStorageError
from miro_async.sync import ThreadedStorage
from miro_async.sync.storage import adapted
from tests.storage.tokens import token
from tests.sync.plain_storages import SOON, Locking, Recording, Simple, storage_threads

pytestmark = pytest.mark.anyio

FIRST, SECOND = token("1"), token("2")


@pytest.fixture(autouse=True)
def no_threads_left():
    """See to it that each thread has ended when its test has."""
    yield
    for thread in storage_threads():
        thread.join(SOON)
    assert storage_threads() == []


@pytest.fixture
def plain():
    """Give a storage with a lock that belongs to a thread."""
    return Locking()


@pytest.fixture
def storage(plain):
    """Give it as an async one."""
    return ThreadedStorage(plain)


async def test_a_token_is_kept_and_forgotten(storage):
    """As in any other storage, for each user."""
    await storage.set("ada", FIRST)
    await storage.set("grace", SECOND)
    assert await storage.get("ada") == FIRST
    await storage.set("ada", None)
    assert await storage.get("ada") is None
    assert await storage.get("grace") == SECOND


async def test_all_that_a_holder_does_is_done_in_one_thread(plain, storage):
    """Whatever its tasks do, too; and that is not the thread of the event loop."""
    async with storage.lock("ada") as lease:
        await storage.set("ada", FIRST)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(storage.get, "ada")
        assert await lease.save(FIRST, SECOND)
        assert not await lease.save(FIRST, SECOND)
    names = [name for name, _ in plain.calls]
    assert names == ["enter", "set", "get", "save", "save", "leave"]
    (thread,) = {thread for _, thread in plain.calls}
    assert thread != threading.get_ident()


async def test_who_holds_two_locks_has_one_thread(plain, storage):
    """They may be one transaction; and when the inner one is over, the outer one goes on there."""
    async with storage.lock("ada"):
        async with storage.lock("grace"):
            await storage.set("grace", FIRST)
        await storage.set("ada", SECOND)
    assert len({thread for _, thread in plain.calls}) == 1
    assert [name for name, _ in plain.calls].count("leave") == 2


async def test_another_storage_has_a_thread_of_its_own():
    """Also where the holder of the first one uses it."""
    first, second = Locking(), Locking()
    one, other = ThreadedStorage(first), ThreadedStorage(second)
    async with one.lock("ada"), other.lock("ada"):
        await one.get("ada")
        await other.get("ada")
    (threads,), (others,) = ([{thread for _, thread in plain.calls}] for plain in (first, second))
    assert len(threads) == len(others) == 1
    assert threads != others


async def test_after_the_lock_everything_is_as_before(plain, storage):
    """The next call is one of its own."""
    async with storage.lock("ada"):
        await storage.get("ada")
    calls = len(plain.calls)
    async with storage.lock("ada"):
        await storage.get("ada")
    assert [name for name, _ in plain.calls[calls:]] == ["enter", "get", "leave"]
    assert storage.lock("ada") is not None


async def test_slow_methods_do_not_hold_up_other_users():
    """Fifty are read at once: each waits there until all others are there."""
    together = threading.Barrier(50)

    class Slow(Simple):
        def get(self, user_id):
            together.wait(SOON)
            return super().get(user_id)

    storage = ThreadedStorage(Slow())
    async with anyio.create_task_group() as tasks:
        for number in range(50):
            tasks.start_soon(storage.get, str(number))


async def test_others_do_not_get_into_the_thread_of_a_holder(storage, plain):
    """What they do is no part of its transaction."""
    async with anyio.create_task_group() as tasks:
        held, read = anyio.Event(), anyio.Event()

        async def hold():
            async with storage.lock("ada"):
                held.set()
                await read.wait()

        tasks.start_soon(hold)
        await held.wait()
        await storage.get("ada")
        read.set()
    threads = dict(plain.calls)
    assert threads["get"] != threads["enter"] == threads["leave"]


NAME = contextvars.ContextVar("name", default="nobody")


async def test_methods_see_the_context_of_their_caller():
    """And a lock may change it, and put it right when it is left."""
    seen = []

    class Looking(Simple):
        def get(self, _):
            seen.append(NAME.get())

        @contextmanager
        def lock(self, _):
            before = NAME.set("the holder")
            yield
            NAME.reset(before)
            seen.append(NAME.get())

    storage = ThreadedStorage(Looking())
    NAME.set("Ada")
    async with storage.lock("ada") as lease:
        assert lease is None
        await storage.get("ada")
    await storage.get("ada")
    assert seen == ["the holder", "Ada", "Ada"]


async def test_errors_reach_the_caller():
    """Whichever method raised them; and a lock that could not be had is not left."""

    class Failing(Recording):
        def note(self, name):
            super().note(name)
            if name == fails:
                raise RuntimeError(name)

    async def everything(storage):
        async with storage.lock("ada") as lease:
            await storage.get("ada")
            if fails in {"set", "save"}:  # what was written is written again, see below
                await storage.set("ada", FIRST)
                await lease.save(FIRST, SECOND)

    for fails, last in (
        ("enter", "enter"),
        ("get", "leave"),
        ("set", "leave"),
        ("save", "leave"),
        ("leave", "leave"),
    ):
        plain = Failing()
        with pytest.raises(RuntimeError, match=f"^{fails}$"):
            await everything(ThreadedStorage(plain))
        assert plain.calls[-1][0] == last


async def test_what_is_no_token_is_refused():
    """A storage that gives back its own row, for example; the message does not show it."""
    plain = Simple()
    plain.tokens["ada"] = {"access_token": "secret"}
    with pytest.raises(TokenStorageError, match=r"no Token and not None, but dict$"):
        await ThreadedStorage(plain).get("ada")


async def test_what_is_no_lock_is_refused():
    """A `threading.Lock` that is already held, for example, which is True."""

    class Wrong(Simple):
        def lock(self, _):
            return True

    with pytest.raises(TokenStorageError, match="no context manager, but bool"):
        async with ThreadedStorage(Wrong()).lock("ada"):
            pass


async def test_a_lock_may_give_what_is_no_lease():
    """As `threading.Lock` does, which gives True: then it is saved without comparing."""

    class Bare(Simple):
        def lock(self, _):
            return threading.Lock()

    async with ThreadedStorage(Bare()).lock("ada") as lease:
        assert lease is None


class Delegating:
    """A storage that hands on to another one, whatever that is."""

    def __init__(self, inner):
        self.inner = inner

    def get(self, user_id):
        """Ask it."""
        return self.inner.get(user_id)

    def set(self, user_id, token):
        """Tell it."""
        return self.inner.set(user_id, token)

    def lock(self, user_id):
        """Let it lock."""
        return self.inner.lock(user_id)


async def test_methods_may_hand_on_to_an_async_storage():
    """What they give is awaited, and the lock is one of the event loop."""
    storage = adapted(Delegating(MemoryStorage()))
    await storage.set("ada", FIRST)
    async with storage.lock("ada") as lease:
        assert await storage.get("ada") == FIRST
        if lease is not None:
            assert await lease.save(FIRST, SECOND)
        else:
            await storage.set("ada", SECOND)
    assert await storage.get("ada") == SECOND


async def test_a_lease_may_be_async_where_its_lock_is_not():
    """What its `save` gives is awaited: or else nothing would be saved, and nobody would know."""
    saved = []

    class AsyncLease:
        async def save(self, old, new):
            saved.append((old, new))
            return len(saved) > 1

    class Mixed(Simple):
        @contextmanager
        def lock(self, _):
            yield AsyncLease()

    async with ThreadedStorage(Mixed()).lock("ada") as lease:
        assert await lease.save(FIRST, SECOND) is False
        assert await lease.save(SECOND, FIRST) is True
    assert saved == [(FIRST, SECOND), (SECOND, FIRST)]


async def test_the_error_of_a_block_goes_through_an_async_lock():
    """Which hears of it."""
    heard = []

    class Inner(MemoryStorage):
        @asynccontextmanager
        async def lock(self, _):
            try:
                yield
            except KeyError as error:
                heard.append(error)
                raise

    with pytest.raises(KeyError) as caught:
        async with ThreadedStorage(Delegating(Inner())).lock("ada"):
            raise KeyError("ada")
    assert heard == [caught.value]


async def test_a_task_may_outlive_the_lock_under_which_it_began(storage, plain):
    """What it does afterwards is no part of it any more, and has a thread of its own."""
    over = anyio.Event()

    async def outlive():
        await over.wait()
        await storage.set("ada", FIRST)

    async with anyio.create_task_group() as tasks:
        async with storage.lock("ada"):
            tasks.start_soon(outlive)
        over.set()
    assert storage._storage.tokens == {"ada": FIRST}
    assert [name for name, _ in plain.calls] == ["enter", "leave", "set"]
