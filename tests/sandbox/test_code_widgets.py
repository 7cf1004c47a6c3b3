from __future__ import annotations

from urllib.parse import quote

import pytest


@pytest.fixture
def path(board):
    """Give the path of the board's code widgets."""
    return f"{board.path.replace('/v2/', '/v2-experimental/')}/code_widgets"


@pytest.fixture
def widget(board, path):
    """Give a code widget."""
    data = {"code": "print(1)", "language": "python", "title": "One", "lineNumbersVisible": False}
    return board.made(path, {"data": data, "position": {"x": 5, "y": 6}})


def test_a_code_widget_can_be_made_read_changed_and_deleted(board, path, widget, sandbox):
    """What a call returns follows from the calls before it."""
    address = f"{path}/{widget['id']}"
    assert widget["type"] == "code"
    assert widget["data"]["lineNumbersVisible"] is False
    assert widget["links"]["self"] == f"https://api.miro.com{address}"
    assert board.get(address).json == widget
    assert board.get(path).json["data"] == [widget]

    sandbox.clock.advance(60)
    body = {"data": {"code": "print(2)"}, "geometry": {"width": 300}}
    changed = board.patch(address, body).json
    assert changed["data"] == widget["data"] | {"code": "print(2)"}
    assert changed["geometry"] == widget["geometry"] | {"width": 300}
    assert changed["position"] == widget["position"]
    assert changed["createdAt"] == widget["createdAt"]
    assert changed["modifiedAt"] == "2026-01-05T10:31:15Z"

    assert board.delete(address).status == 204
    for gone in (board.get(address), board.patch(address, {}), board.delete(address)):
        assert (gone.status, gone.json["code"]) == (404, "3.0201")
    assert board.get(path).json["data"] == board.items() == []


def test_a_code_widget_needs_nothing(board, path):
    """Everything has a default; the body may even be missing."""
    answer = board.post(path)
    assert answer.status == 201
    data = {"code": "", "title": "", "language": "plaintext", "lineNumbersVisible": True}
    assert answer.json["data"] == data
    assert answer.json["position"]["x"] == answer.json["position"]["y"] == 0


def test_a_code_widget_is_moved_by_a_call_of_its_own(board, path, widget):
    """The coordinates stand alone in its body; the one that is left out stays."""
    address = f"{path}/{widget['id']}/position"
    assert board.patch(address, {"x": -1, "y": -2}).json["position"] == widget["position"] | {
        "x": -1,
        "y": -2,
    }
    assert board.patch(address, {"y": 3}).json["position"] == widget["position"] | {"x": -1, "y": 3}
    assert board.patch(address, {"x": "1"}).refused == {
        "x": "Unexpected type of value, expected of type [Number]"
    }
    refused = board.patch(address, {"position": {"x": 1}}).refused
    assert refused == {"position": "Field [position] is not supported"}
    assert board.get(f"{path}/{widget['id']}").json["position"]["x"] == -1
    assert board.patch(f"{path}/1/position", {"x": 1}).status == 404


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"code": "x" * 6001}, "size must be between 0 and 6000"),
        ({"title": "x" * 101}, "size must be between 0 and 100"),
        ({"code": None}, "expected of type [String]"),
        ({"language": 5}, "expected of type [String]"),
        ({"lineNumbersVisible": "yes"}, "expected of type [Boolean]"),
        ({"theme": "dark"}, "Field [data.theme] is not supported"),
    ],
)
def test_what_a_code_widget_shows_is_checked(board, path, widget, data, message):
    """When it is made and when it is changed, which then changes nothing."""
    for answer in (
        board.post(path, {"data": data}),
        board.patch(f"{path}/{widget['id']}", {"data": data}),
    ):
        ((field, found),) = answer.refused.items()
        assert field == f"data.{next(iter(data))}"
        assert message in found
    assert board.get(path).json["data"] == [widget]


def test_the_longest_code_and_title_are_taken(board, path):
    """6000 and 100 characters."""
    data = {"code": "x" * 6000, "title": "y" * 100}
    assert data.items() <= board.made(path, {"data": data})["data"].items()


def test_a_code_widget_can_be_in_a_frame(board, path, widget):
    """Its place says so; the frame itself is only told by the routes of items."""
    frame = board.frame()
    address = f"{path}/{widget['id']}"
    moved = board.patch(address, {"parent": {"id": frame["id"]}, "position": {"x": 10, "y": 20}})
    assert moved.json["position"]["relativeTo"] == "parent_top_left"
    assert "parent" not in moved.json
    assert board.get(f"/items/{widget['id']}").json["parent"]["id"] == frame["id"]
    in_frame = board.get(f"/items?parent_item_id={frame['id']}").json["data"]
    assert [item["id"] for item in in_frame] == [widget["id"]]
    outside = board.patch(f"{address}/position", {"x": 401}).refused
    assert outside["position"] == "new position is outside of parent boundaries"

    assert board.delete(f"/frames/{frame['id']}").status == 204
    left = board.get(f"/items/{widget['id']}").json
    assert left["parent"] is None
    assert (left["position"]["x"], left["position"]["y"]) == (10 - 200, 20 - 150)


def test_other_items_are_no_code_widgets(board, path, widget):
    """By their ids, and in the list; a code widget is no other kind of item either."""
    note = board.note()
    assert board.get(f"{path}/{note['id']}").status == 404
    assert board.delete(f"{path}/{note['id']}").status == 404
    assert board.get(f"/sticky_notes/{widget['id']}").status == 404
    assert board.get(path).json["total"] == 1


def test_code_widgets_come_in_pages(board, path):
    """Of 10 to 50, by a cursor."""
    made = [board.made(path)["id"] for _ in range(12)]
    page = board.get(path).json
    assert (page["size"], page["total"]) == (10, 12)
    assert page["links"]["self"] == f"https://api.miro.com{path}?limit=10&cursor="
    rest = board.get(f"{path}?cursor={page['cursor']}").json
    assert [item["id"] for item in page["data"] + rest["data"]] == made
    assert board.get(f"{path}?limit=51").refused["limit"] == "maximum items page size is 50"


def test_a_code_widget_is_an_item_among_others(board, path, widget):
    """It can be connected, copied with its board, and deleted as any item, but takes no tags."""
    note = board.note()
    ends = {"startItem": {"id": note["id"]}, "endItem": {"id": widget["id"]}}
    assert board.made("/connectors", ends)["endItem"]["links"] == widget["links"]
    tag = board.made("/tags", {"title": "t", "fillColor": "red"})
    assert board.post(f"/items/{widget['id']}?tag_id={tag['id']}").status == 400
    assert board.patch(f"/items/{widget['id']}", {"position": {"x": 1}}).status == 400

    copy = board.ask("PUT", f"/v2/boards?copy_from={quote(board.id)}").json
    copied = f"/v2-experimental/boards/{quote(copy['id'])}/code_widgets"
    (twin,) = board.get(copied).json["data"]
    assert twin["data"] == widget["data"]
    assert twin["id"] != widget["id"]

    assert board.delete(f"/items/{widget['id']}").status == 204
    assert board.get("/connectors").json["data"] == []
    assert board.get(copied).json["total"] == 1
