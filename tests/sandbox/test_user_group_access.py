"""What user groups are given: teams, and roles on boards and in projects."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.sandbox.organizer import Organizer, private_board, refusal
from tests.sandbox.talker import BoardTalker, Talker


@pytest.fixture
def org(sandbox):
    """Give somebody who talks about the organization as its administrator."""
    return Organizer(sandbox)


@pytest.fixture
def ada(sandbox):
    """Give a user who is in another team than the boards of these tests."""
    return sandbox.add_user("Ada", team_id=sandbox.add_team("Elsewhere"))


@pytest.fixture
def group(org, ada):
    """Give the id of a group with one member."""
    return group_of(org, "Designers", ada)


def group_of(org, name, *users):
    """Make a group with these members, and give its id."""
    id_ = org.made("/groups", {"name": name})["id"]
    for user in users:
        org.made(f"/groups/{id_}/members", {"email": user.email})
    return id_


def connect(org, team, group):
    """Add a group to a team."""
    return org.made(f"{team}/groups", {"userGroupId": group, "role": "member"})


def team_of(sandbox):
    """Give the path of the first team."""
    return f"/teams/{sandbox.team_id}"


def required(field):
    """Give what is said of a field that is missing."""
    return f"Field [{field}] of type [String] is required"


def member_ids(org, team):
    """Give the ids of the members of a team."""
    return {member["id"] for member in org.page(f"{team}/members")}


def test_a_connection_shows_from_the_team_and_from_the_group(org, group, sandbox):
    """It has one role, which is no choice."""
    team = team_of(sandbox)
    of_team = {"id": group, "role": "member", "type": "team-user-group"}
    of_group = {"id": sandbox.team_id, "role": "member", "type": "user-group-team"}
    assert connect(org, team, group) == of_team
    assert org.page(f"{team}/groups") == [of_team]
    assert org.get(f"{team}/groups/{group}").json == of_team
    assert org.page(f"/groups/{group}/teams") == [of_group]
    assert org.get(f"/groups/{group}/teams/{sandbox.team_id}").json == of_group

    assert org.delete(f"{team}/groups/{group}").status == 204
    assert org.page(f"{team}/groups") == org.page(f"/groups/{group}/teams") == []
    for method, path in (
        ("GET", f"{team}/groups/{group}"),
        ("DELETE", f"{team}/groups/{group}"),
        ("GET", f"/groups/{group}/teams/{sandbox.team_id}"),
    ):
        answer = org.ask(method, path)
        assert refusal(answer) == (404, "notFound", "User group of the team not found")


def test_what_cannot_be_connected_is_refused(org, group, sandbox):
    """Unknown groups and roles, and connections that are there."""
    team = team_of(sandbox)
    connect(org, team, group)
    for body, told in (
        (
            {"userGroupId": group, "role": "member"},
            (409, "conflict", "The user group is in the team"),
        ),
        (
            {"userGroupId": "1", "role": "member"},
            (400, "invalidParameters", "userGroupId: User group not found"),
        ),
        (
            {"userGroupId": group, "role": "admin"},
            (
                400,
                "invalidParameters",
                "role: Unexpected value [admin], expected one of: [member]",
            ),
        ),
        (
            {},
            (
                400,
                "invalidParameters",
                f"userGroupId: {required('userGroupId')}; role: {required('role')}",
            ),
        ),
    ):
        assert refusal(org.post(f"{team}/groups", body)) == told
    answer = org.post("/teams/1/groups", {"userGroupId": group, "role": "member"})
    assert refusal(answer) == (404, "notFound", "Team not found")
    assert refusal(org.get("/teams/1/groups")) == (404, "notFound", "Team not found")


def test_the_members_of_a_group_come_into_its_team(org, group, ada, sandbox):
    """And see the boards that it sees; both end with the connection."""
    team, visitor = team_of(sandbox), Talker(sandbox, ada.token)
    board = BoardTalker(sandbox, policy={"sharingPolicy": {"teamAccess": "edit"}})
    assert visitor.get(board.path).status == 404
    connect(org, team, group)
    assert org.get(f"{team}/members/{ada.id}").json["role"] == "member"
    assert visitor.get(board.path).json["currentUserMembership"]["role"] == "editor"
    org.delete(f"{team}/groups/{group}")
    assert ada.id not in member_ids(org, team)
    assert visitor.get(board.path).status == 404


def test_who_joins_or_leaves_a_group_joins_or_leaves_its_teams(org, group, ada, sandbox):
    """One by one, or many at once."""
    team, members = team_of(sandbox), f"/groups/{group}/members"
    connect(org, team, group)
    org.delete(f"{members}/{ada.id}")
    assert ada.id not in member_ids(org, team)
    org.made(members, {"email": ada.email})
    assert ada.id in member_ids(org, team)
    org.patch(members, {"membersToRemove": [ada.id]})
    assert ada.id not in member_ids(org, team)
    org.patch(members, {"membersToAdd": [ada.id]})
    assert ada.id in member_ids(org, team)


def test_who_is_in_a_team_without_the_group_stays(org, sandbox):
    """They were there before, whatever groups come and go."""
    bob, team = sandbox.add_user("Bob"), team_of(sandbox)
    group = group_of(org, "Designers", bob)
    connect(org, team, group)
    assert org.delete(f"{team}/groups/{group}").status == 204
    assert bob.id in member_ids(org, team)


def test_who_is_in_two_groups_of_a_team_stays_until_both_have_gone(org, group, ada, sandbox):
    """Whichever came first."""
    team, other = team_of(sandbox), group_of(org, "Artists", ada)
    connect(org, team, group)
    connect(org, team, other)
    org.delete(f"{team}/groups/{group}")
    assert ada.id in member_ids(org, team)
    org.delete(f"/groups/{other}")
    assert ada.id not in member_ids(org, team)


def test_who_was_made_an_administrator_of_the_team_stays(org, group, ada, sandbox):
    """They have become more than a member of a group."""
    team = team_of(sandbox)
    connect(org, team, group)
    assert org.patch(f"{team}/members/{ada.id}", {"role": "admin"}).status == 200
    org.delete(f"{team}/groups/{group}")
    assert org.get(f"{team}/members/{ada.id}").json["role"] == "admin"


def test_who_was_taken_out_of_the_team_is_not_missed(org, group, ada, sandbox):
    """Nor does the group take away what they were given later by themselves."""
    team = team_of(sandbox)
    connect(org, team, group)
    org.delete(f"{team}/members/{ada.id}")
    assert org.delete(f"{team}/groups/{group}").status == 204
    connect(org, team, group)
    org.delete(f"{team}/members/{ada.id}")
    org.made(f"{team}/members", {"email": ada.email})
    org.delete(f"{team}/groups/{group}")
    assert ada.id in member_ids(org, team)


def test_boards_of_somebody_who_leaves_with_a_group_stay(org, group, ada, sandbox):
    """Another administrator of the team owns them then."""
    team, visitor = team_of(sandbox), Talker(sandbox, ada.token)
    connect(org, team, group)
    made = visitor.post("/v2/boards", {"name": "Plans", "teamId": sandbox.team_id}).json
    org.delete(f"/groups/{group}")
    board = org.get(f"/v2/boards/{quote(made['id'])}").json
    assert board["owner"]["id"] == sandbox.user_ids[0]


def test_connections_come_in_pages(org, group, sandbox):
    """From both sides, in the order of the ids."""
    groups = [group, *(group_of(org, name) for name in "ABC")]
    for id_ in reversed(groups):
        connect(org, team_of(sandbox), id_)
    teams = [sandbox.team_id, *(sandbox.add_team(name) for name in "DE")]
    for id_ in reversed(teams[1:]):
        connect(org, f"/teams/{id_}", group)
    assert org.pages(f"{team_of(sandbox)}/groups?limit=3") == [groups[:3], groups[3:]]
    assert org.pages(f"/groups/{group}/teams?limit=2") == [teams[:2], teams[2:]]


def test_a_team_that_is_deleted_is_no_longer_one_of_the_group(org, group):
    """Nothing is left that leads to it."""
    team = org.team()
    connect(org, team, group)
    assert org.delete(team).status == 204
    assert org.page(f"/groups/{group}/teams") == []
    assert org.delete(f"/groups/{group}").status == 204


@pytest.mark.parametrize("role", ["VIEWER", "COMMENTER", "EDITOR"])
def test_a_board_is_shared_with_groups(org, group, ada, role, sandbox):
    """Their members have the role on it, until it is taken back."""
    board, visitor = private_board(sandbox), Talker(sandbox, ada.token)
    path = f"/boards/{quote(board.id)}/groups"
    assert visitor.get(board.path).status == 404
    answer = org.post(path, {"userGroupIds": [group], "role": role})
    assert (answer.status, answer.json) == (
        200,
        {"id": group, "role": role, "type": "board-user-group"},
    )
    assert org.page(path) == [answer.json]
    member = visitor.get(board.path).json["currentUserMembership"]
    assert member["role"] == role.lower()
    may_write = visitor.post(f"{board.path}/shapes").status
    assert may_write == (201 if role == "EDITOR" else 403)
    assert org.delete(f"{path}/{group}").status == 204
    assert org.page(path) == []
    assert visitor.get(board.path).status == 404


@pytest.mark.parametrize("role", ["VIEWER", "COMMENTER", "EDITOR"])
def test_a_project_is_shared_with_groups(org, group, ada, role, sandbox):
    """Their members have the role on its boards, until it is taken back."""
    project_id = org.project().rpartition("/")[2]
    board, visitor = private_board(sandbox, projectId=project_id), Talker(sandbox, ada.token)
    path = f"/projects/{project_id}/groups"
    assert visitor.get(board.path).status == 404
    answer = org.post(path, {"userGroupIds": [group], "role": role})
    assert (answer.status, answer.json) == (
        200,
        {"id": group, "role": role, "type": "project-user-group"},
    )
    assert org.page(path) == [answer.json]
    assert visitor.get(board.path).json["currentUserMembership"]["role"] == role.lower()
    assert org.delete(f"{path}/{group}").status == 204
    assert org.page(path) == []
    assert visitor.get(board.path).status == 404


def shared_places(org, board):
    """Give the paths of the groups of a board and of a project."""
    project_id = org.project().rpartition("/")[2]
    return f"/boards/{quote(board.id)}/groups", f"/projects/{project_id}/groups"


def test_sharing_again_changes_the_role(org, group, board):
    """For all groups that are named; the answer has the first of them."""
    other = group_of(org, "Artists")
    for path in shared_places(org, board):
        org.post(path, {"userGroupIds": [other], "role": "VIEWER"})
        answer = org.post(path, {"userGroupIds": [other, group], "role": "EDITOR"})
        assert (answer.json["id"], answer.json["role"]) == (other, "EDITOR")
        found = {entry["id"]: entry["role"] for entry in org.page(path)}
        assert found == {group: "EDITOR", other: "EDITOR"}
        assert org.pages(f"{path}?limit=1") == [[group], [other]]


def test_what_cannot_be_shared_is_refused(org, group, board):
    """Then nothing is shared, with nobody."""
    for path in shared_places(org, board):
        for body, told in (
            (
                {"userGroupIds": [group, "1"], "role": "VIEWER"},
                "userGroupIds: User group not found",
            ),
            ({"userGroupIds": [], "role": "VIEWER"}, "userGroupIds: size must be"),
            ({"userGroupIds": [group], "role": "OWNER"}, "role: Unexpected value [OWNER]"),
            ({"role": "VIEWER"}, "userGroupIds: Field [userGroupIds] of type [Array] is required"),
            ({"userGroupIds": [group]}, "role: Field [role] of type [String] is required"),
        ):
            status, code, message = refusal(org.post(path, body))
            assert (status, code) == (400, "invalidParameters")
            assert message.startswith(told)
        assert org.page(path) == []
        answer = org.delete(f"{path}/{group}")
        assert refusal(answer) == (404, "notFound", "User group not found")


def test_boards_and_projects_that_are_not_there_are_not_shared(org, group):
    """404, by what it is that is missing."""
    for path, what in (("/boards/uXjV=/groups", "Board"), ("/projects/1/groups", "Project")):
        body = {"userGroupIds": [group], "role": "VIEWER"}
        for answer in (org.get(path), org.post(path, body), org.delete(f"{path}/{group}")):
            assert refusal(answer) == (404, "notFound", f"{what} not found")


def test_a_group_that_is_deleted_is_gone_everywhere(org, group, ada, sandbox):
    """From teams, boards and projects, and from what its members may do."""
    board = private_board(sandbox)
    places = shared_places(org, board)
    for path in places:
        org.post(path, {"userGroupIds": [group], "role": "EDITOR"})
    teams = [team_of(sandbox), org.team()]
    for path in teams:
        connect(org, path, group)
    assert org.delete(f"/groups/{group}").status == 204
    assert [org.page(path) for path in places] == [[], []]
    for path in teams:
        assert org.page(f"{path}/groups") == []
        assert ada.id not in member_ids(org, path)
    assert Talker(sandbox, ada.token).get(board.path).status == 404
