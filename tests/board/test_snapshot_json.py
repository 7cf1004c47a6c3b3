"""Snapshots as JSON: the same comes back, and what is none, damaged or newer is refused."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given, settings, strategies as st

from miro_async import SnapshotError
from miro_async.board import Snapshot
from miro_async.extra import Extra
from miro_async.models import UnknownItem
from tests.board import seen

TEXTS = st.text(max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
INSTANTS = st.sampled_from(["2026-01-05T10:30:00Z", "2026-01-05T10:30:00.25+02:00", "yesterday"])
PARTS = {
    "data": st.dictionaries(
        st.sampled_from(
            ["content", "title", "dueDate", "shape", "url", "fields", "nodeView", "new"]
        ),
        VALUES | INSTANTS,
        max_size=3,
    ),
    "style": st.dictionaries(st.sampled_from(["fillColor", "fontSize", "x"]), VALUES, max_size=2),
    "position": st.dictionaries(st.sampled_from(["x", "y", "origin", "z"]), VALUES, max_size=3),
    "parent": st.dictionaries(st.just("id"), TEXTS, max_size=1) | st.none(),
    "createdAt": INSTANTS,
    "isSupported": st.booleans(),
    "somethingNew": VALUES,
}
KINDS = st.sampled_from(
    ["sticky_note", "card", "app_card", "frame", "image", "embed", "mindmap_node", "kanban"]
)


@st.composite
def items(draw):
    """Give what Miro might say of an item, now or one day."""
    raw = draw(st.fixed_dictionaries({}, optional=PARTS))
    return {"id": str(draw(st.integers(0, 9))), "type": draw(KINDS), **raw}


@given(
    items=st.lists(items(), max_size=4, unique_by=lambda raw: raw["id"]),
    captions=st.lists(TEXTS, max_size=2),
    tags=st.lists(TEXTS, max_size=3),
    members=st.none() | st.lists(TEXTS, max_size=2),
    name=TEXTS,
)
@settings(max_examples=25)
def test_what_is_written_comes_back_the_same(items, captions, tags, members, name):
    """Whatever Miro says: fields that nobody knows, wrong types, times without a zone, any text."""
    ids = [raw["id"] for raw in items]
    snapshot = seen.snapshot(
        *items,
        connectors=[seen.connector("c", None, ids[0] if ids else None, *captions, new=captions)],
        tags=[seen.tag(str(place), title) for place, title in enumerate(tags)],
        tags_of={item_id: ["0"] for item_id in ids if tags},
        groups=[seen.group("g", *ids)],
        members=members and [{"id": one, "name": one, "type": "x"} for one in members],
        name=name,
    )
    again = Snapshot.from_json(snapshot.to_json())
    assert again == snapshot
    assert again.to_json() == snapshot.to_json()
    assert pickle.loads(pickle.dumps(again)) == snapshot  # noqa: S301 - our own


def written():
    """Give a small snapshot as decoded JSON."""
    snapshot = seen.snapshot(
        seen.item("1", content="a"),
        tags=[seen.tag("t", "soon")],
        tags_of={"1": ["t"]},
        members=[{"id": "3", "type": "board_member", "name": "Ada"}],
    )
    return json.loads(snapshot.to_json())


def test_the_file_says_what_it_is():
    """Its format, its version, and Miro's own names."""
    whole = written()
    assert (whole["format"], whole["version"]) == ("miro-async snapshot", 1)
    assert whole["takenAt"] == "2026-01-05T10:30:00+00:00"
    assert whole["board"]["viewLink"] == "https://miro.com/app/board/uXjV1="
    assert whole["items"][0]["data"] == {"content": "a"}
    assert whole["tagsOf"] == {"1": ["t"]}


