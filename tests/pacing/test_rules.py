"""What a store counts, rule by rule: the one in Redis, and the model that it is compared with."""

from __future__ import annotations

import pytest

from tests.pacing.places import about, heard, took

pytestmark = [pytest.mark.anyio]


async def test_credits_of_all_clients_are_of_one_window(place):
    """It begins with the first call, whoever makes it."""
    first = await took(place, 600)
    await place.later(20)
    second = await took(place, 400, client=2)
    third = await took(place, 50, client=3)

    assert (first.granted, first.spent, first.left, first.wait) == (True, 600, about(61), 0)
    assert (second.granted, second.spent, second.left) == (True, 1000, about(41))
    assert (third.granted, third.spent, third.wait) == (False, 1000, about(41))
    assert first.window == second.window == third.window != 0
    assert first.limit == 1000


async def test_a_window_that_is_over_leaves_nothing_spent(place):
    """The next one has another number."""
    first = await took(place, 1000)
    await place.later(60)
    assert not (await took(place, 50)).granted
    await place.later(1)
    second = await took(place, 50)

    assert (second.granted, second.spent, second.left) == (True, 50, about(61))
    assert second.window != first.window


async def test_keys_do_not_mix(place):
    """Neither credits nor anything else."""
    await took(place, 1000)
    other = await took(place, 300, key="another")

    assert (other.granted, other.spent) == (True, 300)


@pytest.mark.parametrize(("at", "late"), [(60.5, 300), (59, 0)])
async def test_what_is_taken_in_the_last_moments_is_spent_in_the_next_window_too(place, at, late):
    """It may get to the service only then; and it is so once."""
    await took(place, 400)
    await place.later(at)
    await took(place, 300, client=2)
    await place.later(3)
    after = await took(place, 50)
    await place.later(61)
    later = await took(place, 50)

    assert after.spent == late + 50
    assert later.spent == 50


async def test_the_first_call_of_a_window_may_be_late(place):
    """When it turns out to be nearly over."""
    await took(place, 100)
    await place.later(70)
    await took(place, 300, heard=heard(left=0.5))
    await place.later(0.5)

    assert (await took(place, 50)).spent == 350


async def test_what_is_late_is_so_once(place):
    """Also when the service begins the window after that at once."""
    await took(place, 100)
    await place.later(60.5)
    await took(place, 300)
    await place.later(0.5)
    await took(place, 50, heard=heard(reset=5000))
    given = await took(place, 50, heard=heard(reset=5060))

    assert given.spent == 50 + 50


async def test_what_was_late_long_ago_is_forgotten(place):
    """When the window that it may have been counted in is over, too."""
    await took(place, 400)
    await place.later(60.5)
    await took(place, 300)
    await place.later(62)

    assert (await took(place, 50)).spent == 50


async def test_a_window_of_late_calls_alone_begins_with_the_next_one(place):
    """As the service may not have counted any of them in it."""
    await took(place, 100)
    await place.later(60.5)
    await took(place, 300)
    await place.later(1)
    refused = await took(place, 5000)
    await place.later(20)
    taken = await took(place, 100)

    assert (refused.granted, refused.spent, refused.left) == (False, 300, about(61))
    assert refused.window == 0
    assert (taken.granted, taken.spent, taken.left) == (True, 400, about(61))


async def test_what_a_client_does_not_hold_is_not_spent(place):
    """It gave a call back that was never sent, or was cancelled before it was told."""
    first = await took(place, 600)
    await took(place, 200, client=2)
    given = await took(place, 50, window=first.window, held=100)
    again = await took(place, 50, window=first.window, held=150)

    assert given.spent == 100 + 200 + 50
    assert again.spent == 150 + 200 + 50


async def test_who_knows_of_no_window_holds_nothing(place):
    """Whatever it says."""
    assert (await took(place, 100, held=500)).spent == 100


