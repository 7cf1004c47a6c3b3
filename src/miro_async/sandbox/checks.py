"""Whether the fields of a request can be accepted, and in which form they are kept.

A check gets a value and gives it back as it is stored, or raises `Unfit` with Miro's words. Which
fields an object may have comes from the models; the tables of rules add what each must be like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import urlsplit

from attrs import frozen

from .errors import InvalidFields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .answers import JsonObject

    Check: TypeAlias = Callable[[Any], Any]
    Rule: TypeAlias = "Check | ObjectOf | ListOf"
    Fields: TypeAlias = Mapping[str, Rule]

_COLOR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3}(?:[0-9a-fA-F]{2})?)?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)  # Python reads more than that
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%", re.ASCII)
# In no address, as it may become a header: control characters, and halves of characters.
_UNSAFE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_ALL = 100
_FARTHEST = 1e12


class Unfit(Exception):  # noqa: N818 - says what is wrong with a value, not with the sandbox
    """A value that a field does not accept."""


class Problems:
    """Collects what is wrong with a request, so that all of it is told at once."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def add(self, field: str, message: str) -> None:
        """Note what is wrong with a field."""
        self.found.append((field, message))

    def refuse(self) -> None:
        """Refuse the request, if anything is wrong with it."""
        if self.found:
            raise InvalidFields(self.found)


def text(longest: int | None = None, shortest: int = 0) -> Check:
    """Accept strings."""

    def checked(value: Any) -> str:
        if not isinstance(value, str):
            raise Unfit("Unexpected type of value, expected of type [String]")
        if longest is not None and not shortest <= len(value) <= longest:
            raise Unfit(f"size must be between {shortest} and {longest}")
        return value

    return checked


def one_of(*allowed: str) -> Check:
    """Accept one of these strings."""

    def checked(value: Any) -> str:
        if value not in allowed:
            listed = ", ".join(allowed)
            raise Unfit(f"Unexpected value [{value}], expected one of: [{listed}]")
        return cast("str", value)

    return checked


def number(low: float | None = None) -> Check:
    """Accept numbers."""

    def checked(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unfit("Unexpected type of value, expected of type [Number]")
        if low is not None and value < low:
            raise Unfit(f"must be greater than or equal to {low:g}")
        if not -_FARTHEST <= value <= _FARTHEST:  # which refuses NaN too: Python's JSON has it
            raise Unfit(f"must be between {-_FARTHEST:g} and {_FARTHEST:g}")
        return float(value)

    return checked


def whole_number(value: Any) -> int:
    """Accept whole numbers that are not negative."""
    checked = number(0)(value)
    if not checked.is_integer():
        raise Unfit("Has illegal integer number value")
    return int(checked)


def decimal(low: float, high: float, *, whole: bool = False) -> Check:
    """Accept numbers in strings, as styles have them; kept as "14" if `whole`, else as "2.0"."""

    def checked(value: Any) -> str:
        if not _NUMBER.fullmatch(text()(value)):
            raise Unfit(f"Unexpected value [{value}], expected a number")
        parsed = float(value)
        if not low <= parsed <= high:
            raise Unfit(f"must be between {low:g} and {high:g}")
        return f"{parsed:g}" if whole else str(parsed)

    return checked


def color(value: Any) -> str:
    """Accept hex colors, whatever color it is; names are refused."""
    if not _COLOR.fullmatch(text()(value)):
        raise Unfit(f"Unexpected value [{value}], expected a hex color")
    return cast("str", value)


def percent(value: Any) -> str:
    """Accept percentages from 0% to 100%."""
    match = _PERCENT.fullmatch(text()(value))
    if not match or float(match[1]) > _ALL:
        raise Unfit(f"Unexpected value [{value}], expected a percentage from 0% to 100%")
    return cast("str", value)


def web_address(value: Any) -> str:
    """Accept whole addresses of the web."""
    address = cast("str", text()(value))
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # such as half an IPv6 address
        is_web = False
    if not is_web or _UNSAFE.search(address):
        raise Unfit("must be a valid URL")
    return address


def flag(value: Any) -> bool:
    """Accept true and false."""
    if not isinstance(value, bool):
        raise Unfit("Unexpected type of value, expected of type [Boolean]")
    return value


@frozen(kw_only=True)
class ObjectOf:
    """Accept an object with these fields. `lenient`: others are ignored, as Miro does on boards."""

    fields: Fields
    required: tuple[str, ...] = ()
    nullable: bool = False
    lenient: bool = False


@frozen(kw_only=True)
class ListOf:
    """Accept an array of such values."""

    element: Check | ObjectOf
    longest: int | None = None
    shortest: int = 0


def check(value: Any, path: str, rule: Rule, problems: Problems) -> Any:
    """Give a value as it is stored, and note what is wrong with it, or within it."""
    if isinstance(rule, ObjectOf):
        return None if rule.nullable and value is None else _object(value, path, rule, problems)
    if isinstance(rule, ListOf):
        return _list(value, path, rule, problems)
    try:
        return rule(value)
    except Unfit as unfit:
        problems.add(path, str(unfit))
        return None


def checked_object(value: Any, rule: ObjectOf) -> JsonObject:
    """Give an object as it is stored, or refuse the request for all that is wrong with it."""
    problems = Problems()
    checked = _object(value, "", rule, problems)
    problems.refuse()
    return checked


def _object(value: Any, path: str, rule: ObjectOf, problems: Problems) -> JsonObject:
    if not isinstance(value, dict):
        problems.add(path, "Unexpected type of value, expected of type [Object]")
        return {}
    given = cast("JsonObject", value)
    prefix = f"{path}." if path else ""
    for name in rule.required:
        if name not in given:
            kind = _KINDS.get(type(rule.fields[name]), "String")
            message = f"Field [{prefix}{name}] of type [{kind}] is required"
            problems.add(f"{prefix}{name}", message)
    checked: JsonObject = {}
    for name, part in given.items():
        if name in rule.fields:
            checked[name] = check(part, f"{prefix}{name}", rule.fields[name], problems)
        elif not rule.lenient:
            problems.add(f"{prefix}{name}", f"Field [{prefix}{name}] is not supported")
    return checked


_KINDS: Mapping[type, str] = {ObjectOf: "Object", ListOf: "Array"}


def _list(value: Any, path: str, rule: ListOf, problems: Problems) -> list[Any]:
    if not isinstance(value, list):
        problems.add(path, "Unexpected type of value, expected of type [Array]")
        return []
    elements = cast("Sequence[Any]", value)
    longest = len(elements) if rule.longest is None else rule.longest
    if not rule.shortest <= len(elements) <= longest:
        problems.add(path, f"size must be between {rule.shortest} and {rule.longest}")
    return [
        check(element, f"{path}[{place}]", rule.element, problems)
        for place, element in enumerate(elements)
    ]


def fields_of(model: str, rules: Fields, *, without: Iterable[str] = ()) -> Fields:
    """Give the fields that requests may have for a model: those of its class, with their rules."""
    from .. import models
    from ..codec import wire_names

    names = wire_names(getattr(models, model))
    return {name: rules[name] for name in names if name not in without}
