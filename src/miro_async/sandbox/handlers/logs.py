"""The logs: audit events, changes of content, and what was done with AI features."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from ..answers import ok
from ..errors import invalid
from ..paging import keyset_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_WITH_MILLISECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_KEPT = timedelta(days=90)
_MOST_VALUES = 15
_CONTENT_PAGE = 1000
_PAGE = 100
_LAST = 10**12 - 1  # entry of a log; far beyond any


@frozen
class _Span:
    start: datetime
    end: datetime


def _list_audit(call: Call) -> Response:
    span = _span(call, "createdAfter", "createdBefore", _WITH_MILLISECONDS)
    kept = datetime.fromtimestamp(call.state.clock.now(), tz=UTC) - _KEPT
    start = max(span.start, kept)

    def matches(event: JsonObject) -> bool:
        return start < datetime.fromisoformat(event["createdAt"]) < span.end

    return ok(_page(call, call.state.journal.audit, matches, ("ASC", "DESC"), _PAGE))


def _list_content(call: Call) -> Response:
    span = _span(call, "from", "to", _INSTANT)
    boards, emails = _listed(call, "board_ids"), _listed(call, "emails")

    def matches(entry: JsonObject) -> bool:
        return (
            span.start <= datetime.fromisoformat(entry["actionTime"]) <= span.end
            and (not boards or entry["contentId"] in boards)
            and (not emails or entry["actor"]["email"].casefold() in emails)
        )

    return ok(_page(call, call.state.journal.content, matches, ("asc", "desc"), _CONTENT_PAGE))


def _list_ai_interactions(call: Call) -> Response:
    span = _span(call, "from", "to", _INSTANT)
    objects, emails = _listed(call, "object_ids"), _listed(call, "emails")

    def matches(entry: JsonObject) -> bool:
        return (
            span.start <= datetime.fromisoformat(entry["storedAt"]) <= span.end
            and (not objects or entry["object"]["id"] in objects)
            and (not emails or entry["actor"]["email"].casefold() in emails)
        )

    return ok(_page(call, call.state.journal.ai_interactions, matches, ("asc", "desc"), _PAGE))


def _page(
    call: Call,
    log: Sequence[JsonObject],
    matches: Callable[[JsonObject], bool],
    directions: tuple[str, str],
    largest: int,
) -> JsonObject:
    """Give the page that a call asks for of those entries that match, in the order of time."""
    upwards, _ = directions
    direction = call.query.get("sorting", upwards)
    if direction not in directions:
        listed = ", ".join(directions)
        message = f"Unexpected value [{direction}], expected one of: [{listed}]"
        raise invalid("sorting", message)
    found = [(place, entry) for place, entry in enumerate(log) if matches(entry)]
    if direction != upwards:
        found = [(_LAST - place, entry) for place, entry in reversed(found)]
    return keyset_page(
        call,
        found,
        lambda numbered: numbered[1],
        key=lambda numbered: f"{numbered[0]:012}",
        default=largest,
        largest=largest,
    )


def _span(call: Call, first: str, last: str, form: re.Pattern[str]) -> _Span:
    span = _Span(_instant(call, first, form), _instant(call, last, form))
    if span.start > span.end:
        raise invalid(first, f"must not be later than [{last}]")
    return span


def _instant(call: Call, parameter: str, form: re.Pattern[str]) -> datetime:
    value = call.query.get(parameter)
    if value is None:
        raise invalid(parameter, f"Field [{parameter}] of type [String] is required")
    try:
        if form.fullmatch(value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise invalid(parameter, f"Unexpected value [{value}], expected a date and time in UTC")


def _listed(call: Call, parameter: str) -> set[str]:
    values = call.values.get(parameter, [])
    if len(values) > _MOST_VALUES:
        raise invalid(parameter, f"size must be between 0 and {_MOST_VALUES}")
    return {value.casefold() for value in values} if parameter == "emails" else {*values}


HANDLERS: Mapping[str, Handler] = {
    "audit_logs.list": _list_audit,
    "board_content_logs.list": _list_content,
    "ai_interaction_logs.list": _list_ai_interactions,
}
