"""Several pacers that share a store, in virtual time."""

from __future__ import annotations

from email.utils import formatdate
from functools import partial

import anyio
from anyio.lowlevel import checkpoint
from attrs import Factory, define

from miro_async.call.shared_pacing import SharedPacer
from tests.pacing.model import ModelStore
from tests.unit.recording import raw_answer
from tests.unit.virtual import VirtualClock


def store_time():
    """Give the time by the store's clock, which is another one than the pacers'."""
    return 1_000_000.0 + anyio.current_time()


async def settled():
    """Let the other tasks go on until they wait; no time passes."""
    for _ in range(12):
        await checkpoint()


@define
class Crew:
    """Pacers with 1000 credits in all, and the calls that have got some."""

    clock: VirtualClock = Factory(VirtualClock)
    store: ModelStore = Factory(lambda: ModelStore(store_time))
    answered: bool = False
    """Whether calls have their answers at once, which say nothing."""
    went: list[tuple[object, float]] = Factory(list)

    def pacer(self, *, limit=1000, clock=None, **options):
        """Give another pacer."""
        usual = {"key": "key", "limit": limit, "clock": clock or self.clock}
        return SharedPacer(self.store, **(usual | options))

    async def take(self, pacer, name, cost, waiting=None):
        """Take credits, and note when."""
        await pacer.take(cost, waiting)
        self.went.append((name, anyio.current_time()))
        if self.answered:
            pacer.learn(cost, self.answer())

    async def come(self, tasks, pacer, **costs):
        """Let calls come to a pacer, one after another."""
        for name, cost in costs.items():
            tasks.start_soon(partial(self.take, pacer, name, cost))
            await settled()

    @property
    def order(self):
        """Who went, in order."""
        return [name for name, _ in self.went]

    @property
    def asks(self):
        """What the store was asked."""
        return [ask for _, ask in self.store.asked]

    def answer(self, reset=None, remaining=None, status=200, limit=None, **headers):
        """Give an answer of the service whose window ends in so many seconds."""
        now = self.clock.time()
        headers = {"date": formatdate(now, usegmt=True), **headers}
        given = {"reset": reset and int(now + reset), "remaining": remaining, "limit": limit}
        for name, value in given.items():
            if value is not None:
                headers[f"x_ratelimit_{name}"] = str(value)
        return raw_answer(b"", status, **headers)
