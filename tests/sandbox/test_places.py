from __future__ import annotations

import pytest

OUTSIDE = "new position is outside of parent boundaries"


def test_a_child_counts_from_the_corner_of_its_frame(board):
    """Positions in a frame are relative to its top left corner, of the item's center."""
    frame = board.frame(position={"x": 1000, "y": 1000})
    note = board.note(parent={"id": frame["id"]}, position={"x": 100, "y": 50})
    assert note["position"]["relativeTo"] == "parent_top_left"
    assert (note["position"]["x"], note["position"]["y"]) == (100.0, 50.0)
    assert note["parent"]["id"] == frame["id"]
    assert note["parent"]["links"]["self"].endswith(f"/frames/{frame['id']}")


@pytest.mark.parametrize(("x", "y"), [(0, 0), (400, 300), (200, 150)])
def test_the_center_has_to_be_inside(board, x, y):
    """An item may stand out of its frame, as long as its center does not."""
    frame = board.frame(400, 300)
    board.note(parent={"id": frame["id"]}, position={"x": x, "y": y})


@pytest.mark.parametrize(("x", "y"), [(-1, 0), (0, -0.5), (401, 0), (0, 300.5)])
def test_outside_of_the_frame_is_refused(board, x, y):
    """Absolute coordinates given together with a parent are the usual cause."""
    frame = board.frame(400, 300)
    body = {"parent": {"id": frame["id"]}, "position": {"x": x, "y": y}}
    assert board.post("/sticky_notes", body).refused == {"position": OUTSIDE}
    note = board.note(parent={"id": frame["id"]})
    path = f"/sticky_notes/{note['id']}"
    assert board.patch(path, {"position": {"x": x, "y": y}}).refused == {"position": OUTSIDE}
    assert board.get(path).json == note


def test_moving_in_and_out_keeps_the_place_on_the_canvas(board):
    """A new parent without a new position leaves the item where it is seen."""
    frame = board.frame(400, 300, position={"x": 200, "y": 150})
    note = board.note(position={"x": 30, "y": 40})
    path = f"/items/{note['id']}"
    inside = board.patch(path, {"parent": {"id": frame["id"]}}).json
    assert (inside["position"]["x"], inside["position"]["y"]) == (30.0, 40.0)
    board.patch(f"/frames/{frame['id']}", {"position": {"x": 1200, "y": 150}})
    outside = board.patch(path, {"parent": None}).json
    assert outside["parent"] is None
    assert (outside["position"]["x"], outside["position"]["y"]) == (1030.0, 40.0)
    assert outside["position"]["relativeTo"] == "canvas_center"
    assert board.patch(path, {"parent": {"id": frame["id"]}, "position": {"x": 1, "y": 2}}).json[
        "position"
    ] == inside["position"] | {"x": 1.0, "y": 2.0}


def test_an_item_far_from_a_frame_cannot_just_move_in(board):
    """Its place on the canvas is not within the frame."""
    frame = board.frame(400, 300)
    note = board.note(position={"x": 5000, "y": 0})
    body = {"parent": {"id": frame["id"]}}
    assert board.patch(f"/items/{note['id']}", body).refused == {"position": OUTSIDE}


def test_only_frames_are_parents(board):
    """A sticky note is none, and neither is an id that is not there."""
    note = board.note()
    refused = board.post("/shapes", {"parent": {"id": note["id"]}}).refused
    assert refused == {"parent.id": "An item of type [sticky_note] cannot be a parent"}
    assert board.post("/shapes", {"parent": {"id": "1"}}).status == 404


def test_frames_take_a_parent_only_when_moved(board):
    """The operations of frames have no parent; the general one nests them, but not in a ring."""
    outer, inner = board.frame(1000, 1000), board.frame(100, 100)
    body = {"parent": {"id": outer["id"]}}
    assert list(board.patch(f"/frames/{inner['id']}", body).refused) == ["parent"]
    nested = board.patch(f"/items/{inner['id']}", {**body, "position": {"x": 50, "y": 60}}).json
    assert nested["parent"]["id"] == outer["id"]
    for frame, parent in ((outer, inner), (outer, outer)):
        answer = board.patch(f"/items/{frame['id']}", {"parent": {"id": parent["id"]}})
        assert answer.refused == {"parent.id": "An item cannot be inside of itself"}
    note = board.note(parent={"id": inner["id"]}, position={"x": 10, "y": 10})
    out = board.patch(f"/items/{note['id']}", {"parent": None}).json
    assert (out["position"]["x"], out["position"]["y"]) == (-490.0, -480.0)


