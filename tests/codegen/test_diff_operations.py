from __future__ import annotations

import json

import pytest

from codegen.diff import changelog
from tests.codegen.changelogs import BREAKS, FINE, entries, told
from tests.codegen.small import GONE, STRING, changed, facts as small_facts, put

OP = "operations / update-thing"
UPDATE = "operation `update-thing`"
LIST = "operation `list-things`"
QUERY = {"in": "query", "required": False}
STRINGS = {"type": "array", "items": STRING}
FILTER = {"name": "shade", **QUERY, **STRING}


@pytest.mark.parametrize(
    ("at", "value", "entry", "breaking"),
    [
        # The route is nobody's business, but the ids in it are.
        (
            f"{OP} / method",
            "PUT",
            "`PATCH /v2/things/{thing_id}` → `PUT /v2/things/{thing_id}`",
            FINE,
        ),
        (
            f"{OP} / method",
            "POST",  # whose arguments cannot be NULL
            "`PATCH /v2/things/{thing_id}` → `POST /v2/things/{thing_id}`",
            BREAKS,
        ),
        (
            f"{OP} / path",
            "/v3/things/{thing_id}",
            "`PATCH /v2/things/{thing_id}` → `PATCH /v3/things/{thing_id}`",
            FINE,
        ),
        # Arguments.
        (f"{OP} / parameters / shade", FILTER, "argument `shade` is new", FINE),
        (
            f"{OP} / parameters / shade",
            {**FILTER, "required": True},
            "argument `shade` is new and required",
            BREAKS,
        ),
        (
            f"{OP} / parameters / shade",
            {**FILTER, "required": True, "enum": ["dark"]},
            "argument `shade` is new and required",
            FINE,
        ),
        (
            f"{OP} / parameters / thing_id / pattern",
            "^[0-9]+$",
            "argument `thing_id`: pattern none → `^[0-9]+$`",
            BREAKS,
        ),
        (
            f"{OP} / parameters / thing_id / type",
            "integer",
            "argument `thing_id`: string → integer",
            BREAKS,
        ),
        # What it takes to call it.
        (
            f"{OP} / scopes",
            ["things:write", "things:admin"],
            "scope `things:admin` is new",
            BREAKS,
        ),
        (f"{OP} / scopes", [], "scope `things:write` is gone", FINE),
        (f"{OP} / plan", "enterprise", "plan any → enterprise", BREAKS),
        (f"{OP} / level", 3, "rate level 2 (100 credits) → 3 (500 credits)", FINE),
        (f"{OP} / level", None, "rate level 2 (100 credits) → none", FINE),
        (f"{OP} / per_item", True, "credits count per item: yes", FINE),
        (f"{OP} / experimental", True, "experimental: yes", FINE),
        (f"{OP} / deprecated", True, "deprecated: yes", FINE),
        (f"{OP} / errors", ["404", "409"], "error `409` is new", FINE),
        (f"{OP} / errors", [], "error `404` is gone", FINE),
        (f"{OP} / paging", "offset", "paging none → offset", BREAKS),
        # Bodies.
        (f"{OP} / body / required", False, "body is optional now", FINE),
        (
            f"{OP} / body / media",
            ["application/json", "application/scim+json"],
            "body: application/json → application/json, application/scim+json",
            FINE,
        ),
        (
            f"{OP} / body / media",
            ["multipart/form-data"],
            "body: application/json → multipart/form-data",
            BREAKS,
        ),
        (f"{OP} / body / schema", STRINGS, "body: `ThingChanges` → list of string", BREAKS),
        # Answers.
        (
            f"{OP} / responses / 202",
            {"media": [], "schema": None},
            "success `202` is new",
            BREAKS,  # as it then may be `Accepted`
        ),
        (f"{OP} / responses / 204", {"media": [], "schema": None}, "success `204` is new", FINE),
        (
            f"{OP} / responses / 200 / media",
            ["text/plain"],
            "answer 200: application/json → text/plain",
            FINE,
        ),
        (
            f"{OP} / responses / 200 / schema",
            {"ref": "Place"},
            "answer: `Thing` → `Place`",
            BREAKS,
        ),
        (
            f"{OP} / responses / 200",
            {"media": [], "schema": None},
            "answers with nothing now",
            BREAKS,
        ),
    ],
)
def test_operations(at, value, entry, breaking):
    """Each kind of change of an operation has its words and its verdict."""
    assert told(at, value)[UPDATE, entry] is breaking


