"""Calls that are tried again: which, when, and what is known in the end."""

from __future__ import annotations

import logging

import anyio
import pytest

from miro_async import NO_RETRIES, Hooks, RetryPolicy, Timeout
from miro_async.errors import (
    BadRequestError,
    ConfigurationError,
    MiroConnectionError,
    MiroError,
    MiroTimeoutError,
    NotFoundError,
    RateLimitError,
    ServerError,
)
from tests.unit.recording import Service, SteppedClock, answer, raw_answer
from tests.unit.virtual import BACKENDS, run

pytestmark = pytest.mark.anyio

BOARD = {"id": "b", "type": "board", "name": "Retro"}
POLICY = RetryPolicy(attempts=3, random=lambda: 0.0)
BUSY = answer({"status": 503, "message": "busy"}, 503)
LIMITED = answer({"status": 429, "code": "tooManyRequests"}, 429, retry_after="7")
LOST = MiroConnectionError("lost", may_have_happened=True)
UNSENT = MiroConnectionError("refused", may_have_happened=False)


class Unsteady(Service):
    """A service that answers from a list, in which errors are raised."""

    async def send(self, request):
        """Keep the request; answer, or fail."""
        self.requests.append(request)
        await anyio.lowlevel.checkpoint()
        outcome = self.answers.pop(0)
        if isinstance(outcome, Exception):
            raise type(outcome)("lost", may_have_happened=outcome.may_have_happened)
        return outcome


def client(*outcomes, **options):
    """Give a service with these outcomes, a client of it that tries again, and its clock."""
    service, clock = Unsteady(list(outcomes)), SteppedClock()
    return service, service.client(**{"retry": POLICY, "clock": clock} | options), clock


@pytest.mark.parametrize(
    "failure", [BUSY, LIMITED, LOST, UNSENT], ids=["503", "429", "lost", "unsent"]
)
@pytest.mark.parametrize(
    ("call", "last"),
    [
        (lambda api: api.boards.get("b"), answer(BOARD)),
        (lambda api: api.boards.delete("b"), raw_answer(b"", 204)),
        (lambda api: api.boards.update("b", name="x"), answer(BOARD)),
    ],
    ids=["get", "delete", "update"],
)
async def test_what_may_be_repeated_is_tried_until_it_succeeds(failure, call, last):
    """Reads, deletes and changes that say the same twice, whatever went wrong before."""
    service, api, clock = client(failure, failure, last)

    await call(api)

    first, *others = service.requests
    assert len(others) == 2
    assert all((one.url, one.body) == (first.url, first.body) for one in others)
    assert clock.slept


@pytest.mark.parametrize("failure", [BUSY, LOST], ids=["503", "lost"])
@pytest.mark.parametrize(
    "call",
    [
        lambda api: api.boards.create(name="x"),
        lambda api: api.boards.copy("b"),
        lambda api: api.images.upload("b", b"png"),
    ],
    ids=["create", "copy", "upload"],
)
async def test_what_might_be_done_twice_is_not_tried_again(failure, call):
    """The error says so, and what to do."""
    service, api, clock = client(failure)

    with pytest.raises((ServerError, MiroConnectionError)) as caught:
        await call(api)

    assert len(service.requests) == 1
    assert clock.slept == []
    assert any("might be done twice" in note for note in caught.value.__notes__)


@pytest.mark.parametrize("failure", [LIMITED, UNSENT], ids=["429", "unsent"])
async def test_what_was_certainly_not_done_is_tried_again(failure):
    """A POST, too."""
    service, api, _ = client(failure, answer(BOARD, 201))

    await api.boards.create(name="x")

    assert len(service.requests) == 2


async def test_who_allowed_it_is_not_told_to_allow_it():
    """The last try failed, too: there is nothing more to allow."""
    _, api, _ = client(BUSY, BUSY, retry=RetryPolicy(attempts=2, repeat_unsafe=True))

    with pytest.raises(ServerError) as caught:
        await api.boards.create(name="x")

    assert caught.value.__notes__ == ["This was try 2, and the last."]


