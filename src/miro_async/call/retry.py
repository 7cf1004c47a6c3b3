"""Whether a call is tried again, and when: pure decisions.

What the service did not carry out is safe to repeat: a call that was refused for its rate (429), or
never sent. Whether others were carried out is unknown; what repeating them does is known for each
operation (`Operation.retry`).
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from attrs import frozen

from ..errors import (
    APIError,
    ConfigurationError,
    NotFoundError,
    RateLimitError,
    ServerError,
    TransportError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from .operation import Operation

RATE_LIMIT_WAIT = {"rest": 60.0, "scim": 30.0}
"""Seconds to wait after a 429 that does not say how long: no window of an API is longer."""

_NOT_IMPLEMENTED = 501
_MOST_DOUBLINGS = 64


@frozen(kw_only=True)
class RetryPolicy:
    """When a call is tried again, and how often.

    Attributes:
        attempts: How many tries there are in all; 1 never tries again.
        backoff: About how many seconds there are between the first two tries; the time doubles with
            each further one. It varies by chance, so that calls that failed together do not come
            back together.
        longest_backoff: How many seconds that time is at most.
        longest_wait: How many seconds a wait that the service asks for may be; when it asks for
            more, the error is raised.
        repeat_unsafe: Whether to repeat calls that might then be done twice; by default they are
            only repeated when it is certain that they were not done.
        random: What gives the chance, from 0 to 1, in tests.

    Raises:
        ConfigurationError: A figure cannot be right.
    """

    attempts: int = 4
    backoff: float = 0.5
    longest_backoff: float = 8.0
    longest_wait: float = 90.0
    repeat_unsafe: bool = False
    random: Callable[[], float] | None = None

    def __attrs_post_init__(self) -> None:
        if self.attempts < 1:
            raise ConfigurationError("attempts counts all tries: it is 1 or more")
        if not (0 <= self.backoff < inf and 0 <= self.longest_backoff < inf):
            raise ConfigurationError("backoff and longest_backoff are seconds, 0 or more")
        if not (self.longest_wait >= 0):  # also refuses what is no number; without end is allowed
            raise ConfigurationError("longest_wait is in seconds, 0 or more")

    def chance(self) -> float:
        """Give a number from 0 to 1."""
        if self.random is not None:
            return self.random()
        from random import random

        return random()  # noqa: S311 - spreads calls, protects nothing


NO_RETRIES = RetryPolicy(attempts=1)
"""Every error is raised at once."""


def wait_before_retry(
    policy: RetryPolicy,
    operation: Operation[object],
    error: APIError | TransportError,
    attempt: int,
) -> float | None:
    """Give the seconds to wait before the next try; `None`: there is none.

    `attempt` counts the tries so far, the one that ended with `error` included.
    """
    if attempt >= policy.attempts or not _may_repeat(policy, operation, error):
        return None
    backoff = _backoff(policy, attempt)
    asked = _asked(operation, error)
    if asked is None:
        return backoff
    if asked > policy.longest_wait:
        return None
    # What the service asks for is never shortened; who waits for the same moment is spread.
    return max(asked + policy.backoff * policy.chance(), backoff)


def leaves_unknown(error: APIError | TransportError) -> bool:
    """Tell whether the service may have carried out the call that ended so."""
    if isinstance(error, TransportError):
        return error.may_have_happened
    return isinstance(error, ServerError) and error.status != _NOT_IMPLEMENTED


def succeeded_before(
    operation: Operation[object], error: APIError | TransportError, *, unknown: bool
) -> bool:
    """Tell whether an error says that an earlier try succeeded: a 404 for a repeated delete.

    `unknown`: an earlier try of the same call may have been carried out.
    """
    return unknown and operation.retry == "delete" and isinstance(error, NotFoundError)


def _may_repeat(
    policy: RetryPolicy, operation: Operation[object], error: APIError | TransportError
) -> bool:
    if isinstance(error, RateLimitError):
        return True
    if isinstance(error, TransportError) and not error.may_have_happened:
        return True
    return leaves_unknown(error) and (operation.retry != "unsafe" or policy.repeat_unsafe)


def _asked(operation: Operation[object], error: APIError | TransportError) -> float | None:
    """Give the seconds that the service asks to wait, if it does."""
    if isinstance(error, TransportError):
        return None
    if error.retry_after is None and isinstance(error, RateLimitError):
        return RATE_LIMIT_WAIT[operation.api]
    return error.retry_after


def _backoff(policy: RetryPolicy, attempt: int) -> float:
    doubled = policy.backoff * 2.0 ** min(attempt - 1, _MOST_DOUBLINGS)
    longest = min(doubled, policy.longest_backoff)
    return longest * (1 + policy.chance()) / 2
