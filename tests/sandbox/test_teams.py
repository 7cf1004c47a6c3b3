from __future__ import annotations

import pytest

from tests.sandbox.organizer import Organizer, code_of, exchange, private_board, refusal
from tests.sandbox.talker import BoardTalker, Talker


@pytest.fixture
def org(sandbox):
    """Give somebody who talks about the organization as its administrator."""
    return Organizer(sandbox)


@pytest.fixture
def ada(sandbox):
    """Give a member of the first team."""
    return sandbox.add_user("Ada", email="ada@example.com")


def names(entries):
    """Give the names of entries."""
    return [entry["name"] for entry in entries]


def roles(org, team):
    """Give the roles in a team by user id."""
    return {member["id"]: member["role"] for member in org.page(f"{team}/members")}


def test_a_team_is_made_read_changed_and_deleted(org, sandbox):
    """What a call returns follows from the calls before it."""
    team = org.made("/teams", {"name": "Design", "unknown": 1})
    assert team == {"id": team["id"], "name": "Design", "type": "team"}
    path = f"/teams/{team['id']}"
    assert org.get(path).json == team
    changed = org.patch(path, {"name": "Research"})
    assert (changed.status, changed.json) == (200, team | {"name": "Research"})
    assert org.patch(path, {}).json["name"] == "Research"
    assert org.page("/teams")[1] == changed.json
    assert (org.delete(path).status, org.delete(path).status) == (204, 404)
    assert refusal(org.get(path)) == (404, "notFound", "Team not found")
    assert names(org.page("/teams")) == ["Sandbox team"]
    assert sandbox.team_id == org.page("/teams")[0]["id"]


def test_who_makes_a_team_administers_it(org, sandbox):
    """Nobody else is in it."""
    assert roles(org, org.team()) == {sandbox.user_ids[0]: "admin"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"name": ""}, "name: size must be between 1 and 60"),
        ({"name": "x" * 61}, "name: size must be between 1 and 60"),
        ({"name": None}, "name: Unexpected type of value, expected of type [String]"),
        ([], "Unexpected type of value, expected of type [Object]"),
    ],
)
def test_names_of_teams_have_a_length(org, sandbox, body, message):
    """One to sixty characters, in a new team and in a change."""
    path = f"/teams/{sandbox.team_id}"
    for answer in (org.post("/teams", body), org.patch(path, body)):
        assert refusal(answer) == (400, "invalidParameters", message)
    assert names(org.page("/teams")) == ["Sandbox team"]
    assert org.made("/teams", {"name": "x" * 60})["name"] == "x" * 60


def test_a_team_needs_a_name(org):
    """A 400 says so. Two teams can have the same one."""
    message = "name: Field [name] of type [String] is required"
    assert refusal(org.post("/teams")) == (400, "invalidParameters", message)
    assert org.team("Design") != org.team("Design")


def test_teams_come_in_pages_in_the_order_of_time(org, sandbox):
    """The cursor leads on, also when its team is gone."""
    teams = [sandbox.team_id]
    for number in range(4):
        sandbox.clock.advance(number % 2)
        teams.append(org.made("/teams", {"name": f"Team {number}"})["id"])
    assert org.pages("/teams?limit=2") == [teams[:2], teams[2:4], teams[4:]]
    cursor = org.get("/teams?limit=2").json["cursor"]
    org.delete(f"/teams/{teams[1]}")
    assert [team["id"] for team in org.page(f"/teams?cursor={cursor}")] == teams[2:]
    assert refusal(org.get("/teams?limit=101"))[:2] == (400, "invalidParameters")
    assert refusal(org.get("/teams?cursor=a"))[:2] == (400, "invalidParameters")


def test_teams_are_found_by_part_of_their_name(org):
    """In any letter case."""
    for name in ("Developer's team", "Team for developers", "Sales"):
        org.team(name)
    assert names(org.page("/teams?name=DEV")) == ["Developer's team", "Team for developers"]
    assert names(org.page("/teams?name=")) == names(org.page("/teams"))
    assert org.page("/teams?name=zz") == []


