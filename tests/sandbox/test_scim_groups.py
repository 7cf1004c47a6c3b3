"""Groups of SCIM, which are the teams."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.scim import BASE, GROUP, LIST, PATCH, ScimTalker, refused
from tests.sandbox.talker import Talker


@pytest.fixture
def idp(sandbox):
    """Give somebody who talks SCIM."""
    return ScimTalker(sandbox)


@pytest.fixture
def team_id(sandbox):
    """Give the id of a team in which nobody but its administrator is."""
    return sandbox.add_team("Product")


@pytest.fixture
def in_rest(miro, sandbox, team_id):
    """Give the ids of those who are in the team by the REST API."""
    path = f"/v2/orgs/{sandbox.organization_id}/teams/{team_id}/members"
    return lambda: [member["id"] for member in miro.get(path).json["data"]]


def add(*ids):
    """Give the operation that adds members, as in Miro's document."""
    return {"op": "Add", "path": "members", "value": [{"value": id_} for id_ in ids]}


def remove(id_):
    """Give the operation that removes a member, as in Miro's document: without quotes."""
    return {"op": "Remove", "path": f"members[value eq {id_}]"}


def test_groups_are_the_teams(idp, sandbox, team_id):
    """With their members by name, and an entity tag."""
    [admin] = sandbox.user_ids
    answer = idp.get(f"/Groups/{team_id}")
    assert answer.status == 200
    assert answer.headers["etag"].startswith('W/"')
    assert answer.headers["content-type"] == "application/scim+json;charset=UTF-8"
    assert answer.json == {
        "schemas": [GROUP],
        "id": team_id,
        "displayName": "Product",
        "members": [{"value": admin, "type": "User", "display": "Sandbox user"}],
        "meta": {"resourceType": "Group", "location": f"{BASE}/Groups/{team_id}"},
    }
    page = idp.list("Groups")
    assert (page["schemas"], page["totalResults"], page["itemsPerPage"]) == ([LIST], 2, 2)
    assert [group["displayName"] for group in page["Resources"]] == ["Sandbox team", "Product"]
    assert page["Resources"][1] == answer.json


def test_a_group_that_is_none_is_a_404(idp):
    """With the error of SCIM."""
    refused(idp.get("/Groups/1"), None, 404)
    refused(idp.change("/Groups/1", add("1")), None, 404)


def test_the_documented_example_works(idp, sandbox, team_id, in_rest):
    """Adding, removing and renaming in one call; the REST API shows the same."""
    [admin] = sandbox.user_ids
    ada, bob = (idp.made(name)["id"] for name in ("ada", "bob"))
    idp.change(f"/Groups/{team_id}", add(ada))
    rename = {"op": "Replace", "path": "displayName", "value": "design_unit2_product"}
    answer = idp.change(f"/Groups/{team_id}", add(bob, admin), remove(ada), rename)
    assert answer.status == 200
    assert answer.headers["etag"].startswith('W/"')
    assert [member["value"] for member in answer.json["members"]] == [admin, bob]
    assert answer.json["displayName"] == "design_unit2_product"
    assert in_rest() == [admin, bob]
    assert [group["display"] for group in idp.user(bob)["groups"]] == [
        "Sandbox team",
        "design_unit2_product",
    ]
    team = f"/v2/orgs/{sandbox.organization_id}/teams/{team_id}"
    assert Talker(sandbox).get(team).json["name"] == "design_unit2_product"


def test_a_security_group_is_renamed_without_a_path(idp, team_id):
    """As in Miro's document: the value has the id too."""
    value = {"id": "13266533725732", "displayName": "New group name"}
    changed = idp.change(f"/Groups/{team_id}", {"op": "replace", "value": value}).json
    assert (changed["id"], changed["displayName"]) == (team_id, "New group name")


def test_members_are_added_and_removed_in_many_ways(idp, sandbox, team_id, in_rest):
    """As an object, as a list, without a path; what is done already is no fault."""
    [admin] = sandbox.user_ids
    ada, bob, cleo = (idp.made(name)["id"] for name in ("ada", "bob", "cleo"))
    path = f"/Groups/{team_id}"
    idp.change(path, {"op": "add", "path": "members", "value": {"value": ada}})
    idp.change(path, add(ada, ada))
    assert in_rest() == [admin, ada]
    idp.change(path, {"op": "add", "value": {"members": [{"value": bob}]}})
    assert in_rest() == [admin, ada, bob]
    listed = [{"value": ada}, {"value": bob}, {"value": "1"}]
    idp.change(path, {"op": "remove", "path": "members", "value": listed})
    assert in_rest() == [admin]
    idp.change(path, remove(ada))
    idp.change(path, {"op": "remove", "path": "members", "value": [{"value": ada}]})
    idp.change(path, {"op": "replace", "path": "members", "value": [{"value": admin}]})
    assert in_rest() == [admin]
    replaced = [{"value": cleo}, {"value": admin}]
    idp.change(path, {"op": "replace", "path": "members", "value": replaced})
    assert in_rest() == [admin, cleo]


