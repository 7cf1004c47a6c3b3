"""How a file of tokens is locked, and who lets go of it when."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import os
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

import anyio
import pytest
from anyio import to_thread

from miro_async.auth.storage.file import FileStorage
from miro_async.auth.storage.file_lock import FileLock
from miro_async.errors import TokenStorageError
from tests.storage.holders import count, forgotten_holder, in_threads, kept_out, take
from tests.storage.tokens import token
from tests.unit.checkpoints import WAYS

HUGE = token("huge" * 1_000_000)
"""A token that takes a while to be written."""


@pytest.fixture
def path(tmp_path):
    """Give the path of a file that does not exist yet."""
    return tmp_path / "tokens.json"


@pytest.fixture
def storage(path):
    """Give a storage on it."""
    return FileStorage(path)


def open_beside(path):
    """Give the numbers of the files that this process has open there."""
    found = []
    for one in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if str(one.readlink()).startswith(str(path)):
                found.append(int(one.name))
    return found


def test_event_loops_in_threads_of_their_own_take_turns(storage):
    """Each turn puts a token in the place of the last one, and none is lost."""
    anyio.run(storage.set, "user", token("0"))

    in_threads(*[partial(count, storage, 5)] * 3)

    assert anyio.run(storage.get, "user") == token("15")


@pytest.mark.anyio
async def test_no_file_is_left_open(storage, path):
    """Of locks that were taken, and of those that were not."""
    async with storage.lock("user"):
        assert await kept_out(storage)
        await storage.set("user", token())
    await storage.get("user")

    assert open_beside(path) == []


def test_a_lock_that_was_given_up_before_it_was_taken_is_free(path):
    """Its thread cannot be stopped: it finds out itself that nobody wants it any more."""
    lock = FileLock(path, ".lock")
    lock.release()

    assert lock.take() is None
    another = FileLock(path, ".lock")
    assert another.take()
    another.release()


@pytest.mark.anyio
async def test_a_child_that_was_forked_meanwhile_does_not_keep_it(storage, path):
    """What a fork does, without one: the open file has a second number."""
    async with storage.lock("user"):
        (number,) = open_beside(path)
        of_child = os.dup(number)
    try:
        await take(storage)
    finally:
        os.close(of_child)


@pytest.mark.anyio
async def test_a_child_that_clears_up_does_not_unlock_it(storage, path, monkeypatch):
    """What a fork does, without one: another process lets go, and the open file is still open."""
    with monkeypatch.context() as patched:
        async with storage.lock("user"):
            (number,) = open_beside(path)
            of_parent = os.dup(number)
            patched.setattr(os, "getpid", lambda: -1)
    try:
        assert await kept_out(storage)
    finally:
        os.close(of_parent)
    await take(storage)


def test_a_lock_is_free_when_its_task_was_forgotten(storage, path):
    """Its event loop was closed before it ended, as some test runners do."""
    forgotten_holder(storage)

    anyio.run(take, storage)
    assert open_beside(path) == []


@pytest.mark.anyio
async def test_who_waits_too_long_gives_up(path):
    """Whoever holds it may hang, and will not let go of it when it goes on, either."""
    storage = FileStorage(path, lock_timeout=0.05)
    writing = FileLock(path, ".lock")
    assert writing.take()

    async with FileStorage(path).lock("user") as lease:
        with anyio.fail_after(30), pytest.raises(TokenStorageError, match=r"locked for 0\.05 s"):
            async with storage.lock("user"):
                pytest.fail("it was not free")
        assert await kept_out(storage)
        with anyio.fail_after(30), pytest.raises(TokenStorageError, match=r"locked for 0\.05 s"):
            await storage.set("user", token())
        writing.release()
        await storage.set("user", token())
        assert await lease.save(token(), token("second"))

    await take(storage)
    assert open_beside(path) == []


@pytest.mark.anyio
async def test_where_nothing_can_be_locked_is_an_error(storage, path, monkeypatch):
    """A file system may know no locks: then nothing is safe there."""

    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    with anyio.fail_after(30), monkeypatch.context() as patched:
        patched.setattr(fcntl, "flock", refuse)
        with pytest.raises(TokenStorageError, match="No locks available"):
            await storage.set("user", token())
        with pytest.raises(TokenStorageError, match="No locks available"):
            async with storage.lock("user"):
                pytest.fail("it is not locked")

    assert not path.exists()
    assert open_beside(path) == []


@pytest.mark.anyio
async def test_a_link_in_the_place_of_a_lock_is_not_followed(storage, path, tmp_path):
    """It could lead to any file, whose permissions were ours then."""
    victim = tmp_path / "victim"
    victim.touch(0o644)
    path.with_name("tokens.json.lock").symlink_to(victim)

    with pytest.raises(TokenStorageError, match="the lock of the tokens cannot be taken"):
        await storage.set("user", token())

    assert victim.stat().st_mode & 0o777 == 0o644


@pytest.mark.anyio
async def test_threads_of_the_app_are_not_needed(storage):
    """All of them may be waiting for a call, and so for a token."""
    all_of_them = to_thread.current_default_thread_limiter()
    before, all_of_them.total_tokens = all_of_them.total_tokens, 1
    try:
        async with all_of_them:
            with anyio.fail_after(30):
                assert await storage.get("user") is None
                await storage.set("user", token())
                async with storage.lock("user") as lease:
                    assert await lease.save(token(), token("second"))
    finally:
        all_of_them.total_tokens = before


@pytest.mark.anyio
async def test_reading_can_be_cancelled_though_the_disk_does_not_answer(path):
    """A thread that waits is left to itself."""
    os.mkfifo(path)
    answer = threading.Timer(60, path.write_text, [""])
    answer.start()

    with anyio.move_on_after(0.05) as scope:
        await FileStorage(path).get("user")

    assert scope.cancelled_caught
    answer.cancel()
    path.write_text("nobody reads this any more")


@pytest.mark.parametrize(("anyio_backend", "way"), [one for one in WAYS if one[1] != "late"])
@pytest.mark.anyio
async def test_writing_goes_on_to_its_end_before_its_caller_does(storage, path, way):
    """Who is cancelled meanwhile finds the file as it will be: nothing is written later."""
    await storage.set("user", token())
    new = path.with_name("tokens.json.tmp")

    async def cancel_meanwhile(cancel):
        while not new.exists():
            await anyio.lowlevel.checkpoint()
        cancel()

    async with anyio.create_task_group() as tasks:
        if way == "scope":
            with anyio.CancelScope() as scope:
                tasks.start_soon(cancel_meanwhile, scope.cancel)
                await storage.set("user", HUGE)
        else:
            task = asyncio.ensure_future(storage.set("user", HUGE))
            tasks.start_soon(cancel_meanwhile, task.cancel)
            await asyncio.wait([task])
            assert task.cancelled()

    assert not new.exists()
    assert path.stat().st_size > 1_000_000
    assert await storage.get("user") == HUGE