def test_a_team_takes_its_boards_and_projects_along(org, sandbox):
    """Those of other teams stay."""
    team = org.team()
    inside = BoardTalker(sandbox, name="In", teamId=team.rpartition("/")[2])
    outside = BoardTalker(sandbox, name="Out")
    kept, gone = org.project(), org.project(team=team)
    assert org.delete(team).status == 204
    assert (inside.get("").status, outside.get("").status) == (404, 200)
    assert (org.get(kept).status, org.get(gone).status) == (200, 404)
    groups = [f"/projects/{project.rpartition('/')[2]}/groups" for project in (kept, gone)]
    assert [org.get(path).status for path in groups] == [200, 404]
    assert names(org.get("/v2/boards").json["data"]) == ["Out"]


def test_a_team_leaves_its_user_groups(org, sandbox):
    """They know of it no more; of other teams they do."""
    team = org.team()
    group = f"/groups/{org.made('/groups', {'name': 'Designers'})['id']}"
    for path in (team, f"/teams/{sandbox.team_id}"):
        given = {"userGroupId": group.rpartition("/")[2], "role": "member"}
        org.made(f"{path}/groups", given)
    org.delete(team)
    assert [found["id"] for found in org.page(f"{group}/teams")] == [sandbox.team_id]


def test_a_team_leaves_no_settings_of_its_own(org, sandbox):
    """Not even those of its classification stay in what is saved."""
    team = org.team()
    assert org.patch(f"{team}/data-classification-settings", {"enabled": False}).status == 200
    assert [*sandbox._state.classification.teams] == [team.rpartition("/")[2]]
    org.delete(team)
    assert sandbox._state.classification.teams == {}


def test_what_was_allowed_for_a_team_ends_with_it(org, sandbox, ada):
    """Tokens and codes for it; those for other teams work on."""
    team_id = org.team().rpartition("/")[2]
    org.post(f"/teams/{team_id}/members", {"email": ada.email})
    token = sandbox.new_token(ada.id, team_id=team_id)
    codes = [code_of(sandbox, ada.id, team_id=id_) for id_ in (team_id, sandbox.team_id)]
    assert Talker(sandbox, token).get("/v1/oauth-token").json["team"]["id"] == team_id
    org.delete(f"/teams/{team_id}")
    assert Talker(sandbox, token).get("/v2/boards").status == 401
    assert Talker(sandbox, ada.token).get("/v2/boards").status == 200
    assert [exchange(sandbox, code).status for code in codes] == [401, 200]


def test_the_last_team_stays(org, sandbox):
    """Somebody has to have the boards."""
    answer = org.delete(f"/teams/{sandbox.team_id}")
    assert refusal(answer) == (409, "conflict", "The last team cannot be deleted")
    assert org.get(f"/teams/{sandbox.team_id}").status == 200


def test_the_first_team_can_go_when_there_is_another(org, sandbox):
    """With it goes the token that was given for it."""
    other = sandbox.add_team("Design")
    org.delete(f"/teams/{sandbox.team_id}")
    assert sandbox.team_id == other
    assert org.get("/teams").status == 401
    again = Organizer(sandbox, sandbox.new_token(sandbox.user_ids[0]))
    assert names(again.page("/teams")) == ["Design"]


def test_users_are_invited_by_email(org, sandbox, ada):
    """The member tells who invited whom, and when; without a role they are members."""
    team = org.team()
    sandbox.clock.advance(60)
    me = sandbox.user_ids[0]
    answer = org.post(f"{team}/members", {"email": "ADA@example.com"})
    assert (answer.status, answer.json) == (
        201,
        {
            "id": ada.id,
            "role": "member",
            "createdAt": "2026-01-05T10:31:15Z",
            "createdBy": me,
            "modifiedAt": "2026-01-05T10:31:15Z",
            "modifiedBy": me,
            "teamId": team.rpartition("/")[2],
            "type": "team-member",
        },
    )
    assert org.get(f"{team}/members/{ada.id}").json == answer.json
    bob = sandbox.add_user("Bob")
    assert org.made(f"{team}/members", {"email": bob.email, "role": "admin"})["role"] == "admin"
    assert roles(org, team) == {me: "admin", ada.id: "member", bob.id: "admin"}


