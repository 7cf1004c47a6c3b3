"""Several processes that want more than there is: none is left out, and none is refused."""

from __future__ import annotations

import math
from collections import Counter
from functools import partial
from itertools import pairwise
from random import Random

import anyio
import pytest
from hypothesis import given, settings, strategies as st

from miro_async.call.pacing import Pacer
from tests.pacing.crew import Crew, store_time
from tests.pacing.model import ModelStore
from tests.unit.metered import Metered
from tests.unit.test_pacing_run import ROUNDINGS, carry_out, paced, plans
from tests.unit.virtual import BACKENDS, VirtualClock, run


async def keep_calling(crew, pacer, name, cost, until):
    """Make calls one after another, until then."""
    while anyio.current_time() < until:
        await crew.take(pacer, name, cost)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("delay", [0.1, 0.8])
def test_a_slow_process_gets_its_turn(backend, delay):
    """Though in each window the others have taken all before its question gets to the store."""

    async def main():
        crew = Crew()
        quick = [crew.pacer() for _ in range(3)]
        far = ModelStore(store_time, crew.store.windows, delay=delay)
        slow = Crew(store=far, went=crew.went)
        async with anyio.create_task_group() as tasks:
            for number, pacer in enumerate(quick):
                tasks.start_soon(keep_calling, crew, pacer, number, 100, 300)
            tasks.start_soon(keep_calling, slow, slow.pacer(), "slow", 100, 300)
        return crew.went

    went = [0, *(when for name, when in run(backend, main) if name == "slow")]
    assert max(later - sooner for sooner, later in pairwise(went)) < 124
    assert went[-1] > 300


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("cost", [1000, 1500])
def test_a_large_call_is_not_starved_by_the_small_ones_of_others(backend, cost):
    """Not even one that only goes into an untouched window, and others touch each at once."""

    async def main():
        crew = Crew()
        pacers = [crew.pacer() for _ in range(3)]
        async with anyio.create_task_group() as tasks:
            for pacer in pacers[:2]:
                tasks.start_soon(keep_calling, crew, pacer, "small", 50, 200)
            await anyio.sleep(10)
            tasks.start_soon(crew.take, pacers[2], "large", cost)
        return crew.went

    (large,) = [when for name, when in run(backend, main) if name == "large"]
    assert large == 122  # in the window before, those who came first went first


@pytest.mark.parametrize("backend", BACKENDS)
def test_who_has_died_does_not_hold_up_the_others(backend):
    """Its place is kept for three seconds."""

    async def main():
        crew = Crew()
        dies, lives = crew.pacer(), crew.pacer()
        await lives.take(400)
        with anyio.move_on_after(0.5):
            await dies.take(700)
        await crew.take(lives, "lives", 400)
        return crew.went

    assert run(backend, main) == [("lives", 3)]


@pytest.mark.parametrize(
    ("rounding", "ahead", "backend"),
    [("up", 0.0, "asyncio"), ("down", -3599.3, "trio"), ("to the nearest", 7.5, "asyncio")],
)
def test_4_processes_are_never_refused_and_use_the_budget(rounding, ahead, backend):
    """Whatever the service's clock and rounding: no 429, over 90 % is used, each has its share."""
    chance = Random(5000)  # noqa: S311 - the same calls each time
    service = Metered(rounded=ROUNDINGS[rounding], ahead=ahead)
    costs = [chance.choice([50, 50, 100, 100, 500, 2000]) for _ in range(1600)]
    done = Counter()

    async def work(name, pacer):
        while costs:
            there, back = chance.uniform(0.01, 0.3), chance.uniform(0.01, 0.9)
            done[name, await paced(pacer, service, costs.pop(), there, back)] += 1

    async def main():
        crew = Crew()
        pacers = [crew.pacer(limit=100_000) for _ in range(4)]
        async with anyio.create_task_group() as tasks:
            for number in range(80):
                tasks.start_soon(work, number % 4, pacers[number % 4])

    run(backend, main)
    assert {status for _, status in done} == {200}
    assert min(done.values()) > 0.8 * max(done.values())
    assert len(service.windows) > 5
    assert service.used > 0.9


