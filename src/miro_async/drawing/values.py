"""Reading models that may hold anything: fields keep what the service sent, whatever it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

_FARTHEST = 1e9  # so that whatever is added up stays a number
_LARGEST_FONT = 1000.0


def part(holder: object, name: str) -> Any:
    """Give a field of a model or of a raw mapping; `None` where there is no such thing."""
    if isinstance(holder, Mapping):
        return cast("Mapping[str, object]", holder).get(name)
    return getattr(holder, name, None)


def kind_of(item: object) -> str:
    """Give the type of an item; what is no string is no type."""
    return word(item, "type", "unknown")


def parts(holder: object, name: str) -> Sequence[object]:
    """Give a field that is a list."""
    value = part(holder, name)
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()


def word(holder: object, name: str, default: str = "") -> str:
    """Give a field that is a string."""
    value = part(holder, name)
    return value if isinstance(value, str) else default


def decimal(holder: object, name: str, default: float) -> float:
    """Give a field that is a number, or a string with one, as styles have them."""
    return _finite(part(holder, name), default)


def font_size(style: object) -> float:
    """Give the size of the text in a style."""
    return min(_LARGEST_FONT, max(1.0, decimal(style, "font_size", 14.0)))


def percent(value: object, default: float = 0.5) -> float:
    """Give the share that a string such as "50%" says."""
    return (
        _finite(value.removesuffix("%"), default * 100) / 100 if isinstance(value, str) else default
    )


def _finite(value: object, default: float) -> float:
    try:
        found = float(cast("Any", value))
    except (OverflowError, TypeError, ValueError):
        return default
    return found if abs(found) <= _FARTHEST else default  # which leaves out NaN, too
