from __future__ import annotations

from urllib.parse import quote

import pytest

from miro_async.sandbox import Sandbox
from tests.sandbox.talker import BoardTalker


@pytest.fixture
def maps(board):
    """Give somebody who makes mind maps on a new board."""
    return Maps(board)


class Maps:
    """Makes mind map nodes on a board."""

    def __init__(self, board):
        self.board = board
        self.path = f"{board.path.replace('/v2/', '/v2-experimental/')}/mindmap_nodes"

    def post(self, content="A", under=None, **body):
        """Ask for a node, and give the answer."""
        data = {"nodeView": {"data": {"type": "text", "content": content}}}
        parent = {"parent": {"id": under["id"]}} if under else {}
        return self.board.post(self.path, {"data": data, **parent, **body})

    def node(self, content="A", under=None, **body):
        """Make a node, and give it."""
        answer = self.post(content, under, **body)
        assert answer.status == 201, answer.body
        return answer.json

    def get(self, node):
        """Read a node."""
        return self.board.get(f"{self.path}/{node['id']}")

    def delete(self, node):
        """Delete a node."""
        return self.board.delete(f"{self.path}/{node['id']}")

    def contents(self):
        """Give the texts of all nodes, if there are no more than 50."""
        page = self.board.get(f"{self.path}?limit=50").json
        return [node["data"]["nodeView"]["data"]["content"] for node in page["data"]]

    def place(self, node):
        """Give where a node is, which only the routes of items tell."""
        position = self.board.get(f"/items/{node['id']}").json["position"]
        return position["x"], position["y"]


def test_a_node_without_a_parent_is_the_root_of_a_map(maps):
    """It has no parent and no direction; its text comes as it was sent, with the type."""
    root = maps.node("Plans")
    assert root["type"] == "mindmap_node"
    assert root["data"]["isRoot"] is True
    assert root["data"]["nodeView"]["type"] == "text"
    assert root["data"]["nodeView"]["data"] == {"type": "text", "content": "Plans"}
    assert not {"direction"} & root["data"].keys()
    assert not {"parent", "position", "geometry"} & root.keys()
    assert root["links"]["self"] == f"https://api.miro.com{maps.path}/{root['id']}"
    assert maps.get(root).json == root


def test_a_node_hangs_under_its_parent(maps):
    """Which it names, with the address of it; it stands on a side of the root."""
    root = maps.node("Plans", position={"x": 100, "y": 0})
    left = maps.node("Left", root, position={"x": 99, "y": 0})
    right = maps.node("Right", left, position={"x": 100, "y": 0})
    assert left["parent"] == {"id": root["id"], "links": root["links"]}
    assert right["parent"] == {"id": left["id"], "links": left["links"]}
    assert [node["data"]["isRoot"] for node in (left, right)] == [False, False]
    assert [node["data"]["direction"] for node in (left, right)] == ["start", "end"]
    assert maps.contents() == ["Plans", "Left", "Right"]


def test_nodes_are_not_laid_out(maps):
    """Without a position all lie at the center of the board; with one they lie there."""
    root = maps.node(position={"x": 50, "y": 60})
    child, other = maps.node("B", root), maps.node("C", root, position={"x": -7})
    assert [maps.place(node) for node in (root, child, other)] == [(50, 60), (0, 0), (-7, 0)]


def test_a_node_is_as_wide_as_asked_for(maps):
    """Its height follows from its text."""
    narrow = maps.node("word " * 40, geometry={"width": 100})
    wide = maps.node("word " * 40, geometry={"width": 300})
    narrowest = maps.node("word", geometry={"width": 1})
    short, long = maps.node("word"), maps.node("word " * 40)
    narrow, wide, narrowest, short, long = (
        maps.board.get(f"/items/{node['id']}").json["geometry"]
        for node in (narrow, wide, narrowest, short, long)
    )
    assert (narrow["width"], wide["width"], narrowest["width"]) == (100, 300, 1)
    assert narrow["height"] > wide["height"] > long["height"] > short["height"] > 0
    assert narrowest["height"] > short["height"]
    assert 400 < long["width"] < 450
    assert short["width"] < 100
    fitting, tight = (
        maps.node("word", geometry={"width": width}) for width in (short["width"], 50)
    )
    fitting, tight = (
        maps.board.get(f"/items/{node['id']}").json["geometry"]["height"]
        for node in (fitting, tight)
    )
    assert short["height"] == fitting < tight


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "data", "Field [data] of type [Object] is required"),
        ({"data": {}}, "data.nodeView", "Field [data.nodeView] of type [Object] is required"),
        ({"data": {"nodeView": {"data": {}}}}, "data.nodeView.data.type", "is required"),
        (
            {"data": {"nodeView": {"data": {"type": "image"}}}},
            "data.nodeView.data.type",
            "Unexpected value [image], expected one of: [text]",
        ),
        (
            {"data": {"nodeView": {"style": {}}}},
            "data.nodeView.style",
            "Field [data.nodeView.style] is not supported",
        ),
        ({"data": {"nodeView": {}}, "style": {}}, "style", "Field [style] is not supported"),
        (
            {"data": {"nodeView": {}}, "geometry": {"height": 5}},
            "geometry.height",
            "Field [geometry.height] is not supported",
        ),
        (
            {"data": {"nodeView": {}}, "geometry": {"width": 0}},
            "geometry.width",
            "must be greater than or equal to 1",
        ),
        ({"data": {"nodeView": {}}, "parent": {}}, "parent.id", "is required"),
    ],
)
def test_nodes_take_text_a_place_a_width_and_a_parent(maps, body, field, message):
    """Anything else is refused by its name, and nothing is made."""
    assert message in maps.board.post(maps.path, body).refused[field]
    assert maps.contents() == []


