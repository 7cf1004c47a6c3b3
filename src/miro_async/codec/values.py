"""What the generated hooks are made of: the values of JSON that need more than being taken over.

A value that is not what the description says is kept as it came; `drift` is where that is noticed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgumentError
from ..extra import NO_EXTRA, Extra

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def instant(value: Any) -> Any:
    """Give the aware datetime of an RFC 3339 string, `...+0000` included.

    One without a time zone stays a string: nobody knows which instant it is.
    """
    if value is None:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return value if parsed.tzinfo is None else parsed


def day(value: Any) -> Any:
    """Give the date of a string such as `2026-01-31`."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def each(values: Any, structure: Callable[[Any], Any]) -> Any:
    """Structure every element of a list."""
    return [structure(value) for value in values] if values.__class__ is list else values


def extra_of(raw: dict[str, Any], known: Mapping[str, str]) -> Extra:
    """Give the fields of an object that its class does not have."""
    if raw.keys() <= known.keys():
        return NO_EXTRA
    return Extra({name: value for name, value in raw.items() if name not in known})


def wire_instant(value: datetime) -> str:
    """Write an instant as Miro wants it: in UTC, with milliseconds and a Z."""
    if value.tzinfo is None:
        raise InvalidArgumentError(
            f"{value.isoformat()} has no time zone: give an aware datetime, "
            "datetime.now(UTC) for example"
        )
    try:
        in_utc = value.astimezone(UTC)
    except OverflowError as error:
        raise InvalidArgumentError(f"{value.isoformat()} is out of range in UTC") from error
    return in_utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
