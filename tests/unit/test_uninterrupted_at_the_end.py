"""When `asyncio.run` ends it cancels all tasks; what must not stop half-way goes on."""

from __future__ import annotations

import asyncio
import gc
import warnings

import pytest

from miro_async.call.uninterrupted import aside, uninterrupted


@pytest.mark.parametrize("steps", range(9))
def test_work_inside_of_work_is_done(steps):
    """In whatever step of it the end comes: a token that Miro has given is saved, or not asked for.

    Also when that is before the first step of the task that is to save it.
    """
    done = []

    async def save():
        await asyncio.sleep(0)
        done.append("saved")

    async def refresh():
        for _ in range(steps):
            await asyncio.sleep(0)
        done.append("given")
        await uninterrupted(save)

    async def main():
        task = asyncio.create_task(uninterrupted(refresh))
        for _ in range(6):
            await asyncio.sleep(0)
        assert not task.cancelled()

    with warnings.catch_warnings():
        # anyio has made a coroutine for the task that was cancelled before its first step.
        warnings.simplefilter("ignore", RuntimeWarning)
        asyncio.run(main())
        gc.collect()

    assert done == ["given", "saved"]


def test_the_end_of_somebody_elses_task_is_told():
    """Work whose own helper task was cancelled does not pass for done, and is not done twice."""
    begun = []

    async def work():
        begun.append(1)
        await asyncio.create_task(asyncio.sleep(60))

    async def main():
        task = asyncio.create_task(uninterrupted(work))
        for _ in range(20):
            await asyncio.sleep(0)
        (helper,) = asyncio.all_tasks() - {asyncio.current_task(), task}
        helper.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())

    assert begun == [1]


def test_a_swallowed_cancellation_comes_again():
    """A library may swallow it, as `asyncio.wait_for` does on Python 3.11; it comes again."""

    async def swallow():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            return "an answer that came at this moment"

    async def main():
        task = asyncio.create_task(aside(swallow))
        for _ in range(20):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
