"""The official document as Schemathesis can read it: corrected, and without what leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.contract.correction import corrected
from tests.contract.corrections import CORRECTIONS
from tests.contract.official import read, reference
from tests.contract.sandbox_corrections import SANDBOX_CORRECTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.official import JSON

SCIM_PREFIX = "/api/v1/scim"
_SCIM = ("/Users", "/Groups", "/ResourceTypes", "/Schemas", "/ServiceProviderConfig")


def openapi(path: Path) -> JSON:
    """Give the document. Errors may be anything here: its references to them lead nowhere."""
    whole = corrected(read(path), CORRECTIONS + SANDBOX_CORRECTIONS)
    paths: dict[str, JSON] = {}
    for id_, facts in whole["operations"].items():
        item = paths.setdefault(_path(facts), {})
        method, operation = facts["method"].lower(), _operation(id_, facts)
        item[method] = _merged(item[method], operation) if method in item else operation
    return {
        "openapi": "3.0.1",
        "info": {"title": "Miro", "version": "2"},
        "paths": paths,
        "components": {"schemas": _readable(whole["schemas"])},
    }


def _path(facts: JSON) -> str:
    path = facts["path"].removesuffix("?")  # defect D6
    for name in facts["ids"]:
        if "{" + name + "}" not in path:  # defect D5
            before, _, rest = path.partition("{")
            path = before + "{" + name + "}" + rest.partition("}")[2]
    return SCIM_PREFIX + path if path.startswith(_SCIM) else path


def _operation(id_: str, facts: JSON) -> JSON:
    operation: JSON = {
        "operationId": id_,
        "parameters": [
            {
                **parameter,
                "name": parameter["name"].removeprefix("?"),  # defect D6
                "schema": _readable(parameter["schema"]),
            }
            for parameter in [*facts["ids"].values(), *facts["query"].values()]
        ],
        "responses": {
            status: {"description": "", "content": _content({} if status == "204" else schemas)}
            for status, schemas in facts["answers"].items()
        },
    }
    operation["responses"]["default"] = {"description": "an error"}
    if facts["body"]:
        body = {"required": facts["body_required"], "content": _content(facts["body"])}
        operation["requestBody"] = body
    return operation


def _merged(one: JSON, other: JSON) -> JSON:
    """Give one operation for two that share a path: they differ in a query or in a kind of body."""
    names = {parameter["name"] for parameter in one["parameters"]}
    new = [given for given in other["parameters"] if given["name"] not in names]
    merged = {**one, "parameters": [*one["parameters"], *new]}
    if "requestBody" in one:
        content = {**one["requestBody"]["content"], **other["requestBody"]["content"]}
        merged["requestBody"] = {**one["requestBody"], "content": content}
    return merged


def _content(schemas: JSON) -> JSON:
    return {media: {"schema": _readable(schema)} for media, schema in schemas.items()}


def _readable(schema: Any) -> Any:
    """Give a schema whose unions are decided by nothing, as the document has no word for that."""
    if isinstance(schema, list):
        return [_readable(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "x-members" in schema:
        return {"anyOf": [reference(name) for name in set(schema["x-members"].values())]}
    if schema.get("type") == "null":
        return {"nullable": True, "enum": [None]}
    return {name: _readable(part) for name, part in schema.items()}
