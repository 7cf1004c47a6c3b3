from __future__ import annotations

from typing import get_args
from urllib.parse import quote

import pytest

from miro_async.models import enums

BASIC_FLOWCHART = "flow_chart_predefined_process"
"""The one flowchart shape of which Miro's document says that it is a basic one."""
FLOWCHART = [
    kind
    for kind in get_args(enums.ShapeKind)
    if kind.startswith("flow_chart_") and kind != BASIC_FLOWCHART
]
NODE = {"data": {"nodeView": {"data": {"type": "text", "content": "A"}}}}


@pytest.fixture
def path(board):
    """Give the path of the experimental routes of the board."""
    return board.path.replace("/v2/", "/v2-experimental/")


@pytest.fixture
def decision(board, path):
    """Give a flowchart shape."""
    return board.made(f"{path}/shapes", {"data": {"shape": "flow_chart_decision", "content": "?"}})


def ids(page):
    """Give the ids of a page."""
    return [item["id"] for item in page.json["data"]]


@pytest.mark.parametrize("kind", FLOWCHART)
def test_flowchart_shapes_are_made_by_the_experimental_route(board, path, kind):
    """The other one refuses them, for a new shape as for one that is there."""
    shape = board.made(f"{path}/shapes", {"data": {"shape": kind}})
    assert shape["type"] == "shape"
    assert shape["data"]["shape"] == kind
    assert shape["links"]["self"] == f"https://api.miro.com{path}/shapes/{shape['id']}"
    assert board.get(f"{path}/shapes/{shape['id']}").json == shape

    body = {"data": {"shape": kind}}
    basic = board.made("/shapes")
    for answer in (board.post("/shapes", body), board.patch(f"/shapes/{basic['id']}", body)):
        assert f"Unexpected value [{kind}]" in answer.refused["data.shape"]


@pytest.mark.parametrize("kind", ["rectangle", "cloud", BASIC_FLOWCHART])
def test_basic_shapes_are_the_same_by_both_routes(board, path, kind):
    """Made by one, they are read, changed and deleted by the other."""
    shape = board.made(f"{path}/shapes", {"data": {"shape": kind}})
    assert board.get(f"/shapes/{shape['id']}").json == shape
    assert shape["style"]["fillOpacity"] == "0.0"
    assert shape["style"]["textAlign"] == "left"
    changed = board.patch(f"/shapes/{shape['id']}", {"data": {"content": "B"}}).json
    assert changed["data"] == {"content": "B", "shape": kind}
    assert board.get(f"{path}/items/{shape['id']}").json == changed
    assert board.delete(f"{path}/shapes/{shape['id']}").status == 204
    assert board.get(f"/shapes/{shape['id']}").status == 404


def test_a_flowchart_shape_is_filled_and_its_text_centered(board, path, decision):
    """As the document says; what a request says counts more."""
    style = decision["style"]
    assert (style["fillOpacity"], style["borderOpacity"]) == ("1.0", "1.0")
    assert (style["textAlign"], style["textAlignVertical"]) == ("center", "middle")
    given = {"fillOpacity": "0.5", "textAlign": "right", "borderOpacity": "0.2"}
    body = {"data": {"shape": "flow_chart_or"}, "style": given}
    assert given.items() <= board.made(f"{path}/shapes", body)["style"].items()


def test_a_flowchart_shape_can_be_changed_and_moved(board, path, decision, sandbox):
    """What is not given stays; frames take it in, at a place within them."""
    frame = board.frame()
    sandbox.clock.advance(60)
    body = {
        "data": {"shape": "flow_chart_process"},
        "style": {"fillColor": "#ff0000"},
        "parent": {"id": frame["id"]},
        "position": {"x": 30, "y": 40},
        "geometry": {"width": 50},
    }
    changed = board.patch(f"{path}/shapes/{decision['id']}", body).json
    assert changed["data"] == {"content": "?", "shape": "flow_chart_process"}
    assert changed["style"] == decision["style"] | {"fillColor": "#ff0000"}
    assert changed["geometry"] == {"width": 50, "height": 100}
    assert changed["parent"]["id"] == frame["id"]
    assert changed["position"]["relativeTo"] == "parent_top_left"
    assert changed["modifiedAt"] == "2026-01-05T10:31:15Z"
    assert ids(board.get(f"/items?parent_item_id={frame['id']}")) == [decision["id"]]

    outside = {"position": {"x": 401, "y": 0}}
    refused = board.patch(f"{path}/shapes/{decision['id']}", outside).refused
    assert refused["position"] == "new position is outside of parent boundaries"
    assert board.get(f"{path}/shapes/{decision['id']}").json == changed


@pytest.mark.parametrize("kind", ["flow_chart_or", "flow_chart_summing_junction"])
def test_two_kinds_hold_no_text(board, path, decision, kind):
    """It is dropped from the start, or lost on the way to such a shape."""
    body = {"data": {"shape": kind, "content": "lost"}}
    assert board.made(f"{path}/shapes", body)["data"]["content"] == ""
    address = f"{path}/shapes/{decision['id']}"
    assert board.patch(address, {"data": {"shape": kind}}).json["data"]["content"] == ""
    back = board.patch(address, {"data": {"shape": "flow_chart_process"}}).json["data"]
    assert back == {"content": "", "shape": "flow_chart_process"}


def test_other_items_are_no_shapes(board, path):
    """The experimental route of shapes does not know the id of a sticky note."""
    note = board.note()
    address = f"{path}/shapes/{note['id']}"
    for answer in (board.get(address), board.patch(address, {}), board.delete(address)):
        assert (answer.status, answer.json["code"]) == (404, "3.0201")


