"""Groups of items."""

from __future__ import annotations

from urllib.parse import quote

import pytest


def grouped(board, *items):
    """Make a group, and give it."""
    return board.made("/groups", {"data": {"items": [item["id"] for item in items]}})


def groups(board):
    """Give the groups of a board, by their ids, with the ids of their items."""
    found = board.get("/groups").json["data"]
    return {group["id"]: group["data"]["items"] for group in found}


def test_items_can_be_grouped(board):
    """The answer has the items and a link, and neither times nor people."""
    one, two, three = (board.note() for _ in range(3))
    group = grouped(board, three, one)
    address = f"https://api.miro.com{board.path}/groups/{group['id']}"
    assert group == {
        "id": group["id"],
        "type": "group",
        "data": {"items": [three["id"], one["id"]]},
        "links": {"self": address},
    }
    assert board.get(address).json == group
    assert board.get("/groups").json["data"] == [group]
    assert two["id"] not in group["data"]["items"]
    assert board.get(f"/items/{group['id']}").status == 404


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "data", "Field [data] of type [Object] is required"),
        ({"data": {}}, "data.items", "Field [data.items] of type [Array] is required"),
        ({"data": {"items": {}}}, "data.items", "expected of type [Array]"),
        ({"data": {"items": [1, "2"]}}, "data.items[0]", "expected of type [String]"),
        ({"data": {"items": []}}, "data.items", "Group should have at least two items"),
        ({"data": {"items": []}, "name": "x"}, "name", "Field [name] is not supported"),
    ],
)
def test_what_is_grouped_is_checked(board, body, field, message):
    """A list of ids, and nothing else."""
    group = grouped(board, board.note(), board.note())
    for method, path in (("POST", "/groups"), ("PUT", f"/groups/{group['id']}")):
        ((found, told),) = board.ask(method, path, body).refused.items()
        assert found == field
        assert message in told
    assert groups(board) == {group["id"]: group["data"]["items"]}


def test_a_group_has_two_items_at_least(board):
    """The same item twice is one."""
    note = board.note()
    for items in ([note["id"]], [note["id"]] * 2):
        refused = board.post("/groups", {"data": {"items": items}}).refused
        assert refused == {"data.items": "Group should have at least two items"}
    assert groups(board) == {}


def test_groups_hold_items_only(board):
    """A group in a group, a connector, or an item that is not there, is not found."""
    one, two = board.note(), board.note()
    group = grouped(board, one, two)
    ends = {"startItem": {"id": one["id"]}, "endItem": {"id": two["id"]}}
    for other in (group, board.made("/connectors", ends), {"id": "1"}):
        answer = board.post("/groups", {"data": {"items": [one["id"], other["id"]]}})
        assert answer.status == 404
        assert answer.json["code"] == "3.0201"
        assert answer.json["message"] == "Item not found"
    assert groups(board) == {group["id"]: group["data"]["items"]}


def test_an_item_leaves_its_group_for_another(board):
    """A group of which one item is left is none any more."""
    one, two, three, four = (board.note() for _ in range(4))
    first = grouped(board, one, two, three)
    second = grouped(board, three, four)
    assert groups(board) == {
        first["id"]: [one["id"], two["id"]],
        second["id"]: [three["id"], four["id"]],
    }
    third = grouped(board, two, three, four)
    assert groups(board) == {third["id"]: [two["id"], three["id"], four["id"]]}


def test_a_group_that_is_changed_is_another(board):
    """PUT puts a new group in the place of the old one, of which nothing is left."""
    one, two, three, four = (board.note() for _ in range(4))
    group = grouped(board, one, two, three)
    body = {"data": {"items": [three["id"], four["id"]]}}
    answer = board.ask("PUT", f"/groups/{group['id']}", body)
    assert answer.status == 200
    assert answer.json["data"] == body["data"]
    assert int(answer.json["id"]) > int(group["id"])
    assert groups(board) == {answer.json["id"]: body["data"]["items"]}
    assert board.get(f"/groups/{group['id']}").status == 404


