"""Users changed by the operations of PATCH (RFC 7644, section 3.5.2)."""

from __future__ import annotations

import pytest

from tests.sandbox.scim import ENTERPRISE, ScimTalker, refused
from tests.sandbox.talker import Talker

ADMIN, MEMBER = "ORGANIZATION_INTERNAL_ADMIN", "ORGANIZATION_INTERNAL_USER"
PHOTO = {"type": "photo", "value": "https://x.test/a.png"}
OTHER = {"type": "thumbnail", "value": "https://x.test/b.png"}


@pytest.fixture
def idp(sandbox):
    """Give somebody who talks SCIM."""
    return ScimTalker(sandbox)


@pytest.fixture
def ada(idp):
    """Give a user who has something of everything."""
    return idp.made(
        "ada",
        name={"givenName": "Ada", "familyName": "King"},
        userType="Free",
        photos=[PHOTO],
        roles=[{"value": "Content Admin", "type": "organization_admin_role"}],
        preferredLanguage="en_US",
        **{ENTERPRISE: {"department": "IT", "manager": {"value": "7", "displayName": "Grace"}}},
    )


def roles_of(user):
    """Give the names of a user's roles."""
    return [role["value"] for role in user["roles"]]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("active", "false", False),
        ("displayName", "New displayName", "New displayName"),
        ("userType", "Full", "Full"),
        ("userName", "oleg@test.com", "oleg@test.com"),
    ],
)
def test_a_documented_change_changes_this(idp, ada, path, value, expected):
    """And nothing else, but what is the same thing. These stand in Miro's document."""
    changed = idp.changed(ada["id"], "Replace", path, value)
    assert changed[path] == expected
    same = {"userName": {"emails"}, "displayName": {"name"}}.get(path, set())
    unchanged = ada.keys() - same - {path}
    assert {name: changed[name] for name in unchanged} == {name: ada[name] for name in unchanged}
    assert idp.user(ada["id"]) == changed


def test_parts_of_the_extension_are_changed(idp, ada):
    """By paths that begin with its URN, and by the extension as a whole, which is merged."""
    extension = ada[ENTERPRISE]
    changed = idp.changed(ada["id"], "Replace", f"{ENTERPRISE}:department", "HR")
    assert changed[ENTERPRISE] == {**extension, "department": "HR"}
    changed = idp.changed(ada["id"], "add", f"{ENTERPRISE}:manager.displayName", "Bo")
    assert changed[ENTERPRISE]["manager"] == {"value": "7", "displayName": "Bo"}
    changed = idp.changed(ada["id"], "replace", ENTERPRISE, {"costCenter": "C"})
    assert changed[ENTERPRISE]["department"] == "HR"
    assert changed[ENTERPRISE]["costCenter"] == "C"
    within = {"manager.displayName": "is not read here"}
    assert idp.changed(ada["id"], "replace", ENTERPRISE, within)[ENTERPRISE] == changed[ENTERPRISE]
    changed = idp.changed(ada["id"], "remove", f"{ENTERPRISE}:manager")
    assert changed[ENTERPRISE] == {"department": "HR", "costCenter": "C"}
    changed = idp.changed(ada["id"], "replace", ENTERPRISE.lower() + ":Department", None)
    assert changed[ENTERPRISE] == {"costCenter": "C"}
    assert ENTERPRISE not in idp.changed(ada["id"], "remove", f"{ENTERPRISE}:costCenter")
    assert ENTERPRISE not in idp.changed(ada["id"], "remove", f"{ENTERPRISE}:costCenter")
    assert ENTERPRISE not in idp.changed(ada["id"], "remove", ENTERPRISE)
    idp.changed(ada["id"], "add", f"{ENTERPRISE}:manager.value", "7")
    assert ENTERPRISE not in idp.changed(ada["id"], "remove", f"{ENTERPRISE}:manager.value")