async def test_the_caller_may_allow_to_do_it_twice():
    """By the policy; for a single call, too."""
    service, api, _ = client(BUSY, answer(BOARD, 201))

    twice = RetryPolicy(repeat_unsafe=True)
    await api.with_options(retry=twice).boards.create(name="x")

    assert len(service.requests) == 2


@pytest.mark.parametrize("failure", [BUSY, LOST], ids=["503", "lost"])
async def test_a_repeated_delete_that_finds_nothing_has_succeeded(failure):
    """The first try had deleted it."""
    service, api, _ = client(failure, answer({"code": "3.0201"}, 404))

    await api.boards.delete("b")

    assert len(service.requests) == 2


@pytest.mark.parametrize("failure", [LIMITED, UNSENT], ids=["429", "unsent"])
async def test_a_repeated_delete_that_did_nothing_before_is_not_found(failure):
    """What was certainly not carried out has deleted nothing."""
    _, api, _ = client(failure, answer({"code": "3.0201"}, 404))

    with pytest.raises(NotFoundError):
        await api.boards.delete("b")


@pytest.mark.parametrize("last", [UNSENT, LIMITED, answer({}, 400)], ids=["unsent", "429", "400"])
async def test_what_an_earlier_try_may_have_done_is_not_forgotten(last):
    """The last error says that it may have happened, whatever that one itself says."""
    _, api, _ = client(LOST, last, retry=RetryPolicy(attempts=2, repeat_unsafe=True))

    with pytest.raises(MiroError) as caught:
        await api.boards.create(name="x")

    assert caught.value.may_have_happened


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_error_after_the_answer_says_that_it_has_happened(backend):
    """The deadline ends while a hook looks at the answer: the board is there."""

    async def main():
        async def slow(*_):
            await anyio.sleep_forever()

        _, api, _ = client(
            answer(BOARD, 201), hooks=Hooks(response=slow), timeout=Timeout(total=0.05)
        )

        with pytest.raises(MiroTimeoutError) as caught:
            await api.boards.create(name="x")

        assert caught.value.may_have_happened

    run(backend, main)


async def test_what_was_refused_before_it_left_costs_nothing():
    """A transport that refuses the request as it is."""

    class Refusing(Service):
        async def send(self, _):
            raise ConfigurationError("the HTTP client is closed")

    api = Refusing().client()

    with pytest.raises(ConfigurationError):
        await api.boards.get("b")
    assert api.rate_limit.remaining == api.rate_limit.limit


async def test_the_last_error_is_the_one_that_is_raised():
    """With the number of tries."""
    service, api, _ = client(BUSY, LOST, BUSY)

    with pytest.raises(ServerError) as caught:
        await api.boards.get("b")

    assert len(service.requests) == 3
    assert caught.value.attempts == 3
    assert any("try 3" in note for note in caught.value.__notes__)


async def test_what_is_the_callers_fault_is_not_tried_again():
    """A 400 stays a 400."""
    service, api, _ = client(answer({"code": "2.0703"}, 400))

    with pytest.raises(BadRequestError) as caught:
        await api.boards.get("b")

    assert len(service.requests) == 1
    assert caught.value.attempts == 1


async def test_retries_can_be_switched_off():
    """For tests of one's own, for example."""
    service, api, _ = client(BUSY, retry=NO_RETRIES)

    with pytest.raises(ServerError):
        await api.boards.get("b")
    assert len(service.requests) == 1


async def test_a_rate_limit_is_waited_for_as_long_as_the_service_says():
    """Without pacing by the call itself, with it in the queue of all calls."""
    for pacing in (False, True):
        _, api, clock = client(LIMITED, answer(BOARD), pacing=pacing)
        start = clock.now

        await api.boards.get("b")

        assert clock.now - start == pytest.approx(7, abs=1.1)


