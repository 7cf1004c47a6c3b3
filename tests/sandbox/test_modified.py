"""When things were changed: what somebody looks at who polls a board."""

from __future__ import annotations


def test_work_on_a_board_shows_in_its_time_of_change(board, sandbox):
    """Whoever polls a board's `modifiedAt` sees that something was done."""
    sandbox.clock.advance(10)
    note = board.note()
    assert board.get("").json["modifiedAt"] == "2026-01-05T10:30:25Z"
    sandbox.clock.advance(10)
    board.delete(f"/items/{note['id']}")
    assert board.get("").json["modifiedAt"] == "2026-01-05T10:30:35Z"


def test_children_of_a_deleted_frame_are_changed_items(board, sandbox):
    """They have another parent and position: who looks for what was changed since finds them."""
    frame = board.frame()
    inside, outside = board.note(parent={"id": frame["id"]}), board.note()
    sandbox.clock.advance(10)
    board.delete(f"/frames/{frame['id']}")
    assert board.get(f"/items/{inside['id']}").json["modifiedAt"] == "2026-01-05T10:30:25Z"
    assert board.get(f"/items/{outside['id']}").json["modifiedAt"] == outside["modifiedAt"]


def test_whatever_is_done_on_a_board_shows_in_its_time_of_change(board, sandbox):
    """Tags, groups, lines and members too; reading changes nothing, nor does what is refused."""
    ids = [board.note()["id"] for _ in range(2)]
    ends = {"startItem": {"id": ids[0]}, "endItem": {"id": ids[1]}}

    def changed(answer):
        assert answer.status < 300, answer.body
        stamp = board.get("").json["modifiedAt"]
        is_now = stamp == sandbox.clock.stamp()
        sandbox.clock.advance(10)
        return is_now

    sandbox.clock.advance(10)
    assert not changed(board.get("/items"))
    assert board.post("/tags", {}).status == 400
    assert not changed(board.get("/tags"))
    tag = board.post("/tags", {"title": "T", "fillColor": "red"})
    assert changed(tag)
    path = f"/items/{ids[0]}?tag_id={tag.json['id']}"
    assert changed(board.post(path))
    assert changed(board.delete(path))
    assert changed(board.patch(f"/tags/{tag.json['id']}", {"title": "U"}))
    assert changed(board.delete(f"/tags/{tag.json['id']}"))
    group = board.post("/groups", {"data": {"items": ids}})
    assert changed(group)
    assert changed(board.delete(f"/groups/{group.json['id']}?delete_items=false"))
    line = board.post("/connectors", ends)
    assert changed(line)
    assert changed(board.patch(f"/connectors/{line.json['id']}", {"shape": "straight"}))
    assert changed(board.delete(f"/connectors/{line.json['id']}"))
    assert changed(board.post("/members", {"emails": ["ada@sandbox.test"]}))
