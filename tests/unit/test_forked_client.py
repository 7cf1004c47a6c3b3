"""A client in a process that was forked while calls were under way."""

from __future__ import annotations

import asyncio
import os

import pytest

from miro_async import Limits
from tests.unit.recording import Service, answer

BOARD = {"id": "b", "type": "board", "name": "Retro"}


class Hanging(Service):
    """A service that answers only in the process that it was not made in."""

    made_in = os.getpid()

    async def send(self, request):
        """Answer, or never."""
        if os.getpid() == self.made_in:
            await asyncio.Event().wait()
        return await super().send(request)


@pytest.mark.anyio
async def test_a_copy_in_another_process_has_free_slots_and_the_credits_that_are_left():
    """What a fork does, without one: the client was made by another process."""
    api = Service(lambda _: answer(BOARD)).client(limits=Limits(max_connections=1))
    await api.boards.get("b")
    lane = api._wiring.lane("rest")
    assert lane.slots.try_take()
    api._wiring._process -= 1

    await api.boards.get("b")

    assert api._wiring.lane("rest").slots is not lane.slots
    assert api.rate_limit.limit - api.rate_limit.remaining == 100


def test_the_calls_of_the_parent_do_not_hold_up_the_child():
    """All slots and all credits were taken; the child begins with free slots."""
    api = Hanging(lambda _: answer(BOARD)).client(limits=Limits(max_connections=2))

    async def in_parent():
        calls = [asyncio.create_task(api.boards.get("b")) for _ in range(3)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        child = os.fork()
        if child == 0:
            in_child()
        for call in calls:
            call.cancel()
        return child

    def in_child():
        try:
            board = asyncio.run(asyncio.wait_for(api.boards.get("b"), 30))
            spent = api.rate_limit.limit - api.rate_limit.remaining
            os._exit(0 if board.name == "Retro" and spent == 150 else 1)
        finally:
            os._exit(2)

    _, status = os.waitpid(asyncio.run(in_parent()), 0)

    assert os.waitstatus_to_exitcode(status) == 0
