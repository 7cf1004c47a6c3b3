from __future__ import annotations

import hashlib
import json
import re

import pytest

from codegen.openapi import DocumentError, facts_of
from tests.codegen.small import answering, document, imported

STRING = {"type": "string"}
LIMITS = (
    "<p>Gets things.</p><h3>Required scope</h3> <a target=_blank href=x>boards:read</a> {} "
    "<br/><h3>Rate limiting</h3> <a href=/ref#limits>Level {}</a>{}"
)


def described(description):
    """Give the facts of an operation with a description."""
    return imported({"description": description})["operations"]["get-things"]


# ------------------------------------------------------------------------------------------- types


def test_references_to_schemas_are_kept_by_name():
    """A reference stays one, and the schema that it names is there, with fields and required."""
    thing = {"type": "object", "properties": {"id": STRING}, "required": ["id"]}
    facts = answering({"$ref": "#/components/schemas/Thing"}, Thing=thing)
    answer = facts["operations"]["get-things"]["responses"]["200"]
    assert answer == {"media": ["application/json"], "schema": {"ref": "Thing"}}
    assert facts["schemas"] == {"Thing": {"fields": {"id": STRING}, "required": ["id"]}}


def test_schemas_that_no_operation_uses_are_left_out():
    """Only what operations reach, however far away, is kept."""
    one = {"properties": {"two": {"type": "array", "items": {"$ref": "#/components/schemas/Two"}}}}
    two = {"properties": {"id": STRING}}
    facts = answering({"$ref": "#/components/schemas/One"}, One=one, Two=two, Three=two)
    assert list(facts["schemas"]) == ["One", "Two"]


def test_a_schema_may_refer_to_itself():
    """Recursion ends at the name."""
    tree = {"properties": {"child": {"$ref": "#/components/schemas/Tree"}}}
    facts = answering({"$ref": "#/components/schemas/Tree"}, Tree=tree)
    assert facts["schemas"]["Tree"]["fields"] == {"child": {"ref": "Tree"}}


def test_inline_objects_get_the_names_of_their_places():
    """Anonymous objects become schemas that are named after where they stand."""
    inner = {"type": "object", "properties": {"deep": {"properties": {"id": STRING}}}}
    outer = {"properties": {"one": inner, "many": {"type": "array", "items": inner}}}
    body = {"content": {"application/json": {"schema": outer}}}
    answer = {"content": {"application/json": {"schema": inner}}}
    choice = {"name": "filter", "in": "query", "schema": inner}
    operation = {"requestBody": body, "responses": {"201": answer}, "parameters": [choice]}
    assert list(imported(operation)["schemas"]) == [
        "get-things:201",
        "get-things:201.deep",
        "get-things:body",
        "get-things:body.many[]",
        "get-things:body.many[].deep",
        "get-things:body.one",
        "get-things:body.one.deep",
        "get-things:filter",
        "get-things:filter.deep",
    ]


def test_the_names_of_inline_objects_do_not_depend_on_their_neighbors():
    """A field that comes in between changes no name."""
    inner = {"properties": {"id": STRING}}
    before = answering({"properties": {"a": inner, "b": inner}})
    after = answering({"properties": {"a": inner, "new": inner, "b": inner}})
    assert before["schemas"].keys() < after["schemas"].keys()


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_alternatives_are_listed(keyword):
    """`oneOf` and `anyOf` are the same: one of some types, in their order."""
    members = [STRING, {"type": "array", "items": STRING}, {"properties": {"id": STRING}}]
    facts = answering({keyword: members})
    schema = facts["operations"]["get-things"]["responses"]["200"]["schema"]
    assert schema["one_of"][:2] == [STRING, {"type": "array", "items": STRING}]
    assert facts["schemas"][schema["one_of"][2]["ref"]] == {
        "fields": {"id": STRING},
        "required": [],
    }


def test_the_discriminator_is_kept():
    """Which field decides is a fact."""
    union = {"oneOf": [STRING], "discriminator": {"propertyName": "kind", "mapping": {"a": "x"}}}
    schema = answering(union)["operations"]["get-things"]["responses"]["200"]["schema"]
    assert schema == {"one_of": [STRING], "discriminator": "kind"}


def test_compositions_list_their_parts():
    """`allOf` gives its parts; properties beside it are one more part."""
    base = {"properties": {"id": STRING}}
    more = {"allOf": [{"$ref": "#/components/schemas/Base"}], "properties": {"name": STRING}}
    facts = answering({"$ref": "#/components/schemas/More"}, Base=base, More=more)
    first, second = facts["schemas"]["More"]["all_of"]
    assert first == {"ref": "Base"}
    assert facts["schemas"][second["ref"]]["fields"] == {"name": STRING}


