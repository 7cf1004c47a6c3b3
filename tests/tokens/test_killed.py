"""A process is killed while it refreshes a token; another one calls for the same user."""

from __future__ import annotations

import anyio
import pytest

from miro_async import RefreshRejectedError
from tests.tokens.apps import works
from tests.tokens.places import BRIEF
from tests.tokens.relay import Held

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize("kind", ["file", "sqlite", "postgresql", "redis"]),
]


@pytest.fixture
def lease():
    """Let locks pass on soon."""
    return BRIEF


async def demand_that_the_lock_passes_on(api, scene):
    """The next refresh has to wait for the lease, where there is one, and no longer."""
    scene.expire()
    with anyio.fail_after(scene.place.lease + 30):
        await works(api)


async def test_with_the_lock_in_its_hands(victim, scene, api):
    """Nothing is lost: the other one waits for the lease at most, and refreshes the token."""
    await victim.start(scene, point="locked")
    await victim.dies_at("locked")

    await demand_that_the_lock_passes_on(api, scene)

    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1
    assert scene.sandbox.refused_refreshes == 0
    assert await scene.is_well()


async def test_before_its_request_gets_to_miro(victim, scene, api):
    """Nothing is lost either: the old refresh token is good."""
    scene.relay.behave(held := Held(request=True))
    await victim.start(scene)
    await held.is_reached()
    await victim.kill()
    held.over.set()

    await works(api)

    assert len(scene.relay.asked) == 2
    assert scene.sandbox.refreshes == 1
    assert scene.sandbox.refused_refreshes == 0
    assert await scene.is_well()


async def lost(api, scene):
    """The new token was with the one who died: the user has to authorize the app again."""
    before = await scene.stored()
    asked = len(scene.relay.asked)
    with pytest.raises(RefreshRejectedError) as caught:
        await works(api)
    assert caught.value.user_id == scene.user
    with pytest.raises(RefreshRejectedError):
        await works(api)

    assert scene.sandbox.refreshes == 1
    assert scene.sandbox.refused_refreshes == len(scene.relay.asked) - asked == 1
    assert await scene.stored() == before


async def test_while_miro_answers(victim, scene, survivor, api):
    """Miro has given new tokens to nobody; the old ones are void. One request finds that out."""
    scene.relay.behave(held := Held())
    await victim.start(scene)
    await held.is_reached()
    await victim.kill()
    held.over.set()

    await lost(api, scene)

    await works(await scene.authorize(survivor))
    await works(api)
    assert await scene.is_well()


async def test_before_it_saves_the_new_token(victim, scene, survivor, api):
    """The new token dies with it."""
    await victim.start(scene, point="saving")
    await victim.dies_at("saving")

    await lost(api, scene)

    await works(await scene.authorize(survivor))
    await works(api)
    assert await scene.is_well()


async def test_before_it_lets_go_of_the_lock(victim, scene, api):
    """The new token is there, and is used; only the next refresh has to wait."""
    await victim.start(scene, point="saved")
    await victim.dies_at("saved")
    saved = await scene.stored()

    await works(api)

    assert await scene.stored() == saved
    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1
    await demand_that_the_lock_passes_on(api, scene)
    assert scene.sandbox.refreshes == 2
    assert scene.sandbox.refused_refreshes == 0


async def test_ctrl_c(victim, scene, api):
    """It ends when the new token is saved."""
    scene.relay.behave(held := Held())
    await victim.start(scene)
    await held.is_reached()
    await victim.interrupt()
    await anyio.sleep(0.05)
    held.over.set()
    assert await victim.error() == "KeyboardInterrupt"

    assert await scene.is_well()
    await works(api)
    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1