def test_a_manager_who_is_no_number_is_ignored(idp, ada):
    """As Miro's document says; the name stays."""
    value = {"value": "grace", "displayName": "Grace"}
    changed = idp.changed(ada["id"], "replace", f"{ENTERPRISE}:manager", value)
    assert changed[ENTERPRISE]["manager"] == {"displayName": "Grace"}


def test_a_manager_is_given_by_the_id_alone(idp, ada):
    """As Microsoft Entra sends it (Captain-P-Goldfish/SCIM-SDK#541); no digits: none is kept."""
    path = f"{ENTERPRISE}:manager"
    assert idp.changed(ada["id"], "Add", path, "8")[ENTERPRISE]["manager"]["value"] == "8"
    idp.changed(ada["id"], "remove", path)
    assert idp.changed(ada["id"], "Add", path, "9")[ENTERPRISE]["manager"] == {"value": "9"}
    whole = {"op": "replace", "value": {path: "10"}}
    changed = idp.change(f"/Users/{ada['id']}", whole).json
    assert changed[ENTERPRISE]["manager"] == {"value": "10"}
    assert idp.changed(ada["id"], "replace", path, "grace")[ENTERPRISE] == {"department": "IT"}
    idp.changed(ada["id"], "remove", f"{ENTERPRISE}:department")
    assert ENTERPRISE not in idp.changed(ada["id"], "add", path, "grace")
    eve = idp.made("eve", **{ENTERPRISE: {"manager": ada["id"]}})
    assert eve[ENTERPRISE]["manager"] == {"value": ada["id"]}


@pytest.mark.parametrize(
    "path", ['emails[type eq "work"].value', "emails.value", "emails[primary eq true].value"]
)
def test_the_address_is_changed_by_its_type(idp, ada, sandbox, path):
    """It is the user name too, and the address in the REST API."""
    changed = idp.changed(ada["id"], "replace", path, "new@b.test")
    assert changed["emails"] == [{"value": "new@b.test", "type": "work", "primary": True}]
    assert changed["userName"] == "new@b.test"
    members = f"/v2/orgs/{sandbox.organization_id}/members?emails=new@b.test"
    assert [member["id"] for member in Talker(sandbox).get(members).json] == [ada["id"]]


def test_another_address_takes_the_place_of_the_old_one_when_it_is_the_main_one(idp, ada):
    """A user has one address; a second that is not the main one is not kept."""
    user_id, new = ada["id"], {"value": "new@b.test", "type": "home"}
    assert idp.changed(user_id, "add", "emails", [new])["emails"] == ada["emails"]
    changed = idp.changed(user_id, "replace", "emails", [new])
    assert changed["emails"] == [{**new, "primary": True}]
    changed = idp.changed(user_id, "add", 'emails[type eq "work"].value', "x@b.test")
    assert changed["userName"] == "new@b.test"
    changed = idp.changed(user_id, "replace", "emails", "text@b.test")
    assert changed["userName"] == "text@b.test"
    assert idp.changed(user_id, "remove", "emails")["userName"] == "text@b.test"
    changed = idp.changed(user_id, "remove", 'emails[type eq "work"].value')
    assert changed["userName"] == "text@b.test"


def test_a_role_is_replaced(idp, ada, sandbox):
    """With the documented path, and as Azure sends it: with `True` in quotes."""
    for path in ("roles[primary eq true].value", 'roles[primary eq "True"].value'):
        assert roles_of(idp.changed(ada["id"], "Replace", path, ADMIN)) == [ADMIN, "Content Admin"]
        changed = idp.changed(ada["id"], "Replace", path, MEMBER)
        assert roles_of(changed) == [MEMBER, "Content Admin"]
        assert changed["roles"][0]["display"] == "Member"
    member = f"/v2/orgs/{sandbox.organization_id}/members/{ada['id']}"
    idp.changed(ada["id"], "replace", "roles[primary eq true].value", ADMIN)
    assert Talker(sandbox).get(member).json["role"] == "organization_internal_admin"


