"""The validator itself, on a small made-up document: what it lets pass and what it catches."""

from __future__ import annotations

import json

import pytest

from miro_async.call.multipart import Part, form
from miro_async.call.transport.protocol import Request
from tests.contract.correction import Correction, corrected
from tests.contract.official import Document, read
from tests.contract.schema_check import problems
from tests.contract.validator import validate_request

FIXED = {"type": "object", "properties": {"when": {"type": "string", "format": "date-time"}}}
CIRCLE = {"type": "object", "properties": {"radius": {"type": "number"}}}
SQUARE = {
    "type": "object",
    "properties": {"side": {"type": "string", "minimum": 1, "maximum": 24}},
    "required": ["side"],
}
SHAPE = {
    "type": "object",
    "required": ["type"],
    "properties": {
        "type": {"type": "string", "enum": ["circle", "square", "dot"]},
        "data": {"x-decided-by": "type", "x-members": {"circle": "Circle", "square": "Square"}},
        "fixed": {"allOf": [{"$ref": "#/components/schemas/Fixed"}, {"required": ["when"]}]},
        "notes": {"type": "array", "maxItems": 2, "items": {"type": "string", "minLength": 1}},
        "free": {"type": "object"},
    },
}
FORM = {
    "type": "object",
    "required": ["resource"],
    "properties": {
        "data": {"$ref": "#/components/schemas/Fixed"},
        "resource": {"type": "string", "format": "binary"},
        "others": {"type": "array", "items": {"type": "string", "format": "binary"}},
    },
}
DOCUMENT = {
    "paths": {
        "/pens/{pen_id}/shapes": {
            "parameters": [
                {"in": "path", "name": "pen_id", "required": True, "schema": {"type": "string"}},
            ],
            "get": {
                "operationId": "list",
                "parameters": [
                    {"$ref": "#/components/parameters/limit"},
                    {
                        "in": "query",
                        "name": "ids",
                        "schema": {"type": "array", "maxItems": 2, "items": {"type": "integer"}},
                    },
                    {
                        "in": "query",
                        "name": "all",
                        "required": True,
                        "schema": {"type": "boolean"},
                    },
                ],
                "responses": {"200": {}},
            },
            "post": {
                "operationId": "create",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Shape"}}
                    },
                },
                "responses": {"201": {}},
            },
            "put": {
                "operationId": "upload",
                "requestBody": {"content": {"multipart/form-data": {"schema": FORM}}},
                "responses": {"201": {}},
            },
        },
    },
    "components": {
        "parameters": {
            "limit": {
                "in": "query",
                "name": "limit",
                "schema": {"type": "string", "minimum": 10, "maximum": 50},
            }
        },
        "schemas": {"Fixed": FIXED, "Circle": CIRCLE, "Square": SQUARE, "Shape": SHAPE},
    },
}


@pytest.fixture
def document(tmp_path):
    """Give the made-up document, read from a file as the official one is."""
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(DOCUMENT))
    return Document(read(path))


def get(query, path="/pens/a%2Fb/shapes"):
    """Give a request of the operation `list`."""
    return Request(method="GET", url=f"https://host.test{path}?{query}", headers={})


def post(body, content_type="application/json"):
    """Give a request of the operation `create`."""
    return Request(
        method="POST",
        url="https://host.test/pens/1/shapes",
        headers={"content-type": content_type},
        body=body if body is None else json.dumps(body).encode(),
    )


def put(*parts):
    """Give a request of the operation `upload`."""
    body, content_type = form(parts)
    return Request(
        method="PUT",
        url="https://host.test/pens/1/shapes",
        headers={"content-type": content_type},
        body=body,
    )


def data(value):
    """Give the JSON part of an upload."""
    return Part(name="data", content=json.dumps(value).encode(), content_type="application/json")


def file(name="resource", content=b"\x00\r\n\xff", file_name="a.png"):
    """Give a file part of an upload."""
    return Part(name=name, content=content, content_type="image/png", file_name=file_name)


@pytest.mark.parametrize("query", ["all=true", "all=false&limit=10&ids=1&ids=2"])
def test_declared_queries_pass(document, query):
    """A request with declared, well-typed parameters has no problems."""
    assert validate_request(document, "list", get(query)) == []


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("limit=10", "?all: is missing"),
        ("all=true&al=true", "?al: is not declared"),
        ("all=yes", "?all: 'yes' is no boolean"),
        ("all=true&all=true", "?all: is given 2 times"),
        ("all=true&limit=51", "?limit: 51.0 is not from 10 to 50"),
        ("all=true&limit=many", "?limit: 'many' is no number in a string"),
        ("all=true&ids=1,2", "?ids[0]: '1,2' is no integer"),
        ("all=true&ids=1&ids=2&ids=3", "?ids: has 3 elements"),
    ],
)
def test_wrong_queries_are_caught(document, query, problem):
    """Undeclared, missing, repeated, wrong and unbounded values are each a problem."""
    assert [problem] == validate_request(document, "list", get(query))


