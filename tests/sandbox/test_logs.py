from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from miro_async.errors import InvalidArgumentError
from miro_async.sandbox import Sandbox
from tests.sandbox.auditor import DAY, SPAN, Auditor
from tests.sandbox.talker import BoardTalker, Talker

ADMIN = "organization_internal_admin"


@pytest.fixture
def auditor(sandbox):
    """Give somebody who reads the logs."""
    return Auditor(sandbox)


def test_what_is_done_with_an_item_is_in_the_content_log(auditor, sandbox, board):
    """With what it holds afterwards; what is gone holds nothing."""
    note = board.note(data={"content": "a"}, style={"fillColor": "cyan"})
    path = f"/sticky_notes/{note['id']}"
    sandbox.clock.advance(1)
    board.patch(path, {"data": {"content": "b"}})
    sandbox.clock.advance(1)
    board.delete(path)
    created, updated, deleted = auditor.content()
    style = {"fillColor": "cyan", "textAlign": "center", "textAlignVertical": "top"}
    assert created == {
        "id": created["id"],
        "contentId": board.id,
        "actionType": "create",
        "actionTime": "2026-01-05T10:30:15Z",
        "actor": {
            "id": sandbox.user_ids[0],
            "email": "user@sandbox.test",
            "name": "Sandbox user",
        },
        "itemType": "widget",
        "itemId": note["id"],
        "state": {
            "type": "sticky_note",
            "data": {"content": "a", "shape": "square"},
            "style": style,
            "tags": [],
        },
        "relationships": [],
    }
    assert (updated["actionType"], updated["actionTime"]) == ("update", "2026-01-05T10:30:16Z")
    assert updated["state"]["data"]["content"] == "b"
    assert (deleted["actionType"], deleted["state"]) == ("delete", {})
    assert deleted["actionTime"] == "2026-01-05T10:30:17Z"
    assert len({entry["id"] for entry in (created, updated, deleted)}) == 3


def test_moving_and_resizing_is_not_in_the_content_log(auditor, board):
    """As Miro's help has it; a new parent is, as it says what belongs together."""
    note, frame = board.note(), board.frame()
    before = auditor.content()
    board.patch(f"/items/{note['id']}", {"position": {"x": 5}})
    board.patch(f"/sticky_notes/{note['id']}", {"geometry": {"width": 300}})
    board.patch(f"/sticky_notes/{note['id']}", {"data": {}})
    assert auditor.content() == before
    place = {"parent": {"id": frame["id"]}, "position": {"x": 100, "y": 100}}
    board.patch(f"/items/{note['id']}", place)
    (moved,) = auditor.content()[len(before) :]
    assert moved["relationships"] == [
        {"type": "parent", "itemType": "widget", "itemId": frame["id"]}
    ]
    assert moved["state"]["parent"] == {"id": frame["id"]}


def test_all_that_a_call_does_is_in_the_content_log(auditor, board):
    """Each item of a bulk call in its order, connectors with their ends, and tags."""
    one, two = board.post("/items/bulk", [{"type": "sticky_note"}, {"type": "card"}]).json["data"]
    ends = {"startItem": {"id": one["id"]}, "endItem": {"id": two["id"]}}
    line = board.made("/connectors", ends)
    board.patch(f"/connectors/{line['id']}", {"captions": [{"content": "so"}]})
    tag = board.made("/tags", {"title": "t", "fillColor": "red"})
    board.post(f"/items/{one['id']}?tag_id={tag['id']}")
    board.delete(f"/items/{one['id']}?tag_id={tag['id']}")
    board.delete(f"/items/{one['id']}")
    entries = auditor.content()
    assert [(entry["actionType"], entry["itemId"]) for entry in entries] == [
        ("create", one["id"]),
        ("create", two["id"]),
        ("create", line["id"]),
        ("update", line["id"]),
        ("update", one["id"]),
        ("update", one["id"]),
        ("delete", one["id"]),
        ("delete", line["id"]),
    ]
    assert entries[2]["relationships"] == [
        {"type": "start", "itemType": "widget", "itemId": one["id"]},
        {"type": "end", "itemType": "widget", "itemId": two["id"]},
    ]
    assert entries[2]["state"]["captions"] == []
    assert entries[3]["state"]["captions"][0]["content"] == "so"
    assert [entry["state"]["tags"] for entry in entries[4:6]] == [[tag["id"]], []]


