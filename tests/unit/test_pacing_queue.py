"""Who waits for credits waits in the order of coming, and no longer than needed."""

from __future__ import annotations

import anyio
import pytest
from anyio.lowlevel import checkpoint
from attrs import Factory, define
from hypothesis import given, strategies as st

from miro_async.call.pacing import Pacer
from tests.unit.metered import Metered
from tests.unit.recording import raw_answer
from tests.unit.virtual import BACKENDS, VirtualClock, run

pytestmark = pytest.mark.parametrize("backend", BACKENDS)


async def settled():
    """Let the other tasks go on until they wait; no time passes."""
    for _ in range(5):
        await checkpoint()


@define
class Queue:
    """A pacer with 1000 credits, of which 900 are taken, and those who wait for it."""

    pacer: Pacer = Factory(lambda: Pacer(clock=VirtualClock(), limit=1000))
    went: list[tuple[str, float]] = Factory(list)

    async def take(self, name, cost, waiting=None):
        """Take credits, note when, and get an answer at once that says nothing."""
        await self.pacer.take(cost, waiting)
        self.went.append((name, anyio.current_time()))
        self.pacer.learn(cost, raw_answer())

    async def come(self, tasks, **costs):
        """Let tasks come, one after another."""
        for name, cost in costs.items():
            tasks.start_soon(self.take, name, cost)
            await settled()

    @property
    def order(self):
        """Who went, in order."""
        return [name for name, _ in self.went]


def queue():
    """Give a pacer with 100 credits left."""
    made = Queue()
    assert made.pacer.try_take(900)
    return made


def test_those_who_wait_go_in_the_order_they_came(backend):
    """All that fit go as soon as the window turns."""

    async def main():
        line = queue()
        line.pacer.lost(900)
        async with anyio.create_task_group() as tasks:
            await line.come(tasks, a=200, b=100, c=300, d=400)
        return line.went

    assert run(backend, main) == [("a", 61), ("b", 61), ("c", 61), ("d", 61)]


def test_a_large_call_is_not_starved_by_small_ones(backend):
    """Nobody overtakes it, though there would be credits for them: not even who does not wait."""

    async def main():
        line = queue()
        line.pacer.lost(900)
        async with anyio.create_task_group() as tasks:
            await line.come(tasks, large=1000, small=50)
            assert not line.pacer.try_take(50)
            assert line.went == []
            await anyio.sleep(70)
            assert not line.pacer.try_take(50)
        return line.went

    assert run(backend, main) == [("large", 61), ("small", 122)]


def test_credits_that_come_back_wake_the_first(backend):
    """And the next one, when there is enough for both."""

    async def main():
        line = queue()
        async with anyio.create_task_group() as tasks:
            await line.come(tasks, a=300, b=300, c=900)
            await anyio.sleep(5)
            line.pacer.give_back(300)
            await anyio.sleep(1)
            assert line.went == [("a", 5)]
            line.pacer.give_back(600)
            await anyio.sleep(0.5)
            assert line.went == [("a", 5), ("b", 6)]
            tasks.cancel_scope.cancel()

    run(backend, main)


def test_an_end_that_is_sooner_wakes_the_first(backend):
    """An answer says that the window began long before our first call."""

    async def main():
        line, service = queue(), Metered(limit=1000)
        service.answer(50)
        await anyio.sleep(55)
        async with anyio.create_task_group() as tasks:
            line.pacer.give_back(900)
            assert line.pacer.try_take(900)
            await line.come(tasks, a=200)
            line.pacer.learn(900, service.answer(900))
        return line.went

    ((_, when),) = run(backend, main)
    assert when == 61


def test_an_end_that_is_later_lets_nobody_go_early(backend):
    """An answer says that the window began when the call got there."""

    async def main():
        line, service = queue(), Metered(limit=1000)
        await anyio.sleep(4)
        line.pacer.learn(900, service.answer(900))
        async with anyio.create_task_group() as tasks:
            await line.come(tasks, a=200)
        return line.went

    assert run(backend, main) == [("a", 65)]


def test_late_answers_make_room_for_the_first(backend):
    """What was carried over, and turns out to be of the old window, need not be waited for."""

    async def main():
        line, service = queue(), Metered(limit=1000)
        first = service.answer(400)
        line.pacer.learn(400, first)
        async with anyio.create_task_group() as tasks:
            await anyio.sleep(61)
            await line.come(tasks, a=800)
            assert line.went == []
            await anyio.sleep(1)
            line.pacer.learn(500, first)
        return line.went

    assert run(backend, main) == [("a", 62)]


