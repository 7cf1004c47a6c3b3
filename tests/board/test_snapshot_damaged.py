"""Snapshots that say what Miro never would: refused with one error, or read as far as it goes."""

from __future__ import annotations

import copy
import json

import pytest

from miro_async import SnapshotError
from miro_async.board import Snapshot, diff
from tests.board import seen

ODD = [7, "odd", [["odd"]]]


def rich():
    """Give a snapshot of everything that refers to something, as decoded JSON."""
    picture = {"imageUrl": "https://api.miro.com/v2/boards/b/resources/images/1"}
    document = {"contentType": "markdown", "content": "# x"}
    snapshot = seen.snapshot(
        seen.item("1", "frame", "F", at=(0, 0), size=(800, 600)),
        seen.item("2", content="a", at=(10, 20), frame="1", size=(199, 228)),
        seen.item("3", "image", "boat", data=picture, geometry={"rotation": 5}),
        seen.item("4", "doc_format", data=document, at=(5, 5)),
        seen.item("5", "embed", data={"url": "https://a.b"}),
        seen.item("6", "mindmap_node", data={"nodeView": {"data": {"content": "x"}}}),
        connectors=[seen.connector("c", "2", "3", "so", style={"strokeColor": "#000000"})],
        tags=[seen.tag("t", "soon")],
        tags_of={"2": ["t"]},
        groups=[seen.group("g", "2", "3")],
    )
    return json.loads(snapshot.to_json())


def paths(value, path=()):
    """Give the way to everything in a JSON value."""
    yield path
    if isinstance(value, dict | list):
        names = value if isinstance(value, dict) else range(len(value))
        for name in names:
            yield from paths(value[name], (*path, name))


def damaged(whole, path, odd):
    """Give a JSON value with something odd at a place."""
    whole = copy.deepcopy(whole)
    holder = whole
    for name in path[:-1]:
        holder = holder[name]
    holder[path[-1]] = odd
    return whole


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_something_odd_anywhere_breaks_nothing(odd):
    """It is refused as damaged, or all that can be done with a snapshot can be done with it."""
    whole = rich()
    good, read = Snapshot.from_json(json.dumps(whole)), 0
    for path in [path for path in paths(whole) if path]:
        try:
            snapshot = Snapshot.from_json(json.dumps(damaged(whole, path, odd)))
        except SnapshotError:
            continue
        read += 1
        assert Snapshot.from_json(snapshot.to_json()).to_json() == snapshot.to_json()
        for old, new in ((good, snapshot), (snapshot, good)):
            changes = diff(old, new)
            assert str(changes)
            json.loads(changes.to_json())
        drafts = snapshot.drafts(missing_files="draft")
        assert len(drafts.items) + len(drafts.left_out) > 0
        assert all(isinstance(snapshot.text(item), str) for item in snapshot)
        snapshot.children(None), snapshot.within("1"), snapshot.box("2"), snapshot.files()
    assert read > 20


def test_what_is_odd_is_left_out_of_drafts():
    """A doc of an unknown form, an embed without an address, and a place that is none."""
    whole = rich()
    whole["items"][1]["position"] = "there"
    whole["items"][3]["data"] = "text"
    whole["items"][4]["data"] = 7.5
    whole["tags"][0]["title"] = 7
    whole["groups"][0]["data"]["items"] = ["2", ["3"], "3"]
    drafts = Snapshot.from_json(json.dumps(whole)).drafts(missing_files="draft")
    assert [one.id for one in drafts.left_out] == ["4", "5"]
    [note] = [one for one in drafts.items if one.key == "2"]
    assert (note.at, note.relative_to, note.tags) == (None, "frame", ())
    assert drafts.tags == {}
    assert [len(group.items) for group in drafts.groups] == [2]
