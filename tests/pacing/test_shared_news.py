"""What pacers tell each other by way of the store, and what of it can be seen."""

from __future__ import annotations

from datetime import UTC
from email.utils import formatdate

import anyio
import pytest

from miro_async.call.pacing import SCIM_WINDOW, RateLimit
from miro_async.call.pacing_store import Heard
from tests.pacing.crew import Crew, settled
from tests.unit.virtual import BACKENDS, VirtualClock, run

pytestmark = pytest.mark.parametrize("backend", BACKENDS)


def seconds(number):
    """Give what is as many, but for the fractions that answers do not have."""
    return pytest.approx(number, abs=1.01)


def test_what_a_pacer_asks_for(backend):
    """Its own figures, and nothing to tell yet; each has a number of its own."""

    async def main():
        crew = Crew()
        await crew.pacer().take(300)
        await crew.pacer(limit=2000, window=SCIM_WINDOW, key="other").take(50)
        await crew.pacer(window=6, key="brief").take(50)
        return crew.asks

    first, second, brief = run(backend, main)
    assert (first.cost, first.limit, first.length, first.waited) == (300, 1000, 61, 0)
    assert (first.late, first.patience, first.pause, first.heard) == (5, 3, 0, None)
    assert (first.window, first.held) == (0, 0)
    assert (second.cost, second.limit, second.length, second.late) == (50, 2000, 31, 5)
    assert (brief.length, brief.late) == (7, 1)
    assert first.client != second.client
    assert 0 < first.client < 2**48


def test_keys_do_not_mix(backend):
    """Each user, and each API, has credits of its own."""

    async def main():
        crew = Crew()
        await crew.pacer(key="a").take(1000)
        await crew.pacer(key="b").take(1000)
        return anyio.current_time()

    assert run(backend, main) == 0


def test_what_answers_say_goes_along_with_the_next_question(backend):
    """In seconds that are left by the answer's own date, whatever clocks say."""

    async def main():
        crew = Crew(VirtualClock(ahead=4000))
        pacer = crew.pacer()
        await pacer.take(100)
        await anyio.sleep(2)
        pacer.learn(100, crew.answer(reset=40, remaining=1150, limit=1200))
        await anyio.sleep(3)
        await pacer.take(100)
        await anyio.sleep(50)
        await pacer.take(50)
        return crew.clock.time(), crew.asks

    now, (_, told, later) = run(backend, main)
    reset, left = pytest.approx(now - 55 + 42), pytest.approx(38)
    assert told.heard == Heard(reset=reset, left=left, spent=50, limit=1200)
    assert told.limit == 1200
    assert told.held == 100
    assert later.heard is None


def test_who_waited_says_for_how_long(backend):
    """Those who came first shall go first, in whatever process they are."""

    async def main():
        crew = Crew()
        pacer = crew.pacer()
        await anyio.sleep(7)
        await pacer.take(1000)
        with anyio.move_on_after(2.5):
            await pacer.take(100)
        return [ask.waited for ask in crew.asks]

    assert run(backend, main) == [0, 0, 1, 2]


def test_what_is_held_is_of_one_window(backend):
    """It is told as long as it lasts."""

    async def main():
        crew = Crew()
        pacer, other = crew.pacer(), crew.pacer()
        await pacer.take(100)
        await pacer.take(200)
        pacer.give_back(100)
        await pacer.take(50)
        await anyio.sleep(62)
        await other.take(50)
        await pacer.take(300)
        pacer.give_back(5000)
        await pacer.take(70)
        return [(ask.held, ask.window > 0) for ask in crew.asks], crew.store.windows["key"].spent

    held, spent = run(backend, main)
    assert held == [(0, False), (100, True), (200, True), (0, False), (250, True), (300, True)]
    assert spent == 50 + 300 + 70


def test_an_answer_that_another_process_got_moves_the_end(backend):
    """Who waits learns of it within a second."""

    async def main():
        crew = Crew()
        one, other = crew.pacer(), crew.pacer()
        await one.take(900)
        await other.take(50)
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, one, a=200)
            await anyio.sleep(2)
            other.learn(50, crew.answer(reset=10))
            await other.take(50)
        return crew.went

    ((_, when),) = run(backend, main)
    assert 12 <= when <= 13


def test_a_window_that_goes_on_for_longer_than_it_said_is_not_told(backend):
    """The service's clock was put back: that it is not over is all that is known."""

    async def main():
        crew = Crew()
        pacer = crew.pacer()
        await pacer.take(100)
        pacer.learn(100, crew.answer(reset=60))
        await anyio.sleep(62)
        await pacer.take(100)
        date = formatdate(crew.clock.time() - 10, usegmt=True)
        pacer.learn(100, crew.answer(reset=-2, date=date))
        await pacer.take(100)
        return [ask.heard for ask in crew.asks]

    assert run(backend, main) == [None, None, None]


def test_that_nothing_is_left_is_no_refusal(backend):
    """A window that is used up ends when it ends."""

    async def main():
        crew = Crew()
        one, other = crew.pacer(), crew.pacer()
        await one.take(100)
        one.learn(100, crew.answer(reset=20, remaining=0))
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, one, a=100)
            await crew.come(tasks, other, b=100)
        return crew.went, {ask.pause for ask in crew.asks}

    went, pauses = run(backend, main)
    assert sorted(went) == [("a", 21), ("b", 21)]
    assert pauses == {0}


