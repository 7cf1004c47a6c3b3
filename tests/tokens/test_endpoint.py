"""The token endpoint fails: before the token expires, and when it has.

What becomes of the user: with each fault that Miro did not hear of, nothing. Where Miro has given
new tokens and they got lost, there is no way back to any: the protocol has none.
"""

from __future__ import annotations

import logging
from contextlib import aclosing

import pytest

from miro_async import RefreshRejectedError
from tests.tokens.apps import LIFE, calling, works
from tests.tokens.faults import HARMFUL, HARMLESS
from tests.tokens.patience import Patience

pytestmark = [pytest.mark.anyio]

harmless = pytest.mark.parametrize("case", HARMLESS, ids=lambda case: case.what)
harmful = pytest.mark.parametrize("case", HARMFUL, ids=lambda case: case.what)


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request):
    """Run on both."""
    return request.param


@pytest.fixture
async def caller(scene):
    """Give an app that the user has just authorized."""
    async with (
        aclosing(Patience(scene.relay)) as patience,
        calling(scene, transport=patience) as caller,
    ):
        yield caller


async def outcome(caller):
    """Make a call; give the class of its error, if there is one."""
    try:
        await works(caller.api)
    except Exception as error:  # noqa: BLE001 - the test compares it
        return type(error)
    return None


@harmless
async def test_a_fault_when_the_token_has_expired(case, scene, caller):
    """The call has the fault's error, or notices nothing; when the fault is over, all is well."""
    scene.relay.behave(*case.faults, always=case.always)
    caller.wait(LIFE)
    before = await scene.stored()

    assert await outcome(caller) is case.error
    assert len(scene.relay.asked) == case.requests
    assert [int(one) for one in caller.clock.slept if one > 1] == list(case.waits)
    assert (await scene.stored() == before) == (case.error is not None)

    scene.relay.behave()
    await works(caller.api)
    assert scene.counts == (1, 0)
    assert await scene.is_well()


@harmless
async def test_a_fault_when_the_token_will_soon_expire(case, scene, caller, caplog):
    """The call succeeds with the old token, and the log tells; it is tried again after a while."""
    scene.relay.behave(*case.faults, always=case.always)
    caller.wait(LIFE - 30)
    before = await scene.stored()

    assert await outcome(caller) is None
    assert len(scene.relay.asked) == case.requests
    if case.error is None:
        assert scene.counts == (1, 0)
        return
    assert await scene.stored() == before
    (warning,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert "is not refreshed yet" in warning.message
    assert await outcome(caller) is None
    assert len(scene.relay.asked) == case.requests

    scene.relay.behave()
    caller.wait(10)
    await works(caller.api)
    assert caller.seen.statuses == {200: 3}
    assert scene.counts == (1, 0)
    assert [one.saved for one in caller.seen.refreshes] == [True]
    assert await scene.is_well()


@harmful
@pytest.mark.parametrize("left", [0, 30])
async def test_new_tokens_that_got_lost(case, left, scene, caller):
    """Miro refuses the old refresh token, once: the user has to authorize the app again."""
    scene.relay.behave(*case.faults, always=case.always)
    caller.wait(LIFE - left)
    before = await scene.stored()

    error = await outcome(caller)
    assert error is (RefreshRejectedError if left else case.error)
    for _ in range(2):
        assert await outcome(caller) is RefreshRejectedError

    assert not await caller.miro.is_authorized(scene.user)
    assert scene.counts == (1, 1)
    assert len(scene.relay.asked) == 2
    assert await scene.stored() == before

    await scene.authorize(caller.miro)
    await works(caller.api)
    assert await caller.miro.is_authorized(scene.user)
    assert await scene.is_well()
