from __future__ import annotations

import json

import pytest

from codegen.diff import changelog
from tests.codegen.changelogs import BREAKS, FINE, entries, told
from tests.codegen.small import GONE, STRING, changed, facts as small_facts, put


def api(sent, answered, others):
    """Give an API with one operation that sends one type and gets another."""
    facts = small_facts()
    facts["operations"] = {"update-thing": facts["operations"]["update-thing"]}
    facts["schemas"] = {
        "Sent": {"fields": {"it": sent}, "required": []},
        "Got": {"fields": {"it": answered}, "required": []},
        **others,
    }
    put(facts, "operations / update-thing / body / schema", {"ref": "Sent"})
    put(facts, "operations / update-thing / responses / 200 / schema", {"ref": "Got"})
    return facts


OBJECT = {"fields": {"id": STRING}, "required": []}
OTHERS = {
    "A": OBJECT,
    "Same": OBJECT,
    "Less": {"fields": {}, "required": []},
    "Word": STRING,
    "Reds": {"type": "string", "enum": ["red"]},
    "Two": {"all_of": [{"ref": "A"}, {"ref": "Less"}]},
    "Odd": {"all_of": [{"ref": "A"}, STRING]},
}
INTEGER, NUMBER, ANY, RAW = ({"type": t} for t in ("integer", "number", "any", "object"))
TIME = {"type": "string", "format": "date-time"}
COLOR = {"type": "string", "enum": ["red", "green"]}
LESS_COLOR, MORE_COLOR = (
    {"type": "string", "enum": e} for e in (["red"], ["red", "green", "blue"])
)
A, SAME, LESS = ({"ref": name} for name in ("A", "Same", "Less"))


def bounded(**bounds):
    """Give a type with bounds."""
    return {"type": "string", **bounds}


def listed(item):
    """Give a list of something."""
    return {"type": "array", "items": item}


def one_of(*members):
    """Give a union."""
    return {"one_of": list(members)}


