"""Requests for tokens: which are tried again, and how long all of it may take."""

from __future__ import annotations

import anyio
import pytest

from miro_async import Limits, RetryPolicy, Timeout
from miro_async.errors import (
    APIError,
    CodeRejectedError,
    MiroConnectionError,
    MiroTimeoutError,
    RateLimitError,
    ServerError,
)
from tests.unit.apps import Authority, Leasing, app_with, refusal
from tests.unit.recording import answer
from tests.unit.virtual import BACKENDS, run

pytestmark = pytest.mark.anyio

POLICY = RetryPolicy(attempts=4, random=lambda: 0.0)
BROKEN = refusal("Broken", 500)
LIMITED = answer({"status": 429, "code": "tooManyRequests"}, 429, retry_after="7")
LOST = MiroConnectionError("lost", may_have_happened=True)
UNSENT = MiroConnectionError("refused", may_have_happened=False)
SLOW = MiroTimeoutError("slow", may_have_happened=True)


@pytest.mark.parametrize(
    "failure", [BROKEN, LIMITED, LOST, UNSENT, SLOW], ids=["500", "429", "lost", "unsent", "slow"]
)
async def test_a_refresh_is_tried_again(failure):
    """If the first try was carried out and its answer lost, the second is refused, and no more.

    If it was not, all is well: there is nothing to lose by it.
    """
    authority, storage, miro = app_with(seconds=0, retry=POLICY)
    authority.first = [failure, failure]

    await miro.as_user("7").boards.get("b")

    assert len(authority.forms) == 3
    assert len({tuple(form.items()) for form in authority.forms}) == 1
    assert storage.tokens["7"].access_token.reveal() == "access-7-2"
    assert authority.clock.slept


@pytest.mark.parametrize("failure", [BROKEN, LOST, SLOW], ids=["500", "lost", "slow"])
async def test_a_code_is_sent_once(failure):
    """A code that is sent twice is a sign of theft: what it gave first would be revoked."""
    authority = Authority(first=[failure])

    with pytest.raises((ServerError, MiroConnectionError, MiroTimeoutError)) as caught:
        await authority.miro(retry=POLICY).exchange_code_for_access_token("code-7")

    assert len(authority.forms) == 1
    assert caught.value.operation == "exchange-code"


@pytest.mark.parametrize("failure", [LIMITED, UNSENT], ids=["429", "unsent"])
async def test_a_code_that_was_certainly_not_taken_is_sent_again(failure):
    """It did not get there, or was turned away for the rate."""
    authority = Authority(first=[failure])

    await authority.miro(retry=POLICY).exchange_code_for_access_token("code-7")

    assert len(authority.forms) == 2


async def test_even_if_all_calls_may_be_repeated():
    """A code is no call of that kind: its second use ends what the first gave."""
    policy = RetryPolicy(attempts=4, random=lambda: 0.0, repeat_unsafe=True)
    authority = Authority(first=[LOST])

    with pytest.raises(MiroConnectionError):
        await authority.miro(retry=policy).exchange_code_for_access_token("code-7")

    assert len(authority.forms) == 1


async def test_what_is_refused_is_not_tried_again():
    """Neither a code nor a refresh token gets better by it."""
    authority = Authority(first=[refusal()])

    with pytest.raises(CodeRejectedError):
        await authority.miro(retry=POLICY).exchange_code_for_access_token("code-7")

    assert len(authority.forms) == 1


@pytest.mark.parametrize(("seconds", "tries"), [("10", 2), ("11", 1)])
async def test_a_wait_of_more_than_10_seconds_is_not_waited(seconds, tries):
    """Other processes wait for the lock meanwhile: the error is raised, and says how long."""
    limited = answer({"status": 429}, 429, retry_after=seconds)
    authority, _, miro = app_with(seconds=0, retry=RetryPolicy(attempts=2, random=lambda: 0.0))
    authority.first = [limited] * 2

    with pytest.raises(RateLimitError) as caught:
        await miro.as_user("7").boards.get("b")

    assert caught.value.retry_after == float(seconds)
    assert len(authority.forms) == tries


async def test_an_app_that_does_not_wait_so_long_does_not_here_either():
    """The policy of the app counts where it allows less."""
    policy = RetryPolicy(attempts=4, random=lambda: 0.0, longest_wait=3)
    authority, _, miro = app_with(seconds=0, retry=policy)
    authority.first = [LIMITED]

    with pytest.raises(RateLimitError):
        await miro.as_user("7").boards.get("b")

    assert len(authority.forms) == 1


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("what", ["login", "refresh"])
def test_a_token_endpoint_that_says_nothing_is_given_up_after_20_seconds(backend, what):
    """However patient the app is otherwise: less than the lease of a lock."""

    async def main():
        storage = Leasing()
        authority = Authority(before_tokens=anyio.sleep_forever)
        miro = authority.miro(storage=storage, timeout=Timeout(read=None), retry=POLICY)
        if what == "login":
            with pytest.raises(MiroTimeoutError, match="20 s") as caught:
                await miro.exchange_code_for_access_token("code-7")
        else:
            storage.tokens["7"] = authority.token(seconds=0)
            with pytest.raises(MiroTimeoutError, match="20 s") as caught:
                await miro.as_user("7").boards.get("b")
            assert not storage.locked
        assert anyio.current_time() == pytest.approx(20)
        assert caught.value.operation in {"exchange-code", "refresh-token"}

    run(backend, main)


@pytest.mark.parametrize("backend", BACKENDS)
def test_all_tries_together_take_20_seconds_at_most(backend):
    """And the waits between them; the last answer is the cause."""

    async def main():
        async def slowly():
            await anyio.sleep(9)

        authority, storage, miro = app_with(seconds=0, retry=POLICY)
        authority.before_tokens = slowly
        authority.first = [BROKEN] * 9
        with pytest.raises(MiroTimeoutError) as caught:
            await miro.as_user("7").boards.get("b")
        assert anyio.current_time() == pytest.approx(20)
        assert len(authority.forms) == 3
        assert isinstance(caught.value.__cause__, APIError)
        assert not storage.locked

    run(backend, main)


async def test_a_refresh_does_not_wait_for_the_calls_of_its_user():
    """All of which may wait for it."""
    authority, _, miro = app_with(seconds=0, limits=Limits(max_connections=1))

    async with anyio.create_task_group() as tasks:
        for _ in range(5):
            tasks.start_soon(miro.as_user("7").boards.get, "b")

    assert authority.refreshes == 1
    assert len(authority.sent_with) == 5
