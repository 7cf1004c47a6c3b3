"""Many calls at once, of which each needs a new token: one refresh, and nobody notices."""

from __future__ import annotations

import os

import anyio
import pytest

from tests.tokens.apps import Looking, MovedClock, Seen, Simple, app, authorize, is_stored, works
from tests.tokens.places import CASES
from tests.tokens.relay import Held

pytestmark = [pytest.mark.anyio]

HOUR = 3600.0
MANY = 200
USERS = 50 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 20

all_kinds = pytest.mark.parametrize(("kind", "anyio_backend"), CASES)
both = pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])


async def at_once(calls):
    """Make all these calls at once."""
    async with anyio.create_task_group() as tasks:
        for call in calls:
            tasks.start_soon(works, call)


@all_kinds
async def test_200_calls_over_an_expired_token(sandbox, server, storage):
    """All wait for one refresh; not one goes out with the old token."""
    seen, clock = Seen(), MovedClock()
    async with app(sandbox, server.url, storage, hooks=seen.hooks, clock=clock) as miro:
        api = await authorize(miro, sandbox)
        old = await storage.get(sandbox.user_ids[0])
        sandbox.clock.advance(HOUR)
        clock.ahead += HOUR

        await at_once([api] * MANY)

    assert sandbox.refreshes == 1
    assert sandbox.refused_refreshes == 0
    assert seen.statuses == {200: MANY}
    assert [one.saved for one in seen.refreshes] == [True]
    assert (await storage.get(sandbox.user_ids[0])).fingerprint != old.fingerprint
    assert await is_stored(storage, sandbox.user_ids[0], sandbox)


@all_kinds
async def test_200_calls_with_a_token_that_miro_refuses(sandbox, server, storage):
    """It has not expired, as far as we know: those that are refused are sent once more."""
    seen = Seen()
    async with app(sandbox, server.url, storage, hooks=seen.hooks) as miro:
        api = await authorize(miro, sandbox)
        sandbox.expire_tokens()

        await at_once([api] * MANY)

    assert sandbox.refreshes == 1
    assert sandbox.refused_refreshes == 0
    assert seen.statuses.keys() == {200, 401}
    assert seen.statuses[200] == MANY
    assert await is_stored(storage, sandbox.user_ids[0], sandbox)


@pytest.mark.parametrize(("kind", "anyio_backend"), [*CASES[:3], CASES[5], CASES[7]])
async def test_many_users_with_10_calls_each(sandbox, server, storage):
    """One refresh for each user; none of them gets the token of another."""
    for number in range(USERS - 1):
        sandbox.add_user(f"User {number}")
    async with app(sandbox, server.url, None) as miro:
        for user in sandbox.user_ids:
            await authorize(miro, sandbox, user)
            await storage.set(user, await miro._storage.get(user))
    seen = Seen()
    async with app(sandbox, server.url, storage, hooks=seen.hooks) as miro:
        users = {user: miro.as_user(user) for user in sandbox.user_ids}
        await at_once(users.values())
        sandbox.expire_tokens()

        await at_once([api for api in users.values() for _ in range(10)])

        for user, api in users.items():
            assert (await api.tokens.get_info()).user.id == user

    assert sandbox.refreshes == USERS
    assert sandbox.refused_refreshes == 0
    assert seen.statuses[200] == USERS + 10 * USERS + USERS
    assert sorted(one.user_id for one in seen.refreshes) == sorted(sandbox.user_ids)
    for user in users:
        assert await is_stored(storage, user, sandbox)


@both
async def test_a_storage_without_a_lock(sandbox, server):
    """The tasks of one app do not need it."""
    storage = Simple()
    async with app(sandbox, server.url, storage) as miro:
        api = await authorize(miro, sandbox)
        for number in range(1, 4):
            sandbox.expire_tokens()
            await at_once([api] * 100)
            assert sandbox.refreshes == number

    assert sandbox.refused_refreshes == 0
    assert await is_stored(storage, sandbox.user_ids[0], sandbox)


@both
async def test_two_processes_without_a_lock(scene):
    """The second one is refused, looks again, and finds what the first one has saved by then."""
    scene.storage, held = Simple(), Held()
    async with scene.app() as one, scene.app() as other:
        apis = [await scene.authorize(one), other.as_user(scene.user)]
        scene.expire()
        scene.relay.behave(held)
        looking = Looking()
        async with anyio.create_task_group() as tasks:
            for api in apis:
                tasks.start_soon(looking.works, api)
            await scene.is_refused()
            held.over.set()
            while not await scene.is_well():  # noqa: ASYNC110 - nobody tells
                await anyio.sleep(0.001)
            looking.is_over()

    assert scene.counts == (1, 1)
    assert await scene.is_well()