def test_properties_beside_alternatives_are_refused():
    """They can mean many things, so that somebody has to look."""
    with pytest.raises(DocumentError, match="oneOf"):
        answering({"oneOf": [STRING], "properties": {"id": STRING}})


def test_enums_keep_their_values_in_order():
    """Values are facts; a type that is missing beside them is a string."""
    facts = answering({"properties": {"color": {"enum": ["red", "blue"]}}})
    color = facts["schemas"]["get-things:200"]["fields"]["color"]
    assert color == {"type": "string", "enum": ["red", "blue"]}


def test_bounds_are_kept():
    """All bounds of numbers, texts and lists are facts, zero included."""
    bounds = {
        "number": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 9},
        "text": {"type": "string", "pattern": "^x", "minLength": 0, "maxLength": 7},
        "list": {"type": "array", "minItems": 0, "maxItems": 3, "items": STRING},
    }
    facts = answering({"properties": bounds})
    assert bounds == facts["schemas"]["get-things:200"]["fields"]


def test_a_type_that_is_not_given_is_any_object():
    """Nothing is invented about it."""
    facts = answering({"properties": {"free": {}}})
    assert facts["schemas"]["get-things:200"]["fields"]["free"] == {"type": "object"}


# -------------------------------------------------------------------------------------- operations


def test_parameters_of_the_path_item_are_merged():
    """They come first; one of the operation itself with the same name and place replaces them."""
    item = {
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": STRING},
            {"name": "limit", "in": "query", "schema": STRING},
        ],
        "get": {
            "operationId": "get",
            "parameters": [
                {"name": "limit", "in": "query", "schema": {"type": "integer"}},
                {"name": "id", "in": "query", "schema": STRING},
            ],
            "responses": {},
        },
        "post": {"operationId": "post", "responses": {}},
    }
    operations = facts_of(document({"/v2/{id}": item}), b"")["operations"]
    assert operations["get"]["parameters"] == [
        {"name": "id", "in": "path", "required": True, "type": "string"},
        {"name": "limit", "in": "query", "required": False, "type": "integer"},
        {"name": "id", "in": "query", "required": False, "type": "string"},
    ]
    assert [p["name"] for p in operations["post"]["parameters"]] == ["id", "limit"]


def test_references_to_other_components_are_followed():
    """Parameters, bodies and answers may stand among the components."""
    content = {"content": {"application/json": {"schema": STRING}}}
    operation = imported(
        {
            "parameters": [{"$ref": "#/components/parameters/Limit"}],
            "requestBody": {"$ref": "#/components/requestBodies/Body"},
            "responses": {"200": {"$ref": "#/components/responses/Answer"}},
        },
        parameters={"Limit": {"name": "limit", "in": "query", "schema": STRING}},
        requestBodies={"Body": content},
        responses={"Answer": content},
    )["operations"]["get-things"]
    given = {"media": ["application/json"], "schema": STRING}
    assert {"name": "limit", "in": "query", "required": False, **STRING} in operation["parameters"]
    assert {"required": False, **given} == operation["body"]
    assert {"200": given} == operation["responses"]


def test_errors_are_listed_without_being_followed():
    """Error answers are statuses only, as what they refer to does not exist in Miro's document."""
    dangling = {"$ref": "#/components/responses/404"}
    operation = imported({"responses": {"404": dangling, "400": {}, "204": {}}})
    facts = operation["operations"]["get-things"]
    assert facts["errors"] == ["400", "404"]
    assert facts["responses"] == {"204": {"media": [], "schema": None}}


@pytest.mark.parametrize(
    ("names", "style"),
    [
        (["limit", "cursor"], "cursor"),
        (["limit", "offset"], "offset"),
        (["count", "startIndex"], "scim"),
        (["limit"], None),
        ([], None),
    ],
)
def test_the_paging_style_follows_from_the_parameters(names, style):
    """The parameter that says where to start tells how a list comes in pages."""
    parameters = [{"name": name, "in": "query", "schema": STRING} for name in names]
    facts = imported({"parameters": parameters})
    assert style == facts["operations"]["get-things"]["paging"]


def test_limits_are_read_from_the_headed_sections_of_the_description():
    """Scopes, the rate level and whether it counts per item stand in HTML."""
    facts = described(LIMITS.format("<a>or</a> <a>boards:write</a>", 3, " per item"))
    assert facts["scopes"] == ["boards:read", "boards:write"]
    assert facts["level"] == 3
    assert facts["per_item"]


def test_limits_of_a_plain_operation():
    """Nothing is read that is not said."""
    facts = described(LIMITS.format("", 1, "<br/>"))
    assert facts["scopes"] == ["boards:read"]
    assert (facts["level"], facts["per_item"], facts["plan"]) == (1, False, None)


