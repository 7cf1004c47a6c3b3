"""Carrying out a call with which something goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from .delivery import Disturbed
from .errors import NOT_VALID, Refusal, no_token, oauth_error, too_many_requests
from .faults import SPOILING
from .service import TOO_MANY_REQUESTS, Answered
from .spoiling import spoiled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..call.transport.protocol import Response
    from .delivery import Cut
    from .faults import Fault
    from .service import Service
    from .visit import Visit

REFUSED = 400  # and above
NO_ANSWER = 0
"""The status of an answer that is never sent."""

_SERVER_ERRORS = {
    500: ("internalError", "Internal server error"),
    502: ("badGateway", "Bad gateway"),
    503: ("serviceUnavailable", "Service unavailable"),
    504: ("gatewayTimeout", "Gateway timeout"),
}


def disturbed(
    service: Service, visit: Visit, faults: Iterable[Fault]
) -> tuple[Answered, Fault | None]:
    """Carry out a call with the first of the faults that can happen to it, and tell which did."""
    answered: Answered | None = None
    for fault in faults:
        if not fault.is_instead:
            answered = answered or service.answer(visit)
            response = _changed(answered.response, visit, fault)
            if response:
                return evolve(answered, response=response), fault
            continue
        if answered and _has_done(visit, answered):
            continue
        if answered:
            service.give_back(answered)
        if fault.what == "drop_before":
            nothing = Disturbed(status=NO_ANSWER, headers={}, cut="unanswered")
            return Answered(response=nothing, user=None, call=None, cost=0), fault
        answered, met = _refused(service, visit, _refusal(visit, fault.what))
        if met:
            return answered, fault
    return answered or service.answer(visit), None


def _has_done(visit: Visit, answered: Answered) -> bool:
    return visit.request.method != "GET" and answered.response.status < REFUSED


def _refused(service: Service, visit: Visit, refusal: Refusal) -> tuple[Answered, bool]:
    answered = service.answer(visit, instead=refusal)
    response = answered.response
    if refusal.status == TOO_MANY_REQUESTS == response.status:
        # Whatever is left: a client is to see what it sees when nothing is.
        headers = {**response.headers, "x-ratelimit-remaining": "0"}
        answered = evolve(answered, response=evolve(response, headers=headers))
    return answered, response.status == refusal.status


def _refusal(visit: Visit, status: object) -> Refusal:
    if isinstance(status, int) and status in _SERVER_ERRORS:
        return Refusal(status, *_SERVER_ERRORS[status])
    if status == TOO_MANY_REQUESTS:
        return too_many_requests()
    if visit.key.startswith("oauth."):
        return oauth_error("The client is not authorized")
    return no_token(NOT_VALID)


def _changed(response: Response, visit: Visit, fault: Fault) -> Response | None:
    """Give the answer as the fault makes it; `None`: there is nothing for it to take hold of."""
    word = SPOILING.get(fault.what)
    if word is not None:
        if visit.operation is None or response.status >= REFUSED:
            return None
        body = spoiled(word, visit.operation, response.body)
        return None if body is None else evolve(response, body=body)
    if fault.done:
        return _failed(response, visit, fault)
    if fault.what == "garble":
        return evolve(response, body=_garbled(response.body)) if response.body else None
    if fault.what == "delay":
        return _delivered(response, seconds=fault.seconds)
    # What has no body can only be dropped before it.
    is_cut = fault.what == "truncate" and response.body
    return _delivered(response, cut="within" if is_cut else "unanswered")


def _failed(response: Response, visit: Visit, fault: Fault) -> Response | None:
    if response.status >= REFUSED:
        return None
    refusal = _refusal(visit, fault.what).answer(visit.family)
    return evolve(refusal, headers={**response.headers, **refusal.headers})


def _garbled(body: bytes) -> bytes:
    """Give half of a body, and then bytes that are no text."""
    half = len(body) // 2
    return body[:half] + b"\xff" * (len(body) - half)


def _delivered(response: Response, *, cut: Cut | None = None, seconds: float = 0.0) -> Disturbed:
    return Disturbed(
        status=response.status,
        headers=response.headers,
        body=response.body,
        cut=cut,
        seconds=seconds,
    )
