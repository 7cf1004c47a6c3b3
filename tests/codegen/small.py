"""A small API, as facts and with an overlay, and documents to import: made up for the tests."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from codegen.__main__ import Project
from codegen.openapi import facts_of

ROOT = Path(__file__).parent.parent.parent

GONE = object()
STRING = {"type": "string"}
THING_ID = {"name": "thing_id", "in": "path", "required": True, **STRING}
TERMS = {
    "errors": ["404"],
    "scopes": ["things:read"],
    "level": 1,
    "per_item": False,
    "plan": None,
    "experimental": False,
    "deprecated": False,
    "paging": None,
}

FACTS: dict[str, Any] = {
    "document": {"openapi": "3.0.1", "version": "v2.0", "sha256": "0" * 64},
    "operations": {
        "get-thing": {
            "method": "GET",
            "path": "/v2/things/{thing_id_Old}",
            "parameters": [{**THING_ID, "name": "thing_id_Old"}],
            "responses": {"200": {"media": ["application/json"], "schema": {"ref": "Thing"}}},
            **TERMS,
        },
        "list-things": {
            "method": "GET",
            "path": "/v2/things",
            "parameters": [
                {"name": "color", "in": "query", "required": False, **STRING},
                {"name": "limit", "in": "query", "required": False, "type": "integer"}
                | {"minimum": 10, "maximum": 50},
                {"name": "cursor", "in": "query", "required": False, **STRING},
            ],
            "responses": {"200": {"media": ["application/json"], "schema": {"ref": "ThingPage"}}},
            **TERMS,
            "paging": "cursor",
        },
        "update-thing": {
            "method": "PATCH",
            "path": "/v2/things/{thing_id}",
            "parameters": [THING_ID],
            "body": {
                "required": True,
                "media": ["application/json"],
                "schema": {"ref": "ThingChanges"},
            },
            "responses": {"200": {"media": ["application/json"], "schema": {"ref": "Thing"}}},
            **TERMS,
            "scopes": ["things:write"],
            "level": 2,
        },
    },
    "schemas": {
        "Place": {"fields": {"x": {"type": "number"}, "y": {"type": "number"}}, "required": []},
        "Thing": {
            "fields": {
                "id": STRING,
                "color": {"type": "string", "enum": ["red", "green"]},
                "place": {"ref": "Place"},
                "tags": {"type": "array", "items": STRING},
            },
            "required": ["id"],
        },
        "ThingChanges": {
            "fields": {
                "color": {"type": "string", "enum": ["red", "green"]},
                "size": {"type": "integer", "minimum": 1, "maximum": 9},
                "place": {"ref": "Place"},
            },
            "required": ["color"],
        },
        "ThingPage": {
            "fields": {
                "data": {"type": "array", "items": {"ref": "Thing"}},
                "cursor": STRING,
            },
            "required": [],
        },
    },
}

OVERLAY = """
[[rewrites]]
defect = "R1"
pattern = "_Old"
replace = ""
reason = "A word is left over in a name."
evidence = "Other paths do not have it."

[[corrections]]
defect = "C1"
at = ["schemas", "Thing", "fields", "color", "enum"]
append = ["blue"]
reason = "A color is missing."
evidence = "An answer has it."

[[corrections]]
defect = "C2"
at = ["operations", "list-things", "parameters", "limit", "maximum"]
set = 40
reason = "The bound is wrong."
evidence = "An answer says so."

[groups.things]
class = "Things"
doc = "Things, and where they are."

[operations.list-things]
call = "things.list"
doc = "List things."

[operations.get-thing]
call = "things.get"
doc = "Get a thing."

[operations.update-thing]
call = "things.update"
doc = "Change a thing."

[unions.Anything]
module = "things"
doc = "A thing of any kind."
by = "color"
members = { red = "Thing" }
fallback = "Place"

[classes.Place]
module = "places"
schemas = ["Place"]
doc = "Where a thing is."

[classes.Thing]
module = "things"
schemas = ["Thing"]
doc = "A thing."

[enums]
Color = { like = "Thing.color" }

[words]
thing_id = "Id of the thing."
color = "The color."
size = "The size."
place = "Where it is."
page_size = "How many in a page."
cursor = "Where to start."
"""


def facts() -> dict[str, Any]:
    """Give the facts of the small API, to change at will."""
    return json.loads(json.dumps(FACTS))


def put(facts: Any, at: str, value: Any) -> None:
    """Put a value at a place such as `schemas / Thing / required`, or take it away (`GONE`).

    Parameters are found by their names.
    """
    *steps, last = at.split(" / ")
    for step in steps:
        named = {p["name"]: p for p in facts} if isinstance(facts, list) else facts
        facts = named[step]
    if isinstance(facts, list):
        facts[:] = [p for p in facts if p["name"] != last] + ([] if value is GONE else [value])
    elif value is GONE:
        del facts[last]
    else:
        facts[last] = value


def changed(at: str, value: Any) -> dict[str, Any]:
    """Give the facts of the small API with another value in one place."""
    others = facts()
    put(others, at, value)
    return others


def project(folder: Path) -> Project:
    """Give a project in a folder that generates the small API."""
    made = Project(folder)
    made.facts.parent.mkdir(parents=True)
    made.facts.write_text(json.dumps(FACTS))
    made.overlay.write_text(OVERLAY)
    by_hand = made.package / "endpoints" / "__init__.py"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text('"""Written by hand."""\n')
    return made


def project_with_generator(folder: Path) -> Project:
    """Give such a project with the generator itself in it."""
    made = project(folder)
    ignored = shutil.ignore_patterns("__pycache__", "spec")
    shutil.copytree(ROOT / "codegen", folder / "codegen", ignore=ignored, dirs_exist_ok=True)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return made


def document(paths: Any, **components: Any) -> dict[str, Any]:
    """Give an OpenAPI document."""
    return {
        "openapi": "3.0.1",
        "info": {"version": "v1"},
        "paths": paths,
        "components": components,
    }


def imported(operation: Any, path: str = "/v2/things", **components: Any) -> Any:
    """Give the facts of a document with one operation, `get-things`; it may lack what is usual."""
    whole = {"operationId": "get-things", "responses": {}} | operation
    return facts_of(document({path: {"get": whole}}, **components), b"")


def answering(schema: Any, **schemas: Any) -> Any:
    """Give the facts of a document whose one operation answers with a schema."""
    content = {"application/json": {"schema": schema}}
    return imported({"responses": {"200": {"content": content}}}, schemas=schemas)
