"""The pool against what is expected of it, whatever happens in whatever order."""

from __future__ import annotations

from typing import Any

import anyio
import httpcore
import pytest
from attrs import Factory, define
from hypothesis import given, strategies as st

from miro_async.errors import ConfigurationError
from tests.unit.networks import Network, request, settle

ORIGINS = ["http://one", "http://two", "http://three"]
EXPIRY = 10

numbers = st.integers(0, 9)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("start"), st.sampled_from(ORIGINS)),
        st.tuples(st.just("start"), st.just("http://one")),
        st.tuples(st.just("answer"), st.just(None)),
        st.tuples(st.just("read"), numbers),
        st.tuples(st.just("leave"), numbers),
        st.tuples(st.just("cancel"), numbers),
        st.tuples(st.just("server_closes"), numbers),
        st.tuples(st.just("wait"), st.sampled_from([1, 4, EXPIRY + 1])),
    ),
    max_size=40,
)


@define(eq=False, slots=False)
class Call:
    """One call, which goes on when it is told to."""

    url: str
    number: int
    scope: anyio.CancelScope = Factory(anyio.CancelScope)
    may_end: anyio.Event = Factory(anyio.Event)
    reads: bool = True
    answered: bool = False
    ended: bool = False
    error: Exception | None = None

    async def run(self, pool: Any) -> None:
        """Send, wait to be told how it ends, and end so."""
        try:
            with self.scope:
                exchange = await pool.send(request(f"{self.url}/{self.number}"))
                try:
                    self.answered = True
                    await self.may_end.wait()
                    if self.reads:
                        assert b"".join([chunk async for chunk in exchange.chunks]) == b"hello"
                finally:
                    await exchange.aclose()
        except (httpcore.NetworkError, ConfigurationError) as error:
            self.error = error
        self.ended = True


class Model:
    """A pool in use, and what must be true of it at every moment."""

    def __init__(self, most: int, most_kept: int | None, tasks: Any) -> None:
        self.network = Network()
        self.network.hold()
        self.most = most
        self.most_kept = most if most_kept is None else min(most, most_kept)
        self.pool = self.network.pool(
            max_connections=most, max_keepalive_connections=most_kept, keepalive_expiry=EXPIRY
        )
        self.tasks = tasks
        self.in_turns = True
        self.calls: list[Call] = []

    def pick(self, number: int, **state: bool) -> Call | None:
        """Give one of the calls that are in a state."""
        found = [
            call
            for call in self.calls
            if not call.ended and all(getattr(call, name) is value for name, value in state.items())
        ]
        return found[number % len(found)] if found else None

    def start(self, url: str) -> None:
        """Make a call."""
        self.calls.append(Call(url, len(self.calls)))
        self.tasks.start_soon(self.calls[-1].run, self.pool)

    def answer(self, _: object) -> None:
        """Have one call answered, if any waits for that."""
        if any(stream.busy for stream in self.network.alive()):
            self.network.give(1)

    def end_call(self, number: int, *, reads: bool) -> None:
        """End an answered call."""
        if call := self.pick(number, answered=True):
            call.reads = reads
            call.may_end.set()

    def read(self, number: int) -> None:
        """Have an answer read to its end."""
        self.end_call(number, reads=True)

    def leave(self, number: int) -> None:
        """Have an answer closed without being read."""
        self.end_call(number, reads=False)

    def cancel(self, number: int) -> None:
        """Cancel a call, wherever it is."""
        if call := self.pick(number):
            call.scope.cancel()

    def server_closes(self, number: int) -> None:
        """Let a connection die on which no request is under way."""
        if resting := [stream for stream in self.network.alive() if not stream.busy]:
            resting[number % len(resting)].dead = True

    def wait(self, seconds: float) -> None:
        """Let time go by."""
        self.network.clock.now += seconds

    async def step(self, what: str, argument: Any) -> None:
        """Do one thing, let everybody go on as far as they can, and look at the result."""
        getattr(self, what)(argument)
        await settle()
        idle = {connection._stream for connection in self.pool._idle}
        for stream in self.network.alive():
            if stream not in idle:  # in use until now
                stream.last_used = self.network.clock()
        self.check()
        if self.in_turns:
            self.check_order()

    def check(self) -> None:
        """Hold the pool against its promises."""
        network = self.network
        assert network.wrong == []
        assert network.most_open <= self.most
        assert network.open == len(network.alive())
        assert len(self.pool._idle) <= self.most_kept

    def check_order(self) -> None:
        """Hold it against its promise of fairness, when one thing happened at a time."""
        network = self.network
        # Who came first was served first: of those who were served, nobody was overtaken.
        served = [int(path.removeprefix("/")) for path in network.order]
        assert served == sorted(served)
        under_way = [call for call in self.calls if not call.ended and call.number in served]
        waiting = [call for call in self.calls if not call.ended and call.number not in served]
        assert not waiting or len(under_way) == self.most

    async def end(self) -> None:
        """Let all calls end; there are as many slots as before, and closing leaves nothing."""
        self.in_turns = False
        for _ in range(len(self.calls)):
            self.network.give(self.most)
            for call in self.calls:
                call.may_end.set()
            await settle()
        assert all(call.ended and call.error is None for call in self.calls)
        self.check()
        self.network.hold()
        for _ in range(self.most):
            await self.step("start", "http://one")
        assert sum(stream.busy for stream in self.network.alive()) == self.most
        await self.pool.aclose()
        await settle()
        assert all(call.ended for call in self.calls)
        assert self.network.open == 0


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@given(
    most=st.integers(1, 3),
    most_kept=st.none() | st.integers(0, 3),
    plan=steps,
)
def test_the_pool_keeps_its_promises(backend, most, most_kept, plan):
    """Limits, fairness, only living and fresh connections, and no slot or connection lost."""

    async def play():
        async with anyio.create_task_group() as tasks:
            model = Model(most, most_kept, tasks)
            for what, argument in plan:
                await model.step(what, argument)
            await model.end()

    anyio.run(play, backend=backend)
