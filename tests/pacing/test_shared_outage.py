"""A store that fails: calls go on, each process counts for itself until the store is back."""

from __future__ import annotations

import logging
import math
from itertools import pairwise

import anyio
import pytest

from miro_async.errors import ConfigurationError
from tests.pacing.crew import Crew, settled
from tests.unit.metered import Metered
from tests.unit.test_pacing_run import paced
from tests.unit.virtual import BACKENDS, run

pytestmark = pytest.mark.parametrize("backend", BACKENDS)


@pytest.fixture
def told(caplog):
    """Give what logged what was logged."""
    caplog.set_level(logging.INFO, "miro_async")
    return caplog


def test_while_the_store_fails_a_process_counts_for_itself(backend, told):
    """Beginning with what it knows of the others; one warning tells of it."""

    async def main():
        crew = Crew(answered=True)
        one, other = crew.pacer(), crew.pacer()
        await crew.take(other, "other", 300)
        await crew.take(one, "one", 100)
        crew.store.error = OSError("the wire is cut")
        await crew.take(one, "one", 200)
        assert one.rate_limit.remaining == 400
        await anyio.sleep(1.5)
        await crew.take(one, "one", 50)
        assert one.rate_limit.remaining == 350
        assert one.try_take(50)
        one.lost(50)
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, one, a=250, b=300, c=900)
            assert not one.try_take(50)
        return crew.went[4:]

    # The call that got lost may have been the first: the window begins once more.
    assert run(backend, main) == [("a", 1.5), ("b", 62.5), ("c", 123.5)]
    assert told.record_tuples == [
        (
            "miro_async",
            logging.WARNING,
            "credits are not shared until their store is back: OSError: the wire is cut",
        )
    ]


def test_what_is_known_of_a_window_that_is_over_is_of_no_use(backend):
    """Each begins with all credits."""

    async def main():
        crew = Crew()
        pacer = crew.pacer()
        await pacer.take(1000)
        pacer.lost(1000)
        await anyio.sleep(62)
        crew.store.error = OSError()
        await pacer.take(500)
        await anyio.sleep(2)
        await pacer.take(50)
        return anyio.current_time(), pacer.rate_limit.remaining

    assert run(backend, main) == (64, 450)


def test_a_window_that_others_know_better_is_that_of_this_process(backend):
    """Its limit, what is spent, and when it ends, though its own is over by then."""

    async def main():
        crew = Crew()
        one, other = crew.pacer(), crew.pacer()
        await one.take(100)
        one.learn(100, crew.answer())
        await anyio.sleep(30)
        await other.take(300)
        other.learn(300, crew.answer(reset=50, remaining=200, limit=600))
        await other.take(50)
        await anyio.sleep(20)
        await one.take(50)
        one.learn(50, crew.answer())
        await anyio.sleep(15)
        crew.store.error = OSError()
        await crew.take(one, "", 200)
        return crew.went, one.rate_limit.limit

    assert run(backend, main) == ([("", 81)], 600)


def test_a_store_that_was_never_there(backend):
    """It is as if there were none."""

    async def main():
        crew = Crew(answered=True)
        crew.store.error = OSError()
        pacer = crew.pacer()
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=600, b=400, c=100)
        return crew.went

    assert run(backend, main) == [("a", 0), ("b", 0), ("c", 61)]


def test_a_store_that_hangs_holds_up_calls_for_a_second(backend, told):
    """And then, ever less often, one call that looks whether it is back, and those behind it."""

    async def main():
        crew = Crew(answered=True)
        crew.store.delay = math.inf
        pacer = crew.pacer(limit=100_000)
        while anyio.current_time() < 50:
            if not pacer.try_take(10):
                await crew.take(pacer, "", 10)
            await anyio.sleep(0.25)
        return [when for when, _ in crew.store.asked]

    asked = [when - 1_000_000 for when in run(backend, main)]
    pauses = [later - sooner for sooner, later in pairwise(asked)]
    assert asked[0] == 0
    assert pauses == [pytest.approx(1 + wait, abs=0.3) for wait in (1, 2, 4, 8, 16)]
    assert told.messages == ["credits are not shared until their store is back: TimeoutError"]


