"""From an operation and its arguments to a request: pure functions."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, urlencode

from ..codec.values import wire_instant
from ..errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .operation import Operation

LONGEST_ID = 19  # digits of a number that fits into 64 bits
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def url_of(
    operation: Operation[object],
    base_url: str,
    ids: Sequence[str],
    query: Mapping[str, object] | None,
) -> str:
    """Give the URL of a call. No id and no value can change the route: they are percent-encoded."""
    url = base_url + path_of(operation.path, ids)
    pairs = query_pairs(query or {})
    return f"{url}?{urlencode(pairs, quote_via=quote)}" if pairs else url


def path_of(template: str, ids: Sequence[str]) -> str:
    """Put ids into a path template, in its order."""
    literals, names = _parts(template)
    pieces = [literals[0]]
    for name, value, literal in zip(names, ids, literals[1:], strict=True):
        pieces += [_segment(name, value), literal]
    return "".join(pieces)


@lru_cache(maxsize=256)
def _parts(template: str) -> tuple[list[str], list[str]]:
    pieces = _PLACEHOLDER.split(template)
    return pieces[0::2], pieces[1::2]


def _segment(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise InvalidArgumentError(f"{name} must be a string, not {type(value).__name__}")
    return _encoded(name, value)


@lru_cache(maxsize=256)  # a program calls the same few boards again and again
def _encoded(name: str, value: str) -> str:
    if not value.strip():
        raise InvalidArgumentError(f"{name} is empty")
    # Servers and proxies resolve dots in paths even where they are percent-encoded.
    if value in {".", ".."}:
        raise InvalidArgumentError(f"{name} is {value!r}, which is no id")
    try:
        return quote(value, safe="")
    except UnicodeEncodeError as error:
        raise InvalidArgumentError(f"{name} is no valid text") from error


def query_pairs(query: Mapping[str, object]) -> list[tuple[str, str]]:
    """Give the names and values of a query string; lists repeat their name, `None` is left out."""
    pairs: list[tuple[str, str]] = []
    for name, value in query.items():
        if value is None:
            continue
        if isinstance(value, (list, tuple)):
            elements = cast("Sequence[object]", value)
            if not elements:
                # Left out, it would give everything instead of nothing.
                raise InvalidArgumentError(f"{name} is an empty list; `None` leaves it out")
            pairs += [(name, _text(name, element)) for element in elements]
        else:
            pairs.append((name, _text(name, value)))
    return pairs


def _text(name: str, value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(int(value))
        case datetime():
            return wire_instant(value)
        case date():
            return value.isoformat()
        case str() if value.strip() and _encodable(value):
            return str.__str__(value)  # of an enum's member its value
        case str():
            # `DELETE .../items/{id}?tag_id=` would delete the item itself.
            raise InvalidArgumentError(f"{name} is empty, or no valid text")
        case _:
            raise InvalidArgumentError(f"{name} cannot be a {type(value).__name__}")


def _encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def comma_joined(values: Sequence[str] | None) -> str | None:
    """Give a list as Miro takes it in a few places: one value with commas between its elements."""
    if values is None:
        return None
    if isinstance(values, str) or any("," in value or not value.strip() for value in values):
        raise InvalidArgumentError("give a list of values that are not empty and have no commas")
    return ",".join(values)


def as_number(value: object) -> object:
    """Give an id as Miro takes it in a few places: as a number, where answers have it as text."""
    if not isinstance(value, str):
        return value
    if not value.isascii() or not value.isdecimal() or len(value) > LONGEST_ID:
        raise InvalidArgumentError(f"{value!r} is no number, as this id has to be")
    return int(value)
