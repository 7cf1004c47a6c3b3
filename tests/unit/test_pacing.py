"""What a pacer knows of the credits of a window, and how it learns it."""

from __future__ import annotations

from datetime import UTC

import pytest

from miro_async.call.pacing import Pacer, RateLimit
from tests.unit.pacers import NOW, made
from tests.unit.recording import SteppedClock, raw_answer


@pytest.fixture(params=[0.0, 4000.0, -4000.0], ids="service {:+}s".format)
def ours(request):
    """Give a pacer with 1000 credits, and services with other clocks."""
    return made(ahead=request.param)


def test_before_the_first_call_everything_is_left():
    """Nothing is spent, and so nothing will be reset."""
    limit = Pacer(clock=SteppedClock()).rate_limit

    assert limit == RateLimit(limit=100_000, remaining=100_000, resets_at=None)


def test_a_window_begins_with_the_first_call_and_ends_a_second_late(ours):
    """Without an answer it is provisional."""
    assert ours.can_take() == 1000
    assert ours.seconds_left == 61

    ours.clock.now += 60.9
    assert ours.can_take() == 0
    ours.pacer.lost(1000)
    ours.clock.now += 0.1
    assert ours.remaining == 0  # they may be counted only now
    ours.clock.now += 61
    assert ours.can_take() == 1000


def test_an_answer_says_when_the_window_ends_by_its_own_date(ours):
    """The service's clock and ours may differ by any time."""
    ours.can_take()
    for _ in range(10):
        ours.reset_at(NOW + 20)

    assert ours.seconds_left == 21
    assert ours.pacer.rate_limit.resets_at.tzinfo is UTC
    ours.clock.now += 20.9
    assert ours.can_take() == 0
    ours.clock.now += 0.1
    assert ours.can_take() == 1000


def test_the_fastest_answer_of_a_window_counts(ours):
    """One that was long on its way says too late an end; the next one corrects it."""
    ours.pacer.try_take(200)
    slow = ours.ahead
    ours.clock.now += 9.5
    ours.ahead -= 9.5
    ours.reset_at(NOW + 60 + 9.5)
    assert ours.seconds_left == 61

    ours.ahead = slow
    ours.reset_at(NOW + 60)
    assert ours.seconds_left == pytest.approx(51.5, abs=0.51)


def test_a_reset_without_a_date_is_compared_with_our_clock():
    """There is nothing better."""
    ours = made()
    ours.pacer.try_take(100)
    ours.pacer.learn(100, raw_answer(x_ratelimit_reset=str(int(NOW) + 30)))

    assert ours.seconds_left == 31


def test_a_small_reset_is_in_seconds_that_are_left(ours):
    """Some services give it so."""
    ours.pacer.try_take(100)
    ours.reset_at(None, x_ratelimit_reset="12.5")

    assert ours.seconds_left == 13.5


def test_others_with_the_same_token_leave_less(ours):
    """What the service says is left is believed when it is less, and never when it is more."""
    ours.pacer.try_take(300)
    ours.reset_at(NOW + 50, remaining=400)
    assert ours.remaining == 400

    ours.reset_at(NOW + 50, remaining=900)
    assert ours.remaining == 400
    ours.pacer.try_take(100)
    ours.pacer.give_back(100)
    assert ours.remaining == 400
    assert ours.can_take() == 400


def test_what_is_given_back_is_there_again(ours):
    """As if it had never been taken; a window that nothing was sent in has not begun."""
    ours.pacer.try_take(400)
    ours.pacer.try_take(200)
    ours.pacer.give_back(400)
    assert ours.remaining == 800

    ours.pacer.give_back(200)
    assert ours.pacer.rate_limit == RateLimit(limit=1000, remaining=1000, resets_at=None)


def test_what_is_lost_stays_spent(ours):
    """The service may have counted it."""
    ours.pacer.try_take(400)
    ours.pacer.lost(400)

    assert ours.remaining == 600


