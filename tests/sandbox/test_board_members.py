"""The members of a board: invitations, roles, and what each role may do."""

from __future__ import annotations

import pytest

from tests.sandbox.talker import Talker


@pytest.fixture
def ada(sandbox):
    """Give another user of the team."""
    user = sandbox.add_user("Ada", email="ada@sandbox.test")
    talker = Talker(sandbox, user.token)
    talker.id, talker.email = user.id, user.email
    return talker


@pytest.fixture
def bob(sandbox):
    """Give yet another."""
    user = sandbox.add_user("Bob", email="bob@sandbox.test")
    talker = Talker(sandbox, user.token)
    talker.id, talker.email = user.id, user.email
    return talker


def invited(board, *people, **fields):
    """Invite people to a board, and give the answer."""
    answer = board.post("/members", {"emails": [each.email for each in people], **fields})
    assert answer.status == 201, answer.body
    return answer.json


def names(board, query=""):
    """Give the members of a board by their names and roles."""
    found = board.get(f"/members{query}").json["data"]
    return [(member["name"], member["role"]) for member in found]


def test_the_owner_is_a_member(board, sandbox):
    """The only one of a new board, though the team may see it."""
    board.patch("", {"policy": {"sharingPolicy": {"teamAccess": "edit"}}})
    sandbox.add_user("Ada")
    owner = {
        "id": sandbox.user_ids[0],
        "type": "board_member",
        "name": "Sandbox user",
        "role": "owner",
    }
    page = board.get("/members").json
    assert page["data"] == [owner]
    assert (page["total"], page["size"], page["offset"], page["limit"]) == (1, 1, 0, 20)
    alone = board.get(f"/members/{owner['id']}").json
    assert alone == {**owner, "links": {"self": alone["links"]["self"]}}
    assert board.get(alone["links"]["self"]).json == alone


def test_people_are_invited_by_email(board, ada, bob, sandbox):
    """As commenters, if nothing is said; the answer has their ids as numbers."""
    assert invited(board, ada, bob) == {"successful": [int(ada.id), int(bob.id)], "failed": []}
    assert names(board) == [
        ("Sandbox user", "owner"),
        ("Ada", "commenter"),
        ("Bob", "commenter"),
    ]
    assert board.get(f"/members/{ada.id}").json["name"] == "Ada"


@pytest.mark.parametrize(
    ("role", "given"),
    [
        ("viewer", "viewer"),
        ("commenter", "commenter"),
        ("editor", "editor"),
        ("coowner", "coowner"),
        ("owner", "coowner"),
    ],
)
def test_an_invitation_has_a_role(board, ada, role, given):
    """There is one owner: who is invited as such becomes a co-owner."""
    invited(board, ada, role=role, message="Come!")
    assert ada.get(board.path).json["currentUserMembership"]["role"] == given


def test_who_is_unknown_becomes_a_guest(board, miro, sandbox):
    """A user of the organization from outside, in no team, who sees this board only."""
    other = miro.post("/v2/boards", {"name": "Other"}).json
    answer = board.post("/members", {"emails": ["cyd@else.test"], "role": "editor"}).json
    (user_id,) = map(str, answer["successful"])
    assert names(board)[1] == ("cyd", "editor")
    assert sandbox.user_ids[-1] == user_id
    guest = Talker(sandbox, sandbox.new_token(user_id))
    assert [seen["id"] for seen in guest.get("/v2/boards").json["data"]] == [board.id]
    assert guest.get(f"/v2/boards/{other['id']}").status == 404
    assert guest.post(f"{board.path}/sticky_notes", {}).status == 201
    member = miro.get(f"/v2/orgs/{sandbox.organization_id}/members/{user_id}").json
    assert member["email"] == "cyd@else.test"
    assert member["role"] == "organization_external_user"


