"""Who waits for shared credits waits in the order of coming, and no longer than needed."""

from __future__ import annotations

import anyio
import pytest
from anyio.lowlevel import checkpoint

from tests.pacing.crew import Crew, settled
from tests.unit.virtual import BACKENDS, run

pytestmark = pytest.mark.parametrize("backend", BACKENDS)


async def queue():
    """Give a crew of which one pacer has taken 900 of the 1000 credits."""
    crew = Crew()
    pacer = crew.pacer()
    await pacer.take(900)
    return crew, pacer


def test_what_costs_nothing_always_goes(backend):
    """The store is not asked; nor is it when answers come that say nothing."""

    async def main():
        crew, pacer = await queue()
        assert pacer.try_take(0)
        await pacer.take(0)
        pacer.learn(0, crew.answer(status=429))
        pacer.give_back(0)
        pacer.lost(0)
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=200)
            assert pacer.try_take(0)
            pacer.give_back(0)
            for _ in range(3):
                pacer.learn(50, crew.answer())
                await settled()
            tasks.cancel_scope.cancel()
        return [ask.lost for ask in crew.asks]

    assert run(backend, main) == [False, False]


def test_the_store_is_asked_once_for_each_call_that_goes(backend):
    """And by nobody who cannot wait."""

    async def main():
        crew = Crew()
        pacer = crew.pacer()
        assert pacer.enabled
        assert not pacer.try_take(100)
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=100, b=200, c=50)
        return [ask.cost for ask in crew.asks], crew.order

    assert run(backend, main) == ([100, 200, 50], ["a", "b", "c"])


def test_only_the_first_asks_and_nobody_overtakes(backend):
    """However slow the store is, and whatever the others want."""

    async def main():
        crew = Crew()
        crew.store.delay = 0.5
        pacer = crew.pacer()
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=600, b=300, c=50)
            await anyio.sleep(0.2)
            assert len(crew.asks) == 1
        return crew.went

    assert run(backend, main) == [("a", 0.5), ("b", 1.0), ("c", 1.5)]


def test_those_who_wait_go_in_the_order_they_came(backend):
    """All that fit go as soon as the window turns, and not later."""

    async def main():
        crew, pacer = await queue()
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=200, b=100, c=300, d=400)
        return crew.went

    assert run(backend, main) == [("a", 61), ("b", 61), ("c", 61), ("d", 61)]


def test_a_large_call_is_not_starved_by_small_ones(backend):
    """Nobody overtakes it, though there would be credits for them."""

    async def main():
        crew, pacer = await queue()
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, large=1000, small=50)
            await anyio.sleep(60)
            assert crew.went == []
        return crew.went

    assert run(backend, main) == [("large", 61), ("small", 122)]


def test_credits_that_come_back_wake_the_first(backend):
    """It asks the store, and tells it; so there is enough for the next one, too."""

    async def main():
        crew, pacer = await queue()
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=300, b=300, c=900)
            await anyio.sleep(5.5)
            pacer.give_back(300)
            await settled()
            assert crew.went == [("a", 5.5)]
            pacer.give_back(600)
            await settled()
            assert crew.order == ["a", "b"]
            before = len(crew.asks)
            await anyio.sleep(3.5)
            assert len(crew.asks) <= before + 4
            tasks.cancel_scope.cancel()

    run(backend, main)


def test_credits_that_come_back_while_the_store_is_asked_are_asked_for_again(backend):
    """At once: the question did not tell of them."""

    async def main():
        crew, pacer = await queue()
        crew.store.delay = 0.2
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=300)
            await anyio.sleep(0.15)
            pacer.give_back(900)
        return crew.went

    ((_, when),) = run(backend, main)
    assert when == pytest.approx(0.4, abs=0.01)