def test_a_node_may_be_empty_and_its_parent_null(maps):
    """Text is optional, and no parent is no parent."""
    answer = maps.board.post(maps.path, {"data": {"nodeView": {}}, "parent": None})
    assert answer.status == 201
    assert answer.json["data"]["isRoot"] is True
    assert maps.contents() == [""]


def test_only_nodes_are_parents_of_nodes(maps):
    """A frame or another item is refused, what is not there is a 404."""
    for item in (maps.board.frame(), maps.board.note()):
        message = maps.post(under=item).refused["parent.id"]
        assert message == "The parent of a mind map node must be a mind map node"
    missing = maps.post(under={"id": "1"})
    assert (missing.status, missing.json["code"]) == (404, "3.0201")
    node = maps.node()
    move = {"parent": {"id": node["id"]}}
    note = maps.board.note()
    assert "parent.id" in maps.board.patch(f"/sticky_notes/{note['id']}", move).refused


def test_with_a_node_goes_all_that_is_below_it(maps):
    """Other branches stay, as do other maps; connectors go with their ends."""
    root, other = maps.node("root"), maps.node("other")
    branch = maps.node("branch", root)
    leaf = maps.node("leaf", maps.node("twig", branch))
    maps.node("stays", root)
    note = maps.board.note()
    for start in (leaf, other):
        ends = {"startItem": {"id": start["id"]}, "endItem": {"id": note["id"]}}
        line = maps.board.made("/connectors", ends)
        assert line["startItem"]["links"] == start["links"]

    assert maps.delete(branch).status == 204
    assert maps.contents() == ["root", "other", "stays"]
    assert maps.get(leaf).status == maps.delete(branch).status == 404
    (left,) = maps.board.get("/connectors").json["data"]
    assert left["id"] == line["id"]


def test_nodes_are_deleted_as_nodes_only(maps):
    """Not as items, where they are a 404, and not as notes."""
    node, note = maps.node(), maps.board.note()
    for path in ("/items", "/sticky_notes"):
        refused = maps.board.delete(f"{path}/{node['id']}")
        assert (refused.status, refused.json["code"]) == (404, "3.0201")
    assert maps.delete(note).status == maps.get(note).status == 404
    assert maps.contents() == ["A"]


def test_nodes_go_with_their_group(maps):
    """Also when a node and one below it are in the same group; a group shrinks with a branch."""
    root, note = maps.node(), maps.board.note()
    leaf = maps.node("B", maps.node("C", root))
    group = maps.board.made("/groups", {"data": {"items": [root["id"], leaf["id"], note["id"]]}})
    listed = maps.board.get(f"/groups/items?group_item_id={group['id']}").json["data"]
    assert [item.get("isSupported") for item in listed] == [False, None, False]
    assert maps.board.delete(f"/groups/{group['id']}?delete_items=true").status == 204
    assert maps.board.items() == []

    root, one, two = maps.node(), maps.board.note(), maps.board.note()
    leaf = maps.node("B", root)
    items = [one["id"], leaf["id"], two["id"]]
    group = maps.board.made("/groups", {"data": {"items": items}})
    assert maps.delete(root).status == 204
    left = maps.board.get(f"/groups/{group['id']}").json
    assert left["data"]["items"] == [one["id"], two["id"]]


def test_nodes_cannot_be_changed(maps):
    """There is no such operation, nor does the one for all items do it."""
    node = maps.node()
    assert maps.board.patch(f"{maps.path}/{node['id']}", {}).status == 405
    refused = maps.board.patch(f"/items/{node['id']}", {"position": {"x": 5}})
    assert (refused.status, refused.json["code"]) == (400, "2.0703")
    assert maps.place(node) == (0, 0)


def test_nodes_come_in_pages(maps):
    """Of 10 to 50, by a cursor; other items are not among them."""
    root = maps.node("0")
    maps.board.note()
    for number in range(1, 12):
        maps.node(str(number), root)
    page = maps.board.get(maps.path).json
    assert (page["size"], page["total"], page["limit"]) == (10, 12, 10)
    assert page["links"]["self"] == f"https://api.miro.com{maps.path}?limit=10&cursor="
    rest = maps.board.get(f"{maps.path}?limit=50&cursor={page['cursor']}").json
    texts = [node["data"]["nodeView"]["data"]["content"] for node in rest["data"]]
    assert texts == ["10", "11"]
    assert "cursor" not in rest
    assert maps.board.get(f"{maps.path}?limit=9").refused


def test_a_copied_board_has_maps_of_its_own(maps):
    """The copy's nodes hang under one another; deleting them leaves those of the first board."""
    root = maps.node("root")
    maps.node("leaf", root)
    board = maps.board
    copy = board.ask("PUT", f"/v2/boards?copy_from={quote(board.id)}").json
    path = f"/v2-experimental/boards/{quote(copy['id'])}/mindmap_nodes"
    copied, leaf = board.get(path).json["data"]
    assert leaf["parent"]["id"] == copied["id"] != root["id"]
    assert board.delete(f"{path}/{copied['id']}").status == 204
    assert board.get(path).json["data"] == []
    assert maps.contents() == ["root", "leaf"]
    assert board.delete(f"/v2/boards/{quote(copy['id'])}").status == 204
    assert board.get(path).status == 404


def test_a_map_may_be_as_deep_as_one_likes():
    """A chain of nodes can be read to its end, and goes as a whole."""
    maps = Maps(BoardTalker(Sandbox(credits_a_minute=10**9)))
    root = last = maps.node()
    for _ in range(1200):
        last = maps.node("B", last, position={"x": -1})
    assert maps.get(last).json["data"]["direction"] == "start"
    assert maps.delete(root).status == 204
    assert maps.contents() == []