def test_the_attributes_of_a_changed_group_can_be_named(idp, team_id):
    """As in the other calls."""
    rename = {"op": "replace", "path": "displayName", "value": "New"}
    changed = idp.change(f"/Groups/{team_id}?attributes=displayName", rename).json
    assert changed == {"schemas": [GROUP], "id": team_id, "displayName": "New"}


def test_who_is_removed_leaves_the_boards_too(idp, sandbox, team_id, miro):
    """They go to the administrator of the team, and stay there when the user comes back."""
    ada = sandbox.add_user("Ada", team_id=team_id)
    board_id = sandbox.add_board("Hers", owner=ada.id, team_id=team_id)
    for operation in (remove(ada.id), add(ada.id)):
        assert idp.change(f"/Groups/{team_id}", operation).status == 200
        board = miro.get(f"/v2/boards/{board_id}").json
        assert board["owner"]["id"] == sandbox.user_ids[0]


def test_the_last_administrator_of_a_team_is_not_removed(idp, sandbox, team_id, in_rest):
    """And neither is anybody else in that call."""
    ada = sandbox.add_user("Ada", team_id=team_id).id
    idp.made("other", roles=[{"value": "ORGANIZATION_INTERNAL_ADMIN"}])
    before = in_rest()
    path = f"/Groups/{team_id}"
    refused(idp.change(path, remove(ada), remove(sandbox.user_ids[0])), None, 409)
    refused(idp.change(path, {"op": "remove", "path": "members"}), None, 409)
    replaced = {"op": "replace", "path": "members", "value": [{"value": ada}]}
    refused(idp.change(path, replaced), None, 409)
    assert in_rest() == before


def test_who_never_came_leaves_the_organization_with_the_last_team(idp, sandbox):
    """Who has used Miro, or is an administrator, stays, as does who is in another team."""
    first = f"/Groups/{sandbox.team_id}"
    gone, elsewhere, busy, past = (idp.made(name)["id"] for name in ("a", "b", "c", "d"))
    admin = idp.made("e", roles=[{"value": "ORGANIZATION_INTERNAL_ADMIN"}])["id"]
    idp.change(f"/Groups/{sandbox.add_team('Other')}", add(elsewhere))
    sandbox.new_token(busy)
    talker = Talker(sandbox, sandbox.new_token(past))
    assert talker.get("/v2/boards").status == 200
    idp.changed(past, "replace", "active", value=False)
    everybody = (gone, elsewhere, busy, past, admin)
    assert idp.change(first, *map(remove, everybody)).status == 200
    there = [idp.get(f"/Users/{id_}").status for id_ in everybody]
    assert there == [404, 200, 200, 200, 200]


def test_who_was_deleted_or_deactivated_comes_back_with_a_team(idp, sandbox, team_id, in_rest):
    """With the id and the address of before; a guest becomes a member with a full license."""
    deleted, inactive = idp.made("ada")["id"], idp.made("bob", active=False)["id"]
    guest = sandbox.add_user("Gast", email="g@b.test", role="organization_external_user").id
    assert idp.delete(f"/Users/{deleted}").status == 204
    assert idp.change(f"/Groups/{team_id}", add(deleted, inactive, guest)).status == 200
    assert in_rest()[1:] == [deleted, inactive, guest]
    names = {"ada@b.test": deleted, "bob@b.test": inactive, "g@b.test": guest}
    for name, id_ in names.items():
        user = idp.user(id_)
        assert (user["userName"], user["active"], user["userType"]) == (name, True, "Full")
        assert user["roles"][0]["value"] == "ORGANIZATION_INTERNAL_USER"


def test_who_was_deleted_does_not_come_back_if_the_address_is_taken(idp, team_id):
    """By somebody who was made since."""
    old = idp.made("ada")["id"]
    idp.delete(f"/Users/{old}")
    new = idp.made("ada")["id"]
    refused(idp.change(f"/Groups/{team_id}", add(old)), "uniqueness", 409)
    assert idp.change(f"/Groups/{team_id}", add(new)).status == 200