async def carried_out(planned, whose, service):
    """Make calls of three processes, wait until all is over, and give what is left then."""
    crew = Crew()
    pacers = [crew.pacer() for _ in range(3)]
    async with anyio.create_task_group() as tasks:
        for plan, number in zip(planned, whose, strict=False):
            await anyio.sleep(plan.after)
            tasks.start_soon(carry_out, pacers[number], service, plan)
    await anyio.sleep(190)
    limits = [pacer.rate_limit for pacer in pacers]
    return {(limit.limit, limit.remaining, limit.resets_at) for limit in limits}


def is_counted(plan):
    """Tell whether a call gets to the service."""
    return plan.end in {"answer", "lost"}


calls = plans([0.001, 0.3, 3.0])
processes = st.lists(st.integers(0, 2), min_size=60, max_size=60)
roundings = st.sampled_from(sorted(ROUNDINGS)).map(ROUNDINGS.get)


@settings(max_examples=settings.default.max_examples // 4)
@given(calls, processes, st.sampled_from(BACKENDS), roundings, st.floats(-9999, 9999))
def test_calls_that_get_there_are_never_refused(planned, whose, backend, rounded, ahead):
    """Of several processes, at any time, and though no answer may come."""
    service = Metered(limit=1000, rounded=rounded, ahead=ahead)
    planned = list(filter(is_counted, planned))

    left = run(backend, partial(carried_out, planned, whose, service))

    assert service.refused == 0
    assert left == {(1000, 1000, None)}


@settings(max_examples=settings.default.max_examples // 4)
@given(calls, processes, st.sampled_from(BACKENDS), roundings)
def test_calls_of_any_kind_get_their_turn(planned, whose, backend, rounded):
    """Unsent, cancelled, and lost before they got there.

    Some may be refused: a process may not make another call with which to tell that the window has
    not begun with the one that got lost.
    """
    service = Metered(limit=1000, rounded=rounded)

    left = run(backend, partial(carried_out, planned, whose, service))

    assert service.refused <= sum(not is_counted(plan) for plan in planned)
    assert left == {(1000, 1000, None)}


@settings(max_examples=settings.default.max_examples // 4)
@given(
    others=st.lists(st.tuples(st.floats(0, 20), st.integers(50, 700)), max_size=30),
    costs=st.lists(st.sampled_from([50, 100, 500]), min_size=5, max_size=40),
    backend=st.sampled_from(BACKENDS),
)
def test_others_who_do_not_share_cost_a_refusal_now_and_then(others, costs, backend):
    """Each window at most as many as calls were on their way; in the end all are done."""
    service, refused = Metered(limit=1000), []

    async def elsewhere():
        for after, cost in others:
            await anyio.sleep(after)
            service.answer(cost)

    async def work(pacer):
        while costs:
            cost = costs.pop()
            while await paced(pacer, service, cost, 0.1, 0.1) == 429:
                refused.append(anyio.current_time() - 0.1)

    async def main():
        crew = Crew()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(elsewhere)
            for _ in range(3):
                tasks.start_soon(work, crew.pacer())

    run(backend, main)

    began = [window.began for window in service.windows]
    each = Counter(max(start for start in began if start <= when) for when in refused)
    assert not costs
    assert all(number <= 3 for number in each.values())


@pytest.mark.parametrize("backend", BACKENDS)
def test_without_a_store_each_process_takes_all(backend):
    """What sharing is for: the same calls, each pacer by itself."""
    service = Metered(limit=1000, rounded=math.ceil)

    async def work(pacer):
        for _ in range(10):
            while await paced(pacer, service, 100, 0.1, 0.1) == 429:
                pass

    async def main():
        async with anyio.create_task_group() as tasks:
            for _ in range(4):
                tasks.start_soon(work, Pacer(clock=VirtualClock(), limit=1000))

    run(backend, main)
    assert service.refused > 0
