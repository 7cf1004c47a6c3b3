from __future__ import annotations

import os
import sys
import threading
import time
from functools import partial

import anyio
import pytest

from miro_async.auth.storage.memory import MemoryStorage
from miro_async.auth.token import Token
from tests.storage.holders import count, forgotten_holder, in_threads, kept_out, take
from tests.storage.tokens import token

ROUNDS = 25


@pytest.fixture
def storage():
    """Give a storage of its own."""
    return MemoryStorage()


@pytest.fixture
def hasty():
    """Let threads take turns as often as possible."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.anyio
async def test_each_storage_has_its_own_tokens(storage):
    """Two apps in one process do not see each other's users."""
    await storage.set("user", token())

    assert await MemoryStorage().get("user") is None


def test_threads_with_event_loops_of_their_own_take_turns(storage, hasty):
    """Each turn puts a token in the place of the last one, and none is lost."""
    anyio.run(storage.set, "user", token("0"))

    in_threads(*[partial(count, storage, ROUNDS)] * 3)

    assert anyio.run(storage.get, "user") == token(str(3 * ROUNDS))


class Slow(Token):
    """A token that others overtake while it is compared."""

    @property
    def fingerprint(self):
        """Give what it is compared by, after a while."""
        time.sleep(0.01)
        return super().fingerprint


def test_of_threads_that_save_at_once_one_does(storage):
    """Comparing and saving is one step, also for those whose lock is another's by now."""
    slow, start, leases, saved = Slow(access_token="old"), threading.Barrier(4), [], []

    async def lend():
        await storage.set("user", Token(access_token="old"))
        for _ in range(start.parties):
            async with storage.lock("user") as lease:
                leases.append(lease)

    async def save(lease):
        start.wait()
        saved.append(await lease.save(slow, token("new")))

    anyio.run(lend)

    in_threads(*[partial(save, lease) for lease in leases])

    assert sorted(saved) == [False, False, False, True]


@pytest.mark.anyio
async def test_who_is_locked_out_by_a_process_that_is_not_here_is_not(storage, monkeypatch):
    """What a fork does, without one: the copy of a lock is nobody's to let go of."""
    async with storage.lock("user"):
        with monkeypatch.context() as patched:
            patched.setattr(os, "getpid", lambda: -1)
            await take(storage)
        assert await kept_out(storage)


@pytest.mark.anyio
async def test_nothing_is_left_of_locks(storage):
    """However many users there have been."""
    for number in range(100):
        async with storage.lock(f"user {number}"):
            pass

    assert storage._tokens.here.holders == {}


def test_a_lock_is_free_when_its_task_was_forgotten(storage):
    """Its event loop was closed before it ended, as some test runners do."""
    forgotten_holder(storage)

    anyio.run(take, storage)
