"""What becomes of everything when a user is deleted, and who counts once they are deactivated."""

from __future__ import annotations

import pytest

from miro_async.sandbox.errors import Refusal
from miro_async.sandbox.leaving import leave_organization, leave_team
from miro_async.sandbox.state import UserGroup
from tests.sandbox.organizer import Organizer, code_of, exchange, private_board, refusal
from tests.sandbox.talker import Talker


@pytest.fixture
def org(sandbox):
    """Give somebody who talks about the organization as its administrator."""
    return Organizer(sandbox)


@pytest.fixture
def ada(sandbox):
    """Give a member of the first team."""
    return sandbox.add_user("Ada", email="ada@example.com")


def leave(sandbox, user):
    """Delete a user."""
    leave_organization(sandbox._state, sandbox._state.users[user.id])


def test_a_deleted_user_is_in_nothing(org, sandbox, ada):
    """Neither in the organization, nor in a team, a project, a group, or on a board."""
    board = private_board(sandbox)
    sandbox._state.boards[board.id].members[ada.id] = "editor"
    group = UserGroup(id="1", name="All", member_ids=[sandbox.user_ids[0], ada.id])
    sandbox._state.user_groups["1"] = group
    project = org.project()
    org.post(f"{project}/members", {"email": ada.email, "role": "viewer"})
    leave(sandbox, ada)
    for path in (f"/members/{ada.id}", f"{project}/members/{ada.id}"):
        assert org.get(path).status == 404
    assert org.get(f"/teams/{sandbox.team_id}/members/{ada.id}").status == 404
    assert org.get("/members?emails=ada@example.com").json == []
    assert group.member_ids == [sandbox.user_ids[0]]
    assert sandbox._state.boards[board.id].members == {}


def test_a_deleted_user_cannot_call(sandbox, ada):
    """All tokens end, and so do codes that have not been exchanged yet."""
    codes = [code_of(sandbox, user_id) for user_id in (ada.id, sandbox.user_ids[0])]
    leave(sandbox, ada)
    assert Talker(sandbox, ada.token).get("/v2/boards").status == 401
    assert [exchange(sandbox, code).status for code in codes] == [401, 200]


def test_what_a_deleted_user_owned_goes_to_an_administrator(org, sandbox, ada):
    """Of its team, or else of the organization; a project with another owner needs none."""
    team = org.team()
    org.post(f"{team}/members", {"email": ada.email, "role": "admin"})
    org.delete(f"{team}/members/{sandbox.user_ids[0]}")
    org.post(f"{team}/members", {"email": sandbox.add_user("Eve").email})
    bob = sandbox.add_user("Bob", role="organization_internal_admin")
    boards = [sandbox.add_board("A", owner=ada.id, team_id=id_) for id_ in sandbox._state.teams]
    first, second = org.project(), org.project("Other")
    for project in (first, second):
        org.post(f"{project}/members", {"email": ada.email, "role": "owner"})
    org.delete(f"{first}/members/{sandbox.user_ids[0]}")
    org.patch(f"{second}/members/{sandbox.user_ids[0]}", {"role": "owner"})
    leave(sandbox, sandbox._state.users[ada.id])
    owners = [sandbox._state.boards[board_id].owner_id for board_id in boards]
    assert owners == [sandbox.user_ids[0]] * 2
    for project in (first, second):
        (member,) = org.page(f"{project}/members")
        assert (member["id"], member["role"]) == (sandbox.user_ids[0], "owner")
    leave(sandbox, sandbox._state.users[sandbox.user_ids[0]])
    assert {board.owner_id for board in sandbox._state.boards.values()} == {bob.id}


def test_who_cannot_call_administers_nothing(sandbox, ada):
    """The last administrator who is active cannot be deleted."""
    ada = sandbox._state.users[ada.id]
    ada.role, ada.active = "organization_internal_admin", False
    me = sandbox._state.users[sandbox.user_ids[0]]
    with pytest.raises(Refusal, match="The last administrator cannot leave"):
        leave(sandbox, me)
    ada.active = True
    leave(sandbox, me)
    assert sandbox.user_ids == (ada.id,)


def test_the_last_administrator_cannot_be_deleted(org, sandbox, ada):
    """Not even if others administer the teams. A conflict, and everything stays as it is."""
    org.patch(f"/teams/{sandbox.team_id}/members/{ada.id}", {"role": "admin"})
    me = sandbox._state.users[sandbox.user_ids[0]]
    with pytest.raises(Refusal) as caught:
        leave(sandbox, me)
    assert (caught.value.status, caught.value.code) == (409, "conflict")
    assert caught.value.message == "The last administrator cannot leave"
    assert sandbox.user_ids == (me.id, ada.id)
    assert Talker(sandbox).get("/v2/boards").status == 200


def test_a_team_keeps_an_administrator_who_is_active(org, sandbox, ada):
    """Who is deactivated does not count, and can be removed."""
    members = f"/teams/{sandbox.team_id}/members"
    mine = f"{members}/{sandbox.user_ids[0]}"
    org.patch(f"{members}/{ada.id}", {"role": "admin"})
    sandbox._state.users[ada.id].active = False
    told = (409, "conflict", "The user is the last administrator of the team")
    assert refusal(org.patch(mine, {"role": "member"})) == told
    assert refusal(org.delete(mine)) == told
    assert org.delete(f"{members}/{ada.id}").status == 204


def test_what_is_left_goes_to_somebody_active(org, sandbox, ada):
    """An administrator of the organization before a deactivated one of the team."""
    bob, eve = sandbox.add_user("Bob"), sandbox.add_user("Eve")
    team, users = f"/teams/{sandbox.team_id}", sandbox._state.users
    org.patch(f"{team}/members/{bob.id}", {"role": "admin"})
    org.delete(f"{team}/members/{sandbox.user_ids[0]}")
    users[bob.id].active = False
    boards = [sandbox.add_board("Plans", owner=user.id) for user in (eve, ada)]
    org.delete(f"{team}/members/{eve.id}")
    users[sandbox.user_ids[0]].active = False
    leave_team(sandbox._state, ada.id, sandbox._state.teams[sandbox.team_id])
    owners = [sandbox._state.boards[board_id].owner_id for board_id in boards]
    assert owners == [sandbox.user_ids[0], bob.id]  # if nobody is active, the team's own
