"""How many calls are under way at once, and who is next."""

from __future__ import annotations

import asyncio

import anyio
import anyio.lowlevel
import pytest

from miro_async import Limits
from miro_async.call.slots import Slots
from tests.unit.recording import Service, answer

pytestmark = pytest.mark.anyio

BOARD = {"id": "b", "type": "board", "name": "Retro"}


async def settle():
    """Let every task run until it waits."""
    await anyio.wait_all_tasks_blocked()


async def take_and_say(slots, who, got):
    """Wait for a slot, and say who got it."""
    if not slots.try_take():
        await slots.take()
    got.append(who)


async def test_slots_go_out_in_the_order_of_asking():
    """Nobody overtakes, not even who comes when one has just been given back."""
    slots, got = Slots(1), []
    assert slots.try_take()
    async with anyio.create_task_group() as tasks:
        for who in range(3):
            tasks.start_soon(take_and_say, slots, who, got)
            await settle()
        slots.give_back()
        assert not slots.try_take()
        await settle()
        assert got == [0]
        slots.give_back()
        await settle()
        slots.give_back()
    assert got == [0, 1, 2]
    slots.give_back()
    assert slots.try_take()


async def test_who_gives_up_waiting_takes_no_slot():
    """The next in line gets it."""
    slots, got = Slots(1), []
    assert slots.try_take()
    async with anyio.create_task_group() as tasks:
        with anyio.CancelScope() as scope:
            tasks.start_soon(settle_and_cancel, scope)
            await slots.take()
        tasks.start_soon(take_and_say, slots, "second", got)
        await settle()
        slots.give_back()
    assert got == ["second"]


async def settle_and_cancel(scope):
    """Cancel a scope when everybody waits."""
    await settle()
    scope.cancel()


def test_who_is_cancelled_as_a_slot_comes_passes_it_on():
    """Cancelled by asyncio itself, after it was given and before the task ran: it is not lost."""

    async def run():
        slots = Slots(1)
        assert slots.try_take()
        task = asyncio.create_task(slots.take())
        await asyncio.sleep(0)
        slots.give_back()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return slots.try_take()

    assert asyncio.run(run())


async def test_no_more_calls_are_under_way_than_there_may_be_connections():
    """The others wait for their turn, and all are answered."""
    under_way, most = 0, 0

    class Counting(Service):
        async def send(self, _):
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            await anyio.lowlevel.checkpoint()
            under_way -= 1
            return answer(BOARD)

    api = Counting().client(limits=Limits(max_connections=3))
    async with anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(api.boards.get, "b")

    assert most == 3
