"""JSON to objects and back: nothing is lost on the way, and nothing makes it fail."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from miro_async import models
from miro_async.codec import Codec, wire_names
from miro_async.models import (
    Board,
    Connector,
    Item,
    MindmapNode,
    OrganizationMember,
    Position,
    ScimUser,
    ShapeItem,
    StickyNoteItem,
    Tag,
    TextItem,
    TokenInfo,
    UnknownItem,
)
from miro_async.null import NULL
from tests.unit.made import CLASSES, UNIONS, json_values, made, snake, words

CODEC = Codec()
KINDS = [pytest.param(kind, id=kind.__name__) for kind in CLASSES]

thorough = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
quick = settings(thorough, max_examples=max(3, settings().max_examples // 12))


@pytest.mark.parametrize("kind", KINDS)
@quick
@given(data=st.data())
def test_every_object_survives_the_way_to_json_and_back(kind, data):
    """`structure(dump(x))` is x again, with its unknown fields, at every level."""
    value = data.draw(made(kind))

    text = json.dumps(CODEC.dump(value))

    assert CODEC.structure(json.loads(text), kind) == value


@thorough
@given(made(Item))
def test_an_item_of_a_list_keeps_its_class(item):
    """The class is chosen by `type` alone, and chosen again."""
    back = CODEC.structure(json.loads(json.dumps(CODEC.dump(item))), Item)

    assert back == item
    assert type(back) is type(item)


@pytest.mark.parametrize(
    "kind", [*KINDS, *(pytest.param(union, id=str(union)) for union in UNIONS)]
)
@quick
@given(raw=json_values)
def test_no_json_makes_structuring_fail(kind, raw):
    """Whatever comes in the place of an object is kept, if it is none."""
    value = CODEC.structure(raw, kind)

    assert type(raw) is dict or value is raw


@pytest.mark.parametrize("kind", KINDS)
@quick
@given(data=st.data())
def test_wrong_fields_are_kept_as_they_came(kind, data):
    """In every field any JSON may stand: what the class cannot use is there to be looked at."""
    names = wire_names(kind)
    raw = data.draw(
        st.dictionaries(st.sampled_from(sorted(names)) | words, json_values, max_size=4)
    )

    value = CODEC.structure(raw, kind)

    assert type(value) is kind
    assert value.extra == {wire: raw[wire] for wire in raw.keys() - names.keys()}
    for wire, name in names.items():
        field = getattr(value, name)
        if isinstance(raw.get(wire), bool | int | float | None):
            assert field is raw.get(wire)
        elif raw.get(wire) == []:
            assert field == []


@quick
@given(raw=st.dictionaries(st.sampled_from(["id", "type", "data"]) | words, json_values))
def test_an_item_of_any_type_is_an_item(raw):
    """A union always gives one of its classes for an object."""
    assert attrs.has(type(CODEC.structure(raw, Item)))


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_object_reads_none_everywhere(kind):
    """Absent fields read None, required ones too; null is the same as absent."""
    empty = CODEC.structure({}, kind)
    nulls = CODEC.structure(dict.fromkeys(wire_names(kind)), kind)

    assert empty == nulls
    assert {getattr(empty, name) for name in wire_names(kind).values()} <= {None}
    assert empty.extra == {}


def test_unknown_fields_are_kept_at_every_level():
    """What Miro adds later is in `extra`, where it stands."""
    board = CODEC.structure(
        {
            "id": "b",
            "later": [1, {"x": None}],
            "policy": {"sharingPolicy": {"access": "private", "later": 2}, "later": 3},
            "team": {"id": "t", "picture": {"later": 4}},
        },
        Board,
    )

    assert board.extra == {"later": [1, {"x": None}]}
    assert board.policy.extra == {"later": 3}
    assert board.policy.sharing_policy.extra == {"later": 2}
    assert board.team.picture.extra == {"later": 4}


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("text", TextItem),
        ("shape", ShapeItem),
        ("sticky_note", StickyNoteItem),
        ("mindmap_node", MindmapNode),
        ("table", UnknownItem),
        ("", UnknownItem),
        ("TEXT", UnknownItem),
        (None, UnknownItem),
        (5, UnknownItem),
        ([], UnknownItem),
        ({}, UnknownItem),
    ],
)
def test_the_type_decides_about_the_class_of_an_item(raw, kind):
    """One lookup, and a class for all that is not known."""
    item = CODEC.structure({"id": "1", "type": raw, "data": {"a": 1}, "later": 2}, Item)

    assert type(item) is kind
    assert item.type == raw
    assert item.extra == {"later": 2}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-01-31T09:30:00Z", datetime(2026, 1, 31, 9, 30, tzinfo=UTC)),
        ("2026-01-31T09:30:00.125Z", datetime(2026, 1, 31, 9, 30, 0, 125000, tzinfo=UTC)),
        ("2026-01-31T09:30:00+0000", datetime(2026, 1, 31, 9, 30, tzinfo=UTC)),
        (
            "2026-01-31T09:30:00+02:00",
            datetime(2026, 1, 31, 9, 30, tzinfo=timezone(timedelta(hours=2))),
        ),
        ("yesterday", "yesterday"),
        ("", ""),
        (1769851800, 1769851800),
        ([], []),
        (None, None),
    ],
)
def test_instants_are_aware_datetimes(raw, expected):
    """RFC 3339 and `+0000`; what cannot be read is kept."""
    note = CODEC.structure({"id": "1", "type": "text", "createdAt": raw}, TextItem)

    assert note.created_at == expected
    assert type(note.created_at) is type(expected)


@pytest.mark.parametrize("raw", ["2026-01-31", "2026-01-31T09:30:00", "20260131T0930", "2026-W05"])
def test_an_instant_without_a_zone_never_reads_as_a_naive_datetime(raw):
    """Comparing it with another would fail; and keeping the answer must not fail either."""
    note = CODEC.structure({"id": "1", "type": "text", "createdAt": raw}, TextItem)

    assert isinstance(note.created_at, str) or note.created_at.tzinfo is not None
    assert CODEC.structure(CODEC.dump(note), TextItem) == note


@pytest.mark.parametrize("raw", ["2026-01-31T09:30:00.123456Z", "2026-01-31T09:30:00.5+02:00"])
def test_keeping_an_answer_loses_no_part_of_an_instant(raw):
    """`dump` is the way back: finer than the milliseconds that requests have."""
    note = CODEC.structure({"id": "1", "type": "text", "createdAt": raw}, TextItem)

    assert CODEC.structure(CODEC.dump(note), TextItem) == note


def test_dates_are_dates_where_there_is_such_a_field():
    """Days have no time; what is none is kept."""
    found = [
        (kind, field.name)
        for kind in CLASSES
        for field in attrs.fields(kind)
        if "date |" in f"{field.type} " and "datetime" not in str(field.type)
    ]
    for kind, name in found:
        (wire,) = (wire for wire, own in wire_names(kind).items() if own == name)
        for raw, expected in (("2026-01-31", date(2026, 1, 31)), ("soon", "soon"), (5, 5)):
            assert getattr(CODEC.structure({wire: raw}, kind), name) == expected


def test_names_on_the_wire_are_miros():
    """Python names map to the wire: words of Python get an underscore, a URN gets a name."""
    assert wire_names(Connector)["startItem"] == "start_item"
    assert wire_names(models.Links)["self"] == "self_"
    assert (
        wire_names(ScimUser)["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]
        == "enterprise_user"
    )
    assert wire_names(OrganizationMember)["lastActivityAt"] == "last_activity_at"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_name_on_the_wire(kind):
    """The tables are complete: each field has one name, and `extra` has none."""
    names = wire_names(kind)

    assert sorted([*names.values(), "extra"]) == sorted(field.name for field in attrs.fields(kind))
    assert {wire: snake(wire) for wire in names} == names


@quick
@given(made(Item))
def test_objects_are_values(item):
    """They are equal by content, cannot be changed, and can be copied and pickled."""
    pickled = pickle.loads(pickle.dumps(item))  # noqa: S301 - our own
    deep = copy.deepcopy(item)

    assert pickled == deep == copy.copy(item) == item
    assert type(pickled.extra) is type(item.extra)
    assert attrs.evolve(item, id="another") != attrs.evolve(item, id="one")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        item.id = "2"


def test_objects_can_be_in_sets():
    """As values they are hashable, unknown fields or not, as far as they hold no lists."""
    raw = {"id": "1", "type": "text", "data": {"content": "A"}, "later": [1]}
    one, other = (CODEC.structure(raw, Item) for _ in range(2))

    assert len({one, other, attrs.evolve(one, id="2")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(CODEC.structure({"scopes": ["a"]}, TokenInfo))


def test_null_in_an_object_is_kept_as_null():
    """An object made for a request can be kept, too."""
    assert CODEC.dump(Position(x=NULL, y=1)) == {"x": None, "y": 1}


def test_structurer_is_structure_for_one_class():
    """The function for a class does what `structure` does."""
    raw = {"id": "1", "type": "tag", "title": "t", "fillColor": "red", "later": 1}

    assert CODEC.structurer(Tag)(raw) == CODEC.structure(raw, Tag)