@pytest.mark.parametrize(("news", "left"), [({"lost": True}, 61), ({"held": 50}, 61), ({}, 41)])
async def test_a_window_may_have_begun_after_a_call_that_did_not_get_there(place, news, left):
    """It was lost or given back, and nobody has heard of the window; but once it is over, it is."""
    await took(place, 100)
    await place.later(20)
    given = await took(place, 100, **news)
    after = await took(place, 100)
    await place.later(1)

    assert given.left == about(left)
    assert (await took(place, 100)).left == about(left - 1) == about(after.left - 1)
    await place.later(left)
    assert (await took(place, 50, lost=True)).spent == 50


async def test_what_a_client_holds_is_spent(place):
    """Though the store has lost it, as Redis may when another server takes over."""
    first = await took(place, 100)
    await place.later(60.5)
    given = await took(place, 50, window=first.window, held=300)
    await place.later(0.5)
    after = await took(place, 50)

    assert given.spent == 350
    assert after.spent == 300


async def test_what_a_client_was_given_without_knowing_is_not_spent(place):
    """Its first call, or the first of a window, was cancelled before the answer came."""
    first = await took(place, 300)
    assert (await took(place, 200, client=2)).spent == 500
    second = await took(place, 100, window=0, held=0)
    await place.later(61)
    await took(place, 400)
    third = await took(place, 50, window=second.window, held=100)

    assert second.spent == 300
    assert second.window == first.window
    assert third.spent == 50


async def test_a_request_that_comes_twice_counts_once(place):
    """A library may send it again when its answer was lost."""
    first = await took(place, 100)
    for _ in range(2):
        second = await took(place, 300, window=first.window, held=100)

    assert (second.granted, second.spent) == (True, 400)


async def test_what_was_held_in_another_window_says_nothing(place):
    """Not even of the calls that were late."""
    first = await took(place, 400)
    await place.later(61)
    await took(place, 200, client=2)
    given = await took(place, 50, window=first.window, held=0)

    assert given.spent == 250


async def test_the_client_that_turns_the_window_is_heard_before(place):
    """What it gave back is not counted as late."""
    await took(place, 50)
    await place.later(60.5)
    late = await took(place, 300)
    await place.later(5)
    given = await took(place, 50, window=late.window, held=50)

    assert given.spent == 50


async def test_what_is_late_is_not_forgotten_when_the_window_is_turned_later(place):
    """By a client that has something to tell."""
    first = await took(place, 400)
    await place.later(60.5)
    await took(place, 300, client=2)
    await place.later(10)

    assert (await took(place, 50, window=first.window, held=400)).spent == 350


async def test_a_window_in_which_nothing_was_sent_has_not_begun(place):
    """The next call begins it."""
    first = await took(place, 600)
    await place.later(20)
    refused = await took(place, 5000, client=2, waited=9)
    second = await took(place, 300, window=first.window, held=0)

    huge = await took(place, 4000)

    assert not refused.granted
    assert (huge.granted, huge.wait) == (False, about(3))
    assert not second.granted  # it leaves its place to the one that has waited longer
    assert (second.spent, second.left, second.window) == (0, 0, 0)
    await place.later(5)
    third = await took(place, 300)
    assert (third.granted, third.spent, third.left) == (True, 300, about(61))
    again = await took(place, 50, window=third.window, held=300)
    assert again.spent == 350


async def test_a_clock_that_is_put_back_keeps_nobody_waiting(place):
    """The store begins anew, and knows no more than the limit."""
    first = await took(place, 1000, heard=heard(limit=900))
    await place.later(-10)
    given = await took(place, 100, window=first.window, held=1000)
    more = await took(place, 100, window=given.window, held=100)

    assert (given.granted, given.spent, given.left, given.limit) == (True, 100, about(61), 900)
    assert more.spent == 200


async def test_a_clock_that_is_put_right_by_little_changes_nothing(place):
    """As it is now and then."""
    await took(place, 300)
    await place.later(-0.5)

    assert (await took(place, 100)).spent == 400