def test_a_call_too_large_for_any_window_goes_into_an_untouched_one(ours):
    """It does not wait for ever; after it nothing goes."""
    ours.pacer.try_take(100)
    assert not ours.pacer.try_take(5000)
    ours.reset_at(NOW + 60)

    ours.clock.now += 62
    assert ours.pacer.try_take(5000)
    assert ours.remaining == 0
    assert not ours.pacer.try_take(50)


def test_calls_in_flight_when_the_window_turns_are_counted_in_the_new_one(ours):
    """They may get to the service late."""
    ours.pacer.try_take(300)
    ours.pacer.try_take(600)
    ours.reset_at(NOW + 60, cost=600)
    ours.clock.now += 61

    assert ours.remaining == 700
    assert ours.seconds_left == 61


def test_a_late_answer_takes_its_call_off_the_new_window(ours):
    """The service counted it in its old window; what was left of that says nothing."""
    ours.pacer.try_take(300)
    ours.pacer.try_take(300)
    ours.pacer.try_take(300)
    ours.reset_at(NOW + 60, cost=300)
    ours.clock.now += 61.5
    ours.pacer.try_take(100)
    assert ours.remaining == 300

    ours.reset_at(NOW + 60, cost=300, remaining=0)
    assert ours.remaining == 600
    ours.reset_at(NOW + 122, cost=100, remaining=900)
    assert ours.remaining == 600
    ours.reset_at(NOW + 60, cost=300, remaining=0, x_ratelimit_limit="50")
    assert ours.remaining == 900
    assert ours.pacer.rate_limit.limit == 1000


def test_a_late_refusal_says_nothing_about_the_new_window(ours):
    """The credits that were missing were those of the old one."""
    ours.pacer.try_take(300)
    ours.pacer.try_take(300)
    ours.reset_at(NOW + 60, cost=300)
    ours.clock.now += 61
    ours.reset_at(NOW + 60, cost=300, status=429)

    assert ours.can_take() == 1000


def test_the_service_may_begin_a_window_before_we_thought(ours):
    """A reset a window later turns ours, with what is in flight, and what the service counts."""
    ours.pacer.try_take(600)
    ours.pacer.try_take(300)
    ours.reset_at(NOW + 10, cost=600)
    assert ours.remaining == 100

    ours.clock.now += 10.5
    ours.reset_at(NOW + 70, cost=300, remaining=650)
    assert ours.remaining == 650
    assert ours.seconds_left == pytest.approx(61, abs=1)


def test_a_window_that_goes_on_is_taken_up_again(ours):
    """When the service's clock was put back a little, and it still counts in the same one."""
    ours.pacer.try_take(100)
    ours.reset_at(NOW + 60)
    ours.clock.now += 62
    ours.ahead -= 10
    ours.pacer.try_take(100)
    ours.reset_at(NOW + 70, remaining=300)

    assert ours.remaining == 300
    assert ours.seconds_left == 1


def test_a_service_whose_clock_is_put_back_is_understood_again(ours):
    """Its resets look like those of windows long past, but of calls that were sent just now."""
    ours.pacer.try_take(100)
    ours.reset_at(NOW + 60)
    ours.clock.now += 62
    ours.ahead -= 1800
    ours.pacer.try_take(100)
    ours.reset_at(NOW + 62 + 60, remaining=300)

    assert ours.remaining == 300
    assert ours.seconds_left == 61


def test_calls_of_another_process_are_forgotten_but_not_what_they_took(ours):
    """After a fork, what was under way there ends there."""
    ours.pacer.try_take(600)
    ours.pacer.forget_calls()
    assert ours.remaining == 400

    ours.pacer.learn(600, raw_answer())
    ours.clock.now += 61
    assert ours.can_take() == 1000


@pytest.mark.parametrize("call", ["lost", "give_back"])
def test_a_call_lost_while_the_window_turns_is_counted_in_the_new_one(ours, call):
    """It may have got to the service in either; one that was never sent, in none."""
    ours.pacer.try_take(300)
    ours.reset_at(NOW + 60, cost=0)
    ours.clock.now += 60.5
    getattr(ours.pacer, call)(300)
    ours.clock.now += 1

    assert ours.remaining == (700 if call == "lost" else 1000)
