from __future__ import annotations

import pytest


@pytest.fixture
def ends(board):
    """Give two sticky notes, the second to the right of the first."""
    return board.note(), board.note(position={"x": 1000, "y": 10})


def between(ends, start=None, end=None, **body):
    """Give the body of a connector from the first to the second."""
    one, two = ends
    return {
        "startItem": {"id": one["id"], **(start or {})},
        "endItem": {"id": two["id"], **(end or {})},
        **body,
    }


def test_a_new_connector_answers_200_and_has_miros_style(board, ends):
    """Every other create answers 201; style numbers are strings."""
    answer = board.post("/connectors", between(ends))
    assert answer.status == 200
    connector = answer.json
    assert connector["shape"] == "curved"
    assert connector["isSupported"] is True
    assert connector["style"]["endStrokeCap"] == "stealth"
    assert connector["style"]["startStrokeCap"] == "none"
    assert connector["style"]["strokeWidth"] == "1.0"
    assert connector["startItem"]["links"]["self"] == ends[0]["links"]["self"]
    assert board.get(f"/connectors/{connector['id']}").json == connector
    assert board.get("/connectors").json["data"] == [connector]


@pytest.mark.parametrize(
    ("snap", "place"),
    [
        ({}, ("100%", "50%")),
        ({"snapTo": "auto"}, ("100%", "50%")),
        ({"snapTo": "top"}, ("50%", "0%")),
        ({"snapTo": "bottom"}, ("50%", "100%")),
        ({"position": {"x": "12.5%", "y": "0%"}}, ("12.5%", "0%")),
        ({"position": {"x": "12.5%"}}, ("12.5%", "50%")),
    ],
)
def test_answers_have_the_ends_as_percentages(board, ends, snap, place):
    """Whatever a request said, an answer has a position; without one it looks at the other end."""
    start = board.made("/connectors", between(ends, snap))["startItem"]
    assert (start["position"]["x"], start["position"]["y"]) == place
    assert "snapTo" not in start


@pytest.mark.parametrize(
    ("x", "y", "place"),
    [(-900, 0, ("0%", "50%")), (0, 900, ("50%", "100%")), (0, -900, ("50%", "0%"))],
)
def test_a_free_end_looks_at_the_other(board, x, y, place):
    """To the side on which the other item is."""
    ends = board.note(), board.note(position={"x": x, "y": y})
    start = board.made("/connectors", between(ends))["startItem"]
    assert (start["position"]["x"], start["position"]["y"]) == place


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"startItem": {"position": {"x": "1%"}, "snapTo": "top"}}, "startItem"),
        ({"startItem": {"position": {"x": "101%"}}}, "startItem.position.x"),
        ({"startItem": {"position": {"x": "\uff11%"}}}, "startItem.position.x"),
        ({"startItem": {"position": {"x": "half"}}}, "startItem.position.x"),
        ({"startItem": {"position": {"x": 50}}}, "startItem.position.x"),
        ({"endItem": {"snapTo": "middle"}}, "endItem.snapTo"),
        ({"endItem": {"size": 1}}, "endItem.size"),
        ({"shape": "zigzag"}, "shape"),
        ({"style": {"endStrokeCap": "unknown"}}, "style.endStrokeCap"),
        ({"style": {"strokeWidth": "25"}}, "style.strokeWidth"),
        ({"captions": [{"content": "x" * 201}]}, "captions[0].content"),
        ({"captions": [{"content": f"<p>{'x' * 194}</p>"}]}, "captions[0].content"),
        ({"captions": [{"position": "1%"}]}, "captions[0].content"),
        ({"captions": [{"content": "x"}] * 21}, "captions"),
        ({"captions": {}}, "captions"),
        ({"data": {}}, "data"),
    ],
)
def test_what_is_wrong_is_named(board, ends, body, field):
    """In a change as in a create, and nothing is made or changed."""
    connector = board.made("/connectors", between(ends))
    assert list(board.patch(f"/connectors/{connector['id']}", body).refused) == [field]
    new = between(ends) | body
    for name, item in zip(("startItem", "endItem"), ends, strict=True):
        new[name] = {**new[name], "id": item["id"]}
    assert list(board.post("/connectors", new).refused) == [field]
    assert board.get("/connectors").json["data"] == [connector]


def test_both_ends_are_needed(board, ends):
    """On creation; the message says so in Miro's words."""
    assert board.post("/connectors", {}).refused == {
        "startItem": "Field [startItem] of type [Object] is required",
        "endItem": "Field [endItem] of type [Object] is required",
    }
    body = between(ends) | {"endItem": {}}
    assert list(board.post("/connectors", body).refused) == ["endItem.id"]


def test_ends_are_two_different_items_and_no_frames(board, ends):
    """Neither the same item twice, nor a frame, nor one that is not there."""
    one, _ = ends
    assert list(board.post("/connectors", between((one, one))).refused) == ["endItem.id"]
    frame = board.frame()
    assert list(board.post("/connectors", between((frame, one))).refused) == ["startItem.id"]
    assert board.post("/connectors", between((one, {"id": "1"}))).status == 404


def test_captions_have_markup(board, ends):
    """The tags that other texts have; others are dropped."""
    captions = [{"content": "<p>a <b>b</b> <h1>c</h1></p>"}]
    connector = board.made("/connectors", between(ends, captions=captions))
    assert connector["captions"][0]["content"] == "<p>a <b>b</b> c</p>"


def test_captions_have_a_place(board, ends):
    """In the middle, if nothing else is said."""
    captions = [{"content": "a"}, {"content": "b", "position": "0%", "textAlignVertical": "top"}]
    connector = board.made("/connectors", between(ends, captions=captions))
    assert connector["captions"] == [
        {"position": "50%", "textAlignVertical": "middle", "content": "a"},
        {"position": "0%", "textAlignVertical": "top", "content": "b"},
    ]


def test_a_change_merges(board, ends, sandbox):
    """What is not given stays; captions are replaced as a whole."""
    captions = [{"content": "a"}]
    style = {"strokeColor": "#ff0000"}
    made = board.made("/connectors", between(ends, captions=captions, style=style))
    sandbox.clock.advance(3)
    other = board.note(position={"x": 0, "y": 900})
    body = {"endItem": {"id": other["id"]}, "style": {"strokeWidth": "4"}, "shape": "straight"}
    changed = board.patch(f"/connectors/{made['id']}", body).json
    assert changed["startItem"] == made["startItem"]
    assert changed["endItem"]["id"] == other["id"]
    assert changed["endItem"]["position"] == {"x": "50%", "y": "0%"}
    assert changed["captions"] == made["captions"]
    assert changed["style"] == made["style"] | {"strokeWidth": "4.0"}
    assert changed["modifiedAt"] == "2026-01-05T10:30:18Z"
    assert board.patch(f"/connectors/{made['id']}", {"captions": []}).json["captions"] == []
    snapped = board.patch(f"/connectors/{made['id']}", {"startItem": {"snapTo": "left"}}).json
    assert snapped["startItem"]["position"] == {"x": "0%", "y": "50%"}


def test_connectors_are_deleted_only_as_connectors(board, ends):
    """`/items/{id}` does not know them."""
    connector = board.made("/connectors", between(ends))
    assert board.delete(f"/items/{connector['id']}").status == 404
    assert board.get(f"/items/{connector['id']}").status == 404
    assert board.delete(f"/connectors/{connector['id']}").status == 204
    gone = board.get(f"/connectors/{connector['id']}")
    assert (gone.status, gone.json["code"]) == (404, "3.0201")
