"""The drift hook: what is unexpected in an answer, and where; and nothing else."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

import pytest
from hypothesis import given, strategies as st

from miro_async import Hooks
from miro_async.codec import Codec, drift
from miro_async.codec.drift import Difference, differences
from miro_async.models import Item
from tests.unit.made import CLASSES, made
from tests.unit.recording import answer, service_with
from tests.unit.test_codec import KINDS, quick

pytestmark = pytest.mark.anyio

NOTE = {
    "id": "1",
    "type": "sticky_note",
    "data": {"content": "Hi", "shape": "square"},
    "style": {"fillColor": "red"},
    "position": {"x": 1, "y": 2.5},
    "createdAt": "2026-01-31T09:30:00Z",
}


def listener():
    """Give a list, and hooks that put into it what drifts."""
    heard = []
    return heard, Hooks(drift=heard.append)


async def drift_of_items(*items, **page):
    """Give what is reported of a page of items, as (path, kind, value)."""
    heard, hooks = listener()
    service = service_with(answer({"data": list(items), **page}))
    await service.client(hooks=hooks).items.list("b").first()
    assert {one.operation for one in heard} <= {"get-items"}
    return [(one.path, one.kind, one.value) for one in heard]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"later": {"a": 1}}, ("data[0].later", "unknown_field", {"a": 1})),
        (
            {"style": {"fillColor": "red", "later": 1}},
            ("data[0].style.later", "unknown_field", 1),
        ),
        (
            {"style": {"fillColor": "ultraviolet"}},
            ("data[0].style.fillColor", "unknown_value", "ultraviolet"),
        ),
        ({"style": {"fillColor": 7}}, ("data[0].style.fillColor", "wrong_type", 7)),
        ({"data": {"shape": "circle"}}, ("data[0].data.shape", "unknown_value", "circle")),
        ({"data": "text"}, ("data[0].data", "wrong_type", "text")),
        ({"data": []}, ("data[0].data", "wrong_type", [])),
        ({"position": {"x": "1"}}, ("data[0].position.x", "wrong_type", "1")),
        ({"position": {"x": True}}, ("data[0].position.x", "wrong_type", True)),
        ({"createdAt": "soon"}, ("data[0].createdAt", "wrong_type", "soon")),
        ({"createdAt": "2026-01-31"}, ("data[0].createdAt", "wrong_type", "2026-01-31")),
        ({"createdAt": 5}, ("data[0].createdAt", "wrong_type", 5)),
        ({"createdAt": None, "data": None}, None),
        ({"id": None}, ("data[0].id", "missing_field", None)),
        ({"type": "hologram"}, ("data[0].type", "unknown_type", "hologram")),
        ({"type": ["a"]}, ("data[0].type", "unknown_type", ["a"])),
    ],
)
async def test_each_kind_of_surprise_has_its_place(changes, expected):
    """The path is in Miro's names, with the index in lists; the value is what stood there."""
    found = await drift_of_items({**NOTE, **changes})

    if expected is None:
        assert found == []
    else:
        assert expected in found
        assert {path for path, _, _ in found} == {expected[0]}


async def test_the_index_is_that_of_the_item():
    """Of many items, the path tells which."""
    found = await drift_of_items(NOTE, NOTE, {**NOTE, "later": 1}, "no item")

    assert found == [
        ("data[2].later", "unknown_field", 1),
        ("data[3]", "wrong_type", "no item"),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({"total": 3, "size": 1, "limit": 10, "type": "cursor-list", "links": {"self": "x"}}, []),
        ({"later": 1}, [("later", "unknown_field", 1)]),
        ({"total": "3"}, [("total", "wrong_type", "3")]),
        ({"links": {"later": 1}}, [("links.later", "unknown_field", 1)]),
        ({"links": "x"}, [("links", "wrong_type", "x")]),
        ({"cursor": 5}, [("cursor", "wrong_type", 5)]),
    ],
)
async def test_the_page_itself_is_looked_at(page, expected):
    """What stands around the data is reported as well."""
    assert await drift_of_items(NOTE, **page) == expected


async def test_a_missing_list_is_reported():
    """An answer without its list reads as empty, so it is said."""
    heard, hooks = listener()
    service = service_with(answer({}), answer({"later": 1}), answer({"Resources": None}))
    api = service.client(hooks=hooks)

    await api.items.list("b").first()
    await api.tags.list_for_item("b", "i")
    await api.scim_users.list().first()

    assert [(one.operation, one.path, one.kind) for one in heard] == [
        ("get-items", "data", "missing_field"),
        ("get-tags-from-item", "tags", "missing_field"),
        ("get-tags-from-item", "later", "unknown_field"),
        ("listUsers", "Resources", "missing_field"),
    ]


