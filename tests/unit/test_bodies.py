"""What stands in a body: exactly what was given, in Miro's names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from types import MappingProxyType

import pytest
from hypothesis import given, strategies as st

from miro_async import NULL
from miro_async.codec import Codec
from miro_async.errors import InvalidArgumentError
from miro_async.models import (
    BulkItem,
    CardData,
    ItemGroupData,
    ParentRef,
    Position,
    ScimGroupPatchOperation,
    ShapeStyle,
    StickyNoteData,
)
from tests.unit.recording import Service, answer

pytestmark = pytest.mark.anyio

ITEM = {"id": "1", "type": "sticky_note"}
DUE = datetime(2026, 1, 31, 9, 30, tzinfo=timezone(timedelta(hours=1)))

words = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner) | st.dictionaries(words, inner),
    max_leaves=10,
)


@pytest.fixture
def service():
    """Give a service that answers with an item."""
    return Service(lambda _: answer(ITEM))


async def test_none_is_not_sent(service, api):
    """What is left at None stays out, of the body and of the objects in it."""
    await api.sticky_notes.create(
        "b", data=StickyNoteData(content="Hi", shape=None), style=None, position=Position(x=0)
    )

    assert service.body == {"data": {"content": "Hi"}, "position": {"x": 0}}


async def test_a_body_without_anything_is_an_empty_object(service, api):
    """A call whose body may be empty sends `{}`, with its content type."""
    await api.sticky_notes.create("b")

    assert service.request.body == b"{}"
    assert service.request.headers["Content-Type"] == "application/json"


async def test_a_call_without_body_has_no_content_type(service, api):
    """Reading sends no body at all."""
    await api.items.get("b", "1")

    assert service.request.body is None
    assert "Content-Type" not in service.request.headers


async def test_null_is_json_null(service, api):
    """`NULL` writes null where an argument would be left out, and in the fields of objects."""
    await api.items.update("b", "1", parent=NULL, position=Position(x=NULL, y=2))

    assert service.body == {"parent": None, "position": {"x": None, "y": 2}}


async def test_falsy_values_are_sent(service, api):
    """0, false, empty texts and empty lists are values, not absences."""
    await api.shapes.update(
        "b",
        "1",
        position=Position(x=0, y=0.0),
        data={"content": ""},
        style={"a": [], "b": False},
    )

    assert service.body == {
        "position": {"x": 0, "y": 0.0},
        "data": {"content": ""},
        "style": {"a": [], "b": False},
    }


async def test_mappings_are_taken_literally(service, api):
    """In a mapping the names are Miro's, and None is null as in JSON, however deep."""
    await api.shapes.create(
        "b",
        data={"content": None, "anything": [None, {"deep": None}]},
        style=MappingProxyType({"fillColor": "#ffffff", "fill_color": 1}),
        position={"x": 1, "nested": Position(x=2), "null": NULL},
    )

    assert service.body == {
        "data": {"content": None, "anything": [None, {"deep": None}]},
        "style": {"fillColor": "#ffffff", "fill_color": 1},
        "position": {"x": 1, "nested": {"x": 2}, "null": None},
    }


async def test_an_answer_can_be_used_in_a_request(service, api):
    """Of an answer's objects only what a request may hold is sent: `x` and `y` of a position."""
    service.answers = lambda _: answer(
        {
            **ITEM,
            "position": {
                "x": 1.5,
                "y": -2,
                "origin": "center",
                "relativeTo": "parent_top_left",
                "new": 1,
            },
            "parent": {"id": "9", "links": {"self": "https://x"}, "new": 1},
            "style": {"fillColor": "red", "later": "x"},
        }
    )
    note = await api.sticky_notes.get("b", "1")
    service.requests.clear()

    await api.sticky_notes.create("b", position=note.position, parent=note.parent, style=note.style)

    assert note.position.extra == {"new": 1}
    assert service.body == {
        "position": {"x": 1.5, "y": -2},
        "parent": {"id": "9"},
        "style": {"fillColor": "red"},
    }


