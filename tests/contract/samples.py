"""Answers made from the official schemas: every branch, optionals left out, and surprises put in.

Each sample carries the drift that was put into it, as the path and the kind that the client's
`drift` hook should report: nothing less, and nothing more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .official import JSON, Document

Path: TypeAlias = tuple[str | int, ...]

UNKNOWN_FIELD = "fieldOfTomorrow"
UNKNOWN_VALUE = "value_of_tomorrow"
UNKNOWN_TYPE = "type_of_tomorrow"
DEEPEST = 7
"""Objects in objects; the one schema that holds itself has to end somewhere."""

_TEXTS = {
    "date-time": "2026-01-31T09:30:00.250Z",
    "date": "2026-01-31",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
    "int64": "3458764500000000001",
}


@frozen
class Sample:
    """An answer's body, and the drift that it should cause."""

    about: str
    body: Any
    drift: frozenset[tuple[str, str]] = frozenset()


@frozen
class Site:
    """A place in a value, with what the document says about it."""

    path: Path
    value: Any
    schema: JSON


def samples(document: Document, schema: JSON | None) -> Iterator[Sample]:
    """Give an operation's possible answers, also those that Miro may give tomorrow."""
    yield from valid_samples(document, schema)
    for body, places in _branches(document, schema):
        yield from _with_nulls(body, places)
        yield from _with_surprises(document, body, places)


def valid_samples(document: Document, schema: JSON | None) -> Iterator[Sample]:
    """Give an operation's possible answers, all as the document says."""
    yield from full_samples(document, schema)
    for body, places in _branches(document, schema):
        yield from _without_optionals(body, places)


def full_samples(document: Document, schema: JSON | None) -> Iterator[Sample]:
    """Give answers with all fields: each branch of the schema, each value of each enum."""
    for body, places in _branches(document, schema):
        yield Sample("all fields", body)
        yield from _enum_values(body, places)
    bodies = [body for body, _ in _branches(document, schema) if isinstance(body, dict)]
    if len(bodies) > 1:
        yield Sample("all branches in one list", _together(bodies))


def _together(bodies: list[JSON]) -> JSON:
    """Give an answer of which each list holds the elements of all these answers."""
    return {
        name: [element for body in bodies for element in body.get(name, [])]
        if isinstance(part, list)
        else part
        for name, part in bodies[0].items()
    }


def _branches(document: Document, schema: JSON | None) -> Iterator[tuple[Any, list[Site]]]:
    if schema is not None:
        for body in values(document, schema):
            yield body, list(sites(document, schema, body))


def values(document: Document, schema: JSON, depth: int = 0) -> list[Any]:
    """Give one value for each branch of a schema, with all fields, and one element in each list."""
    schema = document.resolve(schema)
    if "oneOf" in schema:
        return [v for member in schema["oneOf"] for v in values(document, member, depth)]
    match schema.get("type", "object" if "properties" in schema else "string"):
        case "object":
            return _objects(document, schema, depth)
        case "array":
            return [[element] for element in values(document, schema["items"], depth)]
        case kind:
            return [_scalar(schema, kind)]


def _scalar(schema: JSON, kind: str) -> Any:
    match kind:
        case "boolean":
            return True
        case "integer":
            return schema.get("minimum", 7)
        case "number":
            return schema.get("minimum", 7.5)
        case _:
            return _text(schema)


def _text(schema: JSON) -> str:
    if "enum" in schema:
        return schema["enum"][0]
    if "minimum" in schema:
        return str(schema["minimum"])
    digits = _TEXTS["int64"] if "pattern" in schema else "some text"
    return _TEXTS.get(schema.get("format", ""), digits)


def _objects(document: Document, schema: JSON, depth: int) -> list[JSON]:
    fields = schema.get("properties")
    if not fields:
        return [{"anything": ["goes", 1]}]
    if depth == DEEPEST:
        fields = {name: fields[name] for name in schema.get("required", ())}
    for name in schema.get("required", ()):
        if name not in fields:
            raise ValueError(f"{name} is required but not declared")
    made: list[JSON] = []
    for siblings in _deciding(document, fields):
        branches = {
            name: [siblings[name]] if name in siblings else values(document, member, depth + 1)
            for name, field in fields.items()
            if (member := document.member(field, siblings)) is not None
        }
        made += [
            {name: of[number % len(of)] for name, of in branches.items()}
            for number in range(max(map(len, branches.values()), default=1))
        ]
    return made


