"""What can go wrong with a request for new tokens, and what the caller sees of it."""

from __future__ import annotations

from attrs import frozen

from miro_async import (
    BadRequestError,
    DecodeError,
    ForbiddenError,
    MiroConnectionError,
    MiroTimeoutError,
    RateLimitError,
    RefreshRejectedError,
    ServerError,
    UnauthorizedError,
)
from tests.tokens.relay import (
    Fault,
    cut_after,
    cut_before,
    cut_within,
    says,
    says_after,
    silent_after,
    silent_before,
    speaks_no_http,
)

PAGE = b"<html>Not now</html>"
MIROS_429 = {"type": "error", "code": "tooManyRequests", "message": "Too many", "status": 429}
TRIES = 3
"""How often the apps of these tests try."""


@frozen
class Case:
    """A fault, as often as it is met, and what becomes of a call whose token has expired."""

    what: str
    faults: tuple[Fault, ...]
    error: type[Exception] | None = None
    requests: int = 1
    waits: tuple[float, ...] = ()
    """Seconds that the service asks for, which are waited."""

    @property
    def always(self) -> Fault:
        """What comes after that: the same, unless the fault passes."""
        return self.faults[-1] if self.error is not None else lambda one: one.pass_on()


def stays(what, fault, error, requests=TRIES, **more):
    """Give a fault that does not pass."""
    return Case(what, (fault,), error, requests, **more)


def once(what, fault, requests=2, **more):
    """Give a fault that passes: the next try succeeds."""
    return Case(what, (fault,), None, requests, **more)


HARMLESS = [
    stays("500", says(500, {"status": 500, "code": "x", "message": "x"}), ServerError),
    stays("502 with a page in HTML", says(502, PAGE), ServerError),
    stays("501", says(501), ServerError, 1),
    stays("429 of Miro's", says(429, MIROS_429), RateLimitError, 1),
    stays("429 with a Retry-After of an hour", says(429, retry_after="3600"), RateLimitError, 1),
    stays("429 with Retry-After", says(429, retry_after="2"), RateLimitError, waits=(2, 2)),
    stays("403 with a page in HTML", says(403, PAGE), ForbiddenError, 1),
    stays("401 with a page in HTML", says(401, PAGE), UnauthorizedError, 1),
    stays("400 for another reason", says(400, {"code": "x", "message": "x"}), BadRequestError, 1),
    stays("200 with a page in HTML", says(200, PAGE), DecodeError, 1),
    stays("200 without a token", says(200, {"access_token": ""}), DecodeError, 1),
    stays("200 with nothing", says(200), DecodeError, 1),
    stays("no HTTP", speaks_no_http, MiroConnectionError),
    stays("the connection is cut", cut_before, MiroConnectionError),
    stays("no answer", silent_before, MiroTimeoutError),
    once("500, once", says(500)),
    once("503 with Retry-After, once", says(503, retry_after="2"), waits=(2,)),
    once("429 with Retry-After, once", says(429, retry_after="2"), waits=(2,)),
    once("the connection is cut, once", cut_before),
    once("no answer, once", silent_before),
]
"""Miro has heard nothing, or done nothing: the old tokens are as good as they were."""


def loses(what, fault, *, unread=False, **more):
    """Give a fault that loses new tokens; `unread`: an answer came, but none with tokens."""
    error = DecodeError if unread else RefreshRejectedError
    return Case(what, (fault, lambda one: one.pass_on()), error, 1 if unread else 2, **more)


HARMFUL = [
    loses("the connection is cut before the answer", cut_after),
    loses("the connection is cut within the answer", cut_within),
    loses("no answer", silent_after),
    loses("500 instead of the answer", says_after(500)),
    loses("429 instead of the answer", says_after(429, retry_after="0")),
    loses("a page in HTML instead of the answer", says_after(200, PAGE), unread=True),
]
"""Miro has given new tokens, and ended the old ones; but the new ones got lost."""
