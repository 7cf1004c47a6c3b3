"""Miro refuses to refresh a token: it is asked once, and then the user."""

from __future__ import annotations

import anyio
import pytest

from miro_async import RefreshRejectedError, UnauthorizedError
from tests.tokens.apps import Looking, MovedClock, works
from tests.tokens.places import CASES
from tests.tokens.relay import meanwhile

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize(("kind", "anyio_backend"), CASES[:4])]


@pytest.fixture
async def removed(survivor, scene):
    """Let the user remove the app at Miro, without a word to us."""
    token = await scene.stored()
    assert scene.sandbox._state.grants.refresh_tokens.pop(token.refresh_token.reveal())


async def test_one_request_tells_all_calls(removed, survivor, scene, api):
    """None of them asks with the same refresh token again."""
    errors = []

    async def call():
        with pytest.raises(RefreshRejectedError) as caught:
            await works(api)
        errors.append(caught.value)

    before = await scene.stored()
    async with anyio.create_task_group() as tasks:
        for _ in range(50):
            tasks.start_soon(call)
    await call()

    assert [one.user_id for one in errors] == [scene.user] * 51
    assert len(scene.relay.asked) == scene.sandbox.refused_refreshes == 1
    assert await scene.stored() == before
    assert not await survivor.is_authorized(scene.user)


async def test_who_authorizes_again_elsewhere_is_found(removed, scene, api):
    """In another process, for example, which has handled this request of the browser."""
    with pytest.raises(RefreshRejectedError):
        await works(api)
    async with scene.app() as other:
        await scene.authorize(other)

    await works(api)

    assert scene.counts == (0, 1)


async def test_who_authorizes_again_meanwhile_is_found(removed, scene):
    """The refusal and the new token cross each other."""

    class Crossing(MovedClock):
        async def sleep(self, _):
            with anyio.CancelScope(shield=True):
                await scene.authorize_elsewhere()
                looking.is_over()

    looking = Looking()
    async with scene.app(clock=Crossing()) as miro:
        await looking.works(miro.as_user(scene.user))

    assert scene.counts == (0, 1)
    assert await scene.is_well()


async def test_another_process_asks_for_itself(removed, scene, api):
    """What was refused is not written down anywhere: so each process is refused once."""
    for number in (1, 2):
        clock = MovedClock(patient=False)
        async with scene.app(clock=clock) as miro:
            with pytest.raises(RefreshRejectedError):
                await works(miro.as_user(scene.user))
        assert scene.sandbox.refused_refreshes == number


async def test_it_is_asked_again_after_a_minute(removed, scene):
    """And not sooner: what made Miro refuse may have been put right, as a wrong secret is."""
    clock = MovedClock(patient=False)
    async with scene.app(clock=clock) as miro:
        for number in (1, 2):
            for _ in range(3):
                with pytest.raises(RefreshRejectedError):
                    await works(miro.as_user(scene.user))
                clock.ahead += 15
            assert len(scene.relay.asked) == scene.sandbox.refused_refreshes == number
            clock.ahead += 16


async def test_a_new_token_that_miro_refuses_as_well(survivor, scene, api):
    """The call is not sent for ever: each gets one new token, and then the error."""
    scene.relay.behave(always=meanwhile(scene.expire))
    for number in (1, 2):
        with pytest.raises(UnauthorizedError):
            await works(api)
        assert scene.counts == (number, 0)

    scene.relay.behave()
    await works(api)
    assert await scene.is_well()


async def test_a_wrong_secret_ends_nothing(survivor, scene, api):
    """Miro's refusal looks the same; whoever has the right secret still gets new tokens."""
    clock = MovedClock(patient=False)
    async with scene.app(client_secret="wrong", clock=clock) as wrong:
        with pytest.raises(RefreshRejectedError, match="client secret"):
            await works(wrong.as_user(scene.user))

    await works(api)

    assert scene.counts == (1, 0)
    assert await scene.is_well()
