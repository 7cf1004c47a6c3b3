"""Guests who are put into a team."""

from __future__ import annotations

import pytest

from tests.sandbox.organizer import Organizer
from tests.sandbox.talker import BoardTalker, Talker


@pytest.fixture
def org(sandbox):
    """Give somebody who talks about the organization as its administrator."""
    return Organizer(sandbox)


def test_a_guest_who_is_invited_becomes_a_member(org, sandbox):
    """Of the organization, with a full license: what is open to it is open to them."""
    policy = {"sharingPolicy": {"organizationAccess": "edit"}}
    board = BoardTalker(sandbox, policy=policy)
    board.post("/members", {"emails": ["zoe@example.com"], "role": "viewer"})
    zoe = sandbox._state.users[sandbox.user_ids[-1]]
    zoe.license = "free"
    team = org.team()
    assert org.post(f"{team}/members", {"email": zoe.email}).status == 201
    told = org.get(f"/members/{zoe.id}").json
    assert (told["role"], told["license"]) == ("organization_internal_user", "full")
    token = sandbox.new_token(zoe.id, team_id=team.rpartition("/")[2])
    seen = Talker(sandbox, token).get(board.path).json
    assert seen["currentUserMembership"]["role"] == "editor"


def test_a_guest_who_comes_with_a_group_becomes_a_member(org, board, sandbox):
    """As whoever is put into a team does."""
    board.post("/members", {"emails": ["zoe@example.com"], "role": "viewer"})
    zoe = sandbox._state.users[sandbox.user_ids[-1]]
    group = org.made("/groups", {"name": "Helpers"})["id"]
    org.made(f"/groups/{group}/members", {"email": zoe.email})
    assert org.get(f"/members/{zoe.id}").json["role"] == "organization_external_user"
    team = f"/teams/{sandbox.team_id}"
    org.made(f"{team}/groups", {"userGroupId": group, "role": "member"})
    assert org.get(f"/members/{zoe.id}").json["role"] == "organization_internal_user"
    (member,) = [each for each in org.page(f"{team}/members") if each["id"] == zoe.id]
    assert (member["role"], member["createdBy"]) == ("member", sandbox.user_ids[0])
