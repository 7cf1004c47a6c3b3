"""The storage fails at some point of a refresh: what comes back from Miro is used, and saved later.

Here it is a storage of an app's own, which fails where the test says; `test_outages.py` has servers
that are really gone.
"""

from __future__ import annotations

import logging

import anyio
import pytest

from miro_async import NotAuthorizedError, TokenNotSavedError, TokenStorageError
from tests.tokens.apps import LIFE, Simple, calling, works
from tests.tokens.marked import Failing, Marked

pytestmark = [pytest.mark.anyio]

PAUSE = 1.0
"""Seconds between two tries to save a token."""


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request):
    """Run on both."""
    return request.param


@pytest.fixture
def failing():
    """Give what says where the storage fails."""
    return Failing()


@pytest.fixture
async def caller(scene, failing):
    """Give the app, with a user."""
    async with calling(scene, Marked(scene.storage, failing)) as caller:
        yield caller
        failing.points.clear()


BEFORE = ["locking", "locked", "reading", "read"]
"""Where nothing was asked of Miro yet."""


@pytest.mark.parametrize("point", BEFORE)
async def test_before_the_request_when_the_token_has_expired(point, scene, failing, caller):
    """The call fails, and Miro is asked for nothing; when the storage is back, all is well."""
    caller.wait(LIFE)
    failing.points.add(point)
    for _ in range(2):
        with pytest.raises(TokenStorageError) as caught:
            await works(caller.api)
        assert isinstance(caught.value.__cause__, OSError)
    assert scene.relay.asked == []

    failing.points.clear()
    await works(caller.api)

    assert scene.counts == (1, 0)
    assert await scene.is_well()


@pytest.mark.parametrize("point", BEFORE)
async def test_before_the_request_when_the_token_will_soon_expire(
    point, scene, failing, caller, caplog
):
    """The old token does for a while."""
    caller.wait(LIFE - 30)
    failing.points.add(point)
    for _ in range(3):
        await works(caller.api)
    assert [one.levelno for one in caplog.records if one.name == "miro_async"] == [logging.WARNING]
    assert scene.relay.asked == []

    failing.points.clear()
    caller.wait(10)
    await works(caller.api)

    assert scene.counts == (1, 0)
    assert caller.seen.statuses == {200: 4}
    assert await scene.is_well()


async def test_reading_for_the_first_time(scene, failing, caller):
    """A process that has just started: it fails, and works as soon as the storage does."""
    failing.points.add("reading")
    async with scene.app(Marked(scene.storage, failing)) as other:
        api = other.as_user(scene.user)
        for asking in (works(api), other.is_authorized(scene.user)):
            with pytest.raises(TokenStorageError):
                await asking
        failing.points.clear()
        await works(api)

    assert scene.relay.asked == []


@pytest.fixture
async def old(scene, caller):
    """Give the token that was stored before, which Miro takes no longer."""
    scene.expire()
    return await scene.stored()


async def test_a_token_that_cannot_be_saved_is_used_and_saved_by_a_later_call(
    scene, failing, caller, old, caplog
):
    """The calls notice nothing; the log and who listens hear of it, and when it is saved."""
    failing.points.add("saving")
    for _ in range(3):
        await works(caller.api)
        caller.wait(PAUSE)
    assert await scene.stored() == old
    assert [one.saved for one in caller.seen.refreshes] == [False]
    assert isinstance(caller.seen.refreshes[0].error, TokenStorageError)
    levels = [one.levelno for one in caplog.records if one.name == "miro_async"]
    assert levels[0] == logging.ERROR
    assert set(levels[1:]) == {logging.WARNING}

    failing.points.clear()
    for _ in range(2):
        await works(caller.api)

    assert await scene.is_well()
    assert [one.saved for one in caller.seen.refreshes] == [False, True]
    assert scene.counts == (1, 0)


async def test_not_every_call_tries_to_save(scene, failing, caller, old):
    """Calls would be slow, one after the other, while the storage is."""
    failing.points.add("saving")
    for _ in range(20):
        await works(caller.api)

    assert caller.miro._storage.passed.count("saving") == 2


async def test_a_token_that_cannot_be_saved_is_saved_when_the_app_closes(
    scene, failing, caller, old
):
    """Without another call of this user."""
    failing.points.add("saving")
    await works(caller.api)
    failing.points.clear()

    await caller.miro.aclose()

    assert await scene.is_well()
    assert scene.counts == (1, 0)


