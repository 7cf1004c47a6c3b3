"""A 401: the call is sent again with a newer token, if there is one or Miro gives one."""

from __future__ import annotations

import anyio
import pytest

from miro_async import Hooks, RetryPolicy
from miro_async.errors import (
    MiroConnectionError,
    NotAuthorizedError,
    RefreshRejectedError,
    ServerError,
    TokenStorageError,
    UnauthorizedError,
)
from tests.unit.apps import BOARD, STORAGES, Leasing, app_with, refusal
from tests.unit.hunting import family
from tests.unit.recording import Service, answer

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("storage", STORAGES.values(), ids=STORAGES)
async def test_a_token_that_is_refused_before_its_time_is_refreshed(storage):
    """Once, and the call is sent again with the new one; the caller notices nothing."""
    authority, kept, miro = app_with(storage())
    authority.expire()

    board = await miro.as_user("7").boards.get("b")

    assert board.name == "Retro"
    assert authority.sent_with == ["access-7-1", "access-7-2"]
    assert authority.refreshes == 1
    assert kept.tokens["7"].access_token.reveal() == "access-7-2"


@pytest.mark.parametrize("storage", STORAGES.values(), ids=STORAGES)
async def test_a_newer_token_in_the_storage_is_used_without_a_refresh(storage):
    """Another process has refreshed it: that is why ours was refused."""
    authority, kept, miro = app_with(storage())
    api = miro.as_user("7")
    await api.boards.get("b")
    kept.tokens["7"] = authority.token("7")

    await api.boards.get("b")

    assert authority.forms == []
    assert authority.sent_with == ["access-7-1", "access-7-1", "access-7-2"]


async def test_a_newer_token_may_be_dead_as_well():
    """Then that one is refreshed, and the call is sent a third time; that is the last."""
    authority, kept, miro = app_with()
    api = miro.as_user("7")
    await api.boards.get("b")
    kept.tokens["7"] = authority.token("7")
    authority.expire()

    await api.boards.get("b")

    assert authority.sent_with == ["access-7-1", "access-7-1", "access-7-2", "access-7-3"]
    assert authority.refreshes == 1


async def test_a_token_that_miro_has_just_given_is_the_last():
    """If that is refused, too, another one would be; the 401 is the caller's."""
    authority, _, miro = app_with()
    authority.answers = lambda _: answer({}, 401)

    with pytest.raises(UnauthorizedError) as caught:
        await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-1", "access-7-2"]
    assert authority.refreshes == 1
    assert caught.value.operation == "get-specific-board"
    assert caught.value.attempts == 1


class Racing(Leasing):
    """A storage in which other processes never stop to save newer tokens."""

    authority = None

    async def get(self, user_id):
        """Give a token that is dead in a moment."""
        self.tokens[user_id] = self.authority.token(user_id)
        self.authority.expire(user_id)
        return await super().get(user_id)


async def test_a_call_is_sent_three_times_at_most():
    """Whatever others do meanwhile: a call ends."""
    authority, kept, miro = app_with(Racing())
    kept.authority = authority

    with pytest.raises(UnauthorizedError):
        await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-2", "access-7-3", "access-7-4"]
    assert authority.forms == []


async def test_a_token_that_does_not_expire_stays_refused():
    """There is nothing to refresh it with: the user has removed the app, for example."""
    authority, kept, miro = app_with(seconds=None)
    authority.expire()

    with pytest.raises(UnauthorizedError) as caught:
        await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-1"]
    assert authority.forms == []
    assert "7" in kept.tokens
    assert caught.value.__context__ is None


async def test_a_token_of_a_plain_client_stays_refused():
    """A client with a token, or a function for it, has no other, as ever."""
    for source in ("user-token", lambda: "user-token"):
        service = Service(lambda _: answer({}, 401))
        with pytest.raises(UnauthorizedError):
            await service.client(access_token=source).boards.get("b")
        assert len(service.requests) == 1


@pytest.mark.parametrize("tasks_at_once", [2, 50])
async def test_many_calls_that_are_refused_refresh_once(tasks_at_once):
    """One asks; those that were sent with the old token go again with what it got."""
    authority, storage, miro = app_with()
    authority.expire()

    async with anyio.create_task_group() as tasks:
        for _ in range(tasks_at_once):
            tasks.start_soon(miro.as_user("7").boards.get, "b")

    assert authority.refreshes == 1
    assert authority.sent_with.count("access-7-2") == tasks_at_once
    assert [what for what, _ in storage.asked].count("get") == 3


