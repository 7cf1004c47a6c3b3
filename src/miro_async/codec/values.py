"""What the generated hooks are made of: the values of JSON that need more than being taken over.

In answers, a value that is not what the description says is kept as it came; `drift` is where that
is noticed. In requests, a value that is not turned into JSON here is met by the codec.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_datetime = datetime.fromisoformat


def opened(kind: type) -> Callable[[], Any]:
    """Give a class whose objects are filled field by field, and then become objects of `kind`.

    It adds nothing to a frozen class but that its objects can be changed. So their layout is the
    same, and setting `__class__` closes them. A frozen class's `__init__` takes four times as long.
    """
    # Both of the first, as Python stores directly into slots only where neither is overridden.
    body = {
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
        "__init__": object.__init__,
        "__slots__": (),
        "__module__": kind.__module__,
    }
    return type(kind)(kind.__name__, (kind,), body)


def instant(value: Any) -> Any:
    """Give the aware datetime of an RFC 3339 string, `...+0000` included.

    One without a time zone stays a string: nobody knows which instant it is.
    """
    try:
        parsed = _datetime(value)
    except (TypeError, ValueError):
        return value
    return value if parsed.tzinfo is None else parsed


def day(value: Any) -> Any:
    """Give the date of a string such as `2026-01-31`."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def each(values: Any, structure: Callable[[Any], Any]) -> Any:
    """Structure every element of a list."""
    return [structure(value) for value in values] if values.__class__ is list else values


def plain(value: Any) -> Any:
    """Give objects, also those of a list or a dict, as a request has them; the rest as it is."""
    write = WRITERS.get(value.__class__)
    return value if write is None else write(value)


def _plain_list(values: Iterable[Any]) -> list[Any]:
    return [plain(value) for value in values]


def _plain_dict(values: dict[Any, Any]) -> dict[Any, Any]:
    return {name: plain(value) for name, value in values.items()}


WRITERS: dict[type, Callable[[Any], Any]] = {
    dict: _plain_dict,
    list: _plain_list,
    tuple: _plain_list,
}
"""How values are written, by class: completed by the hooks of the models as they are loaded."""


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
