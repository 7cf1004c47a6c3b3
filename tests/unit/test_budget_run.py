"""The whole client against a sandbox that counts credits: never refused, and few go to waste."""

from __future__ import annotations

import math
from email.utils import formatdate
from random import Random

import anyio
import pytest
from attrs import evolve

from miro_async.client import MiroApi
from miro_async.models import StickyNoteData
from miro_async.options import Limits
from miro_async.sandbox import Sandbox
from tests.unit.virtual import BACKENDS, BEGINNING, VirtualClock, run

CALLS = {"asyncio": 5000, "trio": 2000}
TASKS = 50
BUDGET = 100_000


class SandboxTime:
    """The sandbox's clock, in virtual time; it differs from the client's."""

    def __init__(self, ahead):
        self.ahead = ahead

    def now(self):
        """Give the time in seconds since 1970."""
        return BEGINNING + self.ahead + anyio.current_time()

    def stamp(self):
        """Give a time; which one does not matter here."""
        return "2026-01-01T00:00:00Z"


class Distant:
    """A transport to a sandbox that is some way away, and dates its answers."""

    def __init__(self, sandbox, chance):
        self.sandbox, self.chance = sandbox, chance
        self.refused = 0
        self.began = []
        self.last = 0

    async def send(self, request):
        """Let the request get there, and its answer back."""
        await anyio.sleep(self.chance.uniform(0.01, 0.4))
        now = self.sandbox.clock.now()
        response = self.sandbox.answer(request)
        self.refused += response.status == 429
        reset = int(response.headers["x-ratelimit-reset"])
        if reset > self.last + 30:  # a new window: what was spent before it
            self.began.append((now, self.sandbox.credits_spent))
        self.last = reset
        await anyio.sleep(self.chance.uniform(0.01, 0.8))
        date = formatdate(math.floor(now), usegmt=True)
        return evolve(response, headers={**response.headers, "date": date})

    async def aclose(self):
        """Have nothing to close."""

    @property
    def used(self):
        """The part of the budget that was used, from the first window to the begin of the last."""
        (first, _), *_, (last, spent) = self.began
        return spent / ((last - first) / 60 * BUDGET)


async def many_calls(service, clock, calls):
    """Make calls of several kinds and costs from many tasks, as long as there are any."""
    api = MiroApi(
        service.sandbox.token,
        transport=service,
        clock=clock,
        limits=Limits(max_connections=TASKS),
    )
    board = await api.boards.create(name="Run")
    left = calls - 1
    bulk = [{"type": "sticky_note", "data": {"content": "Hi"}}] * 5

    async def work():
        nonlocal left
        while left > 0:
            left -= 1
            match left % 5:
                case 0:
                    await api.boards.get(board.id)
                case 1:
                    await api.sticky_notes.create(board.id, data=StickyNoteData(content="Hi"))
                case 2:
                    await api.items.list(board.id).first()
                case 3:
                    await api.boards.update(board.id, name="Run on")
                case _:
                    await api.items.create_bulk(board.id, items=bulk)

    async with anyio.create_task_group() as tasks:
        for _ in range(TASKS):
            tasks.start_soon(work)
    return api.rate_limit


@pytest.mark.parametrize("backend", BACKENDS)
def test_5000_calls_by_50_tasks_see_no_429_and_use_the_budget(backend):
    """Gets, lists, changes and bulk calls; a service whose clock is off. On trio, 2000 do."""
    chance = Random(3)  # noqa: S311 - the same delays each time

    async def main():
        service = Distant(Sandbox(clock=SandboxTime(ahead=-720.6)), chance)
        return service, await many_calls(service, VirtualClock(), CALLS[backend])

    service, limit = run(backend, main)

    assert service.refused == 0
    assert len(service.began) > CALLS[backend] // 1000
    assert service.used > 0.9
    assert limit.limit == BUDGET
