"""From Miro's schemas to our classes: what merges into what, and what every type becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .ir import ANY, INT, RAW, STR, Class, Enum, Field, ListOf, OneOf, Plain, Ref, Type, Union
from .names import python_name
from .overlay import OverlayError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .overlay import Overlay

JSON = dict[str, Any]

_SCALARS: dict[str, Type] = {
    "string": STR,
    "integer": INT,
    "number": Plain("float"),
    "boolean": Plain("bool"),
    "object": RAW,
    "any": ANY,
}
_FIRST = (
    *("id", "type", "name", "title", "url", "description", "data", "style"),
    *("x", "y", "width", "height", "rotation", "position", "geometry", "parent"),
)
_LAST = ("createdAt", "createdBy", "modifiedAt", "modifiedBy", "links")
_TIMES = {"date-time": Plain("datetime"), "date": Plain("date"), "binary": Plain("bytes")}


class Types:
    """Resolves types; knows which schema became which class, and which union stands for it."""

    def __init__(self, facts: JSON, overlay: Overlay) -> None:
        self.schemas: JSON = facts["schemas"]
        self._class_of = {
            schema: name for name, entry in overlay.classes.items() for schema in entry["schemas"]
        }
        self._union_of = {u["fallback"]: name for name, u in overlay.unions.items()}
        self._alias_of = {
            frozenset(self._enum_at(entry["like"])): name for name, entry in overlay.enums.items()
        }
        self.enums = {name: self._enum_at(e["like"]) for name, e in overlay.enums.items()}

    def _enum_at(self, place: str) -> tuple[str, ...]:
        schema, _, name = place.rpartition(".")
        holder = self.schemas.get(schema, {}).get("fields", {}) if schema else self.schemas
        found = self.followed(holder.get(name, {}))
        if "enum" not in found:
            raise OverlayError(f"enums: {place!r} is none any more")
        return tuple(found["enum"])

    def resolve(self, facts: JSON) -> Type:
        """Give the type that these facts stand for."""
        if "ref" in facts:
            return self._reference(facts["ref"])
        if "one_of" in facts:
            members = tuple(dict.fromkeys(self.resolve(m) for m in facts["one_of"]))
            return members[0] if len(members) == 1 else OneOf(members)
        if "all_of" in facts:
            raise OverlayError(f"a composition needs a correction: {facts}")
        if facts["type"] == "array":
            return ListOf(self.resolve(facts.get("items", {"type": "any"})))
        if "enum" in facts:
            return self.enum(facts["enum"])
        if facts["type"] not in _SCALARS:
            raise OverlayError(f"unknown type {facts['type']!r}: add a correction")
        return _TIMES.get(facts.get("format", ""), _SCALARS[facts["type"]])

    def enum(self, values: Iterable[str]) -> Enum:
        """Give an enum, under its alias if it has one."""
        values = tuple(values)
        return Enum(values, self._alias_of.get(frozenset(values)))

    def _reference(self, schema: str) -> Type:
        if schema in self._class_of:
            name = self._class_of[schema]
            return Ref(self._union_of.get(name, name))
        found = self.schemas[schema]
        if "fields" in found:
            raise OverlayError(f"the schema {schema!r} needs a class: [classes.…] in the overlay")
        return self.resolve(found)

    def followed(self, facts: JSON) -> JSON:
        """Give the facts at the end of all references."""
        while "ref" in facts:
            facts = self.schemas[facts["ref"]]
        return facts

    def object_of(self, facts: JSON) -> JSON | None:
        """Give the object that these facts refer to, `None` if it is none."""
        found = self.followed(facts)
        if "all_of" in found:
            parts = [part for member in found["all_of"] if (part := self.object_of(member))]
            return {
                "fields": {wire: t for part in parts for wire, t in part["fields"].items()},
                "required": [wire for part in parts for wire in part["required"]],
            }
        return found if "fields" in found else None


def classes_of(facts: JSON, overlay: Overlay, types: Types) -> tuple[Class, ...]:
    """Give every class, each merged of its schemas."""
    sent = set(_reached(facts, (o["body"]["schema"] for o in _with_body(facts))))
    answered = set(_reached(facts, _answers(facts)))
    classes: list[Class] = []
    for name, entry in overlay.classes.items():
        for schema in entry["schemas"]:
            if schema not in sent | answered:
                raise OverlayError(f"no operation uses {schema!r} any more: take it from {name}")
        classes.append(_merged(name, entry, types, sent, answered))
    return tuple(classes)


def unions_of(overlay: Overlay) -> tuple[Union, ...]:
    """Give every union that a sibling field decides."""
    for name, entry in overlay.unions.items():
        for member in (*entry["members"].values(), entry["fallback"]):
            if member not in overlay.classes:
                raise OverlayError(f"unions / {name}: there is no class {member!r}")
    return tuple(Union(name=name, **entry) for name, entry in overlay.unions.items())


def _with_body(facts: JSON) -> Iterator[JSON]:
    return (o for o in facts["operations"].values() if o.get("body", {}).get("schema"))


def _answers(facts: JSON) -> Iterator[JSON]:
    for operation in facts["operations"].values():
        yield from (r["schema"] for r in operation["responses"].values() if r["schema"])


def _reached(facts: JSON, roots: Iterable[JSON]) -> Iterator[str]:
    """Give the names of all schemas that can be reached."""
    seen: set[str] = set()
    waiting: list[object] = list(roots)
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting += cast("list[object]", found)
        elif isinstance(found, dict):
            place = cast("JSON", found)
            name = place.get("ref")
            if isinstance(name, str) and name not in seen:
                seen.add(name)
                yield name
                waiting.append(facts["schemas"][name])
            waiting += place.values()


def _merged(name: str, entry: JSON, types: Types, sent: set[str], answered: set[str]) -> Class:
    schemas = {schema: types.schemas[schema] for schema in entry["schemas"]}
    if strange := [schema for schema, found in schemas.items() if "fields" not in found]:
        raise OverlayError(f"{name}: {strange[0]!r} is no object")
    writable = any(schema in sent for schema in schemas)
    wires = list(dict.fromkeys(wire for schema in schemas.values() for wire in schema["fields"]))
    comments = dict(entry.get("comments", {}))
    fields: list[Field] = []
    for wire in wires:
        holders = {n: s for n, s in schemas.items() if wire in s["fields"]}
        kind = _joined(types, [types.resolve(s["fields"][wire]) for s in holders.values()])
        required = all(wire in s["required"] for s in schemas.values())
        python = python_name(wire)
        fields.append(
            Field(
                name=python,
                wire=wire,
                type=kind,
                required=required,
                read_only=writable and not any(schema in sent for schema in holders),
                constant=constant_of(kind) if required and writable else None,
                comment=comments.pop(python, comments.pop(python.rstrip("_"), None)),
            )
        )
    if comments:
        raise OverlayError(f"{name} has no field {', '.join(comments)} to comment on")
    fields.sort(key=lambda field: place_of(field.wire))
    return Class(
        name=name,
        module=entry["module"],
        doc=entry["doc"],
        fields=tuple(fields),
        writable=writable,
        only_sent=not any(schema in answered for schema in schemas),
    )


def place_of(wire: str) -> int:
    """Give the place of a field or argument among others: the same in every class and method."""
    if wire in _FIRST:
        return _FIRST.index(wire) - len(_FIRST)
    return _LAST.index(wire) + 1 if wire in _LAST else 0


def _joined(types: Types, kinds: list[Type]) -> Type:
    """Give the type of a field that several schemas have."""
    enums = [kind for kind in kinds if isinstance(kind, Enum)]
    if enums and all(isinstance(kind, Enum) or kind == STR for kind in kinds):
        return types.enum(dict.fromkeys(value for enum in enums for value in enum.values))
    different = tuple(dict.fromkeys(kinds))
    return different[0] if len(different) == 1 else OneOf(different)


def constant_of(kind: Type) -> str | None:
    """Give the Python text of the one value that a required field can have."""
    if isinstance(kind, Enum) and len(kind.values) == 1:
        return repr(kind.values[0])
    if isinstance(kind, ListOf) and (one := constant_of(kind.item)) is not None:
        return f"({one},)"
    return None
