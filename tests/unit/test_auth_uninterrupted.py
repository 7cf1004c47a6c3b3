"""What must not stop half-way goes on, whoever is cancelled."""

from __future__ import annotations

import asyncio
import gc
import weakref
from contextlib import suppress

import anyio
import anyio.lowlevel
import pytest

from miro_async.call.uninterrupted import aside, uninterrupted
from miro_async.errors import MiroError

pytestmark = pytest.mark.anyio


async def test_it_gives_what_the_function_gives():
    """With its arguments."""

    async def add(one, other, *, more):
        await anyio.lowlevel.checkpoint()
        return one + other + more

    assert await uninterrupted(add, 1, 2, more=3) == 6


@pytest.mark.parametrize("error", [MiroError("a"), KeyError("b"), ExceptionGroup("c", [OSError()])])
async def test_it_raises_what_the_function_raises(error):
    """The error itself, not in a group, and without a trace of how it was carried."""

    async def fail():
        await anyio.lowlevel.checkpoint()
        raise error

    with pytest.raises(type(error)) as caught:
        await uninterrupted(fail)

    assert caught.value is error
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


async def test_a_scope_that_is_cancelled_waits():
    """And is cancelled when all is done."""
    done = []

    async def work():
        await anyio.sleep(0.01)
        done.append(1)

    with anyio.CancelScope() as scope:
        scope.cancel()
        await uninterrupted(work)
        done.append(2)

    assert scope.cancelled_caught
    assert done == [1]


async def test_a_scope_that_is_cancelled_does_not_hear_of_an_error():
    """It is cancelled; an error would say that somebody waited for it."""

    async def fail():
        await anyio.sleep(0.01)
        raise LookupError

    with anyio.CancelScope() as scope:
        scope.cancel()
        await uninterrupted(fail)

    assert scope.cancelled_caught


async def test_a_time_that_runs_out_waits():
    """As above: that is such a scope."""
    done = []

    async def work():
        await anyio.sleep(0.02)
        done.append(1)

    with pytest.raises(TimeoutError), anyio.fail_after(0.001):
        await uninterrupted(work)

    assert done == [1]


async def test_it_may_be_nested():
    """What is inside is done as well."""
    done = []

    async def inner():
        await anyio.sleep(0.01)
        done.append("inner")

    async def outer():
        await uninterrupted(inner)
        await anyio.sleep(0.01)
        done.append("outer")

    with anyio.CancelScope() as scope:
        scope.cancel()
        await uninterrupted(outer)

    assert done == ["inner", "outer"]


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
@pytest.mark.parametrize("times", [1, 2, 5])
async def test_a_task_that_is_cancelled_waits(times):
    """Also when it is done again and again, as asyncio's own ways to cancel know no shield."""
    done, go_on = [], asyncio.Event()

    async def work():
        await go_on.wait()
        await asyncio.sleep(0)
        done.append(1)

    task = asyncio.create_task(uninterrupted(work))
    for _ in range(times):
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
    await asyncio.sleep(0.01)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert done == [1]


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_a_task_that_is_cancelled_before_it_begins_does_nothing():
    """Nothing was begun, so there is nothing to end."""
    done = []

    async def work():
        done.append(1)

    task = asyncio.create_task(uninterrupted(work))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert done == []


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_an_error_is_not_kept():
    """It would keep all that its frames have, secrets among it, until a collection comes."""

    class Error(Exception):
        pass

    async def fail():
        raise Error

    gc.collect()
    gc.disable()
    try:
        try:
            await uninterrupted(fail)
        except Error as error:
            kept = weakref.ref(error)
        await asyncio.sleep(0)
        assert kept() is None
    finally:
        gc.enable()


# What may swallow a cancellation


async def test_what_is_done_aside_gives_and_raises_as_it_would():
    """The value, or the error itself."""

    async def half(number):
        await anyio.lowlevel.checkpoint()
        if number % 2:
            raise LookupError(number)
        return number // 2

    assert await aside(half, 4) == 2
    with pytest.raises(LookupError) as caught:
        await aside(half, number=3)
    assert caught.value.__context__ is None


async def test_what_is_done_aside_can_be_cancelled():
    """At once, as if it were not."""
    with anyio.move_on_after(0.01) as scope:
        await aside(anyio.sleep_forever)

    assert scope.cancelled_caught


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
@pytest.mark.parametrize("cancel", ["a scope", "the task"])
async def test_a_cancellation_that_is_swallowed_comes_again(cancel):
    """As `asyncio.wait_for` of Python 3.11 swallows one that comes with its result."""
    swallowed = []

    async def swallow():
        asyncio.get_running_loop().call_later(0.01, ends)
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        swallowed.append(1)
        await asyncio.sleep(60)

    if cancel == "a scope":
        with anyio.CancelScope() as scope:
            ends = scope.cancel
            await aside(swallow)
        assert scope.cancelled_caught
    else:
        task = asyncio.create_task(aside(swallow))
        ends = task.cancel
        with pytest.raises(asyncio.CancelledError):
            await task
    assert swallowed