def test_an_invitation_can_be_refused(org, sandbox, ada):
    """Only who is in the organization can be invited, and only once."""
    members = f"/teams/{sandbox.team_id}/members"
    unknown = refusal(org.post(members, {"email": "nobody@example.com"}))
    assert unknown == (400, "invalidParameters", "email: User not found")
    twice = refusal(org.post(members, {"email": ada.email}))
    assert twice == (409, "conflict", "The user is in the team")
    for body, told in (
        ({"role": "member"}, "email: Field [email] of type [String] is required"),
        ({"email": ada.email, "role": "guest"}, "role: Unexpected value [guest], expected one of"),
    ):
        status, code, message = refusal(org.post(members, body))
        assert (status, code) == (400, "invalidParameters")
        assert message.startswith(told)
    assert roles(org, f"/teams/{sandbox.team_id}") == {
        sandbox.user_ids[0]: "admin",
        ada.id: "member",
    }


def test_members_of_teams_come_in_pages_and_by_role(org, sandbox):
    """In the order in which they came."""
    people = [sandbox.user_ids[0]]
    for number in range(3):
        sandbox.clock.advance(1)
        people.append(sandbox.add_user(f"User {number}").id)
    members = f"/teams/{sandbox.team_id}/members"
    assert org.pages(f"{members}?limit=3") == [people[:3], people[3:]]
    assert org.pages(f"{members}?limit=2&role=member") == [people[1:3], people[3:]]
    assert org.pages(f"{members}?role=admin") == [people[:1]]
    for role in ("non_team", "team_guest"):
        assert org.pages(f"{members}?role={role}") == [[]]
    told = "role: Unexpected value [adm], expected one of: [member, admin, non_team, team_guest]"
    assert refusal(org.get(f"{members}?role=adm")) == (400, "invalidParameters", told)


def test_roles_in_teams_change(org, sandbox, ada):
    """The member tells who did it, and when."""
    bob = sandbox.add_user("Bob", role="organization_internal_admin")
    sandbox.clock.advance(60)
    path = f"/teams/{sandbox.team_id}/members/{ada.id}"
    before = org.get(path).json
    changed = Organizer(sandbox, bob.token).patch(path, {"role": "admin"})
    assert changed.status == 200
    assert changed.json == before | {
        "role": "admin",
        "modifiedAt": "2026-01-05T10:31:15Z",
        "modifiedBy": bob.id,
    }
    assert org.patch(path, {}).json["role"] == "admin"
    assert refusal(org.patch(path, {"role": "non_team"}))[:2] == (400, "invalidParameters")
    assert org.patch(path, {"role": "member"}).json["role"] == "member"


def test_a_team_keeps_one_administrator(org, sandbox, ada):
    """The last one can neither step down nor leave, until there is another."""
    members = f"/teams/{sandbox.team_id}/members"
    mine = f"{members}/{sandbox.user_ids[0]}"
    told = (409, "conflict", "The user is the last administrator of the team")
    assert refusal(org.patch(mine, {"role": "member"})) == told
    assert refusal(org.delete(mine)) == told
    assert org.patch(mine, {"role": "admin"}).status == 200
    org.patch(f"{members}/{ada.id}", {"role": "admin"})
    assert org.delete(mine).status == 204
    assert roles(org, f"/teams/{sandbox.team_id}") == {ada.id: "admin"}


def test_members_have_to_be_of_the_team(org, sandbox, ada):
    """A user who is not in it is not found among its members."""
    path = f"{org.team()}/members/{ada.id}"
    for answer in (org.get(path), org.patch(path, {"role": "admin"}), org.delete(path)):
        assert refusal(answer) == (404, "notFound", "Team member not found")
    for path in ("/teams/1/members", "/teams/1/members/1", "/teams/1/settings"):
        assert refusal(org.get(path)) == (404, "notFound", "Team not found")


def test_who_leaves_a_team_loses_its_boards(org, sandbox, ada):
    """Those that the team sees, those shared with them, and the projects; the rest stays."""
    team = org.team()
    team_id = team.rpartition("/")[2]
    org.post(f"{team}/members", {"email": ada.email})
    seen = BoardTalker(sandbox, teamId=team_id, policy={"sharingPolicy": {"teamAccess": "edit"}})
    shared, elsewhere = private_board(sandbox, teamId=team_id), private_board(sandbox)
    for board in (shared, elsewhere):
        sandbox._state.boards[board.id].members[ada.id] = "editor"
    project = org.project(team=team)
    org.post(f"{project}/members", {"email": ada.email, "role": "editor"})

    mine = Talker(sandbox, ada.token)
    boards = (seen, shared, elsewhere)
    assert [mine.get(board.path).status for board in boards] == [200, 200, 200]
    assert org.delete(f"{team}/members/{ada.id}").status == 204
    assert [mine.get(board.path).status for board in boards] == [404, 404, 200]
    assert org.get(f"{project}/members/{ada.id}").status == 404
    assert org.get(f"{team}/members/{ada.id}").status == 404
    assert org.get(f"/teams/{sandbox.team_id}/members/{ada.id}").status == 200