def test_roles_of_administrators_are_added_and_removed(idp, ada):
    """With the documented operations; what is there already is there once."""
    new = {"value": "User Admin", "type": "organization_admin_role", "primary": False}
    for _ in range(2):
        changed = idp.changed(ada["id"], "Add", "roles", [new])
        assert roles_of(changed) == [MEMBER, "Content Admin", "User Admin"]
    changed = idp.changed(ada["id"], "Remove", 'roles[value eq "Content Admin"]')
    assert roles_of(changed) == [MEMBER, "User Admin"]
    changed = idp.changed(ada["id"], "add", "roles", {"value": ADMIN, "primary": True})
    assert roles_of(changed) == [ADMIN, "User Admin"]
    assert roles_of(idp.changed(ada["id"], "add", "roles", "Content Admin"))[2:] == [
        "Content Admin"
    ]
    assert roles_of(idp.changed(ada["id"], "remove", "roles", [new])) == [ADMIN, "Content Admin"]
    assert roles_of(idp.changed(ada["id"], "remove", "roles")) == [ADMIN]
    path = f"/Users/{ada['id']}"
    many = [{"value": ADMIN}, {"value": MEMBER}]
    both = {"op": "replace", "path": "roles", "value": many}
    assert idp.change(path, both).json["roles"][0]["value"] == MEMBER
    refused(
        idp.change(path, {"op": "add", "path": "roles", "value": [{"value": "Pope"}]}),
        "invalidValue",
    )


def test_photos_come_and_go(idp, ada):
    """With conditions on one of them: changed, replaced, added where none is meant, removed."""

    def photos(op, path, value=None):
        return idp.changed(ada["id"], op, path, value).get("photos", [])

    address = "https://x.test/c.png"
    assert photos("add", "photos", [OTHER]) == [PHOTO, OTHER]
    assert photos("add", "photos", OTHER) == [PHOTO, OTHER]
    assert photos("add", "photos", {"value": PHOTO["value"]}) == [PHOTO, OTHER]
    path = 'photos[type eq "photo"]'
    assert photos("replace", f"{path}.value", address) == [{**PHOTO, "value": address}, OTHER]
    assert photos("replace", path, {"value": address}) == [{"value": address}, OTHER]
    assert photos("add", 'photos[value co "c.png"]', {"type": "photo"})[0] == {
        "type": "photo",
        "value": address,
    }
    assert photos("remove", path) == [OTHER]
    assert photos("remove", path) == [OTHER]
    new = 'photos[type eq "photo" and not (value pr)].value'
    assert photos("add", new, address) == [OTHER, {"type": "photo", "value": address}]
    either = 'photos[type eq "icon" or value pr and type pr and value ne "x" and type co "q"].value'
    assert {"type": "icon", "value": PHOTO["value"]} in photos("add", either, PHOTO["value"])
    assert photos("replace", "photos", [PHOTO, PHOTO]) == [PHOTO]
    assert photos("remove", "photos.type") == [{"value": PHOTO["value"]}]
    assert photos("add", "photos", []) == [{"value": PHOTO["value"]}]
    assert photos("replace", "photos", None) == []
    assert photos("add", "photos.value", address) == [{"value": address}]
    assert photos("remove", "photos") == []
    assert photos("add", "photos", {"value": address, "type": None}) == [{"value": address}]


def test_an_operation_without_a_path_changes_what_its_value_names(idp, ada):
    """Paths as names too, as identity providers send them; unknown and read-only ones do nothing.

    A complex attribute is merged, and several values are replaced, or added to.
    """
    value = {
        "displayName": "Lady",
        "active": "True",
        "name": {"familyName": "Lovelace"},
        "photos": [OTHER],
        f"{ENTERPRISE}:division": "D",
        "id": "1",
        "groups": [],
        "x": 1,
    }
    changed = idp.change(f"/Users/{ada['id']}", {"op": "replace", "value": value}).json
    assert changed == {
        **ada,
        "displayName": "Lady",
        "name": {"formatted": "Lady", "givenName": "Ada", "familyName": "Lovelace"},
        "photos": [OTHER],
        ENTERPRISE: {**ada[ENTERPRISE], "division": "D"},
    }
    changed = idp.change(f"/Users/{ada['id']}", {"op": "add", "value": {"photos": PHOTO}}).json
    assert changed["photos"] == [OTHER, PHOTO]


