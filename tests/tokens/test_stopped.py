"""A process is stopped while it refreshes a token, for longer than its lease, and wakes up again.

As a virtual machine does that is moved, or a laptop that was closed. What it holds may be the only
token that works, or may have been replaced for long: what is stored says which.
"""

from __future__ import annotations

import anyio
import pytest

from miro_async import FileStorage, RefreshRejectedError, TokenStorageError
from tests.tokens.apps import Looking, MovedClock, works
from tests.tokens.places import BRIEF
from tests.tokens.relay import Held

pytestmark = [pytest.mark.anyio]

leased = pytest.mark.parametrize("kind", ["postgresql", "redis"])
"""Where a lock passes on after a while, whatever became of its holder."""


@pytest.fixture
def lease():
    """Let locks pass on soon."""
    return BRIEF


@leased
async def test_before_it_reads_the_token_again(victim, scene, api):
    """The other one refreshes it after the lease; who wakes up finds that, and asks for nothing."""
    await victim.start(scene, point="locked", end="SIGSTOP")
    await victim.stops_at("locked")
    with anyio.fail_after(scene.place.lease + 30):
        await works(api)
    saved = await scene.stored()

    assert await victim.goes_on() is None

    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1
    assert await scene.stored() == saved
    await works(api)
    assert await scene.is_well()


@leased
async def test_before_its_request(victim, scene, api):
    """It asks with a token that is void by now, is refused, and finds the one of the other."""
    await victim.start(scene, point="read", end="SIGSTOP")
    await victim.stops_at("read")
    await works(api)
    saved = await scene.stored()

    assert await victim.goes_on() is None

    assert scene.counts == (1, 1)
    assert await scene.stored() == saved
    await works(api)
    assert len(scene.relay.asked) == 2
    assert await scene.is_well()


async def stopped_while_miro_answers(victim, scene):
    """Let it ask, and stop it; the answer is there when it wakes up."""
    scene.relay.behave(held := Held())
    await victim.start(scene)
    await held.is_reached()
    await victim.stop()
    held.over.set()


@leased
async def test_while_miro_answers(victim, scene, api):
    """Meanwhile the other one has no way to a token; when it wakes up, all is well."""
    await stopped_while_miro_answers(victim, scene)
    for _ in range(2):
        with pytest.raises(RefreshRejectedError):
            await works(api)
    assert scene.counts == (1, 1)

    assert await victim.goes_on() is None

    await works(api)
    assert len(scene.relay.asked) == 2
    assert scene.sandbox.refreshes == 1
    assert await scene.is_well()


@leased
async def test_while_miro_answers_but_not_for_long(victim, scene):
    """The other one has been refused, looks for a while, and finds what was saved at last."""
    async with scene.app(clock=MovedClock()) as miro:
        api = await scene.authorize(miro)
        scene.expire()
        await stopped_while_miro_answers(victim, scene)
        async with anyio.create_task_group() as tasks:
            looking = Looking()
            tasks.start_soon(looking.works, api)
            await scene.is_refused()

            assert await victim.goes_on() is None
            looking.is_over()

    assert scene.counts == (1, 1)
    assert await scene.is_well()


@pytest.mark.parametrize("kind", ["file", "postgresql", "redis"])
async def test_before_it_saves(victim, scene, api):
    """The user authorizes the app again: that token stays, and is used by who wakes up, too."""
    await victim.start(scene, point="saving", end="SIGSTOP")
    await victim.stops_at("saving")
    if scene.place.kind != "file":
        with pytest.raises(RefreshRejectedError):
            await works(api)
    await scene.authorize_elsewhere()
    saved = await scene.stored()

    assert await victim.goes_on() is None

    assert scene.sandbox.refreshes == 1
    assert await scene.stored() == saved
    await works(api)
    assert await scene.is_well()


@pytest.mark.parametrize("kind", ["file"])
async def test_a_file_is_locked_until_its_holder_goes_on(victim, scene, api):
    """The others wait, as it can be seen that the holder is alive."""
    await victim.start(scene, point="locked", end="SIGSTOP")
    await victim.stops_at("locked")
    with anyio.move_on_after(0.5) as scope:
        await works(api)
    assert scope.cancelled_caught
    assert scene.relay.asked == []

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(works, api)
        assert await victim.goes_on() is None

    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1
    assert await scene.is_well()


@pytest.mark.parametrize("kind", ["file"])
async def test_a_file_that_is_locked_for_too_long(victim, scene, survivor):
    """Who waits is told; nothing is lost by that."""
    user, impatient = scene.user, FileStorage(scene.place.address, lock_timeout=0.2)
    await victim.start(scene, point="locked", end="SIGSTOP")
    await victim.stops_at("locked")
    async with scene.app(impatient) as other:
        api = other.as_user(user)
        for _ in range(2):
            with pytest.raises(TokenStorageError, match="was locked for"):
                await works(api)
        assert scene.relay.asked == []

        assert await victim.goes_on() is None

        await works(api)
    assert scene.counts == (1, 0)
    assert await scene.is_well()


async def stopped_for_long(victim, scene, **limits):
    """Stop it while Miro answers, for longer than this; give the error of its call.

    It is started again where its time was over before it had asked Miro.
    """
    while True:
        scene.relay.behave(held := Held())
        await victim.start(scene, **limits)
        while not (held.reached.is_set() or victim.has_spoken()):  # noqa: ASYNC110 - threads
            await anyio.sleep(0.005)
        if held.reached.is_set():
            break
        await victim.error()
    await victim.stop()
    held.over.set()
    await anyio.sleep(0.5)
    return await victim.goes_on()


@pytest.mark.parametrize("kind", ["file"])
async def test_for_longer_than_it_waits_for_an_answer(victim, scene, survivor, api):
    """When it wakes up its time is over, and the answer is there: mostly, it is as good as lost."""
    error = await stopped_for_long(victim, scene, read=0.3)
    if error is None:
        await works(api)
    else:
        assert error == "RefreshRejectedError"
        with pytest.raises(RefreshRejectedError):
            await works(api)
    assert scene.sandbox.refreshes == 1
    await works(await scene.authorize(survivor))
    assert await scene.is_well()


@pytest.mark.parametrize("kind", ["file"])
async def test_for_longer_than_a_call_may_take(victim, scene, api):
    """The call is over; its refresh is not, and has its answer."""
    error = await stopped_for_long(victim, scene, total=0.3)
    assert error == "MiroTimeoutError"

    assert await scene.is_well()
    await works(api)
    assert scene.counts == (1, 0)