async def test_objects_lists_and_bare_lists_are_looked_at():
    """Wherever the result stands in the answer, the path begins at the answer's root."""
    heard, hooks = listener()
    service = service_with(
        answer({"id": "b", "type": "board", "name": "n", "policy": {"later": 1}}),
        answer({"tags": [{"id": "1", "type": "tag", "title": 5, "fillColor": "red"}]}),
        answer([{"id": "1", "later": 1}]),
    )
    api = service.client(hooks=hooks)

    await api.boards.get("b")
    await api.tags.list_for_item("b", "i")
    await api.organization_members.list("o", emails=["a@x.io"]).collect()

    paths = [one.path for one in heard]
    assert "policy.later" in paths
    assert "tags[0].title" in paths
    assert "[0].later" in paths


async def test_scim_pages_are_looked_at_by_scims_names():
    """SCIM's counts have names of their own."""
    heard, hooks = listener()
    service = service_with(
        answer({"Resources": [], "totalResults": "0", "startIndex": 1, "schemas": [5]})
    )

    await service.client(hooks=hooks).scim_users.list().first()

    assert [(one.path, one.kind) for one in heard] == [
        ("totalResults", "wrong_type"),
        ("schemas[0]", "wrong_type"),
    ]


@pytest.mark.parametrize("listens", [True, False])
async def test_without_a_listener_nobody_looks(listens):
    """The walk over an answer costs time: a client without the hook does not take it."""
    service = service_with(answer({**NOTE, "later": 1}))
    _, hooks = listener()
    api = service.client(hooks=hooks if listens else ())
    walked = set()

    sys.setprofile(lambda frame, *_: walked.add(frame.f_code))
    try:
        await api.items.get("b", "1")
    finally:
        sys.setprofile(None)

    steps = {code.co_name for code in walked if code.co_filename == drift.__file__}
    assert bool(steps) is listens


async def test_what_drifts_is_kept_all_the_same():
    """The hook only tells: the answer is what it is without it."""
    service = service_with(*[answer({**NOTE, "later": 1, "style": 5})] * 2)
    _, hooks = listener()

    with_hook = await service.client(hooks=hooks).items.get("b", "1")
    without = await service.client().items.get("b", "1")

    assert with_hook == without
    assert without.style == 5


@pytest.mark.parametrize("kind", KINDS)
@quick
@given(data=st.data())
def test_nothing_is_reported_of_what_conforms(kind, data):
    """Objects of every class, written and looked at: only their unknown fields are reported."""
    raw = json.loads(json.dumps(Codec().dump(data.draw(made(kind, as_described=True)))))

    kinds = {one.kind for one in differences(raw, kind)}

    assert kinds <= {"unknown_field"}


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        ("2026-01-31", date, []),
        ("2026-13-31", date, ["wrong_type"]),
        ("2026-01-31T09:30:00Z", datetime, []),
        ("x", Literal["x"], []),
        (5, Literal["x"], ["wrong_type"]),
        ("y", Literal["x"] | None, ["unknown_value"]),
        (5, Literal["x"] | None, ["wrong_type"]),
        (5, Literal["x"] | str | None, ["wrong_type"]),  # noqa: PYI051 - as models have it
        ({}, Mapping[str, object], []),
        ([], Mapping[str, object], ["wrong_type"]),
        ({"a": 1}, object, []),
        (5, int | str, []),
        (5.5, int | str, ["wrong_type"]),
        (1, bool, ["wrong_type"]),
        (True, bool, []),
        (True, int, ["wrong_type"]),
        (1, float, []),
        ([1, "2", True], Sequence[int], ["wrong_type", "wrong_type"]),
        ({}, Sequence[int], ["wrong_type"]),
        (["a"], Sequence[str] | str, []),
        ([1], Sequence[str] | int, ["wrong_type"]),
        (None, int, []),
    ],
)
def test_each_type_is_compared(raw, kind, expected):
    """A bool is no number, an int is a float, a date is in ISO 8601; null is absent."""
    assert [one.kind for one in differences(raw, kind)] == expected


def test_of_several_types_the_nearest_is_compared():
    """Where nothing fits, the report is that of the type with the least against it."""
    position, note = (kind for kind in CLASSES if kind.__name__ in {"Position", "StickyNoteItem"})

    found = list(differences({"x": "1"}, note | position | None, "at"))

    assert found == [Difference("at.x", "wrong_type", "1")]


@given(made(Item, as_described=True))
def test_items_that_conform_drift_only_in_their_extra_fields(item):
    """What `dump` wrote is as described, but for what was unknown."""
    raw = json.loads(json.dumps(Codec().dump(item)))

    kinds = {one.kind for one in differences(raw, Item)}

    assert kinds <= {"unknown_field", "unknown_type"}