def test_the_nodes_of_a_mind_map_go_with_their_branch(auditor, board):
    """A node is related to the one that it hangs under."""
    path = f"https://api.miro.com{board.path}/mindmap_nodes".replace("/v2/", "/v2-experimental/")
    view = {"nodeView": {"data": {"type": "text", "content": "x"}}}
    root = board.made(path, {"data": view})
    leaf = board.made(path, {"data": view, "parent": {"id": root["id"]}})
    board.delete(f"{path}/{root['id']}")
    entries = auditor.content()
    assert [(entry["actionType"], entry["itemId"]) for entry in entries] == [
        ("create", root["id"]),
        ("create", leaf["id"]),
        ("delete", root["id"]),
        ("delete", leaf["id"]),
    ]
    related = [{"type": "parent", "itemType": "widget", "itemId": root["id"]}]
    assert [entry["relationships"] for entry in entries] == [[], related, [], related]


def test_content_is_found_by_board_user_and_time(auditor, sandbox, board):
    """Boards and addresses may be given several times; both ends of the span count."""
    ada = sandbox.add_user("Ada", email="ada@sandbox.test")
    other = BoardTalker(sandbox, policy={"sharingPolicy": {"teamAccess": "edit"}})
    board.note()
    sandbox.clock.advance(1)
    other.note()
    sandbox.clock.advance(1)
    assert Talker(sandbox, ada.token).post(f"{other.path}/shapes").status == 201

    def seconds(**query):
        return [int(entry["actionTime"][-3:-1]) for entry in auditor.content(**query)]

    assert seconds() == [15, 16, 17]
    assert seconds(sorting="desc") == [17, 16, 15]
    assert seconds(board_ids=board.id) == [15]
    assert seconds(board_ids=[board.id, other.id]) == [15, 16, 17]
    assert seconds(emails="ADA@sandbox.test") == [17]
    assert seconds(emails="user@sandbox.test", board_ids=other.id) == [16]
    assert seconds(**{"from": "2026-01-05T10:30:16Z"}) == [16, 17]
    assert seconds(**{"from": "2026-01-05T11:30:16.000001+01:00"}) == [17]
    assert seconds(to="2026-01-05T10:30:16Z") == [15, 16]


def test_content_comes_in_pages(auditor, board):
    """Up to a thousand."""
    for _ in range(3):
        board.note()
    assert auditor.page("content-logs/items")["limit"] == 1000
    page = auditor.page("content-logs/items", limit=2)
    rest = auditor.page("content-logs/items", limit=2, cursor=page["cursor"])
    assert [len(each["data"]) for each in (page, rest)] == [2, 1]
    assert "cursor" not in rest


@pytest.mark.parametrize("log", ["content-logs/items", "ai-interaction-logs"])
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"from": None}, "from: Field [from] of type [String] is required"),
        ({"to": None}, "to: Field [to] of type [String] is required"),
        ({"from": "yesterday"}, "from: Unexpected value [yesterday]"),
        ({"from": "2026-01-05T25:00:00Z"}, "from: Unexpected value [2026-01-05T25:00:00Z]"),
        ({"from": "2026-01-05T00:00:00"}, "from: Unexpected value [2026-01-05T00:00:00]"),
        ({"from": "2026-01-07T00:00:00Z"}, "from: must not be later than [to]"),
        ({"limit": "0"}, "limit: minimum items page size is 1"),
        ({"limit": "1001"}, "limit: maximum items page size is 100"),
        ({"sorting": "ASC"}, "sorting: Unexpected value [ASC], expected one of: [asc, desc]"),
        ({"emails": ["a"] * 16}, "emails: size must be between 0 and 15"),
    ],
)
def test_the_query_of_the_other_logs_is_checked(auditor, sandbox, log, query, told):
    """Times may have fractions and offsets here."""
    whole = {name: value for name, value in {**SPAN, **query}.items() if value is not None}
    path = f"/v2/orgs/{sandbox.organization_id}/{log}"
    refused = auditor.get(f"{path}?{urlencode(whole, doseq=True)}")
    assert (refused.status, refused.json["code"]) == (400, "invalidParameters")
    assert told in refused.json["message"]