def test_what_another_process_gives_back_is_found_within_a_second(backend):
    """Nobody tells of it."""

    async def main():
        crew, pacer = await queue()
        other = crew.pacer()
        await other.take(50)
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, other, a=300)
            await anyio.sleep(5.5)
            pacer.give_back(900)
            await crew.take(pacer, "theirs", 50)
        return crew.went

    assert run(backend, main) == [("theirs", 5.5), ("a", 6.0)]


@pytest.mark.parametrize("who", ["first", "second", "both"])
def test_who_is_cancelled_leaves_the_queue_and_takes_nothing(backend, who):
    """The others go on as if it had never come."""

    async def main():
        crew, pacer = await queue()
        async with anyio.create_task_group() as tasks, anyio.create_task_group() as cancelled:
            await crew.come(cancelled, pacer, first=1000)
            if who != "first":
                await crew.come(cancelled, pacer, second=1000)
            await crew.come(tasks, pacer, third=100)
            await anyio.sleep(10)
            cancelled.cancel_scope.cancel()
        return crew.went, pacer.rate_limit.remaining

    # The hundred that were left are enough for the third.
    assert run(backend, main) == ([("third", 10)], 0)


def test_who_has_to_wait_for_credits_is_told_about_how_long(backend):
    """Those ahead included; by a function or an async one, and once."""
    told = []

    async def tell(seconds):
        await checkpoint()
        told.append(round(seconds))

    async def main():
        crew, pacer = await queue()
        async with anyio.create_task_group() as tasks:
            await anyio.sleep(1)
            tasks.start_soon(crew.take, pacer, "", 200, lambda seconds: told.append(round(seconds)))
            await settled()
            for cost in (700, 100, 600, 400, 700):
                tasks.start_soon(crew.take, pacer, "", cost, tell)
                await settled()
            assert told == [60, 60, 60, 120, 120, 180]
        return len(crew.went)

    assert run(backend, main) == 6
    assert len(told) == 6


def test_who_waits_for_the_store_alone_is_not_told(backend):
    """But when those ahead have to wait for credits, so do the others."""
    told = []

    async def main():
        crew = Crew()
        crew.store.delay = 0.5
        pacer = crew.pacer()
        async with anyio.create_task_group() as tasks:
            for name, cost in (("a", 300), ("b", 800), ("c", 200), ("d", 50)):
                waiting = None if name == "d" else lambda wait, name=name: told.append((name, wait))
                tasks.start_soon(crew.take, pacer, name, cost, waiting)
                await settled()
            await anyio.sleep(0.9)
            assert told == []
            await anyio.sleep(0.2)
            assert sorted(told) == [("b", 60.5), ("c", 60.5)]
        return crew.order

    assert run(backend, main) == ["a", "b", "c", "d"]


def test_a_listener_that_fails_ends_the_call_and_nothing_else(backend):
    """The queue goes on without it."""

    def fail(seconds):
        raise ValueError(seconds)

    async def main():
        _, pacer = await queue()
        with pytest.raises(ValueError, match="61"):
            await pacer.take(200, fail)
        await pacer.take(100)
        return anyio.current_time()

    assert run(backend, main) == 0


def test_a_listener_that_takes_its_time_keeps_the_place(backend):
    """Whoever comes meanwhile is behind it, though the window has turned."""

    async def main():
        crew, pacer = await queue()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(crew.take, pacer, "slow", 200, lambda _: anyio.sleep(100))
            await settled()
            await crew.come(tasks, pacer, next=50)
        return crew.went

    assert run(backend, main) == [("slow", 100), ("next", 100)]


def test_after_a_fork_nobody_is_ahead(backend):
    """And for the store, it is another client: what was taken stays taken."""

    async def main():
        crew, pacer = await queue()
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=500)
            pacer.forget_calls()
            await crew.take(pacer, "child", 100)
            tasks.cancel_scope.cancel()
        parent, *_, child = crew.asks
        assert parent.client != child.client
        assert child.held == 0
        return crew.order, crew.store.windows["key"].spent

    assert run(backend, main) == (["child"], 1000)