@pytest.mark.parametrize("who", ["first", "second", "both"])
def test_who_is_cancelled_leaves_the_queue_and_takes_nothing(backend, who):
    """The others go on as if it had never come."""

    async def main():
        line = queue()
        line.pacer.lost(900)
        async with anyio.create_task_group() as tasks:
            async with anyio.create_task_group() as cancelled:
                await line.come(cancelled, first=1000)
                if who != "first":
                    await line.come(cancelled, second=1000)
                await line.come(tasks, third=100)
                if who == "second":
                    line.pacer.give_back(0)
                await anyio.sleep(10)
                cancelled.cancel_scope.cancel()
            await anyio.sleep(1)
            # The hundred that were left are enough for the third.
            assert line.went == [("third", 10)]
        assert line.pacer.rate_limit.remaining == 0

    run(backend, main)


def test_who_is_cancelled_as_the_window_turns_takes_nothing(backend):
    """Woken or not: in the end either it has its credits, or nobody has."""

    async def main():
        line = queue()
        line.pacer.lost(900)
        with anyio.move_on_at(61):
            await line.take("a", 500)
        return line.went, line.pacer.rate_limit.remaining

    went, remaining = run(backend, main)
    assert remaining == (500 if went else 1000)


def test_who_has_to_wait_is_told_about_how_long(backend):
    """Before the wait, those ahead included; by a function or an async one."""
    told = []

    async def tell(seconds):
        await checkpoint()
        told.append(seconds)

    async def main():
        line = queue()
        line.pacer.lost(900)
        async with anyio.create_task_group() as tasks:
            await anyio.sleep(1)
            tasks.start_soon(line.take, "", 200, told.append)
            await settled()
            for cost in (700, 100, 600, 400, 700):
                tasks.start_soon(line.take, "", cost, tell)
                await settled()

        assert line.pacer.try_take(300)
        await line.take("", 100, told.append)

    run(backend, main)
    assert told == [60, 60, 60, 120, 120, 180, 61]


def test_a_listener_that_fails_ends_the_call_and_nothing_else(backend):
    """The queue goes on without it."""

    def fail(seconds):
        raise ValueError(seconds)

    async def main():
        line = queue()
        line.pacer.lost(900)
        with pytest.raises(ValueError, match="61"):
            await line.pacer.take(200, fail)
        assert line.pacer.try_take(100)

    run(backend, main)


def test_a_listener_that_takes_its_time_keeps_the_place(backend):
    """Whoever comes meanwhile is behind it, though the window has turned."""

    async def main():
        line = queue()
        line.pacer.lost(900)

        async def first():
            await line.pacer.take(200, lambda _: anyio.sleep(100))
            line.went.append(("slow", anyio.current_time()))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(first)
            await settled()
            await line.come(tasks, next=50)
        return line.went

    assert run(backend, main) == [("slow", 100), ("next", 100)]


def test_after_a_fork_nobody_is_ahead(backend):
    """Those who waited in the other process are not waited for."""

    async def main():
        line = queue()
        async with anyio.create_task_group() as tasks:
            await line.come(tasks, a=500)
            line.pacer.forget_calls()
            assert line.pacer.try_take(100)
            assert not line.pacer.try_take(100)
        return line.went

    assert run(backend, main) == [("a", 61)]


@given(st.lists(st.tuples(st.integers(1, 1200), st.booleans()), min_size=1, max_size=30))
def test_any_queue_goes_in_order_and_never_over_the_limit(backend, calls):
    """Of any costs, and whoever leaves it early."""

    async def main():
        line = Queue()
        service = Metered(limit=1000)

        async def go(number, cost):
            await line.pacer.take(cost)
            line.went.append((number, anyio.current_time()))
            line.pacer.learn(cost, await service.call(cost, 0.2, 0.1))

        async with anyio.create_task_group() as tasks, anyio.create_task_group() as leaving:
            for number, (cost, stays) in enumerate(calls):
                (tasks if stays else leaving).start_soon(go, number, cost)
                await settled()
            await anyio.sleep(90)
            leaving.cancel_scope.cancel()
        return line.order, service

    order, service = run(backend, main)
    assert order == sorted(order)
    assert {number for number, (_, stays) in enumerate(calls) if stays} <= set(order)
    # A call that no window can hold is refused, and by nothing but itself.
    assert service.refused <= sum(cost > 1000 for cost, _ in calls)
