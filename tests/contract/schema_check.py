"""Whether a JSON value is valid under a schema of the document, with every object closed.

Closed means that a property which the schema does not declare is a problem. Only an object of which
the document says nothing at all (no properties) may hold anything. String bounds count too: where a
string has a `minimum` or a `maximum` it must be a number within them.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .official import JSON, Document

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WHOLE_NUMBER = re.compile(r"-?\d+")
_INTEGER_RANGES = {"int32": 2**31, "int64": 2**63}


def problems(document: Document, schema: JSON, value: object, path: str = "") -> Iterator[str]:
    """Give everything in a value that its schema does not allow."""
    schema = document.resolve(schema)
    if "oneOf" in schema:
        yield from _one_of(document, schema, value, path)
        return
    kind = schema.get("type", "object" if "properties" in schema else None)
    if not _TYPES[kind](value):
        yield f"{path}: {value!r} is no {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is none of {schema['enum']}"
    if isinstance(value, dict):
        yield from _object(document, schema, value, path)
    elif isinstance(value, list):
        yield from _list(document, schema, value, path)
    elif isinstance(value, str):
        yield from text_problems(schema, value, path)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _number(schema, value, path)


_TYPES: dict[str | None, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "null": lambda value: value is None,  # the document has none; corrections do
    None: lambda _value: True,  # the document does not say
}


def _one_of(document: Document, schema: JSON, value: object, path: str) -> Iterator[str]:
    members = schema["oneOf"]
    if "discriminator" in schema and isinstance(value, dict):
        said = value.get(schema["discriminator"]["propertyName"])
        reference = schema["discriminator"]["mapping"].get(said)
        members = [{"$ref": reference}] if reference else members
    found = [list(problems(document, member, value, path)) for member in members]
    if all(found):
        yield from min(found, key=len)


def _object(document: Document, schema: JSON, value: JSON, path: str) -> Iterator[str]:
    fields = schema.get("properties")
    if not fields:
        return
    yield from (f"{path}: {name} is missing" for name in schema.get("required", ()) - value.keys())
    for name, part in value.items():
        where = f"{path}.{name}" if path else name
        if name not in fields:
            yield f"{where}: is not declared"
            continue
        member = document.member(fields[name], value)
        if member is None:
            yield f"{where}: has no meaning beside its siblings"
        else:
            yield from problems(document, member, part, where)


def _list(document: Document, schema: JSON, value: list[Any], path: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{path}: has {len(value)} elements"
    for index, element in enumerate(value):
        yield from problems(document, schema["items"], element, f"{path}[{index}]")


def text_problems(schema: JSON, value: str, path: str) -> Iterator[str]:
    """Give what a schema for strings has against a string."""
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield f"{path}: has {len(value)} characters"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path}: {value!r} does not match {schema['pattern']}"
    is_so = _FORMATS.get(schema.get("format", ""))
    if is_so is not None and not is_so(value):
        yield f"{path}: {value!r} is no {schema['format']}"
    if schema.keys() & {"minimum", "maximum"}:
        if _NUMBER.fullmatch(value):
            yield from _number(schema, float(value), path)
        else:
            yield f"{path}: {value!r} is no number in a string"


def _number(schema: JSON, value: float, path: str) -> Iterator[str]:
    if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{path}: {value} is not from {schema.get('minimum')} to {schema.get('maximum')}"
    bound = _INTEGER_RANGES.get(schema.get("format", ""))
    if bound is not None and not -bound <= value < bound:
        yield f"{path}: {value} is no {schema['format']}"


def _is_instant(value: str) -> bool:
    return _INSTANT.fullmatch(value) is not None and _reads(datetime.fromisoformat, value)


def _reads(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


_FORMATS: dict[str, Callable[[str], bool]] = {
    "date-time": _is_instant,
    "date": lambda value: len(value) == 10 and _reads(date.fromisoformat, value),
    "uuid": lambda value: len(value) == 36 and _reads(UUID, value),
    "int64": lambda value: _WHOLE_NUMBER.fullmatch(value) is not None,  # ids are long numbers
}
