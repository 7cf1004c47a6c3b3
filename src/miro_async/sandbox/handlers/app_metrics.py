"""How much an app is used, counted from the calls that were made and the teams that allowed it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..answers import ok
from ..checks import Problems, Unfit, one_of
from ..errors import forbidden, no_such
from ..state.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import Usage

_PERIODS = one_of("DAY", "WEEK", "MONTH")
_RECURRING = timedelta(days=30)
_DAY = timedelta(days=1)


def _get(call: Call) -> Response:
    usage, today = _usage(call), _today(call)
    problems = Problems()
    start, end = _date(call, "startDate", problems), _date(call, "endDate", problems)
    if start and end and start > end:
        problems.add("endDate", "must not be before [startDate]")
    try:
        period = _PERIODS(call.query.get("period", "WEEK"))
    except Unfit as unfit:
        period = ""
        problems.add("period", str(unfit))
    problems.refuse()
    # There is nothing to tell of the time before the app was installed, nor of what is to come.
    start, end = max(start or today, _first_day(usage, today)), min(end or today, today)
    return ok(
        [
            {"periodStart": first.isoformat(), **_counted(usage, first, last)}
            for first, last in _periods(period, start, end)
        ]
    )


def _get_totals(call: Call) -> Response:
    return ok(_counted(_usage(call), date.min, _today(call)))


def _usage(call: Call) -> Usage:
    app_id = call.ids["app_id"]
    if app_id not in call.state.grants.apps:
        raise no_such("App")
    if call.grant and call.grant.client_id != app_id:
        raise forbidden("The token is for another app")
    return call.state.usage_of(app_id)


def _date(call: Call, name: str, problems: Problems) -> date | None:
    given = call.query.get(name)
    if given is None:
        problems.add(name, f"Field [{name}] of type [String] is required")
        return None
    try:
        read = date.fromisoformat(given)
    except ValueError:
        read = None
    if read is None or read.isoformat() != given:
        problems.add(name, f"Unexpected value [{given}], expected a date as 2024-12-31")
    return read


def _today(call: Call) -> date:
    return date.fromisoformat(call.state.today)


def _first_day(usage: Usage, today: date) -> date:
    return date.fromisoformat(min(usage.installations, default=today.isoformat()))


def _periods(period: str, start: date, end: date) -> Iterable[tuple[date, date]]:
    """Give the first and the last day of each period; the outer ones may be cut off."""
    while start <= end:
        after = _begin_of_next(period, start)
        yield start, min(after - _DAY, end)
        start = after


def _begin_of_next(period: str, day: date) -> date:
    if period == "DAY":
        return day + _DAY
    if period == "WEEK":
        return day + timedelta(days=7 - day.weekday())
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _counted(usage: Usage, first: date, last: date) -> JsonObject:
    return {
        "uniqueUsers": len(_active_days(usage, first, last)),
        "uniqueRecurringUsers": _recurring_users(usage, last),
        "uniqueOrganizations": min(1, _sum(usage.installations, date.min, last)),
        "installations": _sum(usage.installations, first, last),
        "uninstallations": _sum(usage.uninstallations, first, last),
    }


def _recurring_users(usage: Usage, last: date) -> int:
    active = _active_days(usage, last - _RECURRING + _DAY, last)
    return sum(days > 1 for days in active.values())


def _active_days(usage: Usage, first: date, last: date) -> dict[str, int]:
    """Give how many days each user was active on, from a day to another."""
    active: dict[str, int] = {}
    for day, calls in usage.calls.items():
        if first.isoformat() <= day <= last.isoformat():
            for user_id in calls:
                active[user_id] = active.get(user_id, 0) + 1
    return active


def _sum(by_day: Mapping[str, int], first: date, last: date) -> int:
    return sum(n for day, n in by_day.items() if first.isoformat() <= day <= last.isoformat())


HANDLERS: Mapping[str, Handler] = {
    "app_metrics.get": _get,
    "app_metrics.get_totals": _get_totals,
}
