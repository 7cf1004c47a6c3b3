"""What a store does with what its clients have heard of the service: Redis, and the model."""

from __future__ import annotations

import pytest

from tests.pacing.places import about, heard, took

pytestmark = [pytest.mark.anyio]


async def test_a_window_that_was_heard_of_ends_when_it_ends(place):
    """Whatever got lost in it."""
    await took(place, 100, heard=heard(left=30))
    await place.later(20)

    assert (await took(place, 100, lost=True)).left == about(10)


async def test_a_window_that_the_service_has_begun_goes_on(place):
    """Though nothing of ours is spent in it."""
    first = await took(place, 600, heard=heard(left=50))
    given = await took(place, 100, window=first.window, held=0)

    assert (given.spent, given.left, given.window) == (100, about(50), first.window)


async def test_a_client_says_when_the_window_ends(place):
    """By what it has heard of the service."""
    await took(place, 600)
    sooner = await took(place, 100, heard=heard(left=20, spent=300))
    await place.later(20)
    after = await took(place, 100)

    assert (sooner.spent, sooner.left) == (700, about(20))
    assert after.spent == 100


async def test_the_latest_reset_by_the_fastest_answer_counts(place):
    """Servers differ by a second; an answer that was long on its way says too late an end."""
    await took(place, heard=heard(left=30, reset=5000))
    faster = await took(place, heard=heard(left=28, reset=5000))
    slower = await took(place, heard=heard(left=29.5, reset=5000))
    latest = await took(place, heard=heard(left=40, reset=5001.5))
    earlier = await took(place, heard=heard(left=27, reset=4999.5))

    assert (faster.left, slower.left) == (about(28), about(28))
    assert latest.left == about(29.5)
    assert earlier.left == about(29)
    assert (await took(place, heard=heard(left=35, reset=5001.5))).left == about(29)
    assert (await took(place, heard=heard(left=28, reset=5001.5))).left == about(28)


async def test_others_with_the_same_token_leave_less(place):
    """What the service has counted is spent at least; it can only be more."""
    first = await took(place, heard=heard(spent=0))
    more = await took(place, heard=heard(spent=700), window=first.window, held=100)
    less = await took(place, heard=heard(spent=300), window=first.window, held=200)
    back = await took(place, 50, window=first.window, held=0)

    assert more.spent == 800
    assert less.spent == 900
    assert back.spent == 750
    await place.later(61)
    after = await took(place)
    assert (await took(place, 50, window=after.window, held=0)).spent == 50


async def test_the_service_says_what_the_limit_is(place):
    """Then no client's own figure counts any more."""
    await took(place, 900)
    assert (await took(place, 200, heard=heard(limit=1200))).granted
    given = await took(place, 200)

    assert (given.granted, given.limit) == (False, 1200)
    await place.later(61)
    assert (await took(place, 200)).limit == 1200


async def test_the_service_may_begin_a_window_before_the_store_thought(place):
    """A reset that is a window later turns it; what was taken just now may be counted in it."""
    await took(place, 400, heard=heard(left=40, reset=5000))
    await place.later(35)
    await took(place, 300)
    turned = await took(place, 100, heard=heard(left=55, reset=5060, spent=100))
    old = await took(place, 50, heard=heard(left=40, reset=5000, spent=1000))

    assert (turned.spent, turned.left) == (400, about(55))
    assert (old.granted, old.spent) == (True, 450)


async def test_the_first_window_that_is_heard_of_is_the_present_one(place):
    """It turns nothing, though it is not the one before."""
    await took(place, heard=heard(left=10, reset=5000))
    await place.later(11)
    await took(place, 300)
    await place.later(5)
    given = await took(place, 100, heard=heard(left=50, reset=5060))

    assert (given.spent, given.left) == (400, about(50))


@pytest.mark.parametrize("reset", [5000, 5001, 3000])
async def test_a_window_that_is_over_says_nothing_of_the_next_one(place, reset):
    """But a reset that nobody hears of for a whole window is not known any more."""
    await took(place, heard=heard(left=10, reset=5000))
    await place.later(11)
    ignored = await took(place, 200, heard=heard(left=5, reset=reset, spent=1000, limit=50))
    await place.later(62)
    believed = await took(place, 300, heard=heard(left=5, reset=reset))

    assert (ignored.spent, ignored.left, ignored.limit) == (200, about(61), 1000)
    assert (believed.spent, believed.left) == (300, about(5))


async def test_a_pause_is_for_everybody(place):
    """Nobody gets credits until it is over; the longest counts."""
    first = await took(place, heard=heard(left=50))
    longest = await took(place, pause=20)
    shorter = await took(place, pause=5, client=2)
    await place.later(20)

    assert (longest.granted, longest.wait) == (False, about(20))
    assert (shorter.granted, shorter.wait) == (False, about(20))
    given = await took(place, client=1)
    assert (given.granted, given.spent, given.window) == (True, 200, first.window)


async def test_a_pause_of_an_unknown_window_ends_it(place):
    """All that is known of it is that something else will be when it is over."""
    await took(place, 300)
    refused = await took(place, 50, pause=20)
    await place.later(20)

    assert (refused.spent, refused.left) == (300, about(20))
    assert (await took(place, 50)).spent == 50


async def test_a_pause_may_be_longer_than_the_window(place):
    """Then who waits for credits waits for it."""
    await took(place, 1000, heard=heard(left=10))
    assert (await took(place, pause=30)).wait == about(30)
    await place.later(11)
    assert (await took(place)).wait == about(19)
