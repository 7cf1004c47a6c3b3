"""Who sees a board, and who may do what with it, by its policy."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from miro_async.sandbox import Sandbox
from tests.sandbox.talker import BoardTalker, Talker
from tests.sandbox.test_boards import project_in


def sharing(**access):
    """Give a policy of who sees a board."""
    return {"policy": {"sharingPolicy": access}}


def permissions(**allowed):
    """Give a policy of what may be done with a board."""
    return {"policy": {"permissionsPolicy": allowed}}


@pytest.fixture
def ada(sandbox):
    """Give another user of the team."""
    return Talker(sandbox, sandbox.add_user("Ada").token)


@pytest.fixture
def guest(board, sandbox):
    """Give somebody who is in no team, and edits the board."""
    board.post("/members", {"emails": ["guest@else.test"], "role": "editor"})
    return Talker(sandbox, sandbox.new_token(sandbox.user_ids[-1]))


def copied(talker, board, **fields):
    """Copy a board."""
    return talker.ask("PUT", f"/v2/boards?copy_from={quote(board.id)}", fields)


def test_a_new_board_is_its_makers_alone(board, ada):
    """On paid plans the team does not see it: not in the list, and not by its id."""
    for path in ("", "/items", "/members", "/tags"):
        answer = ada.get(board.path + path)
        assert answer.status == 404
        assert answer.json["message"] == "Board not found"
    assert ada.get("/v2/boards").json["data"] == []
    assert ada.get(f"/v2/boards?team_id={board.sandbox.team_id}").json["data"] == []
    assert copied(ada, board).status == 404


@pytest.mark.parametrize("way", ["teamAccess", "organizationAccess", "access"])
@pytest.mark.parametrize(
    ("access", "role", "status"),
    [("view", "viewer", 403), ("comment", "commenter", 403), ("edit", "editor", 201)],
)
def test_a_policy_lets_people_in(board, way, access, role, status):
    """The role that it gives is shown, and only editors may change anything."""
    ada = Talker(board.sandbox, board.sandbox.add_user("Ada").token)
    board.patch("", sharing(**{way: access}))
    seen = ada.get(board.path).json
    assert seen["owner"]["name"] == "Sandbox user"
    assert seen["currentUserMembership"]["name"] == "Ada"
    assert seen["currentUserMembership"]["role"] == role
    assert [each["id"] for each in ada.get("/v2/boards").json["data"]] == [board.id]
    assert ada.post(f"{board.path}/sticky_notes", {}).status == status
    assert ada.delete(board.path).status == 403
    board.patch("", sharing(**{way: "private"}))
    assert ada.get(board.path).status == 404


def test_the_organization_is_not_for_guests(board, guest, sandbox):
    """Who is only invited to boards does not see what the organization sees; all see the public."""
    other = BoardTalker(sandbox, **sharing(organizationAccess="edit"))
    assert guest.get(other.path).status == 404
    other.patch("", sharing(access="view"))
    assert guest.get(other.path).json["currentUserMembership"]["role"] == "viewer"


def test_on_the_free_plan_the_team_may_edit():
    """There, that is the default; and a team has three boards at most."""
    sandbox = Sandbox(plan="free")
    boards = [BoardTalker(sandbox) for _ in range(3)]
    assert boards[0].board["policy"]["sharingPolicy"]["teamAccess"] == "edit"
    refused = {"teamId": "A team can have 3 boards on the free plan"}
    assert boards[0].post("/v2/boards").refused == refused
    assert copied(boards[0], boards[1]).refused == refused
    elsewhere = BoardTalker(sandbox, teamId=sandbox.add_team("Other"))
    assert elsewhere.patch("", {"teamId": sandbox.team_id}).refused == refused
    boards[0].delete("")
    assert elsewhere.patch("", {"teamId": sandbox.team_id}).status == 200


def test_nobody_comes_into_an_enterprise_by_a_link(board):
    """There, the access by links stays as it is; on other plans it can be given."""
    given = sharing(inviteToAccountAndBoardLinkAccess="editor")
    for sandbox, kept in ((board.sandbox, "no_access"), (Sandbox(plan="business"), "editor")):
        policy = BoardTalker(sandbox, **given).board["policy"]["sharingPolicy"]
        assert policy["inviteToAccountAndBoardLinkAccess"] == kept
    refused = board.patch("", sharing(inviteToAccountAndBoardLinkAccess="owner")).refused
    assert list(refused) == ["policy.sharingPolicy.inviteToAccountAndBoardLinkAccess"]


def test_new_boards_follow_the_settings_of_their_team(miro, sandbox):
    """What administrators set for a team is what its next boards begin with."""
    team = sandbox.add_team("Design")
    settings = {
        "teamSharingPolicySettings": {
            "defaultBoardAccess": "comment",
            "defaultOrganizationAccess": "view",
            "defaultBoardSharingAccess": "owner_and_coowners",
        },
        "teamCopyAccessLevelSettings": {"copyAccessLevel": "team_editors"},
    }
    miro.patch(f"/v2/orgs/{sandbox.organization_id}/teams/{team}/settings", settings)
    policy = BoardTalker(sandbox, teamId=team).board["policy"]
    assert policy["sharingPolicy"]["teamAccess"] == "comment"
    assert policy["sharingPolicy"]["organizationAccess"] == "view"
    assert policy["permissionsPolicy"]["sharingAccess"] == "owner_and_coowners"
    assert policy["permissionsPolicy"]["copyAccess"] == "team_editors"


@pytest.mark.parametrize(
    ("allowed", "statuses"),
    [
        ("anyone", [201, 201, 201]),
        ("team_members", [403, 201, 201]),
        ("team_editors", [403, 403, 201]),
        ("board_owner", [403, 403, 403]),
    ],
)
def test_a_policy_says_who_copies(board, ada, guest, allowed, statuses):
    """An editor from elsewhere, a viewer of the team, and an editor of it; the owner always may."""
    board.patch("", permissions(copyAccess=allowed))
    own_team = board.sandbox.add_team("Own", owner=board.sandbox.user_ids[-1])
    found = [copied(guest, board, teamId=own_team).status]
    for access in ("view", "edit"):
        board.patch("", sharing(teamAccess=access))
        found.append(copied(ada, board).status)
    assert found == statuses
    assert copied(board, board).status == 201


def test_a_copy_is_the_copiers_alone(board, ada, sandbox):
    """The policy is copied, those with whom the board is shared are not."""
    board.patch("", sharing(teamAccess="view"))
    board.post("/members", {"emails": ["guest@else.test"]})
    copy = copied(ada, board).json
    assert copy["owner"]["name"] == "Ada"
    assert copy["currentUserMembership"]["role"] == "owner"
    assert copy["policy"]["sharingPolicy"]["teamAccess"] == "view"
    members = ada.get(f"/v2/boards/{quote(copy['id'])}/members").json["data"]
    assert [member["name"] for member in members] == ["Ada"]


def test_a_guests_copy_comes_into_the_team_of_the_token(board, guest, sandbox):
    """Not into the team of the board, in which they are not; without a team there is no place."""
    assert copied(guest, board).refused == {"teamId": "Team not found"}
    guest_id = sandbox.user_ids[-1]
    team = sandbox.add_team("Own", owner=guest_id)
    at_home = Talker(sandbox, sandbox.new_token(guest_id, team_id=team))
    assert copied(at_home, board).json["team"]["id"] == team


@pytest.mark.parametrize(
    ("policy", "status"),
    [("team_members_with_editing_rights", 200), ("owner_and_coowners", 403)],
)
def test_a_policy_says_who_shares(board, ada, guest, policy, status):
    """Editors of the team, or owners only; an editor from elsewhere never."""
    shared = sharing(teamAccess="edit") | permissions(sharingAccess=policy)
    shared["policy"] |= sharing(teamAccess="edit")["policy"]
    board.patch("", shared)
    change = sharing(teamAccess="edit")
    assert ada.patch(board.path, change).status == status
    assert guest.patch(board.path, change).status == 403
    assert ada.patch(board.path, {"name": "Renamed"}).status == 200
    assert guest.patch(board.path, {"name": "Renamed"}).status == 200
    invitation = {"emails": ["new@else.test"]}
    assert ada.post(f"{board.path}/members", invitation).status == (201 if status == 200 else 403)
    assert guest.post(f"{board.path}/members", invitation).status == 403
    board.post("/members", {"emails": ["boss@else.test"], "role": "coowner"})
    boss = Talker(board.sandbox, board.sandbox.new_token(board.sandbox.user_ids[-1]))
    assert boss.patch(board.path, change).status == 200


@pytest.mark.parametrize(("plan", "status"), [("business", 403), ("enterprise", 200)])
def test_a_board_is_moved_by_its_owners(plan, status):
    """To a team in which they are; co-owners may do so in an enterprise only."""
    sandbox = Sandbox(plan=plan)
    board, ada = BoardTalker(sandbox), sandbox.add_user("Ada")
    board.post("/members", {"emails": [ada.email], "role": "coowner"})
    hers, his = sandbox.add_team("Hers", owner=ada.id), sandbox.add_team("His")
    moved = Talker(sandbox, ada.token).patch(board.path, {"teamId": hers})
    assert moved.status == status
    assert board.patch("", {"teamId": hers}).status == (400 if status == 403 else 200)
    assert board.patch("", {"teamId": his}).json["team"]["name"] == "His"
    nowhere = Talker(sandbox, ada.token).patch(board.path, {"teamId": "1"})
    assert nowhere.status == (403 if plan == "business" else 400)


def test_projects_are_those_of_the_team(board, miro, sandbox):
    """A board can be put into one of its team; one of another team, or none at all, is refused."""
    other_team = sandbox.add_team("Other")
    own, other = project_in(miro, sandbox.team_id), project_in(miro, other_team)
    for project in (other, "1"):
        assert board.patch("", {"projectId": project}).refused == {"projectId": "Project not found"}
        assert list(miro.post("/v2/boards", {"projectId": project}).refused) == ["projectId"]
        assert list(copied(miro, board, projectId=project).refused) == ["projectId"]
    assert board.patch("", {"projectId": own}).json["project"] == {"id": own}
    copy = copied(miro, board).json
    assert "project" not in copy  # though it is in it
    assert miro.get(f"/v2/boards/{quote(copy['id'])}").json["project"] == {"id": own}
    assert "project" not in board.patch("", {"teamId": other_team}).json
    both = {"teamId": sandbox.team_id, "projectId": own}
    assert board.patch("", both).json["project"] == {"id": own}
    found = miro.get(f"/v2/boards?project_id={own}").json
    assert found["total"] == 2