def test_some_invitations_fail(board, ada, sandbox):
    """For an address that is none, and for members; the others are sent all the same."""
    emails = ["user@sandbox.test", "nobody", ada.email, ada.email, "ADA@sandbox.test"]
    answer = board.post("/members", {"emails": emails}).json
    assert answer["successful"] == [int(ada.id)]
    member = "The user is a member of the board already"
    assert answer["failed"] == [
        {"email": "user@sandbox.test", "reason": member},
        {"email": "nobody", "reason": "The email address is not valid"},
        {"email": "ADA@sandbox.test", "reason": member},
    ]
    again = board.post("/members", {"emails": [ada.email], "role": "editor"}).json
    assert again["successful"] == []
    assert names(board)[1] == ("Ada", "commenter")


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "emails", "Field [emails] of type [Array] is required"),
        ({"emails": []}, "emails", "size must be between 1 and 20"),
        ({"emails": ["a@b.test"] * 21}, "emails", "size must be between 1 and 20"),
        ({"emails": "a@b.test"}, "emails", "expected of type [Array]"),
        ({"emails": [5]}, "emails[0]", "expected of type [String]"),
        ({"emails": ["a@b.test"], "role": "guest"}, "role", "Unexpected value [guest]"),
        ({"emails": ["a@b.test"], "message": 5}, "message", "expected of type [String]"),
    ],
)
def test_invitations_are_checked(board, body, field, message):
    """From one to twenty addresses, and a role that there is; then nobody is invited."""
    ((found, told),) = board.post("/members", body).refused.items()
    assert found == field
    assert message in told
    assert len(names(board)) == 1


@pytest.mark.parametrize(
    ("role", "write", "own"),
    [
        ("viewer", 403, 403),
        ("commenter", 403, 403),
        ("editor", 201, 403),
        ("coowner", 201, 204),
    ],
)
def test_each_role_may_do_more(board, ada, role, write, own):
    """Viewers and commenters read, editors change and invite, co-owners delete."""
    invited(board, ada, role=role)
    path = board.path
    assert ada.get(f"{path}/items").status == 200
    assert ada.post(f"{path}/sticky_notes", {}).status == write
    assert ada.post(f"{path}/tags", {"title": "t", "fillColor": "red"}).status == write
    assert ada.post(f"{path}/members", {"emails": ["a@b.test"]}).status == write
    forbidden = ada.delete(path)
    assert forbidden.status == own
    if own == 403:
        assert forbidden.json["code"] == "forbiddenAccess"


def test_a_role_can_be_changed(board, ada):
    """What the member may do changes with it."""
    invited(board, ada, role="viewer")
    changed = board.patch(f"/members/{ada.id}", {"role": "editor"})
    assert changed.status == 200
    assert changed.json == board.get(f"/members/{ada.id}").json
    assert changed.json["role"] == "editor"
    assert ada.post(f"{board.path}/sticky_notes", {}).status == 201
    board.patch(f"/members/{ada.id}", {"role": "commenter"})
    assert ada.post(f"{board.path}/sticky_notes", {}).status == 403
    assert board.patch(f"/members/{ada.id}", {}).json["role"] == "commenter"
    assert list(board.patch(f"/members/{ada.id}", {"role": "king"}).refused) == ["role"]


def test_only_owners_change_roles(board, ada, bob):
    """An editor does not, nor gives more than they have; a co-owner does."""
    invited(board, ada, role="editor")
    invited(board, bob, role="viewer")
    path = f"{board.path}/members/{bob.id}"
    assert ada.patch(path, {"role": "editor"}).status == 403
    assert ada.delete(path).status == 403
    invitation = {"emails": ["c@d.test"], "role": "coowner"}
    assert ada.post(f"{board.path}/members", invitation).status == 403
    assert len(names(board)) == 3
    board.patch(f"/members/{ada.id}", {"role": "coowner"})
    assert ada.patch(path, {"role": "editor"}).status == 200
    assert ada.patch(path, {"role": "owner"}).status == 403
    assert ada.post(f"{board.path}/members", invitation).status == 201
    assert ada.delete(path).status == 204


