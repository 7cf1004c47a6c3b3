from __future__ import annotations

import pytest

from tests.sandbox.organizer import Organizer, private_board, refusal
from tests.sandbox.talker import Talker


@pytest.fixture
def org(sandbox):
    """Give somebody who talks about the organization as its administrator."""
    return Organizer(sandbox)


@pytest.fixture
def project(org):
    """Give the path of a project in the first team."""
    return org.project()


@pytest.fixture
def ada(sandbox):
    """Give a member of the first team."""
    return sandbox.add_user("Ada", email="ada@example.com")


@pytest.fixture
def inside(sandbox, project):
    """Give somebody who talks about a board in the project that its team does not see."""
    return private_board(sandbox, projectId=project.rpartition("/")[2])


def role_on(board, token):
    """Give the role of a user on a board, or the status of the refusal."""
    answer = Talker(board.sandbox, token).get(board.path)
    return answer.json["currentUserMembership"]["role"] if answer.status == 200 else answer.status


def test_a_project_is_made_read_changed_and_deleted(org, sandbox):
    """What a call returns follows from the calls before it."""
    projects = f"/teams/{sandbox.team_id}/projects"
    project = org.made(projects, {"name": "Launch", "unknown": 1})
    assert project == {"id": project["id"], "name": "Launch", "type": "project"}
    path = f"{projects}/{project['id']}"
    assert org.get(path).json == project
    changed = org.patch(path, {"name": "Landing", "unknown": 1})
    assert (changed.status, changed.json) == (200, project | {"name": "Landing"})
    assert org.page(projects) == [changed.json]
    assert (org.delete(path).status, org.delete(path).status) == (204, 404)
    assert refusal(org.get(path)) == (404, "notFound", "Project not found")
    assert org.page(projects) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "name: Field [name] of type [String] is required"),
        ({"name": ""}, "name: size must be between 1 and 60"),
        ({"name": "x" * 61}, "name: size must be between 1 and 60"),
        ({"name": 5}, "name: Unexpected type of value, expected of type [String]"),
    ],
)
def test_a_project_has_a_name_of_sixty_characters_at_most(org, project, body, message):
    """Also in a change, which has nothing else."""
    for answer in (org.post(project.rpartition("/")[0], body), org.patch(project, body)):
        assert refusal(answer) == (400, "invalidParameters", message)
    assert org.get(project).json["name"] == "Launch"


def test_two_projects_of_a_team_have_two_names(org, project):
    """In another team the name is free."""
    projects = project.rpartition("/")[0]
    other = org.project("Landing")
    taken = (409, "conflict", "The team has a project [Launch]")
    assert refusal(org.post(projects, {"name": "Launch"})) == taken
    assert refusal(org.patch(other, {"name": "Launch"})) == taken
    assert org.patch(project, {"name": "Launch"}).status == 200
    assert org.get(org.project("Launch", team=org.team())).json["name"] == "Launch"


def test_projects_are_found_in_their_team_only(org, project):
    """All paths below a project know its team."""
    elsewhere = f"{org.team()}/projects/{project.rpartition('/')[2]}"
    for path in (elsewhere, f"{elsewhere}/members", f"{elsewhere}/settings"):
        assert refusal(org.get(path)) == (404, "notFound", "Project not found")
    assert org.page(elsewhere.rpartition("/")[0]) == []
    assert refusal(org.get("/teams/1/projects")) == (404, "notFound", "Team not found")


def test_projects_come_in_pages_in_the_order_of_time(org, sandbox):
    """The cursor leads on."""
    ids = []
    for number in range(5):
        sandbox.clock.advance(number % 2)
        ids.append(org.project(f"Project {number}").rpartition("/")[2])
    projects = f"/teams/{sandbox.team_id}/projects"
    assert org.pages(f"{projects}?limit=2") == [ids[:2], ids[2:4], ids[4:]]
    assert org.get(projects).json["limit"] == 100
    for query in ("limit=0", "limit=101", "cursor=a"):
        assert refusal(org.get(f"{projects}?{query}"))[:2] == (400, "invalidParameters")


def test_boards_of_a_deleted_project_stay(org, project, inside):
    """In the team, and without a project."""
    assert inside.get("").json["project"] == {"id": project.rpartition("/")[2]}
    other = private_board(inside.sandbox, projectId=org.project("Other").rpartition("/")[2])
    org.delete(project)
    assert "project" not in inside.get("").json
    assert "project" in other.get("").json