def test_that_a_call_got_lost_is_told_once(backend):
    """The store is to know that the window may not have begun with it."""

    async def main():
        crew = Crew()
        crew.store.delay = 0.2
        pacer = crew.pacer()
        await pacer.take(100)
        pacer.lost(100)
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=100)
            await anyio.sleep(0.1)
            pacer.lost(100)
        for _ in range(2):
            await pacer.take(100)
        return [ask.lost for ask in crew.asks]

    assert run(backend, main) == [False, True, True, False]


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ({"reset": 20}, seconds(22)),
        ({"reset": 20, "retry_after": "40"}, seconds(41)),
        ({"retry_after": "7"}, seconds(8)),
        ({}, seconds(61)),
    ],
)
def test_a_refusal_is_a_pause_for_all(backend, said, until):
    """Until the window ends, or as long as the answer says."""

    async def main():
        crew = Crew()
        one, other = crew.pacer(), crew.pacer()
        await one.take(100)
        await other.take(100)
        await anyio.sleep(1)
        one.learn(100, crew.answer(status=429, **said))
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, one, a=100)
            await crew.come(tasks, other, b=100)
        return crew.went, [ask.pause for ask in crew.asks]

    ((_, first), (_, second)), pauses = run(backend, main)
    assert (first, second) == (until, until)
    assert [pause > 0 for pause in pauses[:5]] == [False, False, True, False, False]


def test_a_refusal_while_the_store_is_asked_is_told_next_time(backend):
    """It does not get lost."""

    async def main():
        crew = Crew()
        crew.store.delay = 0.4
        pacer = crew.pacer()
        await pacer.take(100)
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, pacer, a=100)
            await anyio.sleep(0.3)
            pacer.learn(100, crew.answer(status=429, retry_after="30"))
            await crew.come(tasks, pacer, b=100)
        return crew.went

    (_, first), (_, second) = run(backend, main)
    assert (first, second) == (0.8, seconds(31))


def test_a_late_refusal_says_nothing(backend):
    """The credits that were missing were those of the old window."""

    async def main():
        crew = Crew()
        pacer = crew.pacer()
        await pacer.take(300)
        old = crew.answer(reset=60, status=429)
        await pacer.take(300)
        pacer.learn(300, crew.answer(reset=60))
        await anyio.sleep(62)
        await pacer.take(100)
        pacer.learn(300, old)
        await pacer.take(600)
        return anyio.current_time()

    assert run(backend, main) == 62


def test_scim_heeds_refusals_alone(backend):
    """Its headers speak of calls of one method."""

    async def main():
        crew = Crew()
        one, other = (crew.pacer(window=SCIM_WINDOW, heed=False) for _ in range(2))
        await one.take(500)
        one.learn(500, crew.answer(reset=5, remaining=0, limit=20))
        await other.take(500)
        async with anyio.create_task_group() as tasks:
            await crew.come(tasks, other, a=100)
            await anyio.sleep(40)
            other.learn(100, crew.answer(reset=20, status=429))
            await crew.come(tasks, other, b=100)
            await crew.come(tasks, one, c=100)
        return crew.went, one.rate_limit.limit, [ask.heard for ask in crew.asks]

    went, limit, heard = run(backend, main)
    assert sorted(went) == [("a", 31), ("b", seconds(60)), ("c", seconds(60))]
    assert limit == 1000
    assert set(heard) == {None}


def test_the_rate_limit_is_that_of_all(backend):
    """As far as it is known: by the store's last answer, or by those of the service."""

    async def main():
        crew = Crew()
        one, other = crew.pacer(), crew.pacer()
        seen = [one.rate_limit]
        await other.take(600)
        await anyio.sleep(10)
        await one.take(100)
        seen.append(one.rate_limit)
        one.learn(100, crew.answer(reset=40, remaining=200))
        seen.append(one.rate_limit)
        await anyio.sleep(52)
        seen.append(one.rate_limit)
        return crew.clock.time() - 62, seen

    began, seen = run(backend, main)
    assert seen[0] == RateLimit(limit=1000, remaining=1000, resets_at=None)
    assert [limit.remaining for limit in seen] == [1000, 300, 200, 1000]
    assert seen[1].resets_at.tzinfo is UTC
    assert seen[1].resets_at.timestamp() == pytest.approx(began + 61)
    assert seen[2].resets_at.timestamp() == seconds(began + 51)
    assert seen[3].resets_at is None


def test_there_is_never_less_than_nothing_left(backend):
    """Though a call was too large for any window."""

    async def main():
        crew = Crew()
        pacer = crew.pacer()
        await pacer.take(5000)
        return pacer.rate_limit

    assert run(backend, main).remaining == 0


def test_a_limit_that_another_process_has_heard_of_counts(backend):
    """Not the one that this process began with."""

    async def main():
        crew = Crew()
        one, other = crew.pacer(), crew.pacer()
        await one.take(100)
        one.learn(100, crew.answer(reset=50, remaining=400, limit=500))
        await one.take(100)
        await other.take(100)
        return other.rate_limit

    limit = run(backend, main)
    assert (limit.limit, limit.remaining) == (500, 200)


def test_what_is_lost_stays_spent(backend):
    """The service may have counted it."""

    async def main():
        crew = Crew()
        pacer = crew.pacer()
        await pacer.take(400)
        pacer.lost(400)
        await pacer.take(100)
        await settled()
        return pacer.rate_limit.remaining

    assert run(backend, main) == 500
