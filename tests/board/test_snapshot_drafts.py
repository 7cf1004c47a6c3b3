"""Drafts of a snapshot: what is needed to make items anew, and what cannot be made."""

from __future__ import annotations

import pytest

from miro_async.geometry import Point
from tests.board import seen


def draft(*items, key="1", **more):
    """Give the draft of an item of a snapshot."""
    return next(one for one in seen.snapshot(*items, **more).drafts().items if one.key == key)


def test_a_note_is_drafted_with_what_can_be_written():
    """Not when it was made, nor where the API has it; of its size the width alone."""
    raw = {
        **seen.item("1", content="<p>Tea</p>", at=(3, 4), size=(199, 228)),
        "style": {"fillColor": "yellow", "textAlign": "left", "glow": "much"},
        "createdAt": "2026-01-01T00:00:00Z",
        "links": {"self": "https://api.miro.com/"},
        "new": 1,
    }
    raw["data"] |= {"shape": "square", "mood": "good"}
    made = draft(raw, tags=[seen.tag("t", "soon")], tags_of={"1": ["t"]})
    assert (made.type, made.key, made.tags, made.file) == ("sticky_note", "1", ("soon",), None)
    assert made.data == {"content": "<p>Tea</p>", "shape": "square"}
    assert made.style == {"fillColor": "yellow", "textAlign": "left"}
    assert made.geometry == {"width": 199}
    assert (made.at, made.frame, made.relative_to) == (Point(3, 4), None, "board")


@pytest.mark.parametrize(
    ("raw", "data", "geometry"),
    [
        (
            seen.item(
                "1", "shape", "x", data={"shape": "star"}, geometry={"width": 9, "height": 8}
            ),
            {"content": "x", "shape": "star"},
            {"width": 9, "height": 8},
        ),
        (
            seen.item("1", "text", "x", geometry={"width": 90, "height": 20, "rotation": 45}),
            {"content": "x"},
            {"width": 90, "rotation": 45},
        ),
        (
            seen.item(
                "1", "card", "x", data={"dueDate": "2026-02-01T12:00:00Z", "assigneeId": "7"}
            ),
            {"title": "x", "dueDate": "2026-02-01T12:00:00.000Z", "assigneeId": "7"},
            {},
        ),
        (
            seen.item("1", "app_card", data={"title": "x", "owned": True, "status": "connected"}),
            {"title": "x", "status": "connected"},
            {},
        ),
        (
            seen.item(
                "1",
                "frame",
                "x",
                data={"type": "grid", "format": "a4", "showContent": False},
                geometry={"width": 9, "height": 8, "rotation": 0},
            ),
            {"title": "x", "showContent": False, "format": "custom", "type": "freeform"},
            {"width": 9, "height": 8},
        ),
        (
            seen.item("1", "embed", data={"url": "https://a.b", "mode": "modal", "title": "said"}),
            {"url": "https://a.b", "mode": "modal"},
            {},
        ),
        (
            seen.item(
                "1",
                "doc_format",
                data={"contentType": "markdown", "content": "# x", "contentVersion": 3},
                geometry={"width": 400},
            ),
            {"contentType": "markdown", "content": "# x"},
            {},
        ),
        (
            seen.item("1", "code", data={"code": "1", "language": "c"}, geometry={"height": 3}),
            {"code": "1", "language": "c"},
            {"height": 3},
        ),
    ],
    ids=lambda value: value.get("type") if isinstance(value, dict) and "id" in value else None,
)
def test_each_kind_is_drafted_in_the_words_that_it_is_made_with(raw, data, geometry):
    """What only answers have is left out; a frame is made as the only kind that can be."""
    made = draft(raw)
    assert made.data == data
    assert made.geometry == geometry


def test_words_that_nobody_may_send_are_left_out():
    """Miro says "unknown" for what it does not tell."""
    style = {"textAlign": "unknown", "fillColor": "#ffffff", "nonsense": None}
    assert draft(seen.item("1", "shape", "x", style=style)).style == {"fillColor": "#ffffff"}
    strange = seen.item("1", "shape", "x", style="strange", geometry=7)
    assert (draft(strange).style, draft(strange).geometry) == ({}, {})


def in_frames():
    """Give a snapshot with a note in a frame in a frame, each made after what it is in but one."""
    return seen.snapshot(
        seen.item("2", "frame", "inner", at=(400, 300), size=(200, 100), frame="1"),
        seen.item("3", content="deep", at=(10, 20), frame="2"),
        seen.item("1", "frame", "outer", at=(1000, 1000), size=(800, 600)),
        seen.item("4", content="beside", at=None),
        connectors=[
            seen.connector(
                "c",
                "3",
                "4",
                "so",
                shape="elbowed",
                style={"endStrokeCap": "unknown", "strokeColor": "#123456"},
            )
        ],
        tags=[seen.tag("t", "soon", "cyan"), seen.tag("u", "never")],
        tags_of={"3": ["t"], "2": ["u"]},
        groups=[seen.group("g", "3", "4"), seen.group("h", "4")],
    )


def test_frames_come_before_what_is_in_them():
    """Whatever was made first; what is in them refers to their drafts."""
    drafts = in_frames().drafts()
    outer, inner, deep, beside = drafts.items
    assert [one.key for one in drafts.items] == ["1", "2", "3", "4"]
    assert (inner.frame, deep.frame, beside.frame) == (outer, inner, None)
    assert (deep.at, deep.relative_to) == (Point(10, 20), "frame")
    assert (outer.at, outer.relative_to) == (Point(1000, 1000), "board")
    assert (beside.at, beside.relative_to) == (None, "board")
    assert drafts.left_out == []