def test_who_makes_a_project_owns_it(org, project, sandbox):
    """Nobody else is in it."""
    assert org.page(f"{project}/members") == [
        {
            "id": sandbox.user_ids[0],
            "email": "user@sandbox.test",
            "role": "owner",
            "type": "project_member",
        }
    ]


def test_members_of_a_project_are_added_changed_and_removed(org, project, ada):
    """The id of a member is the user's."""
    body = {"email": "ADA@example.com", "role": "viewer", "unknown": 1}
    added = org.made(f"{project}/members", body)
    assert added == {
        "id": ada.id,
        "email": "ada@example.com",
        "role": "viewer",
        "type": "project_member",
    }
    path = f"{project}/members/{ada.id}"
    assert org.get(path).json == added
    changed = org.patch(path, {"role": "coowner", "unknown": 1})
    assert (changed.status, changed.json) == (200, added | {"role": "coowner"})
    assert org.patch(path, {}).json == changed.json
    assert org.page(f"{project}/members")[1] == changed.json
    assert (org.delete(path).status, org.delete(path).status) == (204, 404)
    for answer in (org.get(path), org.patch(path, {"role": "viewer"})):
        assert refusal(answer) == (404, "notFound", "Project member not found")


def test_a_new_member_can_be_refused(org, project, ada):
    """Only who is in the organization can be added, and only once, with a role."""
    members = f"{project}/members"
    unknown = refusal(org.post(members, {"email": "nobody@example.com", "role": "viewer"}))
    assert unknown == (400, "invalidParameters", "email: User not found")
    assert org.post(members, {"email": ada.email, "role": "viewer"}).status == 201
    twice = refusal(org.post(members, {"email": ada.email, "role": "editor"}))
    assert twice == (409, "conflict", "The user is in the project")
    assert org.get(f"{members}/{ada.id}").json["role"] == "viewer"
    missing = [f"{name}: Field [{name}] of type [String] is required" for name in ("email", "role")]
    assert refusal(org.post(members, {})) == (400, "invalidParameters", "; ".join(missing))
    wrong = {"role": "commenter"}
    for answer in (
        org.post(members, {"email": ada.email, **wrong}),
        org.patch(f"{members}/{ada.id}", wrong),
    ):
        assert refusal(answer)[2].startswith("role: Unexpected value [commenter], expected one of")


def test_a_project_keeps_one_owner(org, project, sandbox, ada):
    """The last one can neither step down nor leave, until there is another."""
    mine = f"{project}/members/{sandbox.user_ids[0]}"
    eve = sandbox.add_user("Eve")
    org.post(f"{project}/members", {"email": eve.email, "role": "coowner"})
    told = (409, "conflict", "The user is the last owner of the project")
    assert refusal(org.patch(mine, {"role": "editor"})) == told
    assert refusal(org.delete(mine)) == told
    assert org.patch(mine, {"role": "owner"}).status == 200
    org.post(f"{project}/members", {"email": ada.email, "role": "owner"})
    assert org.patch(mine, {"role": "editor"}).json["role"] == "editor"
    assert org.delete(mine).status == 204


def test_members_of_projects_come_in_pages(org, project, sandbox):
    """In the order in which they came."""
    ids = [sandbox.user_ids[0]]
    for number in range(4):
        sandbox.clock.advance(number % 2)
        user = sandbox.add_user(f"User {number}")
        org.post(f"{project}/members", {"email": user.email, "role": "viewer"})
        ids.append(user.id)
    assert org.pages(f"{project}/members?limit=2") == [ids[:2], ids[2:4], ids[4:]]


@pytest.mark.parametrize(
    ("role", "on_boards"),
    [
        ("viewer", "viewer"),
        ("commentator", "commenter"),
        ("editor", "editor"),
        ("coowner", "coowner"),
        ("owner", "coowner"),
    ],
)
def test_members_of_a_project_have_their_role_on_its_boards(org, project, inside, role, on_boards):
    """Also who is not in the team, as long as they are in the project."""
    sandbox = inside.sandbox
    eve = sandbox.add_user("Eve", team_id=sandbox.add_team("Other"))
    outside = private_board(sandbox)
    assert role_on(inside, eve.token) == 404
    org.post(f"{project}/members", {"email": eve.email, "role": role})
    assert role_on(inside, eve.token) == on_boards
    assert role_on(outside, eve.token) == 404
    org.delete(f"{project}/members/{eve.id}")
    assert role_on(inside, eve.token) == 404


