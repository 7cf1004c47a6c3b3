from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.sandbox.talker import BoardTalker


def project_in(talker, team_id):
    """Make a project in a team, and give its id."""
    org = talker.sandbox.organization_id
    return talker.post(f"/v2/orgs/{org}/teams/{team_id}/projects", {"name": "P"}).json["id"]


def test_a_board_needs_no_body(miro):
    """A board can be made of nothing: it is called Untitled and has Miro's default policy."""
    answer = miro.post("/v2/boards")
    assert answer.status == 201
    board = answer.json
    assert board["name"] == "Untitled"
    assert board["description"] == ""
    assert board["policy"]["permissionsPolicy"]["copyAccess"] == "anyone"
    assert board["policy"]["sharingPolicy"]["teamAccess"] == "private"


def test_a_board_looks_like_one_of_miros(miro, sandbox):
    """Ids, times, people and links have Miro's forms."""
    board = miro.post("/v2/boards", {"name": "Retro", "description": "of week 2"}).json
    assert board["id"].startswith("uXjV")
    assert board["id"].endswith("=")
    assert board["createdAt"] == board["modifiedAt"] == "2026-01-05T10:30:15Z"
    assert board["owner"] == board["createdBy"] == board["modifiedBy"]
    assert board["owner"]["name"] == "Sandbox user"
    assert board["currentUserMembership"]["role"] == "owner"
    encoded = board["id"].replace("=", "%3D")
    assert board["links"]["self"] == f"https://api.miro.com/v2/boards/{encoded}"
    assert board["viewLink"].endswith(board["id"])
    assert miro.get(f"/v2/boards/{encoded}").json == board


def test_unknown_fields_of_boards_are_ignored(board):
    """Boards, other than items, ignore what they do not know, at every depth."""
    body = {"spaceId": "1", "policy": {"x": 1, "sharingPolicy": {"y": 2, "access": "view"}}}
    changed = board.patch("", body)
    assert changed.status == 200
    assert changed.json["policy"]["sharingPolicy"]["access"] == "view"
    assert "y" not in changed.json["policy"]["sharingPolicy"]
    assert changed.json["name"] == "Retro"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": 5}, "name"),
        ({"description": "x" * 301}, "description"),
        ({"policy": "open"}, "policy"),
        ({"policy": {"sharingPolicy": {"access": "everything"}}}, "policy.sharingPolicy.access"),
        ({"teamId": "1"}, "teamId"),
        ([], ""),
    ],
)
def test_wrong_fields_of_boards_are_refused(board, body, field):
    """A 400 names the field, and nothing changes."""
    assert list(board.patch("", body).refused) == [field]
    assert board.get("").json == board.board


def test_changing_a_board_leaves_what_is_not_given(board, sandbox):
    """A PATCH merges; the time and the project show."""
    sandbox.clock.advance(5)
    project = project_in(board, sandbox.team_id)
    changed = board.patch("", {"description": "Of January", "projectId": project}).json
    assert changed["name"] == "Retro"
    assert changed["description"] == "Of January"
    assert changed["project"] == {"id": project}
    assert changed["createdAt"] == "2026-01-05T10:30:15Z"
    assert changed["modifiedAt"] == "2026-01-05T10:30:20Z"


def test_a_deleted_board_is_gone(board):
    """Deleting answers 204, and everything under the board 404 from then on."""
    assert board.delete("").status == 204
    for answer in (board.get(""), board.get("/items"), board.delete("")):
        assert answer.status == 404
        assert answer.json["message"] == "Board not found"


def test_boards_are_found_by_words_and_owner(sandbox, miro):
    """`query` looks into name and description, `owner` at the owner."""
    retro = BoardTalker(sandbox, name="Retro", description="Week 2").board
    plan = BoardTalker(sandbox, name="Plan").board
    owner = retro["owner"]["id"]

    def found(query):
        return [board["id"] for board in miro.get(f"/v2/boards?{query}").json["data"]]

    assert found("") == [retro["id"], plan["id"]]
    assert found("query=week") == [retro["id"]]
    assert found(f"owner={owner}") == [retro["id"], plan["id"]]
    assert found("owner=1") == []


def test_a_query_has_its_length(miro):
    """At most 500 characters, as long as it counts."""
    assert list(miro.get(f"/v2/boards?query={'x' * 501}").refused) == ["query"]
    assert miro.get(f"/v2/boards?query={'x' * 500}").status == 200
    assert miro.get(f"/v2/boards?team_id=1&query={'x' * 501}").status == 200


def test_boards_of_a_team_come_sorted(sandbox, miro):
    """With a team or a project, other filters are ignored, and `sort` works.

    By default the boards of a team come by their making, those of a project by their last use.
    """
    team = sandbox.team_id
    project = project_in(miro, team)
    old = BoardTalker(sandbox, name="B", projectId=project)
    sandbox.clock.advance(1)
    BoardTalker(sandbox, name="a", projectId=project)
    BoardTalker(sandbox, name="C")
    sandbox.clock.advance(1)
    old.note()

    def names(query):
        return [board["name"] for board in miro.get(f"/v2/boards?{query}").json["data"]]

    assert names(f"team_id={team}&query=zzz&owner=1") == ["a", "C", "B"]
    assert names(f"team_id={team}&sort=last_created") == ["a", "C", "B"]
    assert names(f"team_id={team}&sort=last_modified") == ["B", "a", "C"]
    assert names(f"team_id={team}&sort=last_opened") == ["B", "a", "C"]
    assert names(f"team_id={team}&sort=alphabetically") == ["a", "B", "C"]
    assert names(f"project_id={project}") == ["B", "a"]
    assert names(f"team_id={team}&project_id={project}") == ["a", "B"]
    assert names("team_id=1") == names("project_id=1") == []
    assert list(miro.get(f"/v2/boards?team_id={team}&sort=size").refused) == ["sort"]


def test_a_copy_has_everything_under_new_ids(board, sandbox):
    """Items, parents, connectors, tags and files are copied; the original stays as it is."""
    frame = board.frame()
    one = board.note(data={"content": "one"}, parent={"id": frame["id"]})
    two = board.note(data={"content": "two"})
    board.made("/connectors", {"startItem": {"id": one["id"]}, "endItem": {"id": two["id"]}})
    tag = board.made("/tags", {"title": "t", "fillColor": "red"})
    board.post(f"/items/{one['id']}?tag_id={tag['id']}")
    before = board.items()

    answer = board.ask("PUT", f"/v2/boards?copy_from={quote(board.id)}", {"description": "new"})
    assert answer.status == 201
    assert answer.json["name"] == "Copy of Retro"
    assert answer.json["description"] == "new"
    path = f"/v2/boards/{quote(answer.json['id'])}"
    copies = board.get(f"{path}/items").json["data"]
    assert [item["type"] for item in copies] == ["frame", "sticky_note", "sticky_note"]
    assert {item["id"] for item in copies}.isdisjoint(item["id"] for item in before)
    assert copies[1]["parent"]["id"] == copies[0]["id"]
    (connector,) = board.get(f"{path}/connectors").json["data"]
    assert connector["startItem"]["id"] == copies[1]["id"]
    (copied_tag,) = board.get(f"{path}/items/{copies[1]['id']}/tags").json["tags"]
    assert copied_tag["title"] == "t"
    assert board.items() == before


def test_copying_nothing_is_refused(miro):
    """`copy_from` has to name a board."""
    assert miro.ask("PUT", "/v2/boards?copy_from=nope").status == 404
    assert miro.ask("PUT", "/v2/boards").status == 404