def test_ai_interactions_are_those_that_a_test_has_added(auditor, sandbox, board):
    """On a board, or in the organization; found by user, object and time."""
    ada = sandbox.add_user("Ada", email="ada@sandbox.test")
    details = {"text": "Three notes about ships"}
    first = sandbox.add_ai_interaction("ai_generate_sticky_notes", board_id=board.id)
    sandbox.clock.advance(1)
    second = sandbox.add_ai_interaction(
        "ai_search", user=ada.id, log_type="response", details=details
    )
    (on_board, anywhere) = auditor.page("ai-interaction-logs")["data"]
    assert on_board["id"] == first
    assert on_board["object"] == {"id": board.id, "type": "board"}
    assert (on_board["logType"], on_board["details"]) == ("request", {})
    assert anywhere == {
        "id": second,
        "createdAt": "2026-01-05T10:30:16Z",
        "storedAt": "2026-01-05T10:30:16Z",
        "sessionId": anywhere["sessionId"],
        "messageId": anywhere["messageId"],
        "object": {"id": sandbox.organization_id, "type": "organization"},
        "aiFeatureName": "ai_search",
        "actor": {"id": ada.id, "email": "ada@sandbox.test", "name": "Ada"},
        "logType": "response",
        "details": details,
    }

    def found(**query):
        return [entry["id"] for entry in auditor.page("ai-interaction-logs", **query)["data"]]

    assert found(sorting="desc") == [second, first]
    assert found(object_ids=board.id) == [first]
    assert found(object_ids=[board.id, sandbox.organization_id]) == [first, second]
    assert found(emails="ada@sandbox.test") == [second]
    assert found(**{"from": "2026-01-05T10:30:16Z"}) == [second]
    assert found(to="2026-01-05T10:30:15Z") == [first]
    page = auditor.page("ai-interaction-logs", limit=1)
    assert found(limit=1, cursor=page["cursor"]) == [second]


def test_ai_interactions_are_of_users_and_boards_that_there_are(sandbox):
    """A test is told when it names others."""
    with pytest.raises(InvalidArgumentError, match="no such board"):
        sandbox.add_ai_interaction("ai_search", board_id="nowhere")
    with pytest.raises(InvalidArgumentError, match="no such user"):
        sandbox.add_ai_interaction("ai_search", user="nobody")


def test_who_may_read_the_logs(sandbox):
    """Administrators with the plan for it."""
    org = f"/v2/orgs/{sandbox.organization_id}"
    paths = ["/v2/audit/logs", f"{org}/content-logs/items", f"{org}/ai-interaction-logs"]
    member = Talker(sandbox, sandbox.add_user("Ada").token)
    admin = Talker(sandbox, sandbox.add_user("Ada", role=ADMIN).token)
    for path in paths:
        query = urlencode({**SPAN, **DAY})
        assert member.get(f"{path}?{query}").json["code"] == "forbiddenAccess"
        assert admin.get(f"{path}?{query}").status == 200
    small = Talker(Sandbox(plan="business"))
    assert small.get(f"/v2/audit/logs?{urlencode(DAY)}").json["code"] == "forbiddenAccess"


def test_the_logs_do_not_change_with_what_they_tell_of(auditor, board):
    """An entry is of its moment."""
    note = board.note(data={"content": "a"})
    before = json.dumps(auditor.content())
    board.patch(f"/sticky_notes/{note['id']}", {"data": {"content": "b"}})
    assert json.dumps(auditor.content()[:1]) == before
