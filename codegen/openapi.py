"""Miro's OpenAPI document, reduced to facts.

What is kept: paths, parameters, types, enums, bounds, required fields, scopes, rate levels, plans,
paging and results. What is dropped: every sentence, title, example and default. Nested anonymous
objects become schemas of their own, named after the place where they stand (`Team.picture`), so
that a schema is always flat: fields that are scalars, lists, or references.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = dict[str, Any]

VERBS = ("get", "post", "put", "patch", "delete")
SCIM = {"Users", "Groups", "ServiceProviderConfig", "ResourceTypes", "Schemas"}
COMBINING = {"oneOf", "anyOf", "allOf"}
BOUNDS = (
    "format",
    "pattern",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
)
# The document has no field for scopes, levels and plans: they stand in the description, as headed
# sections of HTML.
SCOPE = re.compile(r"[a-z_]+(?::[a-z_]+)+")
LEVEL = re.compile(r"Level\s*(\d)")
PER_ITEM = re.compile(r"^\s*per item", re.IGNORECASE)
MARKUP = re.compile(r"(?:\s*<[^>]+>\s*)+")


class DocumentError(Exception):
    """The document is not what an OpenAPI document of Miro's is; the message says where."""


def facts_of(document: JSON, raw: bytes) -> JSON:
    """Give the facts of an OpenAPI document; `raw` is its bytes, for the hash.

    Raises:
        DocumentError: It is no OpenAPI 3.0 document, refers to what is not there, or is ambiguous.
    """
    if not str(document.get("openapi", "")).startswith("3.0"):
        raise DocumentError("this is no OpenAPI 3.0 document")
    reader = _Reader(document)
    operations: JSON = {}
    for method, path, shared, op in _walk(document):
        name = op.get("operationId")
        if not name or name in operations:
            raise DocumentError(f"{method} {path}: the operationId {name!r} is missing or taken")
        operations[name] = reader.operation(method, path, shared, op)
    return {
        "document": {
            "openapi": document["openapi"],
            "version": document.get("info", {}).get("version"),
            "sha256": hashlib.sha256(raw).hexdigest(),
        },
        "operations": dict(sorted(operations.items())),
        "schemas": dict(sorted(reader.schemas.items())),
    }


def _walk(document: JSON) -> Iterator[tuple[str, str, list[JSON], JSON]]:
    for path, item in document.get("paths", {}).items():
        for verb in VERBS:
            if verb in item:
                yield verb.upper(), path, item.get("parameters", []), item[verb]