async def test_a_rate_limit_that_lasts_too_long_is_raised():
    """With the seconds to wait, so that the caller can decide."""
    late = answer({"code": "tooManyRequests"}, 429, retry_after="3600")
    _, api, clock = client(late, retry=POLICY)

    with pytest.raises(RateLimitError) as caught:
        await api.boards.get("b")

    assert caught.value.retry_after == 3600
    assert clock.slept == []


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
async def test_hooks_hear_of_every_try(asynchronous):
    """Requests, answers and what comes between, in their order; sync or async."""
    heard = []

    def listener(what, show):
        async def listen(*args):
            await anyio.lowlevel.checkpoint()
            heard.append((what, show(*args)))

        return listen if asynchronous else lambda *args: heard.append((what, show(*args)))

    hooks = Hooks(
        request=listener("request", lambda _, request: request.method),
        response=listener("response", lambda _, response: response.status),
        retry=listener("retry", lambda retry: (retry.operation.call, retry.attempt)),
    )
    _, api, _ = client(BUSY, LOST, answer(BOARD), hooks=hooks)

    await api.boards.get("b")

    assert heard == [
        ("request", "GET"),
        ("response", 503),
        ("retry", ("boards.get", 1)),
        ("request", "GET"),
        ("retry", ("boards.get", 2)),
        ("request", "GET"),
        ("response", 200),
    ]


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_total_covers_the_tries_and_the_time_between(backend):
    """When it is over the last error is its cause."""

    async def main():
        service = Unsteady([BUSY, BUSY])
        policy = RetryPolicy(backoff=60, longest_backoff=60)
        api = service.client(retry=policy, timeout=Timeout(total=0.05))

        with pytest.raises(MiroTimeoutError, match=r"boards\.get: It took longer") as caught:
            await api.boards.get("b")

        assert isinstance(caught.value.__cause__, ServerError)
        assert caught.value.may_have_happened
        assert len(service.requests) == 1

    run(backend, main)


async def test_the_total_covers_the_token():
    """A function that does not come back; nothing was sent."""
    service = Unsteady([answer(BOARD)])

    async def never():
        await anyio.sleep_forever()

    api = service.client(access_token=never, timeout=Timeout(total=0.05))

    with pytest.raises(MiroTimeoutError) as caught:
        await api.boards.get("b")

    assert not caught.value.may_have_happened
    assert service.requests == []


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_total_covers_the_answer(backend):
    """The request was under way: nobody knows what became of it."""

    async def main():
        class Silent(Service):
            async def send(self, _):
                await anyio.sleep_forever()

        with pytest.raises(MiroTimeoutError) as caught:
            await Silent().client(timeout=Timeout(total=0.05)).boards.get("b")

        assert caught.value.may_have_happened

    run(backend, main)


async def test_a_call_in_time_is_not_disturbed():
    """A total that is not reached changes nothing."""
    _, api, _ = client(answer(BOARD), timeout=Timeout(total=30))

    assert (await api.boards.get("b")).name == "Retro"


async def test_tries_are_logged_without_secrets(caplog):
    """Under `miro_async`: each answer at DEBUG, each further try at INFO."""
    _, api, _ = client(BUSY, answer(BOARD), access_token="hidden-token")

    with caplog.at_level(logging.DEBUG, "miro_async"):
        await api.boards.get("hidden-id")

    assert [record.levelname for record in caplog.records] == ["DEBUG", "INFO", "DEBUG"]
    assert {record.name for record in caplog.records} == {"miro_async"}
    assert "boards.get: 503" in caplog.text
    assert "hidden" not in caplog.text


async def test_nothing_is_logged_unless_it_is_wanted(caplog):
    """At the usual level a call without mishap says nothing."""
    _, api, _ = client(answer(BOARD))

    with caplog.at_level(logging.INFO, "miro_async"):
        await api.boards.get("b")

    assert caplog.records == []
