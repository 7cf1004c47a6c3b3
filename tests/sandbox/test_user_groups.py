"""User groups, and who is in them."""

from __future__ import annotations

import pytest

from tests.sandbox.organizer import Organizer, refusal
from tests.sandbox.talker import Talker

NO_STRING = "Unexpected type of value, expected of type [String]"


@pytest.fixture
def org(sandbox):
    """Give somebody who talks about the organization as its administrator."""
    return Organizer(sandbox)


@pytest.fixture
def group(org):
    """Give the path of a group without members."""
    return f"/groups/{org.made('/groups', {'name': 'Designers'})['id']}"


def members(org, group):
    """Give the email addresses of the members of a group."""
    return [member["email"] for member in org.page(f"{group}/members")]


def test_a_group_is_made_read_changed_and_deleted(org):
    """What is not said when it is changed stays as it is."""
    made = org.made("/groups", {"name": "Designers", "description": "All of them"})
    path = f"/groups/{made['id']}"
    assert made == {
        "id": made["id"],
        "name": "Designers",
        "description": "All of them",
        "type": "user-group",
    }
    assert org.patch(path, {"name": "Artists"}).json == {**made, "name": "Artists"}
    changed = {**made, "name": "Artists", "description": ""}
    assert org.patch(path, {"description": ""}).json == changed
    assert org.patch(path, {}).json == changed
    assert org.get(path).json == changed
    assert org.page("/groups") == [changed]
    assert org.delete(path).status == 204
    assert refusal(org.get(path)) == (404, "notFound", "User group not found")
    assert org.page("/groups") == []


def test_no_two_groups_have_the_same_name(org, group):
    """409, but for a group that keeps its own."""
    message = "Another user group has this name"
    assert refusal(org.post("/groups", {"name": "Designers"})) == (409, "conflict", message)
    other = org.made("/groups", {"name": "designers"})
    renamed = org.patch(f"/groups/{other['id']}", {"name": "Designers", "description": "x"})
    assert refusal(renamed) == (409, "conflict", message)
    assert org.get(f"/groups/{other['id']}").json == other
    assert org.patch(group, {"name": "Designers"}).status == 200


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "name: Field [name] of type [String] is required"),
        ({"name": ""}, "name: size must be between 1 and 60"),
        ({"name": "x" * 61}, "name: size must be between 1 and 60"),
        (
            {"name": "x", "description": "x" * 301},
            "description: size must be between 0 and 300",
        ),
        (
            {"name": None, "description": 1},
            f"name: {NO_STRING}; description: {NO_STRING}",
        ),
    ],
)
def test_names_and_descriptions_have_their_lengths(org, body, told):
    """60 and 300 characters; and a group needs a name."""
    assert refusal(org.post("/groups", body)) == (400, "invalidParameters", told)
    assert org.page("/groups") == []


def test_the_longest_names_are_taken(org):
    """The bounds belong to what is allowed; unknown fields mean nothing."""
    body = {"name": "n" * 60, "description": "d" * 300, "color": "red"}
    made = org.made("/groups", body)
    assert (made["name"], made["description"]) == ("n" * 60, "d" * 300)


def test_groups_come_in_pages(org):
    """In the order in which they were made, a hundred at a time if nothing is said."""
    made = [org.made("/groups", {"name": f"Group {number}"})["id"] for number in range(5)]
    assert org.pages("/groups?limit=2") == [made[:2], made[2:4], made[4:]]
    assert org.get("/groups").json["limit"] == 100
    assert refusal(org.get("/groups?limit=101"))[0] == 400


def test_members_are_added_by_email(org, group, sandbox):
    """And found by the id of the user."""
    ada = sandbox.add_user("Ada", email="ada@sandbox.test")
    member = {"id": ada.id, "email": "ada@sandbox.test", "type": "user-group-member"}
    assert org.made(f"{group}/members", {"email": "Ada@sandbox.test"}) == member
    assert org.get(f"{group}/members/{ada.id}").json == member
    assert org.page(f"{group}/members") == [member]
    assert org.delete(f"{group}/members/{ada.id}").status == 204
    assert org.page(f"{group}/members") == []
    for method in ("GET", "DELETE"):
        answer = org.ask(method, f"{group}/members/{ada.id}")
        assert refusal(answer) == (404, "notFound", "User group member not found")


def test_who_cannot_be_added_is_refused(org, group, sandbox):
    """Strangers with a 400, those who are there with a 409."""
    ada = sandbox.add_user("Ada")
    org.made(f"{group}/members", {"email": ada.email})
    for body, told in (
        ({"email": ada.email}, (409, "conflict", "The user is in the group")),
        (
            {"email": "nobody@sandbox.test"},
            (400, "invalidParameters", "email: User not found"),
        ),
        ({}, (400, "invalidParameters", "email: Field [email] of type [String] is required")),
    ):
        assert refusal(org.post(f"{group}/members", body)) == told
    assert members(org, group) == [ada.email]


def test_members_come_in_pages(org, group, sandbox):
    """By the ids of the users, whenever they were added."""
    users = [sandbox.add_user(name) for name in ("Ada", "Bob", "Cyd")]
    for user in reversed(users):
        org.made(f"{group}/members", {"email": user.email})
    ids = [user.id for user in users]
    assert org.pages(f"{group}/members?limit=2") == [ids[:2], ids[2:]]


