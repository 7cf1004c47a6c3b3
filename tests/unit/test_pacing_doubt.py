"""Calls without an answer: the service may have counted them in this window, the next, or none."""

from __future__ import annotations

import pytest

from tests.unit.pacers import NOW, made
from tests.unit.recording import raw_answer


@pytest.fixture
def ours():
    """Give a pacer with 1000 credits."""
    return made()


def test_a_call_lost_near_the_end_is_counted_in_the_next_window(ours):
    """The service's window may have ended some seconds before ours does."""
    ours.pacer.try_take(300)
    ours.pacer.try_take(200)
    ours.reset_at(NOW + 30, cost=300)
    ours.clock.now += 28
    ours.pacer.lost(200)
    ours.clock.now += 3.1

    assert ours.remaining == 800


def test_a_call_lost_early_is_not(ours):
    """It can only have been counted in this one."""
    ours.pacer.try_take(300)
    ours.pacer.try_take(200)
    ours.reset_at(NOW + 30, cost=300)
    ours.clock.now += 20
    ours.pacer.lost(200)
    ours.clock.now += 12

    assert ours.remaining == 1000


def test_a_call_lost_after_a_minute_is_counted_in_the_next_window(ours):
    """Though the only answer was so slow that our window lasts much longer."""
    ours.pacer.try_take(300)
    ours.clock.now += 29
    ours.ahead = -29
    ours.reset_at(NOW + 60 + 29, cost=300)
    assert ours.seconds_left == 61

    ours.clock.now += 33
    ours.pacer.try_take(200)
    ours.pacer.lost(200)
    ours.clock.now += 29
    assert ours.remaining == 800


def test_what_was_doubtful_is_settled_a_window_later(ours):
    """Both windows that could have counted it are over."""
    ours.pacer.try_take(300)
    ours.clock.now += 60
    ours.pacer.lost(300)
    ours.clock.now += 62

    assert ours.remaining == 1000


@pytest.mark.parametrize("how", ["lost", "give_back"])
def test_after_a_call_without_an_answer_the_next_may_begin_the_window(ours, how):
    """It may not have got there, and then the service's window begins with the next one."""
    ours.pacer.try_take(500)
    ours.clock.now += 61
    ours.pacer.try_take(100)
    ours.clock.now += 10
    getattr(ours.pacer, how)(100)
    assert ours.seconds_left == 51

    ours.clock.now += 10
    ours.pacer.try_take(100)
    assert ours.seconds_left == 61


def test_a_known_end_is_not_moved_by_what_gets_lost(ours):
    """The service has said when it is."""
    ours.pacer.try_take(100)
    ours.pacer.try_take(100)
    ours.reset_at(NOW + 60)
    ours.pacer.lost(100)
    ours.clock.now += 30
    ours.pacer.try_take(100)

    assert ours.seconds_left == 31


def test_an_answer_that_says_nothing_settles_its_call(ours):
    """It is not carried over any more, so another call cannot be taken for it."""
    ours.pacer.try_take(300)
    ours.pacer.try_take(300)
    ours.reset_at(NOW + 60, cost=300)
    ours.clock.now += 62
    ours.pacer.try_take(300)
    ours.pacer.lost(300)
    ours.pacer.learn(300, raw_answer())
    ours.pacer.try_take(300)
    ours.ahead -= 1800
    ours.reset_at(NOW + 122, cost=300, remaining=50)

    assert ours.remaining == 50


def test_an_answer_of_an_older_window_than_ours_teaches_nothing(ours):
    """Ours may have lasted longer than one of the service's, while no answers came."""
    ours.pacer.try_take(100)
    ours.pacer.try_take(100)
    ours.clock.now += 50
    ours.reset_at(NOW + 110)
    ours.reset_at(NOW + 60, remaining=0, x_ratelimit_limit="5")

    assert (ours.remaining, ours.pacer.rate_limit.limit) == (800, 1000)
    assert ours.seconds_left == 61


def test_a_pause_outlasts_the_window_that_it_was_asked_for_in(ours):
    """A service that wants to be left alone for longer is, whatever its windows do."""
    ours.pacer.try_take(100)
    ours.pacer.try_take(100)
    ours.reset_at(NOW + 20, status=429, retry_after="100")
    ours.clock.now += 21
    ours.reset_at(NOW + 80)

    assert ours.seconds_left == 79
