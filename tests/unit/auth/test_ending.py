"""The end of an authorization, and of an app: forgetting, revoking, asking, closing."""

from __future__ import annotations

import asyncio

import anyio
import pytest

from miro_async import Miro, RetryPolicy
from miro_async.errors import (
    MiroConnectionError,
    NotAuthorizedError,
    NotFoundError,
    RefreshRejectedError,
    ServerError,
    TokenStorageError,
)
from miro_async.sandbox import Sandbox
from tests.unit.apps import STORAGES, app_with, refusal
from tests.unit.recording import SteppedClock

pytestmark = pytest.mark.anyio


def revoked(authority):
    """Give the addresses and bodies of what was revoked."""
    return [one.body for one in authority.requests if one.url.endswith("/oauth/revoke")]


@pytest.fixture(params=STORAGES.values(), ids=STORAGES)
def storage(request):
    """Give a storage of each kind."""
    return request.param()


# Forgetting


async def test_who_is_forgotten_has_no_token(storage):
    """Neither here nor in the storage; Miro hears nothing of it."""
    authority, kept, miro = app_with(storage)
    api = miro.as_user("7")
    await api.boards.get("b")

    await miro.forget("7")

    assert kept.tokens == {}
    assert not await miro.is_authorized("7")
    with pytest.raises(NotAuthorizedError):
        await api.boards.get("b")
    assert len(authority.requests) == 1


async def test_who_was_never_there_can_be_forgotten(storage):
    """And twice."""
    _, kept, miro = app_with(storage)

    for user in ("8", "8", "7", "7"):
        await miro.forget(user)
    assert kept.tokens == {}


async def test_forgetting_waits_for_a_refresh(storage):
    """Or that would put a token there again."""
    authority, kept, miro = app_with(storage, seconds=0)
    waits, go_on = anyio.Event(), anyio.Event()

    async def hold():
        waits.set()
        await go_on.wait()

    authority.before_tokens = hold
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(miro.as_user("7").boards.get, "b")
        await waits.wait()
        tasks.start_soon(miro.forget, "7")
        await anyio.wait_all_tasks_blocked()
        assert kept.tokens != {}
        go_on.set()

    assert kept.tokens == {}
    assert authority.refreshes == 1


async def test_forgetting_an_unsaved_token():
    """There is nothing left to be saved."""
    _, storage, miro = app_with(seconds=0)
    storage.fail("save")
    await miro.as_user("7").boards.get("b")
    storage.faults.clear()

    await miro.forget("7")
    await miro.aclose()

    assert storage.tokens == {}
    assert not await miro.is_authorized("7")


@pytest.mark.parametrize("what", ["set", "lock"])
async def test_a_storage_that_fails_forgets_nobody(what):
    """The error says so, and the token is used as before."""
    _, storage, miro = app_with()
    storage.fail(what)

    with pytest.raises(TokenStorageError):
        await miro.forget("7")

    storage.faults.clear()
    assert await miro.is_authorized("7")
    await miro.as_user("7").boards.get("b")


# Revoking


async def test_a_token_is_ended_at_miro_and_here(storage):
    """The access token is named, and its refresh token dies with it."""
    authority, kept, miro = app_with(storage)

    await miro.revoke_token("7")

    assert authority.body["accessToken"] == "access-7-1"
    assert kept.tokens == {}
    with pytest.raises(NotAuthorizedError):
        await miro.revoke_token("7")
    assert len(authority.requests) == 1


async def test_a_token_that_has_expired_is_refreshed_to_be_ended(storage):
    """Miro ends what is alive; the refresh token could get another 60 days otherwise."""
    authority, kept, miro = app_with(storage, seconds=0)

    await miro.revoke_token("7")

    assert authority.refreshes == 1
    assert b'"access-7-2"' in revoked(authority)[0]
    assert kept.tokens == {}


async def test_a_token_that_does_not_expire_is_ended(storage):
    """As it is."""
    authority, kept, miro = app_with(storage, seconds=None)

    await miro.revoke_token("7")

    assert b'"access-7-1"' in revoked(authority)[0]
    assert kept.tokens == {}


async def test_a_dead_refresh_token_leaves_nothing_to_end(storage):
    """It is only removed here; also when that was known before."""
    authority, kept, miro = app_with(storage, seconds=0)
    authority.first = [refusal()]

    await miro.revoke_token("7")

    assert revoked(authority) == []
    assert kept.tokens == {}


async def test_a_refresh_token_that_is_known_to_be_dead_is_removed(storage):
    """Without asking again."""
    authority, kept, miro = app_with(storage, seconds=0)
    authority.first = [refusal()]
    with pytest.raises(RefreshRejectedError):
        await miro.as_user("7").boards.get("b")

    await miro.revoke_token("7")

    assert len(authority.requests) == 1
    assert kept.tokens == {}


GONE = refusal("No such token", 404)
BROKEN = refusal("Broken", 500)


