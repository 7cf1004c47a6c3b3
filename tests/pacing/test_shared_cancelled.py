"""Calls that are cancelled while they wait for shared credits, at every moment, in every way."""

from __future__ import annotations

import asyncio
import itertools
import time
from contextlib import suppress

import anyio
import pytest
from anyio.lowlevel import checkpoint

from miro_async.call.shared_pacing import SharedPacer
from miro_async.clock import SystemClock
from tests.pacing.model import ModelStore
from tests.pacing.places import ModelPlace, took
from tests.unit.checkpoints import WAYS, interrupted

pytestmark = [pytest.mark.anyio]


async def every_moment(place, way, prepare):
    """Cancel a call of 100 at each of its waits; afterwards another one has to get its credits.

    Gives what is spent then, each time.
    """
    spent, reached = [], True
    while reached:
        number = len(spent) + 1
        key = f"key {number}"
        pacer = SharedPacer(place.store, key=key, limit=1000, clock=SystemClock())
        with anyio.fail_after(30):
            await prepare(pacer)
            outcome = await interrupted(pacer.take(100), number, way)
            assert pacer.rate_limit.remaining >= 800
            if not outcome.cancelled:
                pacer.give_back(100)
            await pacer.take(25)
            await pacer.take(25)
        spent.append((await took(place, 10, client=2, key=key)).spent - 10)
        reached = outcome.reached
    return spent


async def nothing(pacer):
    """Begin with an untouched window."""


async def some(pacer):
    """Begin with a window that has begun."""
    await pacer.take(70)


@pytest.mark.parametrize(("prepare", "before"), [(nothing, 0), (some, 70)])
@pytest.mark.parametrize(("anyio_backend", "way"), WAYS)
async def test_who_is_cancelled_takes_nothing(anyio_backend, way, prepare, before):
    """Whether it was asked, granted, or about to go: the next call sets it right."""
    spent = await every_moment(ModelPlace(), way, prepare)

    assert set(spent) == {before + 50}
    assert len(spent) > 1


@pytest.mark.parametrize("way", [way for backend, way in WAYS if backend == "asyncio"])
async def test_who_is_cancelled_takes_nothing_from_redis(redis, way):
    """Though Redis may only hear of it when it is over."""
    spent = await every_moment(redis, way, some)

    assert set(spent) == {120}
    assert len(spent) > 1


class Deaf(ModelStore):
    """A store that loses a cancellation, as `asyncio.wait_for` of Python 3.11 may."""

    async def take(self, key, ask):
        """Answer, whatever happens."""
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0.01)
        return await super().take(key, ask)


@pytest.mark.parametrize("way", [way for backend, way in WAYS if backend == "asyncio"])
async def test_a_store_that_loses_a_cancellation(way):
    """Who was cancelled is."""
    store = Deaf(time.monotonic)
    for number in (1, 2):
        pacer = SharedPacer(store, key="key", clock=SystemClock())
        with anyio.fail_after(30):
            outcome = await interrupted(pacer.take(100), number, way)
        assert outcome.cancelled or not outcome.reached
    assert len(store.asked) == 2


@pytest.mark.parametrize(("anyio_backend", "way"), WAYS)
async def test_the_queue_goes_on(anyio_backend, way):
    """Whoever is cancelled at whatever moment: those behind get their credits."""
    place = ModelPlace()
    for number in itertools.count(1):
        key = f"key {number}"
        pacer = SharedPacer(place.store, key=key, limit=1000, clock=SystemClock())
        with anyio.fail_after(30):
            async with anyio.create_task_group() as tasks:
                for _ in range(3):
                    tasks.start_soon(pacer.take, 100)
                outcome = await interrupted(pacer.take(300), number, way)
                for _ in range(3):
                    tasks.start_soon(pacer.take, 100)
            await pacer.take(10)
        gone = 0 if outcome.cancelled else 300
        assert (await took(place, 10, client=2, key=key)).spent == 620 + gone
        if not outcome.reached:
            break
    assert number > 1


async def wait_in_vain(pacer):
    """Want more than is left, tell that it has to be waited for, and give up."""
    with anyio.move_on_after(0.02):
        await pacer.take(200, lambda _: checkpoint())


@pytest.mark.parametrize(("anyio_backend", "way"), WAYS)
async def test_a_refused_call_that_is_cancelled_leaves_the_queue(anyio_backend, way):
    """While it asks, while it tells that it waits, while it waits."""
    place = ModelPlace()
    for number in range(1, 12):
        pacer = SharedPacer(place.store, key=f"key {number}", limit=1000, clock=SystemClock())
        await pacer.take(900)
        outcome = await interrupted(wait_in_vain(pacer), number, way)
        assert outcome.cancelled or not outcome.reached
        with anyio.fail_after(30):
            await pacer.take(100)
