"""Calls against a service that counts credits: none is refused, and few credits go to waste."""

from __future__ import annotations

import math
from random import Random

import anyio
import pytest
from attrs import define
from hypothesis import given, settings, strategies as st

from miro_async.call.pacing import Pacer
from tests.unit.metered import Metered
from tests.unit.virtual import BACKENDS, VirtualClock, run

ROUNDINGS = {"up": math.ceil, "down": math.floor, "to the nearest": round}
COSTS = [50, 50, 50, 100, 100, 500, 2000]


async def paced(pacer, service, cost, there, back):
    """Call the service when the pacer says so, and let it learn."""
    if not pacer.try_take(cost):
        await pacer.take(cost)
    response = await service.call(cost, there, back)
    pacer.learn(cost, response)
    return response.status


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("rounding", "ahead"), [("up", 0.0), ("down", -3599.3), ("to the nearest", 7.5)]
)
def test_5000_calls_of_50_tasks_are_never_refused_and_use_the_budget(backend, rounding, ahead):
    """Whatever the service's clock and rounding: no 429, and over 90 % of the budget is used."""
    chance = Random(5000)  # noqa: S311 - the same calls each time
    service = Metered(rounded=ROUNDINGS[rounding], ahead=ahead)
    costs = [chance.choice(COSTS) for _ in range(5000)]

    async def work(pacer, statuses):
        while costs:
            there, back = chance.uniform(0.01, 0.3), chance.uniform(0.01, 0.9)
            statuses.append(await paced(pacer, service, costs.pop(), there, back))

    async def main():
        pacer, statuses = Pacer(clock=VirtualClock()), []
        await anyio.sleep(chance.random())
        async with anyio.create_task_group() as tasks:
            for _ in range(50):
                tasks.start_soon(work, pacer, statuses)
        return statuses

    assert run(backend, main) == [200] * 5000
    assert len(service.windows) > 10
    assert service.used > 0.9


@define
class Planned:
    """A call: when it comes, what it costs, how long it takes, and how it ends."""

    after: float
    cost: int
    there: float
    back: float
    end: str


def plans(ways_back):
    """Give plans of calls whose answers take so long to come back."""
    return st.lists(
        st.builds(
            Planned,
            after=st.sampled_from([0.0, 0.0, 0.0, 0.5, 20.0, 59.0, 61.0]),
            cost=st.sampled_from([50, 100, 300, 900]),
            there=st.floats(0.001, 0.9),
            back=st.sampled_from(ways_back),
            end=st.sampled_from(["answer"] * 6 + ["lost", "lost before", "unsent", "cancelled"]),
        ),
        min_size=10,
        max_size=60,
    )


async def carry_out(pacer, service, plan):
    """Make a call that may be lost on its way, or never be sent, or be cancelled at any time."""
    if plan.end == "cancelled":
        with anyio.move_on_after(plan.back):
            await pacer.take(plan.cost)
            await sent(pacer, service, plan)
        return
    await pacer.take(plan.cost)
    await sent(pacer, service, plan)


async def sent(pacer, service, plan):
    """Make a call that has its credits, and settle it as the client does."""
    try:
        if plan.end == "unsent":
            pacer.give_back(plan.cost)
        elif plan.end == "lost before":
            await anyio.sleep(plan.there)
            pacer.lost(plan.cost)
        elif plan.end == "lost":
            await service.call(plan.cost, plan.there, min(plan.back, 30))
            pacer.lost(plan.cost)
        else:
            pacer.learn(plan.cost, await service.call(plan.cost, plan.there, plan.back))
    except anyio.get_cancelled_exc_class():
        pacer.lost(plan.cost)
        raise


roundings = st.sampled_from(sorted(ROUNDINGS)).map(ROUNDINGS.get)


@given(plans([0.001, 0.3, 3.0]), st.sampled_from(BACKENDS), roundings, st.floats(-9999, 9999))
def test_calls_of_any_kind_are_never_refused(planned, backend, rounded, ahead):
    """Lost, unsent and cancelled calls, at any time: none is refused, and all get their turn."""
    service = Metered(limit=1000, rounded=rounded, ahead=ahead)

    async def main():
        pacer = Pacer(clock=VirtualClock(), limit=1000)
        async with anyio.create_task_group() as tasks:
            for plan in planned:
                await anyio.sleep(plan.after)
                tasks.start_soon(carry_out, pacer, service, plan)
        await anyio.sleep(125)
        return pacer.rate_limit

    limit = run(backend, main)

    assert service.refused == 0
    assert (limit.limit, limit.remaining, limit.resets_at) == (1000, 1000, None)


@settings(max_examples=settings.default.max_examples // 2)
@given(plans([0.001, 3.0, 29.0, 90.0]), st.sampled_from(BACKENDS), roundings)
def test_slow_answers_of_windows_long_past_do_no_harm(planned, backend, rounded):
    """As long as some answers come soon, others may take longer than a window."""
    service = Metered(limit=1000, rounded=rounded)

    async def beat(pacer):
        while True:
            await paced(pacer, service, 5, 0.1, 0.1)
            await anyio.sleep(1)

    async def main():
        pacer = Pacer(clock=VirtualClock(), limit=1000)
        async with anyio.create_task_group() as beats:
            beats.start_soon(beat, pacer)
            async with anyio.create_task_group() as tasks:
                for plan in planned:
                    await anyio.sleep(plan.after)
                    tasks.start_soon(carry_out, pacer, service, plan)
            beats.cancel_scope.cancel()

    run(backend, main)

    assert service.refused == 0


@given(
    others=st.lists(st.tuples(st.floats(0, 20), st.integers(50, 700)), max_size=30),
    costs=st.lists(st.sampled_from([50, 100, 500]), min_size=5, max_size=40),
    backend=st.sampled_from(BACKENDS),
)
def test_others_with_the_same_token_cost_a_refusal_now_and_then(others, costs, backend):
    """Each window there are at most as many refusals as calls were on their way; all get done."""
    service = Metered(limit=1000)
    slots = 3

    async def elsewhere():
        for after, cost in others:
            await anyio.sleep(after)
            service.answer(cost)
        service.refused = -(10**6)  # what comes later is ours alone

    async def work(pacer):
        while costs:
            cost = costs.pop()
            while await paced(pacer, service, cost, 0.1, 0.1) == 429:
                ours.append(anyio.current_time())

    async def main():
        pacer = Pacer(clock=VirtualClock(), limit=1000)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(elsewhere)
            for _ in range(slots):
                tasks.start_soon(work, pacer)

    ours = []
    run(backend, main)

    for window in service.windows:
        at = [moment for moment in ours if 0 <= moment - 0.1 - window.began < service.length]
        assert len(at) <= slots
    assert not costs
