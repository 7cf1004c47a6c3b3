"""When a call is tried again, against the rules as a table; and how long it waits."""

from __future__ import annotations

import math
import pickle

import pytest
from hypothesis import given, strategies as st

from miro_async.call.operation import Operation
from miro_async.call.retry import (
    NO_RETRIES,
    RetryPolicy,
    leaves_unknown,
    succeeded_before,
    wait_before_retry,
)
from miro_async.errors import (
    ConfigurationError,
    MiroConnectionError,
    MiroTimeoutError,
    error_class,
)

RETRY_SAFETY = ["safe", "delete", "unsafe"]


def operation(retry="safe", api="rest"):
    """Give an operation that may be repeated so."""
    return Operation(
        id="o", group="things", name="do", method="POST", path="/x", retry=retry, api=api
    )


def answered(status, retry_after=None):
    """Give the error for an answer with this status."""
    return error_class(status)(
        operation="o", call="things.do", status=status, retry_after=retry_after
    )


def unanswered(may_have_happened, kind=MiroConnectionError):
    """Give the error for a call that was not answered."""
    return kind("broken", may_have_happened=may_have_happened)


chances = st.floats(0, 1, exclude_max=True)
policies = st.builds(
    lambda chance, **figures: RetryPolicy(random=lambda: chance, **figures),
    chance=chances,
    attempts=st.integers(1, 6),
    backoff=st.floats(0, 10),
    longest_backoff=st.floats(0, 100),
    longest_wait=st.floats(0, 100),
    repeat_unsafe=st.booleans(),
)
errors = st.builds(
    answered,
    st.sampled_from([302, 400, 401, 403, 404, 405, 409, 413, 425, 429, 500, 501, 502, 503, 504]),
    st.none() | st.floats(0, 200),
) | st.builds(unanswered, st.booleans(), st.sampled_from([MiroConnectionError, MiroTimeoutError]))
operations = st.builds(operation, st.sampled_from(RETRY_SAFETY), st.sampled_from(["rest", "scim"]))


@given(policies, operations, errors, st.integers(1, 8))
def test_a_call_is_tried_again_exactly_where_the_rules_say_so(policy, operation, error, attempt):
    """By what went wrong, what repeating does, the tries left, and the longest wait."""
    status = getattr(error, "status", None)
    asked = getattr(error, "retry_after", None)
    if status == 429 and asked is None:
        asked = {"rest": 60, "scim": 30}[operation.api]
    lost = status is None
    certainly_not_done = status == 429 or (lost and not error.may_have_happened)
    in_doubt = status in {500, 502, 503, 504} or (lost and error.may_have_happened)
    harmless = policy.repeat_unsafe or operation.retry in {"safe", "delete"}
    again = (
        attempt < policy.attempts
        and (certainly_not_done or (in_doubt and harmless))
        and (asked is None or asked <= policy.longest_wait)
    )

    assert (wait_before_retry(policy, operation, error, attempt) is not None) is again
    assert leaves_unknown(error) is in_doubt


@given(policies, operations, errors, st.integers(1, 8))
def test_a_wait_is_as_long_as_the_service_asks_or_as_the_backoff_says(
    policy, operation, error, attempt
):
    """Never shorter than asked for, and a little longer; else doubling, between half and whole."""
    seconds = wait_before_retry(policy, operation, error, attempt)
    if seconds is None:
        return
    asked = getattr(error, "retry_after", None)
    if asked is None and getattr(error, "status", None) == 429:
        asked = {"rest": 60, "scim": 30}[operation.api]
    whole = min(policy.backoff * 2 ** (attempt - 1), policy.longest_backoff)
    chance = policy.random()

    backoff = whole * (0.5 + chance / 2)
    if asked is None:
        assert seconds == pytest.approx(backoff)
    else:
        assert seconds >= asked
        assert seconds == pytest.approx(max(asked + chance * policy.backoff, backoff))


def test_the_default_policy_tries_four_times_and_waits_longer_each_time():
    """Half a second, one, two; at most so many, and at least half of it."""
    waits = [
        wait_before_retry(RetryPolicy(), operation(), answered(503), attempt)
        for attempt in (1, 2, 3, 4)
    ]

    assert waits[3] is None
    for seconds, whole in zip(waits, (0.5, 1, 2), strict=False):
        assert whole / 2 <= seconds <= whole