@pytest.mark.parametrize(
    ("at", "now", "entry", "breaking"),
    [
        (f"{OP} / plan", None, "plan enterprise → any", FINE),
        (f"{OP} / plan", "enterprise_guard", "plan enterprise → enterprise_guard", BREAKS),
        (f"{OP} / deprecated", False, "deprecated: no longer", FINE),
        (f"{OP} / parameters / shade", GONE, "argument `shade` is gone", BREAKS),
        (
            f"{OP} / parameters / shade / required",
            False,
            "argument `shade` is optional now",
            FINE,
        ),
        (f"{OP} / parameters / shade / enum", ["dark"], "argument `shade`: without `pale`", BREAKS),
        (
            f"{OP} / parameters / shade / enum",
            ["dark", "pale", "warm"],
            "argument `shade`: with `warm`, too",
            FINE,
        ),
        (
            f"{OP} / parameters / shade / maxLength",
            4,
            "argument `shade`: maxLength `5` → `4`",
            BREAKS,
        ),
        (f"{OP} / responses / 202", GONE, "success `202` is gone", FINE),
        (
            f"{OP} / responses / 204 / schema",
            {"ref": "Place"},
            None,  # a 204 has no body, whatever is said of it
            FINE,
        ),
    ],
)
def test_operations_that_had_more(at, now, entry, breaking):
    """The same, from an operation that has a plan, a filter, and more successes."""
    was = small_facts()
    shade = {**FILTER, "required": True, "enum": ["dark", "pale"], "maxLength": 5}
    for place, value in (
        ("plan", "enterprise"),
        ("deprecated", True),
        ("parameters / shade", shade),
        ("responses / 202", {"media": [], "schema": None}),
        ("responses / 204", {"media": [], "schema": {"type": "object"}}),
    ):
        put(was, f"{OP} / {place}", value)
    changed_again = json.loads(json.dumps(was))
    put(changed_again, at, now)
    expected = {(UPDATE, entry): breaking} if entry else {}
    assert entries(changelog(was, changed_again)) == expected


def test_an_argument_that_becomes_required_breaks():
    """Calls without it fail from then on."""
    assert told("operations / list-things / parameters / color / required", True) == {
        (LIST, "argument `color` is required now"): BREAKS
    }


@pytest.mark.parametrize(
    ("at", "value", "text"),
    [
        ("limit / maximum", 20, "argument `limit`: maximum `50` → `20`"),
        ("limit / minimum", 20, "argument `limit`: minimum `10` → `20`"),
        ("limit / type", "string", "argument `limit`: integer → string"),
        ("cursor / format", "uuid", "argument `cursor`: format none → `uuid`"),
    ],
)
def test_what_the_sdk_does_for_lists_breaks_nobody(at, value, text):
    """Page sizes are kept within the bounds, and positions are passed on as they come."""
    assert told(f"operations / list-things / parameters / {at}", value) == {(LIST, text): FINE}


def test_a_page_is_no_class_of_the_description():
    """Another schema for the page is only another page; what it holds is what counts."""
    now = changed("schemas / Page", small_facts()["schemas"]["ThingPage"])
    put(now, "operations / list-things / responses / 200 / schema", {"ref": "Page"})
    found = entries(changelog(small_facts(), now))
    assert BREAKS not in found.values()


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("/v2/boxes/{box_id}/things/{thing_id}", "ids: thing_id → box_id, thing_id"),
        ("/v2/the_thing", "ids: thing_id → none"),
        ("/v2/things/{id}", "ids: thing_id → id"),
    ],
)
def test_other_ids_in_the_path_break(path, ids):
    """Ids are given by position."""
    found = told(f"{OP} / path", path)
    assert found[UPDATE, ids] is BREAKS
    assert found[UPDATE, f"`PATCH /v2/things/{{thing_id}}` → `PATCH {path}`"] is FINE