def test_words_with_a_colon_outside_of_the_section_are_no_scopes():
    """Only the section of scopes has scopes."""
    assert described("<p>Like this: boards:read</p>")["scopes"] == []


@pytest.mark.parametrize(
    ("description", "plan"),
    [
        ("<b>Enterprise only</b> This is", "enterprise"),
        ("<b>Enterprise Guard only</b> This is", "enterprise_guard"),
        ("For every enterprise", None),
    ],
)
def test_the_plan_is_read_from_the_description(description, plan):
    """Two marks tell that an operation needs a plan."""
    assert plan == described(description)["plan"]


def test_scim_needs_the_enterprise_plan():
    """SCIM operations do not say so, but they do."""
    assert imported({}, "/Users/{id}")["operations"]["get-things"]["plan"] == "enterprise"


def test_experimental_and_deprecated_operations_are_marked():
    """The route tells the one, the document the other."""
    facts = imported({"deprecated": True}, "/v2-experimental/things")["operations"]["get-things"]
    assert (facts["experimental"], facts["deprecated"]) == (True, True)


# ------------------------------------------------------------------------------------------ output


def test_no_prose_is_kept():
    """Wherever OpenAPI allows sentences, examples, defaults and titles, none comes through."""
    words = {
        "description": "Prose <h3>Required scope</h3> <a>boards:read</a>",
        "title": "Prose",
        "summary": "Prose",
        "example": "Prose",
        "examples": {"one": {"value": "Prose"}},
        "default": "Prose",
        "externalDocs": {"url": "Prose"},
        "x-readme": {"code": "Prose"},
    }
    field = {**STRING, **words, "enum": ["red"]}
    schema = {
        "properties": {"color": field, "many": {"type": "array", **words, "items": field}},
        **words,
    }
    content = {"application/json": {"schema": schema, **words}}
    whole = document(
        {
            "/v2/things": {
                **words,
                "get": {
                    "operationId": "get-things",
                    "tags": ["Prose"],
                    **words,
                    "parameters": [{"name": "a", "in": "query", "schema": field, **words}],
                    "requestBody": {"content": content, **words},
                    "responses": {"200": {"content": content, "headers": {"ETag": words}, **words}},
                },
            }
        }
    )
    facts = facts_of({**whole, **words, "tags": [words]}, b"")
    assert "prose" not in json.dumps(facts).lower()


def test_operations_and_schemas_are_sorted():
    """The order of the document's paths and schemas does not matter."""
    thing = {"properties": {"id": STRING}}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
    paths = {
        f"/v2/{name}": {"get": {"operationId": name, "responses": {"200": {"content": content}}}}
        for name in ("b", "a")
    }
    upside_down = dict(reversed(paths.items()))
    facts = facts_of(document(paths, schemas={"Thing": thing}), b"")
    assert list(facts["operations"]) == ["a", "b"]
    assert json.dumps(facts) == json.dumps(
        facts_of(document(upside_down, schemas={"Thing": thing}), b"")
    )


def test_the_document_is_named_by_its_hash():
    """The bytes that were read are identified."""
    facts = facts_of(document({}), b"these bytes")
    assert hashlib.sha256(b"these bytes").hexdigest() == facts["document"]["sha256"]
    assert (facts["document"]["openapi"], facts["document"]["version"]) == ("3.0.1", "v1")


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({}, "no OpenAPI"),
        ({"openapi": "3.1.0", "info": {"version": "1"}, "paths": {}}, "no OpenAPI 3.0"),
        (document({"/v2/x": {"get": {"responses": {}}}}), "GET /v2/x: .*operationId"),
        (
            document(
                {
                    "/v2/x": {"get": {"operationId": "a", "responses": {}}},
                    "/v2/y": {"get": {"operationId": "a", "responses": {}}},
                }
            ),
            "GET /v2/y: .*'a'",
        ),
    ],
)
def test_what_is_no_document_is_refused(broken, message):
    """The message says what is wrong, and where."""
    with pytest.raises(DocumentError, match=message):
        facts_of(broken, b"")


@pytest.mark.parametrize("kind", ["parameters", "schemas"])
def test_references_into_nowhere_are_refused(kind):
    """The message names the reference."""
    nowhere = {"$ref": f"#/components/{kind}/Nothing"}
    where = {"parameters": [nowhere]} if kind == "parameters" else {}
    where = where or {"responses": {"200": {"content": {"application/json": {"schema": nowhere}}}}}
    with pytest.raises(DocumentError, match=f"#/components/{kind}/Nothing"):
        imported(where)


def test_types_of_openapi_3_1_are_refused():
    """A list of types is not taken for a type."""
    with pytest.raises(DocumentError, match=re.escape("3.1")):
        answering({"type": ["string", "null"]})