def test_what_is_not_supported_is_listed_without_data(board, path, decision):
    """Flowchart shapes, mind map nodes and code widgets; the rest of each stays to be seen."""
    note = board.note()
    node = board.made(f"{path}/mindmap_nodes", NODE)
    widget = board.made(f"{path}/code_widgets", {"data": {"code": "print()"}})
    shown = board.items()
    assert [item["type"] for item in shown] == ["shape", "sticky_note", "mindmap_node", "code"]
    assert [item.get("isSupported") for item in shown] == [False, None, False, False]
    assert [item["id"] for item in shown if "data" in item] == [note["id"]]
    assert [item["id"] for item in shown if "position" in item] == [item["id"] for item in shown]
    shape, _, listed_node, listed_widget = shown
    unknown = {"textAlign": "unknown", "textAlignVertical": "unknown"}
    assert shape["style"] == decision["style"] | unknown
    assert listed_node["style"] == node["style"]
    assert listed_widget["geometry"] == widget["geometry"]
    for item in shown:
        assert board.get(f"/items/{item['id']}").json == item
    assert board.get(f"/shapes/{decision['id']}").json == shape
    assert ids(board.get("/items?type=shape")) == [decision["id"]]


@pytest.mark.parametrize("kind", ["mindmap_node", "code"])
def test_kinds_that_occur_cannot_all_be_asked_for(board, kind):
    """The filter of lists does not know what lists may have."""
    assert f"Unexpected value [{kind}]" in board.get(f"/items?type={kind}").refused["type"]


def test_the_experimental_route_fills_data_in(board, path, decision):
    """For flowchart shapes and mind map nodes; code widgets are as strange to it as to others."""
    note = board.note()
    node = board.made(f"{path}/mindmap_nodes", NODE)
    widget = board.made(f"{path}/code_widgets", {"data": {"code": "print()"}})
    page = board.get(f"{path}/items")
    assert ids(page) == [decision["id"], note["id"], node["id"], widget["id"]]
    shape, shown_note, shown_node, shown_widget = page.json["data"]
    assert shape == decision
    assert shown_note == note
    assert node.items() <= shown_node.items()
    assert shown_node["position"]["x"] == 0
    assert shown_widget == board.get(f"/items/{widget['id']}").json
    for item in page.json["data"]:
        assert board.get(f"{path}/items/{item['id']}").json == item


def test_experimental_lists_have_pages_and_one_filter(board, path, decision):
    """Pages as other lists of items; `shape` is the only type that can be asked for."""
    for _ in range(11):
        board.note()
    page = board.get(f"{path}/items").json
    assert (page["size"], page["total"]) == (10, 12)
    assert page["links"]["self"].startswith(f"https://api.miro.com{path}/items?")
    assert len(board.get(f"{path}/items?cursor={page['cursor']}").json["data"]) == 2
    assert ids(board.get(f"{path}/items?type=shape")) == [decision["id"]]
    message = board.get(f"{path}/items?type=frame").refused["type"]
    assert message == "Unexpected value [frame], expected one of: [shape]"


def test_any_item_can_be_deleted_by_the_experimental_route(board, path, decision):
    """Mind map nodes too, with all that is below them; a frame leaves its children."""
    frame = board.frame()
    note = board.note(parent={"id": frame["id"]}, position={"x": 5, "y": 5})
    node = board.made(f"{path}/mindmap_nodes", NODE)
    board.made(f"{path}/mindmap_nodes", {**NODE, "parent": {"id": node["id"]}})
    for item in (decision, frame, node):
        assert board.delete(f"{path}/items/{item['id']}").status == 204
        gone = board.delete(f"{path}/items/{item['id']}")
        assert (gone.status, gone.json["code"]) == (404, "3.0201")
    assert [item["id"] for item in board.items()] == [note["id"]]
    assert board.get(f"{path}/items/{decision['id']}").status == 404


def test_what_is_not_supported_is_not_changed_by_other_routes(board, decision):
    """Neither as a shape nor as an item; it can be deleted as both."""
    for path in ("/shapes", "/items"):
        refused = board.patch(f"{path}/{decision['id']}", {"position": {"x": 9}})
        assert refused.status == 400
        assert refused.json["message"] == "Items that are not supported cannot be changed"
    (shape,) = board.items()
    assert shape["position"]["x"] == 0
    assert board.delete(f"/shapes/{decision['id']}").status == 204
    assert board.items() == []


def test_flowchart_shapes_are_connected_copied_and_deleted_like_others(board, path, decision):
    """Their connectors name their address, come along with a copy, and go with them."""
    note = board.note(position={"x": 300})
    ends = {"startItem": {"id": decision["id"]}, "endItem": {"id": note["id"]}}
    line = board.made("/connectors", ends)
    assert line["startItem"]["links"] == decision["links"]
    assert line["startItem"]["position"] == {"x": "100%", "y": "50%"}

    copy = board.ask("PUT", f"/v2/boards?copy_from={quote(board.id)}").json
    copied = f"/v2-experimental/boards/{quote(copy['id'])}"
    shape = board.get(f"{copied}/items?type=shape").json["data"][0]
    assert shape["data"] == decision["data"]
    assert board.delete(f"{path}/shapes/{decision['id']}").status == 204
    assert board.get("/connectors").json["data"] == []
    (line,) = board.get(f"/v2/boards/{quote(copy['id'])}/connectors").json["data"]
    assert line["startItem"]["id"] == shape["id"]
    assert line["startItem"]["links"] == shape["links"]