def test_an_id_with_another_name_is_still_the_same_argument():
    """It is not told as one that is gone and one that is new."""
    now = changed(f"{OP} / path", "/v2/things/{id}")
    put(now, f"{OP} / parameters / thing_id / name", "id")
    found = {text for _, text in entries(changelog(small_facts(), now))}
    assert not any(text.startswith("argument") for text in found)


def test_a_new_operation_breaks_nothing():
    """It is told with its route."""
    operation = small_facts()["operations"]["get-thing"] | {"path": "/v2/favorite/{thing_id_Old}"}
    assert told("operations / get-favorite", operation) == {
        ("operation `get-favorite`", "is new (`GET /v2/favorite/{thing_id_Old}`)"): FINE
    }


def test_an_operation_that_is_gone_breaks():
    """It is told with its route."""
    assert told("operations / get-thing", GONE) == {
        ("operation `get-thing`", "is gone (`GET /v2/things/{thing_id_Old}`)"): BREAKS
    }


def test_a_renamed_operation_is_compared_with_what_it_was():
    """The same route under another id is the same operation; methods have names of their own."""
    now = changed("operations / get-thing", GONE)
    operation = small_facts()["operations"]["get-thing"] | {"level": 2}
    put(now, "operations / fetch-thing", operation)
    assert entries(changelog(small_facts(), now)) == {
        ("operation `fetch-thing`", "was named `get-thing`"): FINE,
        ("operation `fetch-thing`", "rate level 1 (50 credits) → 2 (100 credits)"): FINE,
    }


def test_operations_that_share_a_route_are_not_mixed_up():
    """Where one of them is renamed, it could be any: it is told as gone and new."""
    was = small_facts()
    put(was, "operations / peek-thing", was["operations"]["get-thing"])
    now = json.loads(json.dumps(was))
    put(now, "operations / see-thing", now["operations"].pop("peek-thing"))
    assert {text.split(" (")[0] for _, text in entries(changelog(was, now))} == {
        "is gone",
        "is new",
    }


@pytest.mark.parametrize(
    ("schema", "media", "breaking"),
    [
        ({"ref": "Place"}, "application/json", FINE),
        ({"ref": "ThingChanges"}, "application/json", BREAKS),
        (STRINGS, "application/json", BREAKS),
        ({"ref": "Place"}, "multipart/form-data", BREAKS),
    ],
)
def test_a_new_body_breaks_if_something_in_it_has_to_be_given(schema, media, breaking):
    """Optional fields are optional arguments; a file or a list has to be given."""
    body = {"required": True, "media": [media], "schema": schema}
    found = told("operations / get-thing / body", body)
    assert found == {("operation `get-thing`", "takes a body now"): breaking}


def test_a_body_that_is_gone_breaks():
    """Its fields were arguments."""
    found = told(f"{OP} / body", GONE)
    assert found[UPDATE, "takes no body any more"] is BREAKS


def test_a_result_where_there_was_none_breaks_nothing():
    """The method gives something instead of nothing."""
    was = changed(f"{OP} / responses", {"204": {"media": [], "schema": None}})
    assert entries(changelog(was, small_facts())) == {
        (UPDATE, "answers with something now"): FINE,
        (UPDATE, "success `200` is new"): FINE,
        (UPDATE, "success `204` is gone"): FINE,
    }


def test_another_status_for_the_same_result_breaks_nothing():
    """Any success is one."""
    answer = small_facts()["operations"]["update-thing"]["responses"]["200"]
    found = told(f"{OP} / responses", {"201": answer})
    assert found == {
        (UPDATE, "success `200` is gone"): FINE,
        (UPDATE, "success `201` is new"): FINE,
    }


def test_another_result_with_another_status_is_seen():
    """What is compared is what the method gives."""
    answer = {"media": ["application/json"], "schema": {"ref": "Place"}}
    assert told(f"{OP} / responses", {"201": answer})[UPDATE, "answer: `Thing` → `Place`"] is BREAKS
