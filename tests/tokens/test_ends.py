"""The event loop ends while a token is refreshed: the refresh comes to its end first."""

from __future__ import annotations

import asyncio
import threading

import anyio
import pytest

from miro_async import MemoryStorage
from tests.tokens.apps import Scene, works
from tests.tokens.relay import Held


@pytest.fixture
def scene(sandbox, relay):
    """Give a user who has authorized the app; these tests begin and end event loops themselves."""
    scene = Scene(sandbox, relay, None, MemoryStorage())

    async def prepare():
        async with scene.app() as miro:
            await scene.authorize(miro)

    anyio.run(prepare)
    scene.expire()
    return scene


@pytest.fixture
def held(scene):
    """Give what holds the answer to the next refresh back."""
    scene.relay.behave(held := Held())
    return held


def test_a_task_that_nobody_waits_for(scene, held):
    """`asyncio.run` cancels what is left when it ends, each and every task."""

    async def main():
        miro = scene.app()
        task = asyncio.create_task(works(miro.as_user(scene.user)))
        await asyncio.to_thread(held.reached.wait, 60)
        threading.Timer(0.2, held.over.set).start()
        return task

    task = asyncio.run(main())

    assert task.cancelled()
    assert anyio.run(scene.is_well)
    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_task_of_a_group_that_is_cancelled(backend, scene, held):
    """Who cancels the group waits for it."""

    async def main():
        async with scene.app() as miro, anyio.create_task_group() as tasks:
            tasks.start_soon(works, miro.as_user(scene.user))
            await held.is_reached()
            threading.Timer(0.2, held.over.set).start()
            tasks.cancel_scope.cancel()

    anyio.run(main, backend=backend)

    assert anyio.run(scene.is_well)
    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1