def test_the_owner_stays_until_another_takes_over(board, ada, sandbox):
    """They can be neither removed nor demoted, but can make another member the owner."""
    invited(board, ada, role="coowner")
    owner = sandbox.user_ids[0]
    for talker in (board, ada):
        own = f"{board.path}/members/{owner}"
        assert list(talker.patch(own, {"role": "editor"}).refused) == ["role"]
        assert list(talker.delete(own).refused) == ["board_member_id"]
    assert board.patch(f"/members/{owner}", {"role": "owner"}).json["role"] == "owner"

    assert board.patch(f"/members/{ada.id}", {"role": "owner"}).json["role"] == "owner"
    assert names(board) == [("Ada", "owner"), ("Sandbox user", "coowner")]
    assert board.get("").json["owner"]["name"] == "Ada"
    assert board.get("").json["currentUserMembership"]["role"] == "coowner"
    assert ada.delete(f"{board.path}/members/{owner}").status == 204
    assert board.get("").status == 404


def test_who_is_removed_sees_the_board_no_more(board, ada):
    """If it is private; a second time there is nobody to remove."""
    invited(board, ada)
    assert ada.get(board.path).status == 200
    assert board.delete(f"/members/{ada.id}").status == 204
    assert ada.get(board.path).status == 404
    assert names(board) == [("Sandbox user", "owner")]
    for gone in (
        board.delete(f"/members/{ada.id}"),
        board.get(f"/members/{ada.id}"),
        board.patch(f"/members/{ada.id}", {"role": "viewer"}),
    ):
        assert gone.status == 404
        assert gone.json["code"] == "3.0201"
        assert gone.json["message"] == "Board member not found"
        assert gone.json["context"] == {"boardId": {"value": board.id}}


def test_anybody_may_leave(board, ada, bob):
    """Whatever their role is; nobody else may be taken along."""
    invited(board, ada, bob, role="viewer")
    assert ada.delete(f"{board.path}/members/{bob.id}").status == 403
    assert ada.delete(f"{board.path}/members/{ada.id}").status == 204
    assert names(board) == [("Sandbox user", "owner"), ("Bob", "viewer")]


def test_members_come_in_pages(board):
    """Twenty, if nothing is said, in the order in which they came; fifty at most."""
    for start in (0, 20):
        emails = [f"user{number}@else.test" for number in range(start, start + 15)]
        board.post("/members", {"emails": emails})
    page = board.get("/members").json
    assert (page["total"], page["size"]) == (31, 20)
    assert page["data"][-1]["name"] == "user23"
    rest = board.get(page["links"]["next"]).json
    assert (rest["offset"], rest["size"]) == (20, 11)
    assert rest["data"][-1]["name"] == "user34"
    assert names(board, "?limit=1&offset=1") == [("user0", "commenter")]
    assert list(board.get("/members?limit=51").refused) == ["limit"]
    assert list(board.get("/members?limit=0").refused) == ["limit"]


def test_an_invited_user_finds_the_board(board, ada, sandbox):
    """In the list of their boards, by its owner, and with their role."""
    invited(board, ada, role="viewer")
    (found,) = ada.get(f"/v2/boards?owner={sandbox.user_ids[0]}").json["data"]
    assert found["id"] == board.id
    assert found["owner"]["id"] == sandbox.user_ids[0]
    assert found["currentUserMembership"] == {
        "id": ada.id,
        "type": "board_member",
        "name": "Ada",
        "role": "viewer",
    }
    assert ada.get(f"/v2/boards?owner={ada.id}").json["data"] == []
    assert ada.get("/v2/boards?query=retro").json["total"] == 1


def test_members_need_a_board_that_is_seen(board, ada):
    """Whoever does not see the board sees none of its members, and cannot join."""
    assert ada.get(f"{board.path}/members").status == 404
    assert ada.post(f"{board.path}/members", {"emails": [ada.email]}).status == 404
    assert ada.delete(f"{board.path}/members/{ada.id}").status == 404
