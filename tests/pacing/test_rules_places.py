"""Who gets credits when there are not enough: of the store in Redis, and of the model."""

from __future__ import annotations

import pytest

from tests.pacing.places import about, took

pytestmark = [pytest.mark.anyio]


async def test_a_call_too_large_for_any_window_goes_into_an_untouched_one(place):
    """It does not wait for ever; after it nothing goes."""
    await took(place, 50)
    assert not (await took(place, 5000, client=2)).granted
    await place.later(61)

    assert (await took(place, 5000, client=2)).granted
    assert not (await took(place, 50)).granted


async def test_who_has_waited_longest_has_a_place_that_others_leave_free(place):
    """So that many small calls of others cannot keep a large one waiting for ever."""
    await took(place, 400)
    large = await took(place, 700, client=2)
    small = await took(place, 50)

    assert not large.granted
    assert not small.granted
    assert small.wait == about(3)
    await place.later(61)
    await took(place, 700, client=2, waited=60)  # renews the place, and gets it
    assert (await took(place, 300)).granted


async def test_a_place_leaves_to_others_what_it_does_not_need(place):
    """Of the next window, too."""
    await took(place, 1000)
    await place.later(60)
    await took(place, 300, client=2)
    await place.later(1)

    assert (await took(place, 700)).granted
    assert not (await took(place, 50)).granted
    assert (await took(place, 300, client=2)).granted


@pytest.mark.parametrize(("waited", "keeps"), [(0, True), (20, False)])
async def test_the_place_is_of_who_came_first(place, waited, keeps):
    """Not of who asked first, or last."""
    await took(place, 400)
    await took(place, 700, client=2, waited=10)
    await took(place, 650, client=3, waited=waited)

    assert (await took(place, 100, client=2)).granted is keeps


async def test_a_place_is_kept_no_longer_than_promised(place):
    """Who has died does not ask again."""
    await took(place, 400)
    await took(place, 700, client=2)
    await place.later(2.5)
    assert not (await took(place, 50)).granted
    await place.later(0.5)

    assert (await took(place, 50)).granted


async def test_a_place_is_renewed_by_asking_again(place):
    """By the one who has it."""
    await took(place, 400)
    for _ in range(2):
        await took(place, 700, client=2)
        await place.later(2)

    assert not (await took(place, 50)).granted


async def test_a_place_is_gone_when_it_was_of_use(place):
    """The next who is refused gets one."""
    await took(place, 400)
    await took(place, 700, client=2)
    assert (await took(place, 200, client=2)).granted

    assert (await took(place, 400)).granted
