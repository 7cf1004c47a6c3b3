"""Refreshes that fail: in time, too late, and for good."""

from __future__ import annotations

import logging

import anyio
import pytest
from attrs import define

from miro_async import RetryPolicy
from miro_async.errors import (
    DecodeError,
    MiroConnectionError,
    MiroTimeoutError,
    RefreshRejectedError,
    ServerError,
    TokenStorageError,
)
from tests.unit.apps import Plain, app_with, refusal
from tests.unit.recording import raw_answer

pytestmark = pytest.mark.anyio


FAILURES = {
    "500": (lambda a, _: a.first.append(refusal("Broken", 500)), ServerError),
    "lost": (
        lambda a, _: a.first.append(MiroConnectionError("lost", may_have_happened=True)),
        MiroConnectionError,
    ),
    "slow": (
        lambda a, _: a.first.append(MiroTimeoutError("slow", may_have_happened=True)),
        MiroTimeoutError,
    ),
    "a page": (lambda a, _: a.first.append(raw_answer(b"<html>")), DecodeError),
    "storage": (lambda _, s: s.fail("get"), TokenStorageError),
    "lock": (lambda _, s: s.fail("lock"), TokenStorageError),
}


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_refresh_that_fails_in_time_does_not_fail_the_call(caplog, failure):
    """The old token has to do, for 10 seconds at a time, while it is good; the log says so."""
    break_it, _ = FAILURES[failure]
    authority, storage, miro = app_with()
    api = miro.as_user("7")
    await api.boards.get("b")
    authority.clock.now += 3541
    break_it(authority, storage)

    with caplog.at_level(logging.WARNING, "miro_async"):
        await api.boards.get("b")
        authority.clock.now += 9
        await api.boards.get("b")

    assert "The token of the user 7 is not refreshed yet" in caplog.text
    assert len(caplog.records) == 1
    storage.faults.clear()
    authority.clock.now += 1
    await api.boards.get("b")
    assert authority.sent_with == [*["access-7-1"] * 3, "access-7-2"]


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_refresh_that_fails_too_late_fails_the_call(failure):
    """With its own error, nothing is sent with a token that is dead; the next call tries again."""
    break_it, kind = FAILURES[failure]
    authority, storage, miro = app_with()
    api = miro.as_user("7")
    await api.boards.get("b")
    authority.clock.now += 3600
    break_it(authority, storage)

    with pytest.raises(kind):
        await api.boards.get("b")
    storage.faults.clear()
    await api.boards.get("b")

    assert authority.sent_with == ["access-7-1", "access-7-2"]


async def test_a_refresh_that_fails_has_failed_for_all_who_wait():
    """Or each would try in its turn, and the last learn of it late; the next one tries again."""
    authority, _, miro = app_with(seconds=0)
    authority.first = [refusal("Broken", 500)]
    errors = []

    async def call():
        try:
            await miro.as_user("7").boards.get("b")
        except ServerError as error:
            errors.append(error)

    async with anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(call)

    assert len(authority.forms) == 1
    assert len(errors) == 20
    assert {str(error) for error in errors} == {str(errors[0])}
    assert len({id(error) for error in errors}) == 20
    await miro.as_user("7").boards.get("b")
    assert authority.sent_with == ["access-7-2"]


async def test_the_last_try_is_made_when_the_token_expires():
    """And not 10 seconds after the one before."""
    authority, _, miro = app_with()
    api = miro.as_user("7")
    await api.boards.get("b")
    authority.clock.now += 3595
    authority.first = [refusal("Broken", 500), refusal("Broken", 500)]

    await api.boards.get("b")
    authority.clock.now += 4.9
    await api.boards.get("b")
    authority.clock.now += 0.1
    with pytest.raises(ServerError):
        await api.boards.get("b")

    assert len(authority.forms) == 2


async def test_the_error_of_a_refresh_is_not_that_of_the_call():
    """It is not tried again as the call would be, which certainly was not carried out."""
    authority, _, miro = app_with(seconds=0, retry=RetryPolicy(attempts=3, random=lambda: 0.0))
    authority.first = [refusal("Broken", 500)] * 9
    api = miro.as_user("7")

    with pytest.raises(ServerError) as caught:
        await api.boards.get("b")

    assert (caught.value.operation, caught.value.call) == ("refresh-token", "oauth.refresh")
    assert caught.value.attempts == 3
    assert len(authority.forms) == 3
    assert authority.sent_with == []
    assert api.rate_limit.remaining == api.rate_limit.limit


async def test_a_lost_refresh_does_not_say_that_the_call_may_have_happened():
    """A board that is made twice: who reads the error must not think that it might be."""
    authority, _, miro = app_with(seconds=0)
    authority.first = [MiroConnectionError("lost", may_have_happened=True)]

    with pytest.raises(MiroConnectionError) as caught:
        await miro.as_user("7").boards.create(name="x")

    assert caught.value.operation == "refresh-token"
    assert not any("done twice" in note for note in getattr(caught.value, "__notes__", []))


async def test_a_refused_refresh_token_ends_it():
    """Miro is not asked again; the user has to come back, and then all is well."""
    authority, _, miro = app_with(seconds=0)
    authority.first = [refusal("The refresh token is not valid")]
    api = miro.as_user("7")

    with pytest.raises(RefreshRejectedError) as caught:
        await api.boards.get("b")
    assert caught.value.user_id == "7"
    for _ in range(2):
        with pytest.raises(RefreshRejectedError, match="authorize the app again"):
            await api.boards.get("b")
    assert not await miro.is_authorized("7")
    assert len(authority.forms) == 1
    assert authority.sent_with == []

    await miro.exchange_code_for_access_token("code-7")
    assert await miro.is_authorized("7")
    await api.boards.get("b")
    assert authority.sent_with == ["access-7-2"]


async def test_after_a_restart_miro_is_asked_again():
    """What was refused is known to the process that heard it; the storage still has the token."""
    authority, storage, miro = app_with(seconds=0)
    authority.first = [refusal()]
    with pytest.raises(RefreshRejectedError):
        await miro.as_user("7").boards.get("b")

    await authority.miro(storage=storage).as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-2"]


@define(slots=False)
class Slow(Plain):
    """A storage in which another process saves its token only after a few looks."""

    late: int = 3
    newer: object = None

    async def get(self, user_id):
        """Give the token, and later on the newer one."""
        self.late -= 1
        if self.late == 0 and self.newer is not None:
            self.tokens[user_id] = self.newer
        return await super().get(user_id)


async def test_a_refusal_may_come_before_the_token_of_another_process():
    """Without a lock two refresh at once, and the one who is refused waits for what the other got.

    A second at most: then nothing will come.
    """
    authority, storage, miro = app_with(Slow(), seconds=0)
    storage.newer, storage.late = authority.token("7"), 5

    await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-2"]
    assert len(authority.forms) == 1
    assert authority.clock.slept == [0.1] * 3
    assert await miro.is_authorized("7")


async def test_a_refusal_is_believed_after_two_seconds():
    """Of looks into the storage."""
    authority, storage, miro = app_with(seconds=0)
    authority.first = [refusal()]
    began = anyio.current_time()

    with pytest.raises(RefreshRejectedError):
        await miro.as_user("7").boards.get("b")

    assert len(authority.clock.slept) == pytest.approx(20, abs=1)
    assert storage.asked.count(("get", "7")) > 20
    assert anyio.current_time() - began == pytest.approx(2)