async def test_instants_are_in_utc(service, api):
    """Aware datetimes go out in UTC with milliseconds and Z; naive ones are refused."""
    await api.cards.create("b", data=CardData(title="Do it", due_date=DUE))

    assert service.body == {"data": {"title": "Do it", "dueDate": "2026-01-31T08:30:00.000Z"}}

    service.requests.clear()
    naive = DUE.replace(tzinfo=None)
    for data in (CardData(due_date=naive), {"dueDate": naive}):
        with pytest.raises(InvalidArgumentError, match="no time zone"):
            await api.cards.create("b", data=data)
    assert service.requests == []


async def test_bulk_items_are_a_bare_list(service, api):
    """The body of the bulk call is a list; its entries may be objects or mappings."""
    service.answers = lambda _: answer({"data": [ITEM]})

    await api.items.create_bulk(
        "b",
        items=(
            BulkItem(type="sticky_note", data={"content": "A"}, parent=ParentRef(id="9")),
            BulkItem(type="shape", style=ShapeStyle(fill_color="#fff"), data={"content": None}),
            {"type": "text", "data": {"content": "B"}},
        ),
    )

    assert service.body == [
        {"type": "sticky_note", "data": {"content": "A"}, "parent": {"id": "9"}},
        {"type": "shape", "data": {"content": None}, "style": {"fillColor": "#fff"}},
        {"type": "text", "data": {"content": "B"}},
    ]


@pytest.mark.parametrize(
    ("call", "sent", "body"),
    [
        (
            lambda api: api.item_groups.create("b", data=ItemGroupData(items=["1", "2"])),
            "POST /v2/boards/b/groups",
            {"data": {"items": ["1", "2"]}},
        ),
        (
            lambda api: api.item_groups.update("b", "g", data={"items": ["1", "2"]}),
            "PUT /v2/boards/b/groups/g",
            {"data": {"items": ["1", "2"]}},
        ),
        (
            lambda api: api.item_groups.delete("b", "g"),
            "DELETE /v2/boards/b/groups/g?delete_items=true",
            None,
        ),
        (lambda api: api.item_groups.ungroup("b", "g"), "DELETE /v2/boards/b/groups/g", None),
    ],
)
async def test_item_groups_follow_the_live_service(service, api, call, sent, body):
    """A group's body is `{"data": {"items": [...]}}`; only deleting it deletes its items."""
    await call(api)

    request = service.request
    assert f"{request.method} {request.url.removeprefix('https://api.miro.com')}" == sent
    assert (service.body if service.request.body else None) == body


async def test_scim_patches_carry_their_schema(service, api):
    """The constant of the protocol is sent without being asked for; `Operations` is capital."""
    operation = ScimGroupPatchOperation(op="remove", path="members")

    await api.scim_groups.patch("g", operations=[operation])

    assert service.body == {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "remove", "path": "members"}],
    }
    assert service.request.headers["Content-Type"] == "application/scim+json"


@given(st.dictionaries(words, json_values))
def test_any_json_goes_out_as_it_is(body):
    """A mapping of JSON values is written without loss: what is read back is equal."""
    text = Codec().to_json(body)

    assert Codec().to_json(body) == text
    assert json.loads(text) == body


def test_values_of_other_types_have_one_form():
    """Dates, enums and mappings of other kinds are written as what they stand for."""

    class Color(str, Enum):  # noqa: UP042 - an enum as users have them
        RED = "red"

    class Words(Mapping):
        def __getitem__(self, key):
            return {"a": None}[key]

        def __iter__(self):
            return iter(["a"])

        def __len__(self):
            return 1

    body = {
        "day": date(2026, 1, 31),
        "color": Color.RED,
        "words": Words(),
        "at": DUE,
    }

    assert json.loads(Codec().to_json(body)) == {
        "day": "2026-01-31",
        "color": "red",
        "words": {"a": None},
        "at": "2026-01-31T08:30:00.000Z",
    }


def test_text_is_utf8_without_spaces():
    """Bodies are small: UTF-8, no escapes, no blanks between the parts."""
    assert Codec().to_json({"a": "é🟦", "b": [1, 2]}) == '{"a":"é🟦","b":[1,2]}'.encode()