def test_ungrouping_leaves_the_items(board):
    """With or without saying so."""
    for query in ("", "?delete_items=false"):
        group = grouped(board, board.note(), board.note())
        assert board.delete(f"/groups/{group['id']}{query}").status == 204
        assert groups(board) == {}
    assert len(board.items()) == 4


def test_deleting_a_group_deletes_its_items(board, sandbox):
    """Locked ones too; their connectors go along, and children of frames stay."""
    frame, note, outside = board.frame(), board.note(), board.note()
    child = board.note(parent={"id": frame["id"]})
    ends = {"startItem": {"id": note["id"]}, "endItem": {"id": outside["id"]}}
    board.made("/connectors", ends)
    group = grouped(board, frame, note)
    sandbox.lock_item(board.id, note["id"])
    assert board.delete(f"/groups/{group['id']}?delete_items=true").status == 204
    assert [item["id"] for item in board.items()] == [outside["id"], child["id"]]
    assert board.get("/connectors").json["data"] == []
    assert groups(board) == {}


def test_a_group_shrinks_with_its_items(board):
    """Deleting an item takes it out; the last one that is left is no group."""
    one, two, three = (board.note() for _ in range(3))
    group = grouped(board, one, two, three)
    board.delete(f"/items/{two['id']}")
    assert groups(board) == {group["id"]: [one["id"], three["id"]]}
    board.delete(f"/sticky_notes/{one['id']}")
    assert groups(board) == {}
    assert board.items() == [three]


def test_what_is_not_there_is_not_found(board):
    """A group that never was, in every operation."""
    body = {"data": {"items": [board.note()["id"], board.note()["id"]]}}
    for answer in (
        board.get("/groups/1"),
        board.get("/groups/items?group_item_id=1"),
        board.ask("PUT", "/groups/1", body),
        board.delete("/groups/1"),
        board.delete("/groups/1?delete_items=true"),
    ):
        assert answer.status == 404
        assert answer.json["code"] == "3.0201"
        assert answer.json["message"] == "Group not found"


def test_groups_come_in_pages(board):
    """By cursor, as items do, each group whole."""
    made = [grouped(board, board.note(), board.note())["id"] for _ in range(12)]
    page = board.get("/groups").json
    assert (page["total"], page["size"], page["limit"]) == (12, 10, 10)
    assert page["type"] == "cursor-list"
    rest = board.get(f"/groups?cursor={page['cursor']}").json
    assert "cursor" not in rest
    assert [group["id"] for group in page["data"] + rest["data"]] == made
    assert list(board.get("/groups?limit=9").refused) == ["limit"]
    assert board.get(page["links"]["next"]).json["data"] == rest["data"]


def test_the_items_of_a_group_come_in_pages(board):
    """Whole items in the order of their ids, by the group's id in the query."""
    notes = [board.note() for _ in range(12)]
    group = grouped(board, *reversed(notes))
    board.note()
    path = f"/groups/items?group_item_id={group['id']}"
    page = board.get(path).json
    assert (page["total"], page["size"]) == (12, 10)
    rest = board.get(page["links"]["next"]).json
    assert page["data"] + rest["data"] == notes
    assert list(board.get("/groups/items").refused) == ["group_item_id"]
    assert list(board.get("/groups/items?group_item_id=").refused) == ["group_item_id"]


def test_a_copy_of_a_board_has_its_groups(board):
    """Of the copied items, under new ids."""
    one, two, three = (board.note() for _ in range(3))
    group = grouped(board, three, one)
    copy = board.ask("PUT", f"/v2/boards?copy_from={quote(board.id)}").json
    path = f"/v2/boards/{quote(copy['id'])}"
    items = [item["id"] for item in board.get(f"{path}/items").json["data"]]
    (copied,) = board.get(f"{path}/groups").json["data"]
    assert copied["data"]["items"] == [items[2], items[0]]
    assert copied["id"] != group["id"]
    assert groups(board) == {group["id"]: [three["id"], one["id"]]}
    assert two["id"] not in items