async def test_a_refused_call_is_sent_again_as_it_was():
    """Method, address, body and headers; a 401 is certainly not carried out, so a POST as well."""
    authority, _, miro = app_with(headers={"X-Job": "5"})
    authority.expire()

    await miro.as_user("7").boards.create(name="Retro é")

    first, _, again = authority.requests
    assert (first.method, first.url, first.body) == (again.method, again.url, again.body)
    headers = [{**one.headers, "Authorization": ""} for one in (first, again)]
    assert headers[0] == headers[1]
    assert first.body == '{"name":"Retro é"}'.encode()


async def test_hooks_see_both_tries():
    """Each request and each answer, as they are; none of them is another try after a failure."""
    heard = []
    hooks = Hooks(
        request=lambda operation, _: heard.append(operation.call),
        response=lambda _, response: heard.append(response.status),
        retry=heard.append,
    )
    authority, _, miro = app_with(hooks=hooks)
    authority.expire()

    await miro.as_user("7").boards.get("b")

    assert heard == ["boards.get", 401, "boards.get", 200]


async def test_a_raw_answer_is_that_of_the_last_try():
    """And never that of the token endpoint, which has secrets in it."""
    authority, _, miro = app_with()
    authority.expire()
    api = miro.as_user("7")

    raw = await api.raw(api.boards.get, "b")

    assert raw.status == 200
    assert b"access" not in raw.body
    assert raw.decoded.name == BOARD["name"]


FAILURES = {
    "refused": ([refusal()], RefreshRejectedError, "7"),
    "500": ([refusal("Broken", 500)], ServerError, "refresh-token"),
    "lost": (
        [MiroConnectionError("lost", may_have_happened=True)],
        MiroConnectionError,
        "refresh-token",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
async def test_when_no_other_token_can_be_had_that_is_the_error(failure):
    """The 401 is its context; the call itself was not carried out, and is not tried again."""
    said, kind, about = FAILURES[failure]
    policy = RetryPolicy(attempts=3, random=lambda: 0.0, repeat_unsafe=True)
    authority, _, miro = app_with(retry=policy)
    authority.expire()
    authority.first = said * 3

    with pytest.raises(kind) as caught:
        await miro.as_user("7").boards.create(name="x")

    assert authority.sent_with == ["access-7-1"]
    assert about in {
        getattr(caught.value, "operation", None),
        getattr(caught.value, "user_id", None),
    }
    assert "create-board" in {getattr(one, "operation", None) for one in family(caught.value)}
    assert not any("twice" in note for note in getattr(caught.value, "__notes__", []))


async def test_the_storage_may_fail_just_then():
    """Whether there is another token is unknown: that is the error."""
    authority, kept, miro = app_with()
    api = miro.as_user("7")
    await api.boards.get("b")
    authority.expire()
    kept.fail("get")

    with pytest.raises(TokenStorageError):
        await api.boards.get("b")
    kept.faults.clear()
    await api.boards.get("b")

    assert authority.sent_with == [*["access-7-1"] * 3, "access-7-2"]


async def test_a_user_who_was_forgotten_meanwhile_is_not_authorized():
    """By another process; nothing is refreshed for them."""
    authority, kept, miro = app_with()
    api = miro.as_user("7")
    await api.boards.get("b")
    authority.expire()
    kept.tokens.clear()

    with pytest.raises(NotAuthorizedError):
        await api.boards.get("b")
    with pytest.raises(NotAuthorizedError):
        await api.boards.get("b")

    assert authority.sent_with == ["access-7-1"] * 2
    assert authority.forms == []


async def test_other_refusals_are_not_about_the_token():
    """A 403 stays a 403."""
    authority, _, miro = app_with()
    authority.answers = lambda _: answer({}, 403)

    with pytest.raises(Exception, match="403"):
        await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-1"]


async def test_a_call_that_waits_for_another_try_has_its_tries_left():
    """A 503, a 401 and a 503: the one in between is not one of the tries."""
    policy = RetryPolicy(attempts=3, random=lambda: 0.0)
    authority, _, miro = app_with(retry=policy)
    told = iter([503, 503, 200])
    authority.answers = lambda _: answer(BOARD, next(told))
    api = miro.as_user("7")
    authority.expire()

    assert (await api.boards.get("b")).name == "Retro"
    assert authority.sent_with == ["access-7-1", *["access-7-2"] * 3]