def test_who_owns_a_project_cannot_take_its_boards(project, inside, ada, org):
    """They are co-owners there: a board has one owner, who alone makes another the owner."""
    org.post(f"{project}/members", {"email": ada.email, "role": "owner"})
    inside.post("/members", {"emails": ["zoe@example.com"], "role": "editor"})
    zoe = inside.sandbox.user_ids[-1]
    refused = Talker(inside.sandbox, ada.token).patch(
        f"{inside.path}/members/{zoe}", {"role": "owner"}
    )
    assert (refused.status, refused.json["code"]) == (403, "forbiddenAccess")
    assert inside.get("").json["owner"]["id"] == inside.sandbox.user_ids[0]


def test_a_project_keeps_an_owner_who_can_do_something(org, project, sandbox, ada):
    """Who is deactivated does not count, but can be removed; nor do owners keep heirs away."""
    mine = f"{project}/members/{sandbox.user_ids[0]}"
    eve = sandbox.add_user("Eve")
    for user in (ada, eve):
        org.post(f"{project}/members", {"email": user.email, "role": "owner"})
    sandbox._state.users[ada.id].active = False
    org.delete(f"{project}/members/{eve.id}")
    told = (409, "conflict", "The user is the last owner of the project")
    assert refusal(org.delete(mine)) == told
    assert refusal(org.patch(mine, {"role": "editor"})) == told
    team = f"/teams/{sandbox.team_id}"
    bob = sandbox.add_user("Bob")
    org.patch(f"{team}/members/{bob.id}", {"role": "admin"})
    org.delete(f"{team}/members/{sandbox.user_ids[0]}")
    roles = {member["id"]: member["role"] for member in org.page(f"{project}/members")}
    assert roles == {ada.id: "owner", bob.id: "owner"}
    assert org.delete(f"{project}/members/{ada.id}").status == 204


def test_who_only_looked_at_a_project_leaves_no_owner_behind(org, project, sandbox, ada):
    """Even if all of its owners are deactivated."""
    eve = sandbox.add_user("Eve")
    for user, role in ((ada, "owner"), (eve, "viewer")):
        org.post(f"{project}/members", {"email": user.email, "role": role})
    org.delete(f"{project}/members/{sandbox.user_ids[0]}")
    sandbox._state.users[ada.id].active = False
    org.delete(f"/teams/{sandbox.team_id}/members/{eve.id}")
    assert [member["id"] for member in org.page(f"{project}/members")] == [ada.id]
    org.post(f"{project}/members", {"email": eve.email, "role": "viewer"})
    assert org.delete(f"{project}/members/{eve.id}").status == 204


def test_a_project_can_be_open_to_its_team(org, project, inside, ada):
    """Its settings say whether the team sees the boards of the project."""
    sandbox = inside.sandbox
    eve = sandbox.add_user("Eve", team_id=sandbox.add_team("Other"))
    path = f"{project}/settings"
    private = {"sharingPolicySettings": {"teamAccess": "private"}, "type": "project_settings"}
    assert org.get(path).json == private
    assert (role_on(inside, ada.token), role_on(inside, eve.token)) == (404, 404)
    seen = {"sharingPolicySettings": {"teamAccess": "view"}}
    unknown = {"unknown": 1, "sharingPolicySettings": {"teamAccess": "view", "unknown": 1}}
    changed = org.patch(path, unknown)
    assert (changed.status, changed.json) == (200, private | seen)
    for nothing in ({}, {"sharingPolicySettings": {}}):
        assert org.patch(path, nothing).json == changed.json
    assert org.get(path).json == changed.json
    assert (role_on(inside, ada.token), role_on(inside, eve.token)) == ("viewer", 404)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"sharingPolicySettings": "view"}, "sharingPolicySettings: Unexpected type of value"),
        (
            {"sharingPolicySettings": {"teamAccess": "edit"}},
            "sharingPolicySettings.teamAccess: Unexpected value [edit], expected one of: [private,",
        ),
    ],
)
def test_wrong_settings_of_projects_are_refused(org, project, body, message):
    """A 400 names the field."""
    status, code, told = refusal(org.patch(f"{project}/settings", body))
    assert (status, code) == (400, "invalidParameters")
    assert told.startswith(message)
