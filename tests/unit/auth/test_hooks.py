"""What an app tells those who listen to it."""

from __future__ import annotations

import anyio
import pytest

from miro_async import Hooks, MemoryStorage, Refresh, RetryPolicy
from miro_async.errors import (
    InvalidArgumentError,
    NotAuthorizedError,
    ServerError,
)
from tests.unit.apps import Authority, app_with, refusal
from tests.unit.recording import answer

pytestmark = pytest.mark.anyio


async def test_hooks_hear_of_calls_and_refreshes_but_never_of_requests_for_tokens():
    """Those carry the secrets."""
    heard = []
    hooks = [
        Hooks(
            request=lambda operation, _: heard.append(operation.call),
            response=lambda operation, _: heard.append(operation.call),
            retry=lambda retry: heard.append(retry.operation.call),
            refresh=heard.append,
        ),
        Hooks(refresh=heard.append),
    ]
    policy = RetryPolicy(attempts=2, random=lambda: 0.0)
    authority, _, miro = app_with(seconds=0, hooks=hooks, retry=policy)
    authority.first = [refusal("Broken", 500)]

    await miro.as_user("7").boards.get("b")
    await miro.exchange_code_for_access_token("code-7")
    await miro.revoke_token("7")

    told = Refresh(user_id="7", saved=True)
    assert heard == [told, told, "boards.get", "boards.get"]


async def test_what_the_token_endpoint_answers_is_nobodys_to_see():
    """`raw` gives the answers of calls: this is none, and has the tokens in it."""
    _, _, miro = app_with()
    api = miro.as_user("7")

    for method, *args in (
        (miro.exchange_code_for_access_token, "code-7"),
        (miro.revoke_token, "7"),
    ):
        with pytest.raises(InvalidArgumentError, match="no call"):
            await api.raw(method, *args)


async def test_who_listens_to_refreshes_may_call_for_the_user():
    """It is told where it holds nothing up."""
    calls = []

    async def listen(refresh):
        calls.append((await miro.as_user(refresh.user_id).boards.get("b")).name)

    authority, _, miro = app_with(seconds=0, hooks=Hooks(refresh=listen))

    with anyio.fail_after(30):
        await miro.as_user("7").boards.get("b")

    assert calls == ["Retro"]
    assert authority.sent_with == ["access-7-2"] * 2


async def test_an_error_of_who_listens_ends_the_call_and_not_the_token():
    """It is saved, and the next call uses it."""

    def fail(_):
        raise LookupError("a bug")

    authority, storage, miro = app_with(seconds=0, hooks=Hooks(refresh=fail))

    with pytest.raises(LookupError):
        await miro.as_user("7").boards.get("b")
    await miro.as_user("7").boards.get("b")

    assert storage.tokens["7"].access_token.reveal() == "access-7-2"
    assert authority.refreshes == 1


async def test_a_401_is_heard_of_as_a_refresh_too():
    """Whatever it was done for."""
    heard = []
    authority, _, miro = app_with(hooks=Hooks(refresh=heard.append))
    authority.expire()

    await miro.as_user("7").boards.get("b")

    assert heard == [Refresh(user_id="7", saved=True)]


async def test_an_error_of_the_api_is_that_of_the_call():
    """With the tries that the app's policy gives."""
    policy = RetryPolicy(attempts=2, random=lambda: 0.0)
    authority, _, miro = app_with(retry=policy)
    authority.answers = lambda _: answer({}, 503)

    with pytest.raises(ServerError) as caught:
        await miro.as_user("7").boards.get("b")

    assert caught.value.attempts == 2
    assert authority.sent_with == ["access-7-1"] * 2


async def test_apps_do_not_share_anything():
    """Two apps in one process: neither tokens, nor storages, nor credits."""
    authority = Authority()
    one, other = authority.miro(), authority.miro(storage=MemoryStorage())
    await one.exchange_code_for_access_token("code-7")
    await one.api.boards.get("b")

    assert not await other.is_authorized()
    with pytest.raises(NotAuthorizedError):
        await other.as_user("7").boards.get("b")
    assert other.as_user("7").rate_limit.remaining == other.api.rate_limit.limit