def test_a_user_who_is_deleted_is_a_member_no_longer(org, group, sandbox):
    """As an identity provider does it."""
    ada, bob = sandbox.add_user("Ada"), sandbox.add_user("Bob")
    org.patch(f"{group}/members", {"membersToAdd": [ada.id, bob.id]})
    provider = Talker(sandbox, sandbox.scim_token)
    assert provider.delete(f"/api/v1/scim/Users/{ada.id}").status == 204
    assert members(org, group) == [bob.email]


def test_many_members_are_added_and_removed_at_once(org, group, sandbox):
    """By id or by email; the answer has a part for each of the two operations."""
    ada, bob, cyd = (sandbox.add_user(name) for name in ("Ada", "Bob", "Cyd"))
    path = f"{group}/members"
    answer = org.patch(path, {"membersToAdd": [ada.id, bob.email, bob.id]})
    assert answer.status == 207
    assert answer.json == [
        {
            "operation": "addMembers",
            "status": 200,
            "affectedUsers": [
                {"id": ada.id, "email": ada.email, "type": "user-group-member"},
                {"id": bob.id, "email": bob.email, "type": "user-group-member"},
            ],
        }
    ]
    answer = org.patch(path, {"membersToAdd": [cyd.id], "membersToRemove": [ada.email, bob.id]})
    parts = [
        (part["operation"], part["status"], [user["id"] for user in part["affectedUsers"]])
        for part in answer.json
    ]
    assert parts == [
        ("addMembers", 200, [cyd.id]),
        ("removeMembers", 200, [ada.id, bob.id]),
    ]
    assert members(org, group) == [cyd.email]


def test_adding_succeeds_for_those_who_can_be_added(org, group, sandbox):
    """The others are told of in a part of their own: 207 is no promise."""
    ada, bob = sandbox.add_user("Ada"), sandbox.add_user("Bob")
    org.made(f"{group}/members", {"email": ada.email})
    answer = org.patch(f"{group}/members", {"membersToAdd": [ada.id, "nobody", bob.id]})
    assert answer.status == 207
    worked, failed = answer.json
    assert [user["id"] for user in worked["affectedUsers"]] == [bob.id]
    assert failed == {
        "operation": "addMembers",
        "status": 400,
        "error": {
            "status": 400,
            "code": "invalidParameters",
            "message": f"{ada.id}: The user is in the group; nobody: User not found",
            "type": "error",
        },
    }
    assert members(org, group) == [ada.email, bob.email]


def test_removing_is_done_for_all_or_for_nobody(org, group, sandbox):
    """Only adding may succeed in part; it does so even where removing fails."""
    ada, bob = sandbox.add_user("Ada"), sandbox.add_user("Bob")
    org.made(f"{group}/members", {"email": ada.email})
    stranger = sandbox.add_user("Cyd").email
    body = {"membersToAdd": [bob.id], "membersToRemove": [ada.id, stranger]}
    added, removed = org.patch(f"{group}/members", body).json
    assert (added["operation"], added["status"]) == ("addMembers", 200)
    assert (removed["operation"], removed["status"]) == ("removeMembers", 400)
    assert removed["error"]["message"] == f"{stranger}: The user is not in the group"
    assert members(org, group) == [ada.email, bob.email]


def test_one_call_changes_500_members_at_most(org, group):
    """One more is a 413; nobody at all is a 400."""
    path = f"{group}/members"
    strangers = [f"{number}@sandbox.test" for number in range(500)]
    answer = org.patch(path, {"membersToAdd": strangers[:1], "membersToRemove": strangers[1:]})
    assert [part["status"] for part in answer.json] == [400, 400]
    answer = org.patch(path, {"membersToAdd": strangers, "membersToRemove": ["one@sandbox.test"]})
    assert refusal(answer)[:2] == (413, "contentTooLarge")
    for body in ({}, {"membersToAdd": [], "membersToRemove": []}):
        assert refusal(org.patch(path, body))[:2] == (400, "invalidParameters")
    answer = org.patch(path, {"membersToAdd": [1], "membersToRemove": "all"})
    assert refusal(answer)[2] == (
        "membersToAdd[0]: Unexpected type of value, expected of type [String]; "
        "membersToRemove: Unexpected type of value, expected of type [Array]"
    )


def test_changing_many_members_costs_for_each(org, group, sandbox):
    """50 credits for everybody who is named, and for one if nobody is."""

    def cost(body):
        before = sandbox.credits_spent
        org.patch(f"{group}/members", body)
        return sandbox.credits_spent - before

    assert cost({"membersToAdd": ["a", "b"], "membersToRemove": ["c"]}) == 150
    assert cost({"membersToAdd": []}) == 50
    assert cost({"membersToAdd": "all"}) == 50


def test_a_group_that_is_not_there_has_no_members(org):
    """404, whatever is asked."""
    gone = "/groups/3074457300000000099"
    for method, path, body in (
        ("GET", "", None),
        ("PATCH", "", {"name": "A"}),
        ("DELETE", "", None),
        ("GET", "/members", None),
        ("GET", "/members/1", None),
        ("POST", "/members", {"email": "user@sandbox.test"}),
        ("PATCH", "/members", {"membersToAdd": ["user@sandbox.test"]}),
        ("DELETE", "/members/1", None),
        ("GET", "/teams", None),
    ):
        answer = org.ask(method, gone + path, body)
        assert refusal(answer) == (404, "notFound", "User group not found")