def test_it_is_looked_for_at_least_every_half_minute(backend):
    """However long it has been away."""

    async def main():
        crew = Crew(answered=True)
        crew.store.error = OSError()
        pacer = crew.pacer(limit=100_000)
        for _ in range(2000):
            await crew.take(pacer, "", 10)
            await anyio.sleep(0.1)
        return [when for when, _ in crew.store.asked]

    asked = run(backend, main)
    assert max(later - sooner for sooner, later in pairwise(asked)) < 31


def test_the_store_comes_back(backend, told):
    """It learns what was taken meanwhile in its window; the next outage is told again."""

    async def main():
        crew = Crew()
        one, other = crew.pacer(), crew.pacer()
        await one.take(100)
        await other.take(100)
        crew.store.error = OSError()
        await one.take(200)
        await one.take(50)
        one.give_back(50)
        await anyio.sleep(1)
        crew.store.error = None
        await one.take(50)
        await other.take(50)
        spent = crew.store.windows["key"].spent
        crew.store.error = OSError()
        await one.take(50)
        return spent

    assert run(backend, main) == 500
    levels = [level for _, level, _ in told.record_tuples]
    assert levels == [logging.WARNING, logging.INFO, logging.WARNING]
    assert told.messages[1] == "credits are shared again"


def test_who_waits_when_the_store_goes_goes_on_waiting_without(backend):
    """In the same order, by what this process knows."""

    async def main():
        crew = Crew(answered=True)
        pacer = crew.pacer()
        await pacer.take(900)
        pacer.lost(800)
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=200, b=100)
            await anyio.sleep(5.5)
            crew.store.error = OSError()
            await anyio.sleep(20)
            pacer.give_back(100)
            await settled()
        return crew.went

    ((_, first), (_, second)) = run(backend, main)
    # What was given back may have been the call that began the window: it is taken for longer.
    assert (first, second) == (25.5, 25.5 + 61)


def test_who_waits_when_the_store_is_back_asks_it(backend):
    """It knows better: another process has given credits back."""

    async def main():
        crew = Crew()
        one, other = crew.pacer(), crew.pacer()
        await other.take(900)
        await one.take(50)
        crew.store.error = OSError()
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, one, a=200)
            await anyio.sleep(2.2)
            crew.store.error = None
            other.give_back(900)
            await crew.take(other, "theirs", 10)
        return crew.went

    (_, sooner), (name, later) = run(backend, main)
    assert sooner == 2.2
    assert name == "a"
    assert later <= 4


def test_a_mistake_in_the_settings_reaches_the_caller(backend):
    """It is none that could pass."""

    async def main():
        crew = Crew()
        crew.store.error = ConfigurationError("this store runs elsewhere")
        pacer = crew.pacer()
        with pytest.raises(ConfigurationError, match="elsewhere"):
            await pacer.take(100)
        crew.store.error = None
        await pacer.take(1000)
        return anyio.current_time()

    assert run(backend, main) == 0


def test_without_a_store_there_are_refusals_which_are_tried_again(backend):
    """And when it is back, there are none any more."""
    service, statuses = Metered(limit=1000), []

    async def work(pacer, until):
        while anyio.current_time() < until:
            statuses.append(await paced(pacer, service, 100, 0.1, 0.1))

    async def phase(pacers, until):
        statuses.clear()
        async with anyio.create_task_group() as tasks:
            for pacer in pacers * 2:
                tasks.start_soon(work, pacer, until)
        return statuses.count(429)

    async def main():
        crew = Crew()
        pacers = [crew.pacer() for _ in range(3)]
        refused = [await phase(pacers, 130)]
        crew.store.error = OSError()
        refused.append(await phase(pacers, 400))
        crew.store.error = None
        await anyio.sleep(130)
        return [*refused, await phase(pacers, anyio.current_time() + 130)]

    before, during, after = run(backend, main)
    assert before == after == 0
    # As many as are on their way when the service says for the first time that nothing is left.
    assert 0 < during <= 6 * 7