class _Reader:
    """One pass over a document; collects the schemas that the operations reach."""

    def __init__(self, document: JSON) -> None:
        self._components = document.get("components", {})
        self.schemas: JSON = {}

    def operation(self, method: str, path: str, shared: list[JSON], op: JSON) -> JSON:
        name = op["operationId"]
        parameters = [self._parameter(p, name) for p in [*shared, *op.get("parameters", [])]]
        answers = op.get("responses", {})
        facts: JSON = {
            "method": method,
            "path": path,
            "parameters": list({(p["in"], p["name"]): p for p in parameters}.values()),
        }
        if "requestBody" in op:
            body = self._found(op["requestBody"])
            facts["body"] = {
                "required": body.get("required", False),
                **self._content(body.get("content", {}), f"{name}:body"),
            }
        facts["responses"] = {
            status: self._content(
                self._found(answers[status]).get("content", {}), f"{name}:{status}"
            )
            for status in sorted(answers)
            if status.startswith("2")
        }
        # What errors refer to is not followed: in Miro's document it does not exist.
        facts["errors"] = sorted(status for status in answers if not status.startswith("2"))
        facts |= _limits(path, op.get("description", ""), name)
        facts["experimental"] = path.startswith("/v2-experimental/")
        facts["deprecated"] = op.get("deprecated", False)
        facts["paging"] = _paging_style(facts["parameters"])
        return facts

    def _found(self, place: JSON) -> JSON:
        """Follow all references to components."""
        while "$ref" in place:
            place = self._component(place["$ref"])
        return place

    def _component(self, reference: str) -> JSON:
        kind, _, name = reference.removeprefix("#/components/").partition("/")
        if name not in self._components.get(kind, {}):
            raise DocumentError(f"{reference} does not exist")
        found: JSON = self._components[kind][name]
        return found

    def _parameter(self, parameter: JSON, operation: str) -> JSON:
        found = self._found(parameter)
        return {
            "name": found["name"],
            "in": found["in"],
            "required": found.get("required", False),
            **self._type(found.get("schema", {}), f"{operation}:{found['name']}"),
        }

    def _content(self, content: JSON, where: str) -> JSON:
        if not content:
            return {"media": [], "schema": None}
        schema = next(iter(content.values())).get("schema", {})
        return {"media": sorted(content), "schema": self._type(schema, where)}

    def _type(self, schema: JSON, where: str) -> JSON:
        """Give the facts of a type; named and anonymous objects become references."""
        if "$ref" in schema:
            return self._reference(schema)
        for keyword, name in (("oneOf", "one_of"), ("anyOf", "one_of"), ("allOf", "all_of")):
            if keyword in schema:
                members = [
                    self._type(member, f"{where}|{index}")
                    for index, member in enumerate(_members(schema, keyword, where))
                ]
                chosen = schema.get("discriminator", {}).get("propertyName")
                return {name: members} | ({"discriminator": chosen} if chosen else {})
        if schema.get("properties"):
            self.schemas[where] = self._object(schema, where)
            return {"ref": where}
        kind = schema.get("type", "string" if "enum" in schema else "object")
        if not isinstance(kind, str):
            raise DocumentError(f"{where}: a type that is a list is OpenAPI 3.1")
        facts: JSON = {"type": kind}
        facts |= {bound: schema[bound] for bound in BOUNDS if bound in schema}
        if "enum" in schema:
            facts["enum"] = list(schema["enum"])
        if "items" in schema:
            facts["items"] = self._type(schema["items"], f"{where}[]")
        return facts

    def _reference(self, schema: JSON) -> JSON:
        name = _last(schema["$ref"])
        if name not in self.schemas:
            self.schemas[name] = {}  # a placeholder ends the recursion of self-references
            found = self._component(schema["$ref"])
            plain = found.get("properties") and not found.keys() & COMBINING
            self.schemas[name] = self._object(found, name) if plain else self._type(found, name)
        return {"ref": name}

    def _object(self, schema: JSON, where: str) -> JSON:
        fields = {n: self._type(s, f"{where}.{n}") for n, s in schema["properties"].items()}
        return {"fields": fields, "required": sorted(schema.get("required", []))}


def _members(schema: JSON, keyword: str, where: str) -> list[JSON]:
    """Give the members of a composition; properties beside `allOf` are one more of them."""
    members: list[JSON] = schema[keyword]
    if not schema.get("properties"):
        return members
    if keyword != "allOf":
        raise DocumentError(f"{where}: properties beside {keyword} can mean many things")
    beside: JSON = {key: schema[key] for key in ("properties", "required") if key in schema}
    return [*members, beside]


def _limits(path: str, description: str, operation: str) -> JSON:
    """Read scopes, rate level and plan out of an operation's description."""
    text = MARKUP.sub("|", description)
    _, _, scopes = text.partition("Required scope|")
    scopes, _, rest = scopes.partition("Rate limiting|")
    level = LEVEL.search(rest)
    plan = None
    if "Enterprise Guard only" in text:
        plan = "enterprise_guard"
    elif "Enterprise only" in text or operation.startswith("enterprise-") or _is_scim(path):
        plan = "enterprise"
    return {
        "scopes": SCOPE.findall(scopes),
        "level": int(level[1]) if level else None,
        "per_item": bool(level and PER_ITEM.match(rest[level.end() :].lstrip("|"))),
        "plan": plan,
    }


def _paging_style(parameters: list[JSON]) -> str | None:
    names = {p["name"] for p in parameters if p["in"] == "query"}
    if "cursor" in names:
        return "cursor"
    if "offset" in names:
        return "offset"
    return "scim" if "startIndex" in names else None


def _is_scim(path: str) -> bool:
    return path.split("/")[1] in SCIM


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]