def _deciding(document: Document, fields: Mapping[str, JSON]) -> list[dict[str, str]]:
    """Give each value of the sibling that decides about other fields, by the sibling's name."""
    unions = [field for field in map(document.resolve, fields.values()) if "x-members" in field]
    kinds = dict.fromkeys(kind for union in unions for kind in union["x-members"])
    return [{unions[0]["x-decided-by"]: kind} for kind in kinds] or [{}]


def sites(document: Document, schema: JSON, value: Any, path: Path = ()) -> Iterator[Site]:
    """Give every place of a value that was made from a schema, the outermost first."""
    schema = document.resolve(schema)
    if "oneOf" in schema:
        schema = _member_of(document, schema, value)
    yield Site(path, value, schema)
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from sites(document, schema["items"], element, (*path, index))
    elif isinstance(value, dict):
        for name, part in value.items():
            field = schema.get("properties", {}).get(name)
            if field is not None:
                member = document.member(field, value)
                assert member is not None
                yield from sites(document, member, part, (*path, name))


def _member_of(document: Document, schema: JSON, value: Any) -> JSON:
    for member in schema["oneOf"]:
        if value in values(document, member):
            return document.resolve(member)
    raise ValueError("the value was made from another schema")


def _enum_values(body: Any, places: list[Site]) -> Iterator[Sample]:
    enums = [site for site in places if "enum" in site.schema]
    for number in range(1, max((len(site.schema["enum"]) for site in enums), default=0)):
        changed = body
        for site in enums:
            choices = site.schema["enum"]
            changed = put(changed, site.path, choices[number % len(choices)])
        yield Sample(f"value {number + 1} of each enum", changed)


def _without_optionals(body: Any, places: list[Site]) -> Iterator[Sample]:
    for site in filter(_is_closed, places):
        required = site.schema.get("required", ())
        only_required = {name: value for name, value in site.value.items() if name in required}
        yield Sample(
            f"only what is required at {wire_path(site.path)!r}",
            put(body, site.path, only_required),
        )
        for name in _optional(site):
            without = {key: value for key, value in site.value.items() if key != name}
            where = wire_path((*site.path, name))
            yield Sample(f"no {where}", put(body, site.path, without))


def _with_nulls(body: Any, places: list[Site]) -> Iterator[Sample]:
    """Give null for each optional field: the document knows no nulls, but the client does."""
    for site in filter(_is_closed, places):
        for name in _optional(site):
            path = (*site.path, name)
            yield Sample(f"null {wire_path(path)}", put(body, path, None))


def _optional(site: Site) -> list[str]:
    return [name for name in site.value if name not in site.schema.get("required", ())]


def _with_surprises(document: Document, body: Any, places: list[Site]) -> Iterator[Sample]:
    fields = [(*site.path, UNKNOWN_FIELD) for site in places if _is_closed(site)]
    enums = [site.path for site in places if "enum" in site.schema]
    types = [
        (*site.path, union["x-decided-by"])
        for site in places
        if _is_closed(site)
        for union in map(document.resolve, site.schema["properties"].values())
        if "x-members" in union
    ]
    yield _surprise(body, "unknown_field", fields, UNKNOWN_FIELD)
    if enums:
        yield _surprise(body, "unknown_value", enums, UNKNOWN_VALUE)
    if types:
        yield _surprise(body, "unknown_type", types, UNKNOWN_TYPE)


def _surprise(body: Any, kind: str, paths: list[Path], value: str) -> Sample:
    changed = body
    for path in paths:
        changed = put(changed, path, value)
    return Sample(f"{kind} everywhere", changed, frozenset((wire_path(p), kind) for p in paths))


def _is_closed(site: Site) -> bool:
    return isinstance(site.value, dict) and bool(site.schema.get("properties"))


def put(body: Any, path: Path, value: object) -> Any:
    """Give a body with a value in one of its places; what is beside that place is shared."""
    if not path:
        return value
    step, *rest = path
    changed = body.copy()
    changed[step] = put(body[step] if rest else None, tuple(rest), value)
    return changed


def wire_path(path: Path) -> str:
    """Write a path as the drift hook does: `data[0].style.fillColor`."""
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step}]"
        else:
            written += f".{step}" if written else step
    return written
