"""Objects of the model classes, made by property tests from the fields' types."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from miro_async import models
from miro_async.codec import wire_names
from miro_async.codec.registry import hooks_of, is_model
from miro_async.extra import NO_EXTRA, Extra

CLASSES = sorted(
    (value for name in models.__all__ if attrs.has(value := getattr(models, name))),
    key=lambda kind: kind.__name__,
)
UNIONS = [value for name in models.__all__ if not attrs.has(value := getattr(models, name))]

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=3,
)

_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: words,
    bool: st.booleans(),
    int: st.integers(),
    float: st.integers(-99, 99) | st.floats(allow_nan=False, allow_infinity=False),
    object: json_values.filter(lambda value: value is not None),
    datetime: st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis wants it so
    date: st.dates(),
}


@cache
def made(kind: Any, *, as_described: bool = False) -> st.SearchStrategy[Any]:
    """Give objects of a model class: as an answer can make them, `extra` included.

    As described, they have no values that Miro's description does not list.
    """
    if not attrs.has(kind):
        return st.one_of(*(made(m, as_described=as_described) for m in get_args(kind)))
    return st.deferred(lambda: _objects(kind, as_described=as_described))


@cache
def _objects(kind: Any, *, as_described: bool) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    fields = {}
    for field in attrs.fields(kind):
        if field.name != "extra":
            values = _values(hints[field.name], as_described=as_described)
            required = field.default is attrs.NOTHING
            fields[field.name] = values if required else st.none() | values
    names = wire_names(kind)
    unknown = st.dictionaries(words.filter(lambda word: word not in names), json_values, max_size=2)
    fields["extra"] = st.just(NO_EXTRA) | unknown.map(Extra)
    if kind in _BY_TYPE:
        fields["type"] = st.just(_BY_TYPE[kind])
    return st.builds(kind, **fields)


def _by_type() -> dict[Any, str]:
    found = {}
    for union in UNIONS:
        found |= {member: name for name, member in hooks_of(union).BY_TYPE.items()}
        # The class for all other types: one that no other has.
        found[get_args(union)[-1]] = "a later kind"
    return found


_BY_TYPE = _by_type()


def _values(hint: Any, *, as_described: bool) -> st.SearchStrategy[Any]:
    if get_origin(hint) in {Union, types.UnionType}:
        members = [m for m in get_args(hint) if m is not types.NoneType]
        if sum(is_model(m) for m in members) == 1:
            # Of a class and a mapping, an answer becomes the class.
            members = [m for m in members if get_origin(m) is not Mapping]
        elif any(is_model(m) for m in members) and not is_model(hint):
            # Of several classes without a rule to choose by, an answer becomes none.
            members = [m for m in members if get_origin(m) is Mapping]
        if len(members) > 1:
            # Nor does a list of objects beside a plain value.
            members = [Sequence[dict] if get_origin(m) is Sequence else m for m in members]
        if as_described and any(get_origin(m) is Literal for m in members):
            members = [m for m in members if m is not str]
        return st.one_of(*(_values(member, as_described=as_described) for member in members))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is Sequence:
        return st.lists(_values(get_args(hint)[0], as_described=as_described), max_size=2)
    if get_origin(hint) is Mapping or hint is dict:
        return st.dictionaries(words, json_values, max_size=2)
    return _SCALARS[hint] if hint in _SCALARS else made(hint, as_described=as_described)


def snake(wire: str) -> str:
    """Give the Python name of a name on the wire."""
    known = {
        "from": "from_",
        "object": "object_",
        "self": "self_",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": "enterprise_user",
    }
    return known.get(wire) or re.sub(r"(?<=[a-z0-9])[A-Z]", r"_\g<0>", wire).lower()