def test_guests_of_a_team_are_not_shown_and_stay(idp, sandbox, team_id, in_rest):
    """Even if all members are replaced."""
    guest = sandbox.add_user("Gast", role="organization_external_user", team_id=team_id).id
    [admin] = [member["value"] for member in idp.get(f"/Groups/{team_id}").json["members"]]
    replaced = {"op": "replace", "path": "members", "value": [{"value": admin}]}
    assert idp.change(f"/Groups/{team_id}", replaced).status == 200
    assert in_rest() == [admin, guest]


@pytest.mark.parametrize(
    ("operation", "scim_type"),
    [
        (add("1"), "invalidValue"),
        ({"op": "add", "path": "members", "value": [{}]}, "invalidValue"),
        ({"op": "add", "path": "members", "value": [7]}, "invalidValue"),
        ({"op": "replace", "path": "displayName", "value": ""}, "invalidValue"),
        ({"op": "replace", "path": "displayName", "value": "x" * 61}, "invalidValue"),
        ({"op": "remove", "path": "displayName"}, "mutability"),
        ({"op": "replace", "path": "members.display", "value": "x"}, "mutability"),
        ({"op": "replace", "path": "members[display pr].value", "value": "1"}, "mutability"),
        ({"op": "replace", "path": "id", "value": "1"}, "mutability"),
        ({"op": "replace", "path": "emails", "value": "1"}, "invalidPath"),
        ({"op": "remove"}, "noTarget"),
    ],
)
def test_a_wrong_operation_is_refused(idp, team_id, operation, scim_type):
    """With SCIM's word for it; and of those before it, none is carried out."""
    before = idp.get(f"/Groups/{team_id}").json
    good = {"op": "replace", "path": "displayName", "value": "New"}
    refused(idp.change(f"/Groups/{team_id}", good, operation), scim_type)
    assert idp.get(f"/Groups/{team_id}").json == before


def test_a_change_can_have_8000_members(idp, sandbox, team_id):
    """One more, in however many operations, is a 413."""
    ids = [sandbox.user_ids[0]] * 8000
    assert idp.change(f"/Groups/{team_id}", add(*ids[:4000]), add(*ids[:4000])).status == 200
    refused(idp.change(f"/Groups/{team_id}", add(*ids[:4000]), add(*ids[:4001])), None, 413)


def test_a_change_can_have_800000_bytes(idp, team_id):
    """One more is a 413."""
    rename = {"op": "replace", "path": "displayName", "value": "New"}
    body = json.dumps({"schemas": [PATCH], "Operations": [rename]}).encode()
    assert idp.ask("PATCH", f"/Groups/{team_id}", body.ljust(800_000)).status == 200
    refused(idp.ask("PATCH", f"/Groups/{team_id}", body.ljust(800_001)), None, 413)


def costs(sandbox):
    """Give a function that tells what requests cost, and somebody who sends them."""
    talker = Talker(sandbox, sandbox.scim_token)

    def cost(method, path, body=None):
        sandbox.clock.advance(30)
        return 10_000 - int(talker.ask(method, BASE + path, body).headers["x-ratelimit-remaining"])

    return cost


def test_calls_cost_what_their_limits_in_30_seconds_say(idp, sandbox, team_id):
    """Miro's page: users 200, 100 and 20 calls; groups 5 and 20, patched 100, or 5 if large."""
    cost = costs(sandbox)
    user = f"/Users/{idp.made('ada')['id']}"
    operations = {"schemas": [PATCH], "Operations": [{"op": "add", "value": {}}]}
    patch = json.dumps(operations).encode()
    assert 10_000 / cost("GET", "/Users") == 10_000 / cost("GET", user) == 200
    assert 10_000 / cost("POST", "/Users", {"userName": "b@b.test"}) == 200
    assert 10_000 / cost("PUT", user, {"userName": "ada@b.test"}) == 100
    assert 10_000 / cost("PATCH", user, patch) == 100
    assert 10_000 / cost("DELETE", user) == 20
    group = f"/Groups/{team_id}"
    assert 10_000 / cost("GET", "/Groups") == 5
    assert 10_000 / cost("GET", group) == 20
    assert 10_000 / cost("PATCH", group, patch.ljust(500)) == 100
    assert 10_000 / cost("PATCH", group, patch.ljust(501)) == 5


def test_who_has_spent_the_credits_of_scim_waits_for_30_seconds(sandbox):
    """The sixth list of groups is a 429, and the others' credits are untouched."""
    talker = Talker(sandbox, sandbox.scim_token)
    statuses = [talker.get(f"{BASE}/Groups").status for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    refused(talker.get(f"{BASE}/Groups"), None, 429)
    assert Talker(sandbox).get("/v2/boards").status == 200
    sandbox.clock.advance(30)
    assert talker.get(f"{BASE}/Groups").status == 200
