"""`Miro` without `await`: log in, call for several users, log out; by many threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from miro_async.errors import NotAuthorizedError, TokenNotSavedError
from miro_async.sandbox import Clock, Sandbox
from miro_async.sync import Miro
from tests.sync.services import LONG

REDIRECT = "http://localhost:8000/callback"


@pytest.fixture
def sandbox():
    """Give a sandbox whose clock is moved by hand."""
    return Sandbox(clock=Clock())


def made(sandbox, **options):
    """Give an app of the sandbox."""
    return Miro(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        redirect_url=REDIRECT,
        transport=sandbox,
        clock=sandbox.clock,
        **options,
    )


def login(sandbox, miro, user=None):
    """Let a user authorize the app; give the id."""
    url, state = miro.authorization_url()
    back = sandbox.authorize(url, user=user)
    return miro.exchange_code_for_access_token(back, state=state).user_id


def test_a_user_comes_and_goes(sandbox):
    """Authorize, call, revoke; the state is checked, a verifier is one, and it says who it is."""
    with made(sandbox) as miro:
        assert miro.auth_url.startswith("https://")
        assert len(miro.new_code_verifier()) >= 43
        assert repr(miro) == f"Miro(client_id={sandbox.client_id!r})"
        user_id = login(sandbox, miro)
        assert miro.is_authorized(user_id)
        assert miro.as_user(user_id).tokens.get_info().user.id == user_id
        assert miro.api is miro.api
        miro.revoke_token(user_id)
        assert not miro.is_authorized(user_id)
        with pytest.raises(NotAuthorizedError):
            miro.as_user(user_id).tokens.get_info()


def test_the_single_user_of_a_script(sandbox):
    """Who pastes the code; `forget` needs no id then."""
    with made(sandbox) as miro:
        back = sandbox.authorize(miro.auth_url)
        user_id = miro.exchange_code_for_access_token(httpx.URL(back).params["code"]).user_id
        assert miro.api.tokens.get_info().user.id == user_id
        miro.forget()
        assert not miro.is_authorized()


def test_threads_that_begin_at_once_refresh_a_token_once(sandbox):
    """They make the client of the user together, and share what belongs to it."""
    for _ in range(10):
        with made(sandbox) as first:
            user_id = login(sandbox, first)
            storage = first._app._storage
            miro = made(sandbox, storage=storage)
            sandbox.clock.advance(3600)
            before, barrier = sandbox.refreshes, Barrier(8)

            def call(_, miro=miro, barrier=barrier, user_id=user_id):
                barrier.wait(LONG)
                return miro.as_user(user_id).tokens.get_info().user.id

            with miro, ThreadPoolExecutor(8) as pool:
                assert {*pool.map(call, range(8))} == {user_id}
            assert sandbox.refreshes == before + 1


def test_what_is_not_saved_is_told_when_it_is_closed(sandbox):
    """The error has the tokens; a storage that works again gets them."""

    class Failing:
        tokens, broken = {}, True

        async def get(self, user_id):
            return self.tokens.get(user_id)

        async def set(self, user_id, token):
            if self.broken:
                raise OSError("full")
            self.tokens[user_id] = token

    storage = Failing()
    miro = made(sandbox, storage=storage)
    url, state = miro.authorization_url()
    with pytest.raises(TokenNotSavedError):
        miro.exchange_code_for_access_token(sandbox.authorize(url), state=state)
    with pytest.raises(TokenNotSavedError):
        miro.close()

    miro = made(sandbox, storage=storage)
    with pytest.raises(TokenNotSavedError):
        login(sandbox, miro)
    storage.broken = False
    miro.close()
    assert [user_id for user_id in storage.tokens if user_id[0] != "@"] == [*sandbox.user_ids]