def test_deleting_a_frame_leaves_its_children(board):
    """They stay where they are on the canvas, without a parent."""
    frame = board.frame(400, 300, position={"x": 1000, "y": 1000})
    note = board.note(parent={"id": frame["id"]}, position={"x": 10, "y": 20})
    assert board.delete(f"/frames/{frame['id']}").status == 204
    (left,) = board.items()
    assert left["id"] == note["id"]
    assert left["parent"] is None
    assert (left["position"]["x"], left["position"]["y"]) == (810.0, 870.0)


def test_a_frame_cannot_shrink_away_from_its_children(board):
    """A size that would leave a child outside is refused."""
    frame = board.frame(400, 300)
    board.note(parent={"id": frame["id"]}, position={"x": 390, "y": 10})
    path = f"/frames/{frame['id']}"
    assert board.patch(path, {"geometry": {"width": 300}}).refused == {"geometry": OUTSIDE}
    assert board.patch(path, {"geometry": {"width": 395}}).json["geometry"] == {
        "width": 395.0,
        "height": 300.0,
    }


def test_a_frame_leads_to_its_children(board):
    """Its links have the address of the list of what is in it."""
    frame = board.frame()
    note = board.note(parent={"id": frame["id"]})
    board.note()
    assert board.get(frame["links"]["related"]).json["data"] == [note]


@pytest.mark.parametrize(
    ("path", "body", "size"),
    [
        ("/sticky_notes", {}, (199, 228)),
        ("/sticky_notes", {"data": {"shape": "rectangle"}}, (350, 228)),
        ("/sticky_notes", {"geometry": {"width": 99.5}}, (99.5, 114)),
        ("/sticky_notes", {"geometry": {"height": 456}}, (398, 456)),
        ("/shapes", {"geometry": {"width": 50}}, (50, 100)),
        ("/cards", {"geometry": {"width": 160}}, (160, 47)),
        ("/frames", {"data": {}}, (800, 450)),
        ("/texts", {"data": {"content": "x" * 10}}, (79.8, 19.6)),
        ("/texts", {"data": {"content": "x" * 10}, "geometry": {"width": 50}}, (50, 39.2)),
        ("/texts", {"data": {"content": ""}}, (23.8, 19.6)),
    ],
)
def test_sizes_follow_from_what_is_given(board, path, body, size):
    """Fixed ratios stay, and the height of a text follows from its width."""
    geometry = board.made(path, body)["geometry"]
    assert (geometry["width"], geometry["height"]) == pytest.approx(size)


@pytest.mark.parametrize("path", ["/sticky_notes", "/cards", "/app_cards"])
def test_a_fixed_ratio_takes_one_side_only(board, path):
    """Width or height, not both."""
    refused = board.post(path, {"geometry": {"width": 10, "height": 10}}).refused
    assert list(refused) == ["geometry"]


def test_a_sticky_note_that_changes_shape_keeps_its_height(board):
    """The ratio is the new shape's; a change without a size changes no size."""
    note = board.note(geometry={"width": 100})
    path = f"/sticky_notes/{note['id']}"
    assert board.patch(path, {"data": {"content": "x"}}).json["geometry"] == note["geometry"]
    wide = board.patch(path, {"data": {"shape": "rectangle"}}).json["geometry"]
    assert wide["height"] == note["geometry"]["height"]
    assert wide["width"] == pytest.approx(100 * 350 / 199)


def test_a_text_is_not_too_narrow(board):
    """At least 1.7 times the font size, and the width alone can be set."""
    body = {"data": {"content": "x"}, "geometry": {"width": 20}}
    assert board.post("/texts", body).refused == {"geometry.width": "must be at least 23.8"}
    body["geometry"] = {"height": 20}
    assert list(board.post("/texts", body).refused) == ["geometry.height"]


def test_rotation_is_for_those_that_can_turn(board):
    """Shapes turn; sticky notes and frames do not."""
    assert board.made("/shapes", {"geometry": {"rotation": 30}})["geometry"]["rotation"] == 30.0
    for path in ("/sticky_notes", "/frames"):
        answer = board.post(path, {"data": {}, "geometry": {"rotation": 30}})
        assert list(answer.refused) == ["geometry.rotation"]
