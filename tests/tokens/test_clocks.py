"""Clocks that are set, that differ from each other, or that stand still for a while."""

from __future__ import annotations

import anyio
import pytest

from tests.tokens.apps import LIFE, MovedClock, Seen, calling, works
from tests.tokens.relay import meanwhile

pytestmark = [pytest.mark.anyio]

HOUR = 3600.0

jumps = pytest.mark.parametrize("jump", [5 * HOUR, -5 * HOUR], ids=["forward", "back"])


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request):
    """Run on both."""
    return request.param


@pytest.fixture
async def caller(scene):
    """Give an app that the user has just authorized."""
    async with calling(scene) as caller:
        yield caller


@jumps
async def test_the_clock_is_set_while_a_token_is_held(jump, scene, caller):
    """Nobody notices: the token is refreshed when its hour is over, and not before or after."""
    caller.clock.set = jump
    await works(caller.api)
    caller.wait(LIFE - 61)
    await works(caller.api)
    assert scene.sandbox.refreshes == 0

    caller.wait(2)
    await works(caller.api)

    assert scene.sandbox.refreshes == 1
    assert caller.seen.statuses == {200: 3}
    assert await scene.is_well()


@jumps
async def test_the_clock_is_set_while_a_token_is_refreshed(jump, scene, caller):
    """When the new token expires is not known then: it may be refreshed too soon, or refused."""
    caller.wait(LIFE)
    scene.relay.behave(meanwhile(lambda: setattr(caller.clock, "set", jump)))
    for _ in range(3):
        await works(caller.api)
    assert scene.sandbox.refreshes == (2 if jump > 0 else 1)

    caller.wait(LIFE)
    for _ in range(3):
        await works(caller.api)

    assert scene.sandbox.refreshes == (3 if jump > 0 else 2)
    assert scene.sandbox.refused_refreshes == 0
    assert await scene.is_well()


@jumps
async def test_a_process_that_is_started_with_another_time(jump, scene, caller):
    """It takes the token for expired, and refreshes it; or for good, until Miro refuses it."""
    seen = Seen()
    if jump < 0:
        scene.expire()
    async with scene.app(clock=MovedClock(set=jump), hooks=seen.hooks) as other:
        for _ in range(3):
            await works(other.as_user(scene.user))
        await works(caller.api)

    # What it has got in the past seems to have expired long ago, to those who know the time.
    assert scene.sandbox.refreshes == (1 if jump > 0 else 2)
    assert scene.sandbox.refused_refreshes == 0
    assert seen.statuses == ({200: 3} if jump > 0 else {401: 1, 200: 3})
    assert await scene.is_well()


async def test_a_machine_that_slept(scene, caller):
    """The clock that nobody sets stood still: Miro's refusal tells what the time is."""
    caller.clock.set = 2 * HOUR
    scene.sandbox.clock.advance(2 * HOUR)
    await works(caller.api)

    assert scene.counts == (1, 0)
    assert caller.seen.statuses == {401: 1, 200: 1}
    assert await scene.is_well()


async def test_a_worker_that_had_nothing_to_do_for_hours(scene, caller):
    """Others have refreshed its token, and that one has expired as well: nobody is refused."""
    others = MovedClock()
    async with scene.app(clock=others) as other:
        caller.wait(LIFE)
        others.ahead += LIFE
        await works(other.as_user(scene.user))
    caller.wait(LIFE + 60)
    await works(caller.api)

    assert scene.counts == (2, 0)
    assert caller.seen.statuses == {200: 1}
    assert await scene.is_well()


@pytest.mark.parametrize("apart", [2 * HOUR, 600.0, 0.0], ids=["hours", "minutes", "not"])
async def test_two_workers_whose_clocks_differ(apart, scene):
    """For hours, each calls every few minutes: they may refresh more often, and nothing fails."""
    clocks, seen = [MovedClock(), MovedClock(set=apart)], Seen()
    first, second = (scene.app(clock=clock, hooks=seen.hooks) for clock in clocks)
    async with first, second:
        apis = [await scene.authorize(first), second.as_user(scene.user)]
        for _ in range(40):
            async with anyio.create_task_group() as tasks:
                for api in apis * 3:
                    tasks.start_soon(works, api)
            scene.pass_time(500, *clocks)

        assert 4 <= scene.sandbox.refreshes <= (12 if apart else 5)
        assert scene.sandbox.refused_refreshes == 0
        assert seen.statuses[200] == 40 * 6
        await works(apis[0])
        assert await scene.is_well()
