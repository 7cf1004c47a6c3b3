"""Who may do what: scopes, plans, roles, and the organization that something belongs to."""

from __future__ import annotations

from functools import cache

import pytest

from miro_async import operations
from miro_async.sandbox import Sandbox
from miro_async.sandbox.access import PLANS
from miro_async.sandbox.oauth import SCOPES
from tests.sandbox.talker import BoardTalker, Talker
from tests.sandbox.test_gate import SHARED

TOLD_APART = {key: (query, kind) for _, _, query, kind, key in SHARED}
SCOPED = [
    pytest.param(operation, scope, id=f"{operation.call}-{scope}")
    for operation in operations()
    for scope in operation.scopes
]
PLANNED = [
    pytest.param(each, id=each.call)
    for each in operations()
    if each.plan is not None and each.api != "scim"
]


@pytest.fixture(scope="module")
def everything():
    """Give a sandbox in which nothing is changed."""
    return Sandbox()


def ask(sandbox, token, operation):
    """Ask for an operation, of something that need not exist, with an empty object as its body."""
    query, kind = TOLD_APART.get(operation.call, ({}, "application/json"))
    path = operation.path.replace("{org_id}", sandbox.organization_id)
    path = path.replace("{", "").replace("}", "")
    parameters = "&".join(f"{name}={value}" for name, value in query.items())
    headers = {"Content-Type": kind or "application/json"}
    body = None if operation.method == "GET" else {}
    return Talker(sandbox, token).ask(
        operation.method, f"{path}?{parameters}", body, headers=headers
    )


@pytest.mark.parametrize(("operation", "scope"), SCOPED)
def test_an_operation_is_refused_without_one_of_its_scopes(everything, operation, scope):
    """With the scope in the message; nothing else is looked at before."""
    others = [each for each in SCOPES if each != scope]
    token = everything.new_token(everything.user_ids[0], scopes=others)
    answer = ask(everything, token, operation)
    assert (answer.status, answer.json["code"]) == (403, "insufficientPermissions")
    assert answer.json["message"] == f"The token lacks the scope [{scope}]"


def test_every_scope_that_an_operation_needs_can_be_given():
    """And the sandbox gives no others by default than the documentation has."""
    needed = {scope for operation in operations() for scope in operation.scopes}
    assert needed <= set(SCOPES)
    by_document = {"identity:read", "identity:write", "team:read", "team:write"}
    assert set(SCOPES) - needed == by_document


@pytest.mark.parametrize("operation", [one for one in operations() if one.scopes])
def test_no_more_is_needed_than_its_scopes(everything, operation):
    """Whatever the answer is: it is about what was asked."""
    token = everything.new_token(everything.user_ids[0], scopes=operation.scopes)
    answer = ask(everything, token, operation)
    assert answer.status != 401
    assert answer.status < 400 or answer.json["code"] != "insufficientPermissions"


@pytest.mark.parametrize("operation", PLANNED)
def test_an_operation_is_refused_below_its_plan(operation):
    """Also for an administrator; with the plan in the message."""
    below = PLANS[PLANS.index(operation.plan) - 1]
    answer = ask(of_plan(below), of_plan(below).token, operation)
    assert (answer.status, answer.json["code"]) == (403, "forbiddenAccess")
    assert answer.json["message"].endswith(f"it needs {operation.plan}")
    on_it = ask(of_plan(operation.plan), of_plan(operation.plan).token, operation)
    assert on_it.status != 403


@cache
def of_plan(plan):
    """Give a sandbox of a plan, always the same."""
    return Sandbox(plan=plan)


@pytest.mark.parametrize("operation", PLANNED)
def test_only_administrators_administer(everything, operation):
    """Whoever else it is, whatever their token may be used for."""
    token = everything.new_token(somebody(everything))
    answer = ask(everything, token, operation)
    assert (answer.status, answer.json["code"]) == (403, "forbiddenAccess")
    assert "administrators" in answer.json["message"]