def test_who_leaves_a_team_leaves_their_boards_there(org, sandbox, ada):
    """An administrator of the team owns them from then on."""
    board_id = sandbox.add_board("Plans", owner=ada.id)
    sandbox._state.boards[board_id].members[sandbox.user_ids[0]] = "viewer"
    other_team = sandbox.add_team("Other", owner=ada.id)
    kept_id = sandbox.add_board("Kept", owner=ada.id, team_id=other_team)
    org.delete(f"/teams/{sandbox.team_id}/members/{ada.id}")
    board = org.get(f"/v2/boards/{board_id}").json
    assert board["owner"]["id"] == sandbox.user_ids[0]
    assert board["currentUserMembership"]["role"] == "owner"
    members = org.get(f"/v2/boards/{board_id}/members").json["data"]
    assert [(each["id"], each["role"]) for each in members] == [(sandbox.user_ids[0], "owner")]
    mine = Talker(sandbox, ada.token)
    assert mine.get(f"/v2/boards/{board_id}").status == 404
    assert mine.get(f"/v2/boards/{kept_id}").json["owner"]["id"] == ada.id


def test_what_is_left_in_a_team_goes_to_those_who_administer_it(org, sandbox, ada):
    """Not to members, nor to whoever else is in the organization; a project has its own owners."""
    bob, eve = sandbox.add_user("Bob"), sandbox.add_user("Eve")
    team = f"/teams/{sandbox.team_id}"
    org.patch(f"{team}/members/{bob.id}", {"role": "admin"})
    org.delete(f"{team}/members/{sandbox.user_ids[0]}")
    board_id = sandbox.add_board("Plans", owner=eve.id)
    left, led = org.project("Left"), org.project("Led")
    for project, owner in ((left, eve), (led, ada)):
        org.post(f"{project}/members", {"email": owner.email, "role": "owner"})
        org.delete(f"{project}/members/{sandbox.user_ids[0]}")
    org.post(f"{led}/members", {"email": eve.email, "role": "viewer"})
    org.post(f"{left}/members", {"email": ada.email, "role": "coowner"})
    org.delete(f"{team}/members/{eve.id}")
    board = Talker(sandbox, bob.token).get(f"/v2/boards/{board_id}").json
    assert board["owner"]["id"] == bob.id
    owners = [[(m["id"], m["role"]) for m in org.page(f"{path}/members")] for path in (left, led)]
    assert owners == [[(ada.id, "coowner"), (bob.id, "owner")], [(ada.id, "owner")]]


def test_who_comes_into_a_team_sees_its_boards(org, sandbox, ada):
    """Those that the team may see."""
    team = org.team()
    policy = {"sharingPolicy": {"teamAccess": "comment"}}
    board = BoardTalker(sandbox, teamId=team.rpartition("/")[2], policy=policy)
    mine = Talker(sandbox, ada.token)
    assert mine.get(board.path).status == 404
    org.post(f"{team}/members", {"email": ada.email})
    assert mine.get(board.path).json["currentUserMembership"]["role"] == "commenter"


def test_unknown_fields_are_ignored(org, sandbox, ada):
    """In all bodies about teams and their members."""
    team = org.team()
    unknown = {"picture": {"id": 1}}
    member = {"email": ada.email, **unknown}
    assert org.post(f"{team}/members", member).status == 201
    assert org.patch(team, {"name": "Research", **unknown}).json["name"] == "Research"
    path = f"{team}/members/{ada.id}"
    assert org.patch(path, {"role": "admin", **unknown}).json["role"] == "admin"


def test_only_administrators_of_the_organization_may(sandbox, ada):
    """Not those of a team."""
    team = f"/teams/{sandbox.add_team('Mine', owner=ada.id)}"
    mine = Organizer(sandbox, ada.token)
    for method, path in (
        ("GET", team),
        ("POST", "/teams"),
        ("DELETE", team),
        ("GET", f"{team}/settings"),
        ("POST", f"{team}/members"),
        ("GET", f"{team}/projects"),
    ):
        assert refusal(mine.ask(method, path))[:2] == (403, "forbiddenAccess")