@pytest.mark.parametrize(
    ("was", "now", "text", "sent", "answered"),
    [
        # Types: what is sent may get wider, what is answered may get narrower.
        (STRING, INTEGER, "field `it`: string → integer", BREAKS, BREAKS),
        (INTEGER, NUMBER, "field `it`: integer → number", FINE, BREAKS),
        (NUMBER, INTEGER, "field `it`: number → integer", BREAKS, FINE),
        (STRING, ANY, "field `it`: string → any", FINE, BREAKS),
        (ANY, STRING, "field `it`: any → string", BREAKS, FINE),
        (STRING, TIME, "field `it`: string → date-time", BREAKS, BREAKS),
        (STRING, listed(STRING), "field `it`: string → list of string", BREAKS, BREAKS),
        (RAW, A, "field `it`: object → `A`", FINE, BREAKS),
        (A, RAW, "field `it`: `A` → object", BREAKS, BREAKS),
        (A, LESS, "field `it`: `A` → `Less`", BREAKS, BREAKS),
        (A, SAME, "field `it`: `A` → `Same`", FINE, FINE),
        (listed(A), listed(LESS), "field `it`[]: `A` → `Less`", BREAKS, BREAKS),
        (listed(STRING), {"type": "array"}, "field `it`[]: string → any", FINE, BREAKS),
        (
            {"ref": "Odd"},
            {"all_of": [{"ref": "A"}, INTEGER]},
            "field `it`: string → integer",
            BREAKS,
            BREAKS,
        ),
        (
            {"ref": "Odd"},
            {"all_of": [{"ref": "A"}, STRING, NUMBER]},
            "field `it`: `A` and string → `A` and number and string",
            BREAKS,
            BREAKS,
        ),
        (
            listed(one_of(STRING, A)),
            A,
            "field `it`: list of `A` or string → `A`",
            BREAKS,
            BREAKS,
        ),
        ({"all_of": [A, LESS]}, STRING, "field `it`: `A & Less` → string", BREAKS, BREAKS),
        # Unions: readers expect objects that they do not know, but no text instead of an object.
        (STRING, one_of(STRING, INTEGER), "field `it` can be integer, too", FINE, BREAKS),
        (one_of(STRING, INTEGER), STRING, "field `it` can no longer be integer", BREAKS, FINE),
        (one_of(A), one_of(A, LESS), "field `it` can be `Less`, too", FINE, FINE),
        (one_of(A, LESS), one_of(LESS), "field `it` can no longer be `A`", BREAKS, FINE),
        (one_of(A, STRING), one_of(A, INTEGER), "field `it`: string → integer", BREAKS, BREAKS),
        (
            one_of(A, LESS),
            one_of(A, LESS) | {"discriminator": "kind"},
            "field `it`: decided by `kind`",
            FINE,
            FINE,
        ),
        # Values: sets of values are open in answers.
        (COLOR, MORE_COLOR, "field `it`: with `blue`, too", FINE, FINE),
        (COLOR, LESS_COLOR, "field `it`: without `green`", BREAKS, FINE),
        (STRING, COLOR, "field `it` is now one of `green`, `red`", BREAKS, FINE),
        (COLOR, STRING, "field `it` can now be any value", FINE, FINE),
        (listed(COLOR), listed(LESS_COLOR), "field `it`[]: without `green`", BREAKS, FINE),
        (STRING, {"ref": "Reds"}, "field `it` is now one of `red`", BREAKS, FINE),
        # Bounds: they are only for what is sent.
        (bounded(maximum=9), bounded(maximum=8), "field `it`: maximum `9` → `8`", BREAKS, FINE),
        (bounded(maximum=9), bounded(maximum=10), "field `it`: maximum `9` → `10`", FINE, FINE),
        (bounded(minimum=1), bounded(minimum=2), "field `it`: minimum `1` → `2`", BREAKS, FINE),
        (bounded(minimum=1), bounded(minimum=0), "field `it`: minimum `1` → `0`", FINE, FINE),
        (STRING, bounded(maxLength=8), "field `it`: maxLength none → `8`", BREAKS, FINE),
        (bounded(maxLength=8), STRING, "field `it`: maxLength `8` → none", FINE, FINE),
        (STRING, bounded(minLength=0), "field `it`: minLength none → `0`", BREAKS, FINE),
        (
            {**listed(STRING), "maxItems": 5},
            {**listed(STRING), "maxItems": 4},
            "field `it`: maxItems `5` → `4`",
            BREAKS,
            FINE,
        ),
        (STRING, bounded(pattern="^x"), "field `it`: pattern none → `^x`", BREAKS, FINE),
        (bounded(pattern="^x"), STRING, "field `it`: pattern `^x` → none", FINE, FINE),
        (STRING, bounded(format="uuid"), "field `it`: format none → `uuid`", BREAKS, FINE),
        (
            {**INTEGER, "format": "int32"},
            {**INTEGER, "format": "int64"},
            "field `it`: format `int32` → `int64`",
            FINE,
            FINE,
        ),
        (
            {**INTEGER, "format": "int64"},
            {**INTEGER, "format": "int32"},
            "field `it`: format `int64` → `int32`",
            BREAKS,
            FINE,
        ),
    ],
)
def test_a_change_of_a_type_breaks_where_it_takes_something_from_users(
    was, now, text, sent, answered
):
    """The same change is judged by whether the type is sent or answered."""
    found = entries(changelog(api(was, STRING, OTHERS), api(now, STRING, OTHERS)))
    assert found["schema `Sent` (sent by `update-thing`)", text] is sent
    found = entries(changelog(api(STRING, was, OTHERS), api(STRING, now, OTHERS)))
    assert found["schema `Got` (answered by `update-thing`)", text] is answered


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (STRING, {"ref": "Word"}),
        (one_of(A), A),
        (A, {"ref": "Two"}),
        (one_of(A, STRING), one_of(STRING, A)),
        (COLOR, {"type": "string", "enum": ["green", "red"]}),
    ],
)
def test_the_same_said_in_another_way_breaks_nothing(was, now):
    """Names for plain types, unions of one, and the order of members are nothing to users."""
    found = entries(changelog(api(was, was, OTHERS), api(now, now, OTHERS)))
    assert BREAKS not in found.values()


def test_a_change_of_a_class_that_is_sent_and_answered_is_told_once():
    """If it breaks in one direction it is breaking."""
    shared = [{"P": {"fields": {"it": kind}, "required": []}} for kind in (NUMBER, INTEGER)]
    was, now = (api({"ref": "P"}, {"ref": "P"}, others) for others in shared)
    assert entries(changelog(was, now)) == {
        ("schema `P` (sent and answered by `update-thing`)", "field `it`: number → integer"): BREAKS
    }


# ------------------------------------------------------------------------------------------- fields

FIELD = "schemas / Thing / fields / shade"
SENT_FIELD = "schemas / ThingChanges / fields / shade"


@pytest.mark.parametrize(
    ("at", "value", "entry", "breaking"),
    [
        (FIELD, STRING, ("schema `Thing`", "field `shade` is new"), FINE),
        (SENT_FIELD, STRING, ("schema `ThingChanges`", "field `shade` is new"), FINE),
        (
            "schemas / Thing / fields / tags",
            GONE,
            ("schema `Thing`", "field `tags` is gone"),
            BREAKS,
        ),
        (
            "schemas / ThingChanges / fields / size",
            GONE,
            ("schema `ThingChanges`", "field `size` is gone"),
            BREAKS,
        ),
        (
            "schemas / Thing / required",
            ["id", "tags"],
            ("schema `Thing`", "field `tags` is required now"),
            FINE,
        ),
        (
            "schemas / Thing / required",
            [],
            ("schema `Thing`", "field `id` is optional now"),
            BREAKS,
        ),
        (
            "schemas / ThingChanges / required",
            ["color", "size"],
            ("schema `ThingChanges`", "field `size` is required now"),
            BREAKS,
        ),
        (
            "schemas / ThingChanges / required",
            [],
            ("schema `ThingChanges`", "field `color` is optional now"),
            FINE,
        ),
        (
            "schemas / Place / required",
            ["x"],
            ("schema `Place`", "field `x` is required now"),
            BREAKS,
        ),
    ],
)
def test_fields(at, value, entry, breaking):
    """Readers miss what is gone or optional; callers have to give what is required."""
    assert told(at, value) == {entry: breaking}


