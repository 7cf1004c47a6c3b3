"""The official document of Miro's API: operations by their id, and schemas with their references.

The document is read from the file that `MIRO_OPENAPI` names; nothing of it is in this repository.
Routing by URL would confuse the 13 operations that share a method and a path with another one, so
everything here goes by operation id.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

JSON = dict[str, Any]

VERBS = ("get", "post", "put", "patch", "delete")


@frozen
class Parameter:
    """A parameter of a path or a query."""

    name: str
    required: bool
    schema: JSON


@frozen
class OfficialOperation:
    """What the document says of an operation; `body` and `answers` are by media type."""

    id: str
    method: str
    path: str
    ids: Mapping[str, Parameter]
    query: Mapping[str, Parameter]
    body_required: bool
    body: Mapping[str, JSON]
    answers: Mapping[int, Mapping[str, JSON]]

    def answer(self) -> tuple[int, JSON | None]:
        """Give the status of success and the schema of its body, `None` where it has none."""
        status = min(self.answers)
        return status, self.schema_of(status)

    def schema_of(self, status: int) -> JSON | None:
        """Give the schema of the body that comes with a status, `None` where it has none."""
        if status == 204:  # some declare a JSON object, but there is nothing to read
            return None
        return next(iter(self.answers[status].values()), None)


class Document:
    """The document as it is after corrections."""

    def __init__(self, description: JSON) -> None:
        self.schemas: JSON = description["schemas"]
        self.operations = {
            id_: _operation(id_, facts) for id_, facts in description["operations"].items()
        }

    def resolve(self, schema: JSON) -> JSON:
        """Give a schema that is itself no reference, with the parts of an `allOf` put together."""
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].rpartition("/")[2]]
        if "allOf" not in schema:
            return schema
        whole: JSON = {}
        for part in schema["allOf"]:
            self._put_together(whole, self.resolve(part))
        return whole

    def _put_together(self, whole: JSON, part: JSON) -> None:
        if whole.get("type", part.get("type")) != part.get("type", whole.get("type")):
            raise ValueError(f"allOf of {whole['type']} and {part['type']}: nothing is both")
        fields = dict(whole.get("properties", {}))
        for name, field in part.get("properties", {}).items():
            fields[name] = fields.get(name, {}) | field
        required = [*whole.get("required", []), *part.get("required", [])]
        whole |= part | {"properties": fields, "required": required}

    def member(self, schema: JSON, siblings: Mapping[str, Any]) -> JSON | None:
        """Give the schema for a field of an object, `None` if there is none beside these siblings.

        Where a correction names a deciding sibling, its value chooses among the union's members.
        """
        schema = self.resolve(schema)
        if "x-decided-by" not in schema:
            return schema
        members = schema["x-members"]
        chosen = members.get(siblings.get(schema["x-decided-by"]))
        return None if chosen is None else self.resolve(reference(chosen))


def reference(name: str) -> JSON:
    """Give a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def read(path: Path) -> JSON:
    """Give the operations by id and the schemas by name, all still to be corrected."""
    document = json.loads(path.read_text(encoding="utf-8"))
    shared = document["components"]["parameters"]
    operations = {}
    for template, verb, item in _operations(document):
        parameters = [*item.get("parameters", []), *item[verb].get("parameters", [])]
        full = [shared[p["$ref"].rpartition("/")[2]] if "$ref" in p else p for p in parameters]
        body = item[verb].get("requestBody", {})
        operations[item[verb]["operationId"]] = {
            "method": verb.upper(),
            "path": template,
            "ids": {p["name"]: p for p in full if p["in"] == "path"},
            "query": {p["name"]: p for p in full if p["in"] == "query"},
            "body_required": body.get("required", False),
            "body": _schemas(body),
            "answers": {
                status: _schemas(answer)
                for status, answer in item[verb]["responses"].items()
                if status.startswith("2")
            },
        }
    return {"operations": operations, "schemas": document["components"]["schemas"]}


def _operations(document: JSON) -> Iterator[tuple[str, str, JSON]]:
    for template, item in document["paths"].items():
        for verb in VERBS:
            if verb in item:
                yield template, verb, item


def _schemas(message: JSON) -> JSON:
    return {media: of["schema"] for media, of in message.get("content", {}).items()}


def _operation(id_: str, facts: JSON) -> OfficialOperation:
    return OfficialOperation(
        id=id_,
        method=facts["method"],
        path=facts["path"],
        ids=_parameters(facts["ids"]),
        query=_parameters(facts["query"]),
        body_required=facts["body_required"],
        body=facts["body"],
        answers={int(status): schemas for status, schemas in facts["answers"].items()},
    )


def _parameters(listed: JSON) -> dict[str, Parameter]:
    return {
        name: Parameter(name, parameter.get("required", False), parameter["schema"])
        for name, parameter in listed.items()
    }
