"""Answers with something in them that nobody expects: found by what the models say.

A value that is not known, an item of a type that is not known, a field too many, a field missing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from types import UnionType
from typing import (
    TYPE_CHECKING,
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..call.operation import Operation
    from .answers import JsonObject

SpoilWord: TypeAlias = Literal["unknown_enum", "unknown_type", "extra_field", "missing_field"]

UNKNOWN_VALUE = "from_the_future"
UNKNOWN_FIELD = "fromTheFuture"


class Place(NamedTuple):
    """A value in an answer, by what it stands in."""

    holder: Any
    key: str | int


def can_spoil(what: SpoilWord, operation: Operation[object]) -> bool:
    """Tell whether there is anything of the kind in the answers of an operation."""
    kind = _kind_of(operation)
    if kind is None:
        return False
    if what == "unknown_enum":
        return _has_enum(kind)
    return what != "unknown_type" or _is_union(kind)


def spoiled(what: SpoilWord, operation: Operation[object], body: bytes) -> bytes | None:
    """Give the body with one thing in it spoiled; `None`: it has nothing of the kind."""
    if not body:
        return None
    raw = json.loads(body)
    for thing in _things(operation, raw):
        if _spoil(what, thing, _kind_of(operation)):
            return json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()
    return None


def _spoil(what: SpoilWord, thing: JsonObject, kind: Any) -> bool:
    if what == "unknown_enum":
        place = next(_enums(thing, kind), None)
        if place is not None:
            place.holder[place.key] = UNKNOWN_VALUE
        return place is not None
    if what == "unknown_type":
        thing["type"] = UNKNOWN_VALUE
    elif what == "extra_field":
        thing[UNKNOWN_FIELD] = True
    else:
        del thing[_last_needed(thing, _chosen(thing, kind))]
    return True


def _things(operation: Operation[object], raw: Any) -> list[JsonObject]:
    """Give what an answer is about, without what stands around it."""
    if operation.paging is not None and isinstance(raw, dict):
        raw = cast("JsonObject", raw)["Resources" if operation.paging.style == "scim" else "data"]
    elif operation.unwrap:
        raw = raw[operation.unwrap]
    return cast("list[JsonObject]", raw if isinstance(raw, list) else [raw])


def _kind_of(operation: Operation[object]) -> Any:
    from .. import models

    return None if operation.result is None else getattr(models, operation.result)


def _enums(raw: Any, kind: Any) -> Iterator[Place]:
    """Give the places of all values of which a model lists what they may be."""
    if not isinstance(raw, dict):
        return
    raw = cast("JsonObject", raw)
    chosen = _chosen(raw, kind)
    for wire, name in _names(chosen).items():
        if raw.get(wire) is not None:
            yield from _enums_at(Place(raw, wire), _hints(chosen)[name])


def _enums_at(place: Place, hint: Any) -> Iterator[Place]:
    value = place.holder[place.key]
    members = _members(hint)
    if isinstance(value, str) and any(get_origin(member) is Literal for member in members):
        yield place
    for member in members:
        if _is_model(member):
            yield from _enums(value, member)
        elif get_origin(member) is Sequence:
            for index in range(len(value)):
                yield from _enums_at(Place(value, index), get_args(member)[0])


def _has_enum(kind: Any) -> bool:
    seen: set[Any] = set()
    waiting: list[Any] = [kind]
    while waiting:
        hint = waiting.pop()
        if get_origin(hint) is Literal:
            return True
        if hint not in seen:
            seen.add(hint)
            waiting += _within(hint)
    return False


def _within(hint: Any) -> Iterable[Any]:
    if isinstance(hint, type) and attrs.has(hint):
        return _hints(hint).values()
    return get_args(hint)


def _chosen(raw: Mapping[str, Any], kind: Any) -> Any:
    """Give the class of an object: of a union, the one of its type, else the last, the open one."""
    if not _is_union(kind):
        return kind
    from ..codec.registry import hooks_of

    by_type: Mapping[Any, Any] = getattr(hooks_of(kind), "BY_TYPE")  # noqa: B009 - only the modules of unions have it
    return by_type.get(raw.get("type"), get_args(kind)[-1])


def _last_needed(raw: Mapping[str, Any], kind: Any) -> str:
    """Give the last field of an object that all of its kind have, or simply the last."""
    names = _names(kind)
    needed = {field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING}
    found = [wire for wire in raw if names.get(wire) in needed]
    return (found or list(raw))[-1]


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _names(kind: Any) -> Mapping[str, str]:
    from ..codec.registry import wire_names

    return wire_names(kind)


def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)


def _is_union(kind: Any) -> bool:
    return isinstance(kind, UnionType)


def _is_model(kind: Any) -> bool:
    from ..codec.registry import is_model

    return is_model(kind)
