"""The time of a sandbox, for itself and for the clients that wait by it."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime

import anyio
import pytest

from miro_async.errors import InvalidArgumentError
from miro_async.sandbox import Clock
from tests.sandbox.conftest import NOW

pytestmark = pytest.mark.anyio


async def test_waiting_moves_a_clock_that_stands():
    """By as much as was waited for, in all that it tells, and without waiting."""
    clock = Clock(NOW)
    before, began = clock.monotonic(), time.monotonic()
    await clock.sleep(3600)
    assert clock.time() == clock.now() == NOW.timestamp() + 3600
    assert clock.monotonic() == before + 3600
    assert time.monotonic() - began < 60


async def test_those_who_wait_at_once_wait_together():
    """Until the longest wait is over; one after the other they wait longer."""
    clock = Clock(NOW)
    async with anyio.create_task_group() as group:
        for seconds in (10, 30, 20):
            group.start_soon(clock.sleep, seconds)
    assert clock.now() == NOW.timestamp() + 30
    await clock.sleep(5)
    assert clock.now() == NOW.timestamp() + 35


async def test_waiting_takes_its_time_by_a_clock_that_runs():
    """As by any other."""
    clock = Clock()
    began = time.monotonic()
    await clock.sleep(0.02)
    assert time.monotonic() - began >= 0.02
    before = clock.monotonic()
    clock.advance(60)
    assert clock.monotonic() >= before + 60


async def test_a_wait_can_be_cancelled():
    """Then no time has passed."""
    clock = Clock(NOW)
    with anyio.CancelScope() as scope:
        scope.cancel()
        await clock.sleep(10)
    assert scope.cancelled_caught
    assert clock.now() == NOW.timestamp()


@pytest.mark.parametrize("seconds", [-5, -math.inf, math.nan, math.inf, 1e300, 1e12])
async def test_time_goes_forward_and_stays_in_the_calendar(seconds):
    """Else every later call would fail, or `monotonic` go back."""
    clock = Clock(NOW)
    with pytest.raises(InvalidArgumentError):
        clock.advance(seconds)
    assert clock.now() == NOW.timestamp()
    clock.advance(0)
    assert clock.now() == NOW.timestamp()


@pytest.mark.parametrize(
    "start", ["2026", 0, datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)]
)
async def test_a_clock_starts_at_the_same_time_everywhere(start):
    """So a datetime without an offset will not do, and nothing else either."""
    with pytest.raises(InvalidArgumentError, match="datetime with a tzinfo"):
        Clock(start)
