"""What the headers of an answer say about the rate limit."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_EPOCH = 1_000_000_000
"""Below this a reset can only be the seconds that are left."""

_TOLERANCE = 5.0
"""Seconds by which a reset may be beside its window, as clocks and roundings differ."""

_MOST = 1e12
"""No figure in these headers is larger."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Said(NamedTuple):
    """What an answer said, in the service's own time (seconds since the epoch)."""

    date: float
    """When the answer was given."""
    limit: int | None = None
    remaining: int | None = None
    reset: float | None = None
    """When the window ends."""
    wait: float | None = None
    """Seconds after which to try again."""


def read(headers: Mapping[str, str], *, now: float, window: float) -> Said:
    """Read the headers; what cannot be right is left out.

    `now` is our time since the epoch, for an answer without a date; `window` is the length of a
    window in seconds.
    """
    date = epoch_of(headers.get("date", ""))
    if date is None:
        date = now
    limit = _number(headers.get("x-ratelimit-limit"))
    remaining = _number(headers.get("x-ratelimit-remaining"))
    reset = _number(headers.get("x-ratelimit-reset"))
    if reset is not None:
        if reset < _EPOCH:
            reset += date
        if not -_TOLERANCE <= reset - date <= window + _TOLERANCE:
            reset = None
    return Said(
        date,
        None if limit is None or limit < 1 else int(limit),
        None if remaining is None else int(remaining),
        reset,
        _wait(headers.get("retry-after"), date),
    )


# A service under load gives hundreds of answers with the same date.
@lru_cache(maxsize=4)
def epoch_of(date: str) -> float | None:
    """Give the seconds since the epoch of a date as HTTP writes it (RFC 9110, 5.6.7)."""
    try:
        _, day, month, year, clock, zone = date.split()
        hour, minute, second = map(int, clock.split(":"))
        if zone != "GMT":
            return None
        moment = datetime(int(year), _MONTHS.index(month) + 1, int(day), hour, minute, tzinfo=UTC)
    except ValueError:
        return None
    return moment.timestamp() + second  # a leap second has no place in a datetime


def _wait(text: str | None, date: float) -> float | None:
    if text is None:
        return None
    seconds = _number(text)
    if seconds is None and (until := epoch_of(text)) is not None:
        return max(0.0, until - date)
    return seconds


def _number(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= _MOST else None
