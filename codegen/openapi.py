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


def facts_of(document: JSON, raw: bytes) -> JSON:
    """Give the facts of an OpenAPI document; `raw` is its bytes, for the hash."""
    reader = _Reader(document)
    operations = {
        op["operationId"]: reader.operation(method, path, shared, op)
        for method, path, shared, op in _walk(document)
    }
    return {
        "document": {
            "openapi": document["openapi"],
            "version": document["info"]["version"],
            "sha256": hashlib.sha256(raw).hexdigest(),
        },
        "operations": dict(sorted(operations.items())),
        "schemas": dict(sorted(reader.schemas.items())),
    }


def _walk(document: JSON) -> Iterator[tuple[str, str, list[JSON], JSON]]:
    for path, item in document["paths"].items():
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
        parameters = [self._parameter(p) for p in [*shared, *op.get("parameters", [])]]
        good = {s: r for s, r in op["responses"].items() if s.startswith("2")}
        facts: JSON = {
            "method": method,
            "path": path,
            "parameters": list({(p["in"], p["name"]): p for p in parameters}.values()),
        }
        if "requestBody" in op:
            body = op["requestBody"]
            facts["body"] = {
                "required": body.get("required", False),
                **self._content(body["content"], f"{name}:body"),
            }
        facts["responses"] = {
            status: self._content(response.get("content", {}), f"{name}:{status}")
            for status, response in sorted(good.items())
        }
        facts["errors"] = sorted(s for s in op["responses"] if not s.startswith("2"))
        facts |= _limits(path, op.get("description", ""), name)
        facts["experimental"] = path.startswith("/v2-experimental/")
        facts["deprecated"] = op.get("deprecated", False)
        facts["paging"] = _paging_style(facts["parameters"])
        return facts

    def _parameter(self, parameter: JSON) -> JSON:
        if "$ref" in parameter:
            parameter = self._components["parameters"][_last(parameter["$ref"])]
        where = f"parameter:{parameter['name']}"
        return {
            "name": parameter["name"],
            "in": parameter["in"],
            "required": parameter.get("required", False),
            **self._type(parameter.get("schema", {}), where),
        }

    def _content(self, content: JSON, where: str) -> JSON:
        if not content:
            return {"media": [], "schema": None}
        schema = next(iter(content.values())).get("schema", {})
        return {"media": sorted(content), "schema": self._type(schema, where)}

    def _type(self, schema: JSON, where: str) -> JSON:
        """Give the facts of a type; named and anonymous objects become references."""
        if "$ref" in schema:
            return self._reference(_last(schema["$ref"]))
        for keyword, name in (("oneOf", "one_of"), ("anyOf", "one_of"), ("allOf", "all_of")):
            if keyword in schema:
                members = [
                    self._type(m, f"{where}|{i}" if i else where)
                    for i, m in enumerate(schema[keyword])
                ]
                chosen = schema.get("discriminator", {}).get("propertyName")
                return {name: members} | ({"discriminator": chosen} if chosen else {})
        if schema.get("properties"):
            self.schemas[where] = self._object(schema, where)
            return {"ref": where}
        facts: JSON = {"type": schema.get("type", "string" if "enum" in schema else "object")}
        facts |= {bound: schema[bound] for bound in BOUNDS if bound in schema}
        if "enum" in schema:
            facts["enum"] = list(schema["enum"])
        if "items" in schema:
            facts["items"] = self._type(schema["items"], f"{where}[]")
        return facts

    def _reference(self, name: str) -> JSON:
        if name not in self.schemas:
            self.schemas[name] = {}  # a placeholder ends the recursion of self-references
            found = self._components["schemas"][name]
            if found.get("properties"):
                self.schemas[name] = self._object(found, name)
            else:
                self.schemas[name] = self._type(found, name)
        return {"ref": name}

    def _object(self, schema: JSON, where: str) -> JSON:
        fields = {n: self._type(s, f"{where}.{n}") for n, s in schema["properties"].items()}
        return {"fields": fields, "required": sorted(schema.get("required", []))}


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