@pytest.mark.parametrize("point", ["locking", "reading", "saving"])
async def test_closing_gives_what_it_cannot_save(point, scene, failing, caller, old):
    """The error has the tokens, for whoever wants to keep them; closing once more may save them."""
    failing.points.add("saving")
    await works(caller.api)
    failing.points.add(point)

    for _ in range(2):
        with pytest.raises(TokenNotSavedError) as caught:
            await caller.miro.aclose()
    user = scene.user
    token = caught.value.tokens[user]
    assert set(caught.value.tokens) == {user}
    assert await scene.stored() == old
    failing.points.clear()
    await caller.miro.aclose()

    assert await scene.stored() == token
    assert await scene.is_well()


async def test_a_token_given_away_by_closing_is_good(scene, failing, caller):
    """Whoever saves it by hand has lost nothing."""
    scene.expire()
    failing.points.add("saving")
    await works(caller.api)
    with pytest.raises(TokenNotSavedError) as caught:
        await caller.miro.aclose()
    for user, token in caught.value.tokens.items():
        await scene.storage.set(user, token)

    async with scene.app() as other:
        await works(other.as_user(scene.user))

    assert scene.counts == (1, 0)


async def test_a_token_that_was_saved_although_it_failed(scene, failing, caller, old):
    """The answer of the storage got lost: the next call finds the token there."""
    failing.points.add("saved")
    await works(caller.api)
    assert await scene.is_well()
    failing.points.clear()
    caller.wait(PAUSE)
    await works(caller.api)

    assert await scene.is_well()
    assert scene.counts == (1, 0)


async def test_a_lock_that_cannot_be_released(scene, failing, caller, old, caplog):
    """What was done under it is done; the log tells."""
    failing.points.add("releasing")
    await works(caller.api)

    assert await scene.is_well()
    assert "could not be released" in caplog.text


async def test_a_token_that_is_not_saved_is_refreshed_in_its_turn(scene, failing, caller, old):
    """An outage may last for longer than a token: the newest one is saved in the end."""
    failing.points.add("saving")
    await works(caller.api)
    for _ in range(3):
        caller.wait(LIFE)
        await works(caller.api)
    assert await scene.stored() == old
    failing.points.clear()
    caller.wait(PAUSE)
    await works(caller.api)

    assert scene.counts == (4, 0)
    assert await scene.is_well()


async def test_a_user_who_authorizes_again_elsewhere(scene, failing, caller, old):
    """Their token stays, and ours is let go of."""
    failing.points.add("saving")
    await works(caller.api)
    async with scene.app() as other:
        await scene.authorize(other)
    newer = await scene.stored()
    failing.points.clear()
    caller.wait(PAUSE)
    await works(caller.api)

    assert await scene.stored() == newer
    assert await scene.is_well()


class Brittle(Simple):
    """A storage without a lock, which sometimes cannot save."""

    fails = False

    async def set(self, user_id, token):
        """Keep a token, or fail."""
        if self.fails:
            raise OSError
        await super().set(user_id, token)


async def test_a_user_who_authorizes_again_elsewhere_without_a_lock(scene):
    """Nothing compares when it is saved: so it is looked at before."""
    scene.storage = Brittle()
    async with calling(scene) as caller:
        scene.expire()
        scene.storage.fails = True
        await works(caller.api)
        scene.storage.fails = False
        await scene.authorize_elsewhere()
        newer = await scene.stored()
        caller.wait(PAUSE)
        await works(caller.api)

    assert await scene.stored() == newer
    assert await scene.is_well()


async def test_a_user_who_is_forgotten_elsewhere(scene, failing, caller, old):
    """They have logged out: a token that was not saved does not bring them back."""
    failing.points.add("saving")
    await works(caller.api)
    async with scene.app() as other:
        await other.forget(scene.user)
    failing.points.clear()
    caller.wait(PAUSE)

    with pytest.raises(NotAuthorizedError):
        await works(caller.api)
    await caller.miro.aclose()

    assert await scene.stored() is None


async def test_an_exchange_that_cannot_be_saved(scene, failing, caller):
    """The caller hears of it, and has the token; it is used, and saved by a later call."""
    scene.sandbox.add_user("Another")
    user = scene.sandbox.user_ids[1]
    failing.points.add("setting")
    with pytest.raises(TokenNotSavedError) as caught:
        await scene.authorize(caller.miro, user)
    api = caller.miro.as_user(user)
    await works(api)
    assert await scene.storage.get(user) is None

    failing.points.clear()
    caller.wait(PAUSE)
    await works(api)

    assert await scene.storage.get(user) == caught.value.tokens[user]


async def test_a_token_of_a_user_whom_a_thousand_others_followed(scene, failing, caller, old):
    """It is not forgotten, although users are who have not called for long."""
    failing.points.add("saving")
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(works, caller.api)
        await anyio.lowlevel.checkpoint()
        for number in range(1100):
            caller.miro.as_user(str(number))
    failing.points.clear()

    await caller.miro.aclose()

    assert await scene.is_well()
    assert scene.counts == (1, 0)