@pytest.mark.parametrize(
    ("path", "value", "name"),
    [
        ("name.givenName", "Augusta", "Augusta King"),
        ("name", {"givenName": "A", "familyName": "B"}, "A B"),
        ("name.formatted", "A. King", "A. King"),
        ("name", {"formatted": "A. King", "givenName": "A"}, "A. King"),
        ("displayName", "Lady", "Lady"),
    ],
)
def test_the_name_is_what_was_changed_of_it(idp, ada, path, value, name):
    """Parts that were changed are put together anew."""
    changed = idp.changed(ada["id"], "replace", path, value)
    assert changed["displayName"] == changed["name"]["formatted"] == name


def test_a_name_that_is_removed_leaves_the_user_name(idp, ada):
    """Somebody without a name is called by the address."""
    assert idp.changed(ada["id"], "remove", "displayName")["displayName"] == "Ada King"
    assert idp.changed(ada["id"], "remove", "name")["displayName"] == "ada@b.test"


def test_what_everybody_has_stays_when_it_is_removed(idp, ada):
    """The license, and being active."""
    for path in ("userType", "active"):
        assert idp.changed(ada["id"], "remove", path) == ada
    assert "preferredLanguage" not in idp.changed(ada["id"], "remove", "preferredLanguage")


def test_a_license_is_not_downgraded(idp, ada):
    """By PATCH it only gets better; a replacement may do it."""
    path = f"/Users/{ada['id']}"
    for name in ("Basic", "standard", "Standard", "FULL"):
        assert idp.changed(ada["id"], "replace", "userType", name)["userType"] == name.title()
    for name in ("Free", "Full (Trial)"):
        down = {"op": "replace", "path": "userType", "value": name}
        refused(idp.change(path, down), "mutability")
    refused(idp.change(path, {**down, "value": "Gold"}), "invalidValue")
    body = {"userName": "ada@b.test", "userType": "Free"}
    assert idp.ask("PUT", path, body).json["userType"] == "Free"


def test_who_is_deactivated_is_only_activated(idp, ada):
    """User name, license and role cannot be changed, unless by the call that activates."""
    path = f"/Users/{ada['id']}"
    off = {"op": "replace", "path": "active", "value": "false"}
    name = {"op": "replace", "path": "userName", "value": "new@b.test"}
    email = {"op": "replace", "path": "emails.value", "value": "new@b.test"}
    assert idp.change(path, off).json["active"] is False
    refused(idp.change(path, name), "mutability")
    assert idp.change(path, email).json["userName"] == "ada@b.test"
    on = {**off, "value": "true"}
    assert idp.change(path, on, {**name, "value": "on@b.test"}).json["userName"] == "on@b.test"


def test_a_user_name_that_is_taken_is_a_409(idp, ada):
    """Whether it is replaced by itself or by the address."""
    idp.made("bob")
    for path in ("userName", "emails.value"):
        taken = {"op": "replace", "path": path, "value": "BOB@b.test"}
        refused(idp.change(f"/Users/{ada['id']}", taken), "uniqueness", 409)


def test_the_last_administrator_is_not_deactivated(idp, sandbox):
    """Nor made a simple member."""
    path = f"/Users/{sandbox.user_ids[0]}"
    off = {"op": "replace", "path": "active", "value": False}
    role = {"op": "replace", "path": "roles[primary eq true].value", "value": MEMBER}
    for operation in (off, role):
        refused(idp.change(path, operation), None, 409)


def test_the_answer_has_an_entity_tag(idp, ada):
    """As Miro's document says."""
    answer = idp.change(f"/Users/{ada['id']}", {"op": "remove", "path": "photos"})
    assert answer.headers["etag"].startswith('W/"')
