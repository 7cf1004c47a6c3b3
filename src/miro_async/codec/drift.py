"""Where decoded JSON differs from what a type says. Runs only when somebody listens to drift.

Decoding itself looks at nothing that it does not need; this walk looks at everything, by the type
hints of the model classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NamedTuple,
    TypeAlias,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from .registry import hooks_of, is_model, wire_names

DriftKind: TypeAlias = Literal[
    "unknown_field", "unknown_value", "unknown_type", "wrong_type", "missing_field"
]


class Difference(NamedTuple):
    """One place in an answer, in wire names, and what is unexpected there."""

    path: str
    kind: DriftKind
    value: object


_SCALARS: dict[object, type | tuple[type, ...]] = {
    str: str,
    int: int,
    float: (int, float),
    bool: bool,
    object: object,
}


def differences(raw: object, kind: Any, path: str = "") -> Iterator[Difference]:
    """Give every difference between decoded JSON and a type; absent and null are the same."""
    if raw is None:
        return
    if is_model(kind):
        yield from _object(raw, kind, path)
    elif get_origin(kind) in {Union, UnionType}:
        yield from _union(raw, get_args(kind), path)
    elif get_origin(kind) is Sequence:
        yield from _list(raw, get_args(kind)[0], path)
    elif not _fits(raw, kind):
        yield Difference(path, "wrong_type", raw)


def _object(raw: object, kind: Any, path: str) -> Iterator[Difference]:
    if not isinstance(raw, dict):
        yield Difference(path, "wrong_type", raw)
        return
    raw = cast("dict[str, Any]", raw)
    if isinstance(kind, UnionType):
        by_type: dict[str, type] = getattr(hooks_of(kind), "BY_TYPE")  # noqa: B009 - only the modules of unions have it
        said = raw.get("type")
        chosen = by_type.get(said) if isinstance(said, str) else None
        if chosen is None:
            yield Difference(_join(path, "type"), "unknown_type", said)
        kind = chosen or get_args(kind)[-1]
    names = wire_names(kind)
    hints, required = _hints(kind)
    for wire, value in raw.items():
        if wire not in names:
            yield Difference(_join(path, wire), "unknown_field", value)
        else:
            yield from differences(value, hints[names[wire]], _join(path, wire))
    for wire, name in names.items():
        if name in required and raw.get(wire) is None:
            yield Difference(_join(path, wire), "missing_field", None)


@cache
def _hints(kind: Any) -> tuple[Mapping[str, Any], frozenset[str]]:
    required = frozenset(f.name for f in attrs.fields(kind) if f.default is attrs.NOTHING)
    return get_type_hints(kind), required


def _union(raw: object, members: tuple[Any, ...], path: str) -> Iterator[Difference]:
    members = tuple(m for m in members if m is not NoneType)
    known = [value for m in members if get_origin(m) is Literal for value in get_args(m)]
    others = [m for m in members if get_origin(m) is not Literal]
    if known and isinstance(raw, str):
        if raw not in known:
            yield Difference(path, "unknown_value", raw)
        return
    found = [list(differences(raw, member, path)) for member in others]
    if not found:
        yield Difference(path, "wrong_type", raw)
    elif all(found):
        # All members have something against it: the one with the least is what was meant.
        yield from min(found, key=len)


def _list(raw: object, kind: Any, path: str) -> Iterator[Difference]:
    if not isinstance(raw, list):
        yield Difference(path, "wrong_type", raw)
        return
    for index, element in enumerate(cast("list[object]", raw)):
        yield from differences(element, kind, f"{path}[{index}]")


def _fits(raw: object, kind: Any) -> bool:
    if kind in {datetime, date}:
        return isinstance(raw, str) and _parses(raw, kind)
    if get_origin(kind) is Literal:
        return isinstance(raw, str)
    if get_origin(kind) is Mapping:
        return isinstance(raw, dict)
    expected = _SCALARS.get(kind, object)
    # In Python a bool is an int, in JSON it is not a number.
    return isinstance(raw, expected) and (kind in {bool, object} or not isinstance(raw, bool))


def _parses(raw: str, kind: type[date]) -> bool:
    try:
        parsed = kind.fromisoformat(raw)
    except ValueError:
        return False
    return not isinstance(parsed, datetime) or parsed.tzinfo is not None


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