def test_what_loses_its_frame_keeps_its_place_on_the_board():
    """The note's frame is not among the items: it was at 900 + 10, 950 + 20."""
    (deep,) = in_frames().drafts(["3"]).items
    assert (deep.frame, deep.relative_to, deep.at) == (None, "board", Point(910, 970))


def test_connectors_come_with_both_their_ends():
    """With their looks and captions, without words that nobody may send."""
    drafts = in_frames().drafts()
    (line,) = drafts.connectors
    assert (line.start, line.end, line.key) == (drafts.items[2], drafts.items[3], "c")
    assert line.fields == {
        "shape": "elbowed",
        "style": {"strokeColor": "#123456"},
        "captions": [{"content": "so"}],
    }
    some = in_frames().drafts(["1", "2", "3"])
    assert (some.connectors, some.left_out) == ([], [])


def test_where_a_connector_ends_is_told_in_one_way():
    """Miro takes the side or the place, not both; the links of its answer neither."""
    raw = {
        **seen.connector("c", None, None),
        "startItem": {"id": "1", "snapTo": "right", "position": {"x": "100%", "y": "50%"}},
        "endItem": {"id": "2", "position": {"x": "0%", "y": "50%"}, "links": {"self": "x"}},
    }
    (line,) = seen.snapshot(seen.item("1"), seen.item("2"), connectors=[raw]).drafts().connectors
    assert line.start_place == {"snapTo": "right"}
    assert line.end_place == {"position": {"x": "0%", "y": "50%"}}


def test_tags_and_groups_come_with_their_items():
    """All tags of a whole board; else those on the items, of kinds that can have some."""
    drafts = in_frames().drafts()
    assert {title: tag.color for title, tag in drafts.tags.items()} == {
        "soon": "cyan",
        "never": "red",
    }
    assert [one.tags for one in drafts.items] == [(), (), ("soon",), ()]
    (group,) = drafts.groups
    assert (group.key, group.items) == ("g", drafts.items[2:])
    some = in_frames().drafts({"1", "2", "3"})
    assert list(some.tags) == ["soon"]
    assert some.groups == []


def reasons(snapshot, **how):
    """Give what is left out, and the beginning of the reason."""
    return {one.id: (one.type, one.reason) for one in snapshot.drafts(**how).left_out}


def test_what_cannot_be_made_is_listed_with_the_reason():
    """Unknown kinds, what comes without data, docs as HTML, and lines to such things."""
    snapshot = seen.snapshot(
        seen.item("1", "kanban"),
        {"id": "2", "type": "shape", "isSupported": False},
        seen.item("3", "doc_format", data={"contentType": "html", "content": "<p>"}),
        seen.item("4", "embed"),
        seen.item("5"),
        seen.item("6"),
        connectors=[
            seen.connector("a", "1", "5"),
            seen.connector("b", "5", None),
            seen.connector("c", "5", "5"),
            seen.connector("d", "5", "6", isSupported=False),
            seen.connector("e", None, None),
            seen.connector("f", "5", "nowhere"),
        ],
    )
    found = reasons(snapshot)
    assert [one.key for one in snapshot.drafts().items] == ["5", "6"]
    assert set(found) == {"1", "2", "3", "4", "a", "b", "c", "d"}
    assert "'kanban' cannot be made" in found["1"][1]
    assert "does not tell what is in it" in found["2"][1]
    assert "read as HTML" in found["3"][1]
    assert "no address" in found["4"][1]
    assert found["a"] == ("connector", "what it leads from or to is left out")
    assert "loose" in found["b"][1]
    assert "same item" in found["c"][1]
    assert "does not support it" in found["d"][1]


def test_images_and_documents_need_their_files():
    """With the file, they are drafted; or without, for who only compares."""
    snapshot = seen.snapshot(
        seen.item("1", "image", "boat", data={"imageUrl": "https://api.miro.com/x"}),
        seen.item("2", "document", "paper"),
    )
    assert {key: "its file is needed" in why for key, (_, why) in reasons(snapshot).items()} == {
        "1": True,
        "2": True,
    }
    drafts = snapshot.drafts(files={"1": b"png"})
    (boat,) = drafts.items
    assert (boat.file, boat.data) == (b"png", {"title": "boat"})
    assert [one.id for one in drafts.left_out] == ["2"]
    both = snapshot.drafts(missing_files="draft")
    assert [(one.type, one.file) for one in both.items] == [("image", None), ("document", None)]


def test_mind_maps_are_drafted_node_below_node():
    """Where each is on the board, whatever is above it."""
    node = {"nodeView": {"type": "text", "data": {"type": "text", "content": "x"}}, "isRoot": True}
    snapshot = seen.snapshot(
        seen.item("2", "mindmap_node", data=node, at=(30, 40), frame="1", style={"shape": "pill"}),
        seen.item("1", "mindmap_node", data=node, at=(5, 6), size=(50, 20)),
    )
    root, leaf = snapshot.drafts().items
    assert leaf.frame is root
    assert (leaf.at, leaf.relative_to) == (Point(30, 40), "board")
    assert (leaf.data, leaf.style) == ({"nodeView": {"data": {"type": "text", "content": "x"}}}, {})
    assert root.geometry == {"width": 50}
    empty = seen.snapshot(seen.item("1", "mindmap_node", data={"nodeView": None}))
    assert empty.drafts().items[0].data == {"nodeView": {"data": {}}}


def test_half_a_surrogate_pair_does_not_stop_the_rest():
    """It is drafted as it is; Miro would refuse it."""
    assert draft(seen.item("1", content="\ud83d")).data == {"content": "\ud83d"}


def test_something_in_a_frame_without_a_place():
    """Then Miro decides."""
    raw = seen.item("2", content="x", at=None, frame="1")
    made = draft(seen.item("1", "frame", "f"), raw, key="2")
    assert (made.at, made.relative_to) == (None, "frame")
