"""Those who hold locks, or would like to: in tasks, in threads, and in loops that are gone."""

from __future__ import annotations

import asyncio
import gc
import re
import threading
from contextlib import AsyncExitStack, asynccontextmanager

import anyio
import pytest

from miro_async.errors import TokenStorageError
from tests.storage.tokens import after

A_WHILE = 0.05
"""Seconds in which whoever is not kept out gets in."""

SOON = 30.0
"""Seconds after which a lock that is not free will not be so either, however slow all is."""


async def kept_out(storage, user_id="user"):
    """Tell whether somebody else has the lock."""
    with anyio.move_on_after(A_WHILE) as scope:
        async with storage.lock(user_id):
            pass
    return scope.cancelled_caught


async def take(storage, user_id="user"):
    """Take the lock, which must be free, and let go of it."""
    with anyio.fail_after(SOON):
        async with storage.lock(user_id):
            pass


@asynccontextmanager
async def held_in_a_hurry(storage, user_id="user"):
    """Hold the lock of a storage that gives up soon: on a busy machine it takes several tries."""
    async with AsyncExitStack() as stack:
        while True:
            try:
                lease = await stack.enter_async_context(storage.lock(user_id))
            except TokenStorageError:
                continue
            break
        yield lease


async def given_up(attempt, match):
    """Have something given up, until it is told why: on a busy machine not even that is learned."""
    for _ in range(50):
        with pytest.raises(TokenStorageError) as caught:
            await attempt()
        if re.search(match, str(caught.value)):
            return
    raise AssertionError(caught.value)


async def count(storage, times=1):
    """Put the next token in the place of the one that is there, as a refresh does."""
    for _ in range(times):
        async with storage.lock("user") as lease:
            old = await storage.get("user")
            assert await lease.save(old, after(old))


def in_threads(*works):
    """Run async functions, each in an event loop in a thread of its own; raise their errors."""
    errors = []

    def run(work):
        try:
            anyio.run(work)
        except BaseException as error:  # noqa: BLE001 - it is raised in the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        raise error


def forgotten_holder(storage):
    """Have a task take the lock, and its event loop closed before it has let go of it."""
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda *_: None)  # which hears of the task

    async def hold(held):
        async with storage.lock("user"):
            held.set()
            await asyncio.Event().wait()

    held = asyncio.Event()
    task = loop.create_task(hold(held))
    loop.run_until_complete(held.wait())
    loop.close()
    del task
    gc.collect()