@pytest.mark.parametrize("path", ["/pens//shapes", "/pens/1/shape", "/pens/1", "/pens/1/shapes/"])
def test_wrong_paths_are_caught(document, path):
    """A path with an empty id, another word, or more or fewer segments is a problem."""
    assert len(validate_request(document, "list", get("all=true", path))) == 1


def test_the_operation_decides_not_the_url(document):
    """A request that is fine for its URL is a problem for another operation of the same URL."""
    assert validate_request(document, "create", get("")) == [
        "GET: wrong method",
        "body: is missing",
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"type": "dot"},
        {"type": "circle", "data": {"radius": 1}, "free": {"any": [{"thing": 1}]}},
        {"type": "square", "data": {"side": "2.5"}, "notes": ["a", "b"]},
        {"type": "dot", "fixed": {"when": "2026-01-31T09:30:00.250Z"}},
    ],
)
def test_declared_bodies_pass(document, body):
    """A body that is what its schema says has no problems."""
    assert validate_request(document, "create", post(body)) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({}, ": type is missing"),
        ({"type": "cube"}, "type: 'cube' is none of ['circle', 'square', 'dot']"),
        ({"type": "dot", "Type": "dot"}, "Type: is not declared"),
        ({"type": "circle", "data": {"side": "2"}}, "data.side: is not declared"),
        ({"type": "dot", "data": {}}, "data: has no meaning beside its siblings"),
        ({"type": "square", "data": {"side": "25"}}, "data.side: 25.0 is not from 1 to 24"),
        ({"type": "square", "data": {"side": 2}}, "data.side: 2 is no string"),
        ({"type": "square", "data": {}}, "data: side is missing"),
        ({"type": "circle", "data": {"radius": True}}, "data.radius: True is no number"),
        ({"type": "dot", "notes": ["a", "b", "c"]}, "notes: has 3 elements"),
        ({"type": "dot", "notes": [""]}, "notes[0]: has 0 characters"),
        ({"type": "dot", "fixed": {}}, "fixed: when is missing"),
        ({"type": "dot", "fixed": {"when": "today"}}, "fixed.when: 'today' is no date-time"),
        ({"type": "dot", "fixed": None}, "fixed: None is no object"),
    ],
)
def test_wrong_bodies_are_caught(document, body, problem):
    """At any depth what is undeclared, missing, of another type or out of bounds is a problem."""
    assert [problem] == validate_request(document, "create", post(body))


def test_another_content_type_is_caught(document):
    """A body under a content type that the operation does not take is a problem."""
    request = post({"type": "dot"}, "text/json")
    assert validate_request(document, "create", request) == [
        "body: 'text/json' is none of ['application/json']"
    ]


@pytest.mark.parametrize(
    ("value", "format_"),
    [
        ("2026-01-31 09:30:00Z", "date-time"),
        ("2026-01-31T09:30:00", "date-time"),
        ("2026-13-31T09:30:00Z", "date-time"),
        ("2026-1-31", "date"),
        ("123", "uuid"),
        ("12a", "int64"),
    ],
)
def test_wrong_formats_are_caught(document, value, format_):
    """A string that is not of its format is a problem."""
    schema = {"type": "string", "format": format_}
    assert [f"id: {value!r} is no {format_}"] == list(problems(document, schema, value, "id"))


def test_a_form_passes(document):
    """A form with a JSON part, a file and a repeated file has no problems."""
    request = put(data({}), file(), file("others"), file("others"))
    assert validate_request(document, "upload", request) == []


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ([data({})], "body: resource is missing"),
        ([file(), data({"wann": ""})], "data.wann: is not declared"),
        ([file(), file("file")], "file: is not declared"),
        ([file(), file()], "resource: is given 2 times"),
        ([file(file_name=None)], "resource: is a file without a name"),
        ([file(content=b"")], "resource: is empty"),
        ([file(), file("data")], "data: image/png is not application/json"),
    ],
)
def test_wrong_forms_are_caught(document, parts, problem):
    """A part that is undeclared, missing, repeated, or of another kind is a problem."""
    assert [problem] == validate_request(document, "upload", put(*parts))


def test_what_no_value_can_be_is_an_error(document):
    """An `allOf` of two types stops the tests, rather than letting everything pass."""
    schema = {"allOf": [{"type": "object"}, {"type": "string"}]}
    with pytest.raises(ValueError, match="nothing is both"):
        list(problems(document, schema, {}))


def test_a_correction_that_changes_nothing_is_an_error():
    """A correction of what the document says already is refused."""
    correction = Correction("D0", "schemas Circle", CIRCLE, shown_by="create", why="-")
    with pytest.raises(ValueError, match="D0: schemas Circle changes nothing"):
        corrected({"schemas": {"Circle": CIRCLE}}, [correction])