def test_it_can_be_indented_and_read_as_bytes():
    """For people, and from files; with a byte order mark, too."""
    snapshot = seen.snapshot(seen.item("1", content="ä"), members=None)
    text = snapshot.to_json(indent=2)
    assert '\n  "items": [' in text
    assert "ä" in text
    assert Snapshot.from_json(text.encode()) == snapshot
    assert Snapshot.from_json(text.encode("utf-8-sig")) == snapshot


def test_half_a_surrogate_pair_is_kept():
    """No file can hold it, so it is written in other words."""
    snapshot = seen.snapshot(seen.item("1", content="\ud83d"))
    text = snapshot.to_json()
    assert Snapshot.from_json(text.encode()) == snapshot


def test_what_a_file_has_besides_is_kept():
    """Fields that a later version may add without a new number."""
    whole = {**written(), "comments": [1, 2]}
    snapshot = Snapshot.from_json(json.dumps(whole))
    assert snapshot.extra == Extra({"comments": [1, 2]})
    assert json.loads(snapshot.to_json())["comments"] == [1, 2]


def test_items_of_a_newer_miro_are_kept():
    """A kind and fields that this version does not know."""
    whole = written()
    whole["items"].append({"id": "2", "type": "hologram", "data": {"depth": 3}, "glow": True})
    snapshot = Snapshot.from_json(json.dumps(whole))
    assert isinstance(snapshot.item("2"), UnknownItem)
    assert json.loads(snapshot.to_json())["items"] == whole["items"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ({"format": "sandbox"}, "it does not begin with"),
        ({"version": 2}, "is of version 2, and this miro-async reads up to 1: update it"),
        ({"version": "1"}, "damaged at version: it is no version"),
        ({"version": True}, "damaged at version"),
        ({"version": 0}, "damaged at version"),
        ({"takenAt": None}, "damaged at takenAt: it is no time"),
        ({"takenAt": "soon"}, "damaged at takenAt: it is no time"),
        ({"takenAt": "2026-01-05T10:30:00"}, "damaged at takenAt: it has no time zone"),
        ({"board": None}, "damaged at board: it is no object"),
        ({"board": {"name": "x"}}, "damaged at board: it has no id"),
        ({"items": {}}, "damaged at items: it is no list"),
        ({"items": [{"id": "1", "type": "text"}, 5]}, r"damaged at items\[1\]: it is no object"),
        ({"items": [{"type": "text"}]}, r"damaged at items\[0\]: it has no id"),
        ({"connectors": [{"id": 7}]}, r"damaged at connectors\[0\]: it has no id"),
        ({"tags": None}, "damaged at tags: it is no list"),
        ({"tagsOf": []}, "damaged at tagsOf: it is no object"),
        ({"tagsOf": {"1": "t"}}, r"damaged at tagsOf\.1: it is no list"),
        ({"tagsOf": {"1": ["other"]}}, r"damaged at tagsOf\.1: it names a tag that is not there"),
        ({"tagsOf": {"1": [["t"]]}}, r"damaged at tagsOf\.1: it names a tag"),
        ({"groups": [None]}, r"damaged at groups\[0\]: it is no object"),
        ({"members": {}}, "damaged at members: it is no list"),
    ],
)
def test_damage_is_told_with_its_place(damage, said):
    """One typed error, which says where."""
    with pytest.raises(SnapshotError, match=said):
        Snapshot.from_json(json.dumps({**written(), **damage}))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", b"\xff\xfe\xff", '{"format": "miro-async snap', "[" * 100_000]
)
def test_what_is_no_snapshot_is_refused(text):
    """Nothing, half of it, other JSON, no text at all, and what is nested too deep."""
    with pytest.raises(SnapshotError, match="this is no snapshot"):
        Snapshot.from_json(text)


def test_groups_without_an_id_are_read():
    """Miro's document does not promise one."""
    whole = {**written(), "groups": [{"type": "group", "data": {"items": ["1", "2"]}}]}
    (group,) = Snapshot.from_json(json.dumps(whole)).groups
    assert (group.id, group.data.items) == (None, ["1", "2"])