@pytest.mark.parametrize(
    ("kind", "breaking"),
    [
        (STRING, BREAKS),
        (COLOR, BREAKS),
        ({"type": "string", "enum": ["thing"]}, FINE),
        (listed({"type": "string", "enum": ["urn:thing"]}), FINE),
    ],
)
def test_a_new_required_field_breaks_unless_the_sdk_fills_it_in(kind, breaking):
    """What can have one value only is sent without being asked for."""
    now = changed(SENT_FIELD, kind)
    put(now, "schemas / ThingChanges / required", ["color", "shade"])
    entry = ("schema `ThingChanges` (sent by `update-thing`)", "field `shade` is new and required")
    assert entries(changelog(small_facts(), now)) == {entry: breaking}


def test_a_new_required_field_of_an_answer_breaks_nothing():
    """It is just there."""
    now = changed(FIELD, STRING)
    put(now, "schemas / Thing / required", ["id", "shade"])
    assert list(entries(changelog(small_facts(), now)).values()) == [FINE]


def test_entries_of_schemas_tell_who_uses_them():
    """Three operations by name, and how many more."""
    was = small_facts()
    for number in range(4):
        put(was, f"operations / get-thing-{number}", was["operations"]["get-thing"])
    now = json.loads(json.dumps(was))
    put(now, FIELD, STRING)
    ((subject, _),) = entries(changelog(was, now))
    users = "`get-thing`, `get-thing-0`, `get-thing-1` and 4 more"
    assert subject == f"schema `Thing` (answered by {users})"


# ------------------------------------------------------------------------------------ whole schemas


def renamed(facts, old, new):
    """Give the facts with another name for a schema."""
    return json.loads(json.dumps(facts).replace(f'"{old}"', f'"{new}"'))


def test_a_renamed_schema_breaks_nothing():
    """The classes of the SDK have names of their own."""
    now = renamed(small_facts(), "Place", "Spot")
    assert entries(changelog(small_facts(), now)) == {
        (
            "schema `Spot` (sent and answered by `get-thing`, `list-things`, `update-thing`)",
            "was named `Place`",
        ): FINE,
        (
            "schema `Thing` (answered by `get-thing`, `list-things`, `update-thing`)",
            "field `place`: `Place` → `Spot`",
        ): FINE,
        (
            "schema `ThingChanges` (sent by `update-thing`)",
            "field `place`: `Place` → `Spot`",
        ): FINE,
    }


def test_a_renamed_schema_is_compared_with_what_it_was():
    """Its fields are not lost from sight."""
    now = renamed(small_facts(), "Place", "Spot")
    put(now, "schemas / Spot / fields / x", GONE)
    found = entries(changelog(small_facts(), now))
    used = "sent and answered by `get-thing`, `list-things`, `update-thing`"
    assert found[f"schema `Spot` ({used})", "field `x` is gone"] is BREAKS


def test_another_schema_in_a_place_is_compared_field_by_field():
    """Both names are told, as other places still have the first."""
    now = changed("schemas / Spot", {"fields": {"x": STRING}, "required": []})
    put(now, "schemas / Thing / fields / place", {"ref": "Spot"})
    found = entries(changelog(small_facts(), now))
    used = "answered by `get-thing`, `list-things`, `update-thing`"
    assert found == {
        (f"schema `Place` → `Spot` ({used})", "field `x`: number → string"): BREAKS,
        (f"schema `Place` → `Spot` ({used})", "field `y` is gone"): BREAKS,
        ("schema `Spot`", "is new"): FINE,
        (f"schema `Thing` ({used})", "field `place`: `Place` → `Spot`"): BREAKS,
    }


def test_a_schema_that_is_gone_takes_its_class_with_it():
    """Whoever imports the class misses it."""
    now = changed("operations / update-thing", GONE)
    put(now, "schemas / ThingChanges", GONE)
    found = entries(changelog(small_facts(), now))
    assert found["schema `ThingChanges`", "is gone, and its class with it"] is BREAKS


def test_plain_types_with_a_name_come_and_go_unnoticed():
    """They are no classes."""
    now = changed("schemas / Color", STRING)
    assert entries(changelog(small_facts(), now)) == {}
