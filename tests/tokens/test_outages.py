"""The server of the storage is gone for two seconds, just when Miro gives new tokens.

Meanwhile only the process that has them can call for the user.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import pytest

from miro_async import TokenStorageError
from tests.tokens.apps import Seen, works
from tests.tokens.places import storage_at
from tests.tokens.relay import meanwhile
from tests.tokens.wire import wire_to

pytestmark = [pytest.mark.anyio]

OUTAGE = 2.0
"""Seconds."""


@asynccontextmanager
async def server_behind_a_wire(place):
    """Give the place by way of a wire, and what cuts and mends it."""
    with wire_to(place.port) as wire:
        yield place.through(wire.port), wire.cut, wire.mend


@asynccontextmanager
async def folder_that_goes(place):
    """Give the place of a file, and what takes its folder away and brings it back."""
    folder = Path(place.address).parent
    elsewhere = folder.with_name("elsewhere")
    yield place, lambda: folder.rename(elsewhere), lambda: elsewhere.rename(folder)


@pytest.fixture
async def spoiled(kind, place):
    """Give the place, and what makes it go away and come back."""
    spoiling = folder_that_goes if kind == "file" else server_behind_a_wire
    async with spoiling(place) as spoiled:
        yield spoiled


@pytest.mark.parametrize("kind", ["file", "postgresql", "mariadb", "redis"])
async def test_two_seconds_without_the_storage(spoiled, scene):
    """Who has the new tokens goes on; others are told so until these are saved, and lose nothing.

    Of the others one has an old token, and one has just been started.
    """
    place, go_away, come_back = spoiled
    user, seen = scene.user, Seen()
    async with storage_at(place) as here, storage_at(place) as there:
        miro = scene.app(here, hooks=seen.hooks)
        other, started = scene.app(there), scene.app(there)
        api = await scene.authorize(miro)
        others = [other.as_user(user), started.as_user(user)]
        await works(others[0])
        old = await scene.stored()
        scene.expire()
        scene.relay.behave(meanwhile(go_away))

        await works(api)
        began = time.monotonic()
        calls = 0
        while time.monotonic() - began < OUTAGE or calls < 5:
            await works(api)
            calls += 1
            for one in others:
                with pytest.raises(TokenStorageError):
                    await works(one)
            await anyio.sleep(0.1)
        come_back()
        assert await scene.stored() == old
        assert {one.saved for one in seen.refreshes} == {False}

        with anyio.fail_after(30):
            while not await scene.is_well():
                await works(api)
                await anyio.sleep(0.05)
        assert seen.refreshes[-1].saved
        for one in others:
            await works(one)
        for one in (miro, other, started):
            await one.aclose()

    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1
    assert scene.sandbox.refused_refreshes == 0


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_two_seconds_in_which_somebody_else_locks_the_database(scene):
    """As a backup does: the refresh waits for it, and saves."""
    path = scene.place.address.removeprefix("sqlite+aiosqlite:///")
    locking = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    async with scene.app() as miro:
        api = await scene.authorize(miro)
        scene.expire()
        scene.relay.behave(meanwhile(lambda: locking.execute("BEGIN EXCLUSIVE")))
        began = time.monotonic()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(works, api)
            await anyio.sleep(OUTAGE)
            locking.execute("ROLLBACK")
        locking.close()
        assert time.monotonic() - began < OUTAGE + 30

    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1
    assert await scene.is_well()