@pytest.mark.parametrize(
    ("seconds", "said", "kind"),
    [
        (3600, [GONE, GONE], NotFoundError),
        (None, [GONE], NotFoundError),
        (3600, [BROKEN], ServerError),
        (3600, [GONE, BROKEN], ServerError),
    ],
    ids=["404 twice", "404, not to be refreshed", "500", "404 and 500"],
)
async def test_what_miro_does_not_end_is_not_forgotten(storage, seconds, said, kind):
    """The app decides: `forget()` removes it."""
    authority, kept, miro = app_with(storage, seconds=seconds)
    authority.revoking = list(said)

    with pytest.raises(kind) as caught:
        await miro.revoke_token("7")

    assert caught.value.operation == "revoke-token-v2"
    assert len(revoked(authority)) == len(said)
    assert await miro.is_authorized("7")
    number = authority.numbers["7"]
    assert kept.tokens["7"].access_token.reveal() == f"access-7-{number}"


async def test_a_token_that_miro_does_not_know_is_refreshed_to_be_ended(storage):
    """It has died before its time, and the refresh token may be alive."""
    authority, kept, miro = app_with(storage)
    authority.revoking = [GONE]

    await miro.revoke_token("7")

    assert [b"access-7-1" in body for body in revoked(authority)] == [True, False]
    assert b"access-7-2" in revoked(authority)[1]
    assert kept.tokens == {}


async def test_revoking_is_tried_again_and_a_404_is_then_a_success(storage):
    """The first try has ended it, and its answer got lost."""
    policy = RetryPolicy(attempts=3, random=lambda: 0.0)
    authority, kept, miro = app_with(storage, retry=policy)
    authority.revoking = [refusal("Broken", 502), refusal("No such token", 404)]

    await miro.revoke_token("7")

    assert len(revoked(authority)) == 2
    assert kept.tokens == {}


async def test_when_it_cannot_be_refreshed_it_cannot_be_ended(storage):
    """The network is down: nothing has happened, and nothing is forgotten."""
    authority, kept, miro = app_with(storage, seconds=0)
    authority.first = [MiroConnectionError("down", may_have_happened=False)]

    with pytest.raises(MiroConnectionError):
        await miro.revoke_token("7")

    assert "7" in kept.tokens


async def test_a_token_that_was_ended_may_stay_in_a_storage_that_fails():
    """The error says so; the next call finds out by a 401, and a refresh that is refused."""
    authority, storage, miro = app_with()
    storage.fail("set")

    with pytest.raises(TokenStorageError):
        await miro.revoke_token("7")

    assert len(revoked(authority)) == 1
    assert "7" in storage.tokens


async def test_a_refresh_on_the_way_is_saved():
    """If revoking fails after it, the old pair is dead."""
    authority, storage, miro = app_with(seconds=0)
    authority.revoking = [refusal("Broken", 500)]

    with pytest.raises(ServerError):
        await miro.revoke_token("7")

    assert storage.tokens["7"].access_token.reveal() == "access-7-2"


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_revoking_is_not_left_half_done():
    """Who is cancelled is so when it is ended here, too."""
    authority, storage, miro = app_with(seconds=0)
    waits, go_on = anyio.Event(), anyio.Event()

    async def hold():
        waits.set()
        await go_on.wait()

    authority.before_tokens = hold
    task = asyncio.create_task(miro.revoke_token("7"))
    await waits.wait()
    task.cancel()
    await anyio.wait_all_tasks_blocked()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert len(revoked(authority)) == 1
    assert storage.tokens == {}


async def test_the_sandbox_ends_it():
    """Both tokens are dead there; the user can authorize the app again."""
    sandbox = Sandbox()

    def app():
        return Miro(
            client_id=sandbox.client_id,
            client_secret=sandbox.client_secret,
            redirect_url="https://app.example/callback",
            transport=sandbox,
            clock=SteppedClock(),
        )

    async def login(miro):
        url, state = miro.authorization_url()
        return await miro.exchange_code_for_access_token(sandbox.authorize(url), state=state)

    miro, thief = app(), app()
    token = await login(miro)
    await thief._storage.set(token.user_id, token)
    await miro.revoke_token()

    with pytest.raises(RefreshRejectedError):
        await thief.as_user(token.user_id).boards.list().first()
    assert sandbox.refused_refreshes == 1
    assert (await login(miro)).user_id == token.user_id
    await miro.api.boards.list().first()


async def test_the_sandbox_ends_what_has_died_before_its_time():
    """As Miro does, it knows living access tokens only."""
    sandbox = Sandbox()
    miro = Miro(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        redirect_url="https://app.example/callback",
        transport=sandbox,
    )
    url, state = miro.authorization_url()
    await miro.exchange_code_for_access_token(sandbox.authorize(url), state=state)
    sandbox.expire_tokens()

    await miro.revoke_token()

    assert sandbox.refreshes == 1
    assert not await miro.is_authorized()
