"""What a pacer makes of answers: limits, refusals, and headers that cannot be right."""

from __future__ import annotations

from email.utils import formatdate

import pytest
from hypothesis import given, strategies as st

from tests.unit.pacers import NOW, made
from tests.unit.recording import raw_answer


@pytest.fixture(params=[0.0, 4000.0, -4000.0], ids="service {:+}s".format)
def ours(request):
    """Give a pacer with 1000 credits, and services with other clocks."""
    return made(ahead=request.param)


def test_a_limit_that_the_service_changes_is_learned(ours):
    """Upwards and downwards."""
    ours.pacer.try_take(500)
    ours.reset_at(NOW + 60, x_ratelimit_limit="5000", remaining=4900)
    assert ours.pacer.rate_limit.limit == 5000
    assert ours.remaining == 4500

    ours.reset_at(NOW + 60, x_ratelimit_limit="200")
    assert (ours.pacer.rate_limit.limit, ours.remaining) == (200, 0)


GARBAGE = st.text() | st.sampled_from(
    ["nan", "inf", "-1", "-inf", "1e99", "0", "", "1_0", "9999999999", "1800000000000", "1.5.2"]
)


@given(limit=GARBAGE, remaining=GARBAGE, reset=GARBAGE, after=GARBAGE, date=GARBAGE)
def test_garbage_never_gives_more_than_the_limit_nor_stops_everything(
    limit, remaining, reset, after, date
):
    """Whatever stands in the headers: after two minutes at most there are credits again."""
    ours = made()
    ours.pacer.try_take(400)
    headers = {"x_ratelimit_limit": limit, "x_ratelimit_remaining": remaining, "date": date}
    response = raw_answer(**headers, x_ratelimit_reset=reset, retry_after=after)
    ours.pacer.learn(400, response)

    known = ours.pacer.rate_limit
    assert known.limit >= 1
    assert known.remaining <= max(0, known.limit - 400)
    ours.clock.now += 121
    assert ours.pacer.try_take(100)


@pytest.mark.parametrize("reset", ["-5", "9" * 30, "soon", str(int(NOW) - 60), str(int(NOW) + 600)])
def test_a_reset_that_cannot_be_is_ignored(reset):
    """And with it what is left, as it is unknown of which window."""
    ours = made()
    ours.pacer.try_take(100)
    ours.reset_at(None, x_ratelimit_reset=reset, remaining=0)

    assert ours.remaining == 900
    assert ours.seconds_left == 61


@pytest.mark.parametrize(
    ("headers", "reset", "seconds"),
    [
        ({}, None, 60),
        ({}, NOW + 33, 34),
        ({"retry_after": "7"}, None, 7),
        ({"retry_after": "7"}, NOW + 33, 34),
        ({"retry_after": "45"}, NOW + 33, 45),
        ({"retry_after": "0"}, None, 1),
        ({"retry_after": "3600"}, None, 120),
        ({"retry_after": "soon"}, None, 60),
        ({}, NOW - 3, 1),
    ],
    ids=str,
)
def test_after_a_429_nothing_goes_until_the_service_says(ours, headers, reset, seconds):
    """Until the reset or as long as asked, whichever is later; without both, a whole window."""
    ours.pacer.try_take(100)
    ours.pacer.try_take(100)
    ours.reset_at(reset, status=429, **headers)
    assert (ours.remaining, ours.seconds_left) == (0, seconds)
    ours.pacer.give_back(100)
    assert ours.can_take() == 0

    ours.clock.now += seconds - 0.1
    assert ours.can_take() == 0
    ours.clock.now += 0.2
    assert ours.can_take() == 1000


def test_a_429_at_the_very_end_of_a_window_still_waits_a_second(ours):
    """Who was just refused does not come back at once."""
    ours.pacer.try_take(200)
    ours.reset_at(NOW + 60)
    ours.clock.now += 60.9
    ours.reset_at(NOW + 60, status=429)

    assert ours.seconds_left == 1


def test_a_pause_holds_although_other_answers_come(ours):
    """What was on its way when the service asked for a pause does not shorten it."""
    ours.pacer.try_take(200)
    ours.reset_at(NOW + 20, status=429, retry_after="40")
    ours.reset_at(NOW + 20, remaining=100)

    assert ours.seconds_left == 40


def test_a_pause_may_be_until_a_date(ours):
    """`Retry-After` has two forms."""
    ours.pacer.try_take(100)
    until = formatdate(ours.clock.now + ours.ahead + 25, usegmt=True)
    ours.reset_at(None, status=429, retry_after=until)

    assert ours.seconds_left == 25


def test_what_costs_nothing_always_goes_and_teaches_nothing(ours):
    """Its limits, if it has any, are others."""
    assert ours.can_take() == 1000
    assert ours.pacer.try_take(0)
    before = ours.pacer.rate_limit
    ours.reset_at(NOW + 5, cost=0, remaining=1, status=429)

    assert ours.pacer.rate_limit == before


def test_without_pacing_everything_goes_and_the_count_is_kept():
    """Who waits for nothing can still look."""
    ours = made(enabled=False)
    assert ours.can_take(3000) == 3000
    assert ours.remaining == 0

    ours.reset_at(NOW + 30, cost=3000)
    assert ours.seconds_left == 31
    ours.clock.now += 31
    assert ours.remaining == 1000


def test_headers_that_speak_of_something_else_are_not_heeded(ours):
    """SCIM's count calls of a method; only its 429 counts, with the time that is left."""
    scim = made(ours.ahead, heed=False, window=30.0)
    scim.pacer.try_take(200)
    scim.reset_at(NOW + 8, remaining=0, x_ratelimit_limit="5")
    assert (scim.remaining, scim.seconds_left) == (800, 31)

    scim.reset_at(NOW + 8, status=429, remaining=0, x_ratelimit_limit="5")
    assert (scim.remaining, scim.seconds_left) == (0, 8)
    scim.pacer.try_take(100)
    scim.reset_at(None, status=429, retry_after="4")
    assert scim.seconds_left == 4