def somebody(sandbox):
    """Give the id of a user who is no administrator."""
    if len(sandbox.user_ids) == 1:
        sandbox.add_user("Somebody")
    return sandbox.user_ids[1]


def test_another_administrator_may_administer(sandbox):
    """Who was made one."""
    boss = sandbox.add_user("Boss", role="organization_internal_admin")
    path = f"/v2/orgs/{sandbox.organization_id}"
    assert Talker(sandbox, boss.token).get(path).status == 200


def test_there_is_one_organization(miro, sandbox):
    """Others are not found, by no operation."""
    answer = miro.get(f"/v2/orgs/{sandbox.team_id}/teams")
    assert (answer.status, answer.json["code"]) == (404, "notFound")
    assert answer.json["message"] == "Organization not found"


# What each role may do on a board: see it, change what is on it, delete it.
ROLES = {
    "viewer": (200, 403, 403),
    "commenter": (200, 403, 403),
    "editor": (200, 201, 403),
    "coowner": (200, 201, 204),
    "owner": (200, 201, 204),
    None: (404, 404, 404),
}


def shared_with(sandbox, role):
    """Give a private board of somebody, and who has a role on it."""
    private = {"sharingPolicy": {"access": "private", "teamAccess": "private"}}
    board = BoardTalker(sandbox, policy=private)
    if role == "owner":
        return board, Talker(sandbox)
    ada = sandbox.add_user("Ada")
    if role is not None:
        body = {"emails": [ada.email], "role": role}
        assert board.post("/members", body).status == 201
    return board, Talker(sandbox, ada.token)


@pytest.mark.parametrize(("role", "statuses"), ROLES.items())
def test_roles_on_a_board(sandbox, role, statuses):
    """Who has none does not learn that there is such a board."""
    board, they = shared_with(sandbox, role)
    answers = (
        they.get(f"{board.path}/items"),
        they.post(f"{board.path}/shapes"),
        they.delete(board.path),
    )
    assert tuple(answer.status for answer in answers) == statuses
    assert (Talker(sandbox).get(board.path).status == 404) == (statuses[2] == 204)
    listed = they.get("/v2/boards").json["total"]
    assert listed == (1 if role in {"viewer", "commenter", "editor"} else 0)


@pytest.mark.parametrize(
    ("access", "role"), [("view", "viewer"), ("comment", "commenter"), ("edit", "editor")]
)
@pytest.mark.parametrize("whose", ["teamAccess", "organizationAccess", "access"])
def test_the_policy_of_a_board_gives_roles(sandbox, whose, access, role):
    """To its team, to the organization, and to everybody."""
    board, they = shared_with(sandbox, None)
    body = {"policy": {"sharingPolicy": {whose: access}}}
    assert board.patch("", body).status == 200
    shown = they.get(board.path).json
    assert shown["currentUserMembership"]["role"] == role


def test_a_team_is_left_out_of_boards_of_another(sandbox):
    """What the team may do says nothing about those who are in another."""
    team_id = sandbox.add_team("Other")
    ada = sandbox.add_user("Ada", team_id=team_id)
    board = BoardTalker(sandbox, policy={"sharingPolicy": {"teamAccess": "edit"}})
    assert Talker(sandbox, ada.token).get(board.path).status == 404
    bob = sandbox.add_user("Bob")
    assert Talker(sandbox, bob.token).get(board.path).status == 200


def test_everybody_can_leave_a_board(sandbox):
    """Though only owners can send others away."""
    board, ada = shared_with(sandbox, "viewer")
    bob = sandbox.add_user("Bob")
    assert board.post("/members", {"emails": [bob.email], "role": "viewer"}).status == 201
    members = board.get("/members").json["data"]
    by_name = {member["name"]: member["id"] for member in members}
    assert ada.delete(f"{board.path}/members/{by_name['Bob']}").status == 403
    assert ada.delete(f"{board.path}/members/{by_name['Ada']}").status == 204
    assert ada.get(board.path).status == 404
