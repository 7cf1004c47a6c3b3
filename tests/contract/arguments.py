"""Arguments for the client's methods, made from their signatures and the fields of the models.

Models hold what answers have, too; such fields are filled as well, and should not be sent.
"""

from __future__ import annotations

import builtins
import inspect
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from miro_async import models, paging
from miro_async.accepted import Accepted
from miro_async.models import enums
from miro_async.null import Null
from miro_async.uploads import Upload

if TYPE_CHECKING:
    from collections.abc import Callable

# The names in the annotations of endpoints, which import them for type checkers only.
_NAMES: dict[str, Any] = {
    **{name: getattr(models, name) for name in models.__all__},
    **{name: value for name, value in vars(enums).items() if name[0].isupper()},
    "Accepted": Accepted,
    "CursorPaginator": paging.CursorPaginator,
    "FileSource": bytes,
    "Mapping": Mapping,
    "Null": Null,
    "OffsetPaginator": paging.OffsetPaginator,
    "ScimPaginator": paging.ScimPaginator,
    "Sequence": Sequence,
    "Upload": Upload,
    "builtins": builtins,
    "date": date,
    "datetime": datetime,
}

_UUID = "123e4567-e89b-42d3-a456-426614174000"
_TEXTS = {
    "border_opacity": "0.5",
    "border_width": "2.0",
    "board_id": "uXjVO+f/m12c=",
    "cursor": _UUID,
    "file_name": "picture.png",
    "content_type": "image/png",
    "fill_opacity": "0.75",
    "font_size": "14",
    "job_id": _UUID,
    "path": 'members[value eq "3458764500000000001"]',
    "position": "50%",
    "request_id": _UUID,
    "stroke_width": "2.5",
    "task_id": _UUID,
    "x": "25%",
    "y": "75%",
}
"""Strings that have to look like something, by the name of the argument or field."""

_PLAIN: dict[Any, Any] = {
    bool: True,
    bytes: b"\x89PNG\r\n\x1a\n\x00",
    date: date(2026, 1, 31),
    datetime: datetime(2026, 1, 31, 9, 30, tzinfo=UTC),
    float: 12.5,
    int: 20,
    object: True,
}


@attrs.frozen
class Arguments:
    """What to call a method with."""

    ids: tuple[Any, ...]
    options: Mapping[str, Any]


def hints_of(method: Callable[..., Any]) -> dict[str, Any]:
    """Give the types of a method's parameters and of its result."""
    return get_type_hints(method, localns=_NAMES)


def every(method: Callable[..., Any], choice: int = 0) -> Arguments:
    """Fill every parameter, and every field of each; of allowed values, take the `choice`th."""
    return _arguments(method, choice, fewest=False)


def fewest(method: Callable[..., Any]) -> Arguments:
    """Fill only what cannot be left out."""
    return _arguments(method, 0, fewest=True)


def choices(method: Callable[..., Any]) -> int:
    """Give how many values the parameter with the most allowed values has."""
    literals = [m for hint in hints_of(method).values() for m in _members(hint) if _is_literal(m)]
    return max((len(get_args(literal)) for literal in literals), default=1)


def _arguments(method: Callable[..., Any], choice: int, *, fewest: bool) -> Arguments:
    hints = hints_of(method)
    ids: list[Any] = []
    options: dict[str, Any] = {}
    for name, parameter in inspect.signature(method).parameters.items():
        if fewest and parameter.default is not inspect.Parameter.empty:
            continue
        value = _value(hints[name], name, choice, fewest=fewest)
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            options[name] = value
        else:
            ids.append(value)
    return Arguments(tuple(ids), options)


def _value(hint: Any, name: str, choice: int = 0, *, fewest: bool) -> Any:
    kind = _members(hint)[0]
    if _is_literal(kind):
        allowed = get_args(kind)
        return allowed[choice % len(allowed)]
    if get_origin(kind) is Sequence:
        (element,) = get_args(kind)
        if models.BulkItem in _members(element) and not fewest:
            return _items_of_each_type()
        return [_value(element, name, choice, fewest=fewest)]
    if attrs.has(kind):
        return _model(kind, fewest=fewest)
    return _text(name) if kind is str else _PLAIN[kind]


def _members(hint: Any) -> list[Any]:
    """Give what a type may be, without null and mappings; a set of values before a string."""
    if get_origin(hint) not in {Union, UnionType}:
        return [hint]
    members = [m for m in get_args(hint) if m not in {NoneType, Null}]
    members = [m for m in members if get_origin(m) is not Mapping]
    return sorted(members, key=lambda member: not _is_literal(member))


def _is_literal(hint: Any) -> bool:
    return get_origin(hint) is Literal


def _model(kind: Any, given: Mapping[str, Any] | None = None, *, fewest: bool) -> Any:
    hints = get_type_hints(kind)
    values = dict(given or {})
    for field in attrs.fields(kind):
        if field.name == "extra" or field.name in values:
            continue
        if not fewest or field.default is attrs.NOTHING:
            values[field.name] = _value(hints[field.name], field.name, fewest=fewest)
    return kind(**values)


def _items_of_each_type() -> list[models.BulkItem]:
    """Give an item of each type, with the data and style classes that are named after it."""
    hints = get_type_hints(models.BulkItem)
    items = []
    for kind in get_args(enums.BulkItemType):
        given = {"type": kind}
        for part in ("data", "style"):
            named = kind.title().replace("_", "")
            of_kind = [m for m in _members(hints[part]) if m.__name__.startswith(named)]
            given[part] = _model(of_kind[0], fewest=False) if of_kind else None
        items.append(_model(models.BulkItem, given, fewest=False))
    return items


def _text(name: str) -> str:
    if name in _TEXTS:
        return _TEXTS[name]
    if name == "id" or name.endswith(("_id", "_ids")):
        return "3458764500000000001"
    if "email" in name:
        return "ada+miro@example.com"
    if "url" in name:
        return "https://example.com/a?b=c&d=e"
    if "color" in name:
        return "#1a1a1a"
    return f"some {name} & more"