@pytest.mark.parametrize(("api", "seconds"), [("rest", 60), ("scim", 30)])
def test_a_429_that_does_not_say_how_long_is_for_a_window(api, seconds):
    """Whatever is left of it cannot be more."""
    policy = RetryPolicy(random=lambda: 0.0)

    assert wait_before_retry(policy, operation("unsafe", api), answered(429), 1) == seconds


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("asked", "again"), [(90.0, True), (90.1, False), (3600.0, False)])
def test_a_wait_longer_than_the_policy_allows_is_not_waited_for(status, asked, again):
    """The error comes at once instead, for the caller to decide."""
    seconds = wait_before_retry(RetryPolicy(), operation(), answered(status, asked), 1)

    assert (seconds is not None) is again


def test_calls_that_failed_together_do_not_come_back_together():
    """Without a source of chance of their own, policies take Python's."""
    waits = {wait_before_retry(RetryPolicy(), operation(), answered(503), 1) for _ in range(20)}

    assert len(waits) > 10


def test_however_many_tries_there_are_the_backoff_stays_within_its_bound():
    """Doubling thousands of times does not overflow."""
    policy = RetryPolicy(attempts=10_000, random=lambda: 1.0)

    assert wait_before_retry(policy, operation(), answered(503), 9_999) == 8.0


def test_without_retries_nothing_is_tried_again():
    """Not even what was never sent."""
    assert wait_before_retry(NO_RETRIES, operation(), unanswered(False), 1) is None
    assert wait_before_retry(NO_RETRIES, operation(), answered(429, 1.0), 1) is None


@pytest.mark.parametrize("retry", RETRY_SAFETY)
@pytest.mark.parametrize("status", [404, 403, 500])
@pytest.mark.parametrize("unknown", [True, False])
def test_only_a_404_of_a_repeated_delete_says_that_it_was_done(retry, status, unknown):
    """And only when an earlier try may have been carried out."""
    done = succeeded_before(operation(retry), answered(status), unknown=unknown)

    assert done is (retry == "delete" and status == 404 and unknown)


def test_what_was_sent_and_not_answered_waits_for_the_backoff():
    """Nobody asked for a longer wait."""
    policy = RetryPolicy(random=lambda: 1.0)

    assert wait_before_retry(policy, operation(), unanswered(True), 2) == 1.0
    assert wait_before_retry(policy, operation("unsafe"), unanswered(False), 1) == 0.5
    assert wait_before_retry(policy, operation("unsafe"), unanswered(True), 1) is None


@pytest.mark.parametrize("retry", RETRY_SAFETY)
def test_a_501_is_never_repeated(retry):
    """A service that cannot do it cannot do it a second later."""
    policy = RetryPolicy(repeat_unsafe=True)

    assert wait_before_retry(policy, operation(retry), answered(501), 1) is None
    assert not leaves_unknown(answered(501))


def test_no_answer_says_nothing_about_an_earlier_try():
    """A connection that breaks twice leaves it unknown."""
    assert not succeeded_before(operation("delete"), unanswered(True), unknown=True)


@pytest.mark.parametrize(
    "figures",
    [
        {"attempts": 0},
        {"attempts": -1},
        {"backoff": -0.1},
        {"backoff": math.inf},
        {"backoff": math.nan},
        {"longest_backoff": -1},
        {"longest_backoff": math.inf},
        {"longest_backoff": math.nan},
        {"longest_wait": -1},
        {"longest_wait": math.nan},
    ],
    ids=str,
)
def test_figures_that_cannot_be_right_are_refused(figures):
    """The message names the figure."""
    with pytest.raises(ConfigurationError, match=next(iter(figures))):
        RetryPolicy(**figures)


def test_a_wait_may_be_without_bound():
    """Whoever wants to wait for as long as the service says can."""
    policy = RetryPolicy(longest_wait=math.inf, random=lambda: 0.0)

    assert wait_before_retry(policy, operation(), answered(429, 7200.0), 1) == 7200.0


def test_a_policy_can_be_pickled():
    """It is a plain value."""
    assert pickle.loads(pickle.dumps(RetryPolicy(attempts=2))) == RetryPolicy(attempts=2)  # noqa: S301 - our own bytes
