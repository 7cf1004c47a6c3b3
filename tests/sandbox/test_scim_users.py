"""Users made, replaced and deleted through SCIM: they are those of the organization."""

from __future__ import annotations

import pytest

from tests.sandbox.scim import BASE, ENTERPRISE, USER, ScimTalker, refused
from tests.sandbox.talker import Talker

NAME = {"givenName": "Ada", "familyName": "King"}
ADMIN = {"value": "ORGANIZATION_INTERNAL_ADMIN", "type": "organization_user_role", "primary": True}
MEMBER = {"value": "ORGANIZATION_INTERNAL_USER", "type": "organization_user_role", "primary": True}


@pytest.fixture
def idp(sandbox):
    """Give somebody who talks SCIM."""
    return ScimTalker(sandbox)


@pytest.fixture
def member(miro, sandbox):
    """Give how the REST API shows a member of the organization."""
    return lambda id_: miro.get(f"/v2/orgs/{sandbox.organization_id}/members/{id_}").json


def test_a_new_user_is_one_of_the_organization_and_its_first_team(idp, miro, sandbox, member):
    """With all that was given; the REST API shows the same one."""
    extension = {
        "employeeNumber": "E1",
        "costCenter": "CS001",
        "organization": "OrgX",
        "division": "Div",
        "department": "IT",
        "manager": {"displayName": "Grace", "value": "12"},
    }
    answer = idp.post(
        "/Users",
        {
            "schemas": [USER],
            "userName": "ada@b.test",
            "name": {**NAME, "formatted": "Ada K."},
            "displayName": "Ada",
            "userType": "free restricted",
            "active": True,
            "photos": [{"type": "photo", "value": "https://x.test/a.png"}],
            "roles": [ADMIN, {"value": "User Admin", "primary": False}],
            "preferredLanguage": "en_US",
            ENTERPRISE: extension,
            "externalId": "is not known",
            "id": "1",
            "groups": [{"value": "1"}],
            "emails": [{"value": "is@ignored.test", "type": "home"}],
        },
    )
    made = answer.json
    assert answer.status == 201
    assert answer.headers["content-type"] == "application/scim+json;charset=UTF-8"
    assert answer.headers["location"] == f"{BASE}/Users/{made['id']}" == made["meta"]["location"]
    assert made == {
        "schemas": [USER],
        "id": made["id"],
        "userName": "ada@b.test",
        "name": {"formatted": "Ada", **NAME},
        "displayName": "Ada",
        "userType": "Free Restricted",
        "active": True,
        "emails": [{"value": "ada@b.test", "type": "work", "primary": True}],
        "photos": [{"type": "photo", "value": "https://x.test/a.png"}],
        "groups": [{"value": sandbox.team_id, "display": "Sandbox team"}],
        "roles": [
            {**ADMIN, "display": "Admin"},
            {
                "type": "organization_admin_role",
                "value": "User Admin",
                "display": "User Admin",
                "primary": False,
            },
        ],
        "preferredLanguage": "en_US",
        ENTERPRISE: extension,
        "meta": {"resourceType": "User", "location": f"{BASE}/Users/{made['id']}"},
    }
    assert idp.user(made["id"]) == made
    shown = member(made["id"])
    assert shown["email"] == "ada@b.test"
    assert shown["role"] == "organization_internal_admin"
    assert shown["license"] == "free_restricted"
    assert shown["adminRoles"] == [{"type": "prebuilt", "name": "User Admin"}]
    team = f"/v2/orgs/{sandbox.organization_id}/teams/{sandbox.team_id}"
    assert miro.get(f"{team}/members/{made['id']}").json["role"] == "member"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({}, "ada@b.test"),
        ({"name": NAME}, "Ada King"),
        ({"name": {**NAME, "formatted": "A. King"}}, "A. King"),
        ({"name": {**NAME, "formatted": ""}}, "Ada King"),
        ({"name": {**NAME, "formatted": "A. King"}, "displayName": "Ada"}, "Ada"),
        ({"name": {"givenName": "", "familyName": ""}}, "ada@b.test"),
        ({"DisplayName": "Ada"}, "Ada"),
        ({"name.givenName": "Ada", "name.familyName": "K"}, "Ada K"),
        ({"displayName": None, "name": None}, "ada@b.test"),
    ],
)
def test_the_name_is_the_first_of_those_that_are_given(idp, given, name):
    """For display, formatted, put together of its parts, or the user name, as Miro's text says."""
    made = idp.made("ada", **given)
    assert made["displayName"] == made["name"]["formatted"] == name


LONG = "x" * 61
WRONG = [
    {"userName": ""},
    {"userName": "ada"},
    {"userName": "ada@b test"},
    {"userName": 1},
    {"userName": ["ada@b.test"]},
    {"name": {"formatted": "Ada"}},
    {"name": {"givenName": "Ada"}},
    {"name": {"givenName": "x" * 30, "familyName": "x" * 31}},
    {"name": {**NAME, "formatted": LONG}},
    {"name": "Ada"},
    {"displayName": LONG},
    {"userType": "Gold"},
    {"active": "yes"},
    {"active": 1},
    {"photos": [{"value": "ftp://x.test/a.png"}]},
    {"photos": [{"type": "photo"}]},
    {"photos": [1]},
    {"roles": [{"value": "ORGANIZATION_TEAM_GUEST_USER"}]},
    {"roles": [{"primary": True}]},
    {"roles": [{"value": "Pope", "type": "organization_admin_role"}]},
    {"preferredLanguage": 1},
    {ENTERPRISE: {"employeeNumber": "x" * 21}},
    {ENTERPRISE: {"costCenter": "x" * 121}},
    {ENTERPRISE: {"manager": {"displayName": LONG}}},
    {ENTERPRISE: {"manager": 7}},
    {ENTERPRISE: []},
]


@pytest.mark.parametrize("attributes", WRONG, ids=lambda wrong: str(wrong)[:32])
def test_a_value_that_cannot_be_is_refused(idp, attributes):
    """On making and on replacing; and nobody is made or changed."""
    body = {"userName": "ada@b.test", **attributes}
    refused(idp.post("/Users", body), "invalidValue")
    assert idp.list("Users")["totalResults"] == 1
    made = idp.made("ada")
    if attributes.get("name", {}) not in WRONG_ONLY_ON_MAKING:
        refused(idp.ask("PUT", f"/Users/{made['id']}", body), "invalidValue")
    assert idp.user(made["id"]) == made


WRONG_ONLY_ON_MAKING = ({"formatted": "Ada"}, {"givenName": "Ada"})


def test_two_roles_at_once_are_refused(idp):
    """Only one can be the role in the organization."""
    body = {"userName": "ada@b.test", "roles": [ADMIN, MEMBER]}
    refused(idp.post("/Users", body), "invalidValue")
    made = idp.made("ada")
    refused(idp.ask("PUT", f"/Users/{made['id']}", body), "invalidValue")


def test_a_user_name_is_necessary(idp):
    """Without it nobody can sign in."""
    refused(idp.post("/Users", {"displayName": "Ada"}), "invalidValue")
    refused(idp.post("/Users", {"userName": None}), "mutability")


@pytest.mark.parametrize("body", [b"{", b"[]", b"1", b'"x"'])
def test_a_body_that_is_no_object_is_bad_syntax(idp, body):
    """Or no JSON at all."""
    refused(idp.ask("POST", "/Users", body), "invalidSyntax")


def test_a_user_name_that_is_taken_is_a_409(idp, sandbox):
    """In whatever case it is written; guests have theirs too."""
    sandbox.add_user("Gast", email="gast@b.test", role="organization_external_user")
    made = idp.made("ada")
    for name in ("ADA@b.test", "gast@b.test", "user@sandbox.test"):
        refused(idp.post("/Users", {"userName": name}), "uniqueness", 409)
    bob = idp.made("bob")
    refused(idp.ask("PUT", f"/Users/{bob['id']}", {"userName": "ada@B.test"}), "uniqueness", 409)
    assert idp.user(made["id"]) == made
    assert idp.user(bob["id"]) == bob


def test_a_body_can_have_800000_bytes(idp):
    """More is a 413."""
    body = b'{"userName": "ada@b.test", "x": "%s"}' % (b"x" * 799_964)
    assert len(body) == 800_000 - 1
    refused(idp.ask("POST", "/Users", body + b"  "), None, 413)
    assert idp.ask("POST", "/Users", body + b" ").status == 201


def test_guests_are_not_there(idp, sandbox):
    """Miro's SCIM knows the members of the organization only."""
    for role in ("organization_external_user", "organization_team_guest_user"):
        guest = sandbox.add_user("Gast", role=role)
        for method in ("GET", "PUT", "PATCH", "DELETE"):
            refused(idp.ask(method, f"/Users/{guest.id}", {}), None, 404)
    assert idp.list("Users")["totalResults"] == 1
    assert len(idp.members(sandbox.team_id)) == 1


def test_who_is_nobody_is_a_404(idp):
    """With the error of SCIM."""
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        refused(idp.ask(method, "/Users/1", {}), None, 404)


def test_without_the_token_of_scim_it_is_a_401(idp, sandbox):
    """A token of the REST API does not do."""
    for token in ("", sandbox.token):
        answer = Talker(sandbox, token).get(f"{BASE}/Users")
        refused(answer, None, 401)


def test_a_path_that_is_none_is_refused_in_the_shape_of_scim(idp):
    """As is a method: groups are not made through SCIM."""
    refused(idp.get("/Nothing"), None, 404)
    refused(idp.post("/Groups", {"displayName": "New"}), None, 405)


def test_a_replaced_user_has_what_was_given(idp, member):
    """What is left out goes, but for what everybody has: name, license, role, being active."""
    made = idp.made(
        "ada",
        displayName="Ada",
        userType="Free",
        preferredLanguage="en_US",
        photos=[{"type": "photo", "value": "https://x.test/a.png"}],
        roles=[ADMIN],
        **{ENTERPRISE: {"department": "IT"}},
    )
    answer = idp.ask("PUT", f"/Users/{made['id']}", {"userName": "lady@b.test", "id": "7"})
    assert answer.status == 200
    assert answer.headers["etag"].startswith('W/"')
    assert answer.json == {
        **{name: made[name] for name in made.keys() - {"photos", ENTERPRISE, "preferredLanguage"}},
        "userName": "lady@b.test",
        "emails": [{"value": "lady@b.test", "type": "work", "primary": True}],
    }
    assert member(made["id"])["email"] == "lady@b.test"
    body = {"userName": "lady@b.test", "name": NAME, "userType": "Full", "roles": [MEMBER]}
    replaced = idp.ask("PUT", f"/Users/{made['id']}", body).json
    assert replaced["displayName"] == "Ada King"
    assert replaced["name"] == {"formatted": "Ada King", **NAME}
    assert member(made["id"])["license"] == "full"
    assert member(made["id"])["role"] == "organization_internal_user"


def test_an_entity_tag_is_another_for_every_change(idp):
    """And the same for the same."""
    made = idp.made("ada")
    path = f"/Users/{made['id']}"
    tags = [
        idp.ask("PUT", path, {"userName": "ada@b.test", "displayName": name}).headers["etag"]
        for name in ("Ada", "Bob", "Ada")
    ]
    assert tags[0] == tags[2] != tags[1]


def test_the_address_is_user_name_and_email_at_once(idp):
    """Whichever of them is replaced, the other one follows; the user name goes first."""
    path = f"/Users/{idp.made('ada')['id']}"

    def put(name, *emails):
        body = {"userName": f"{name}@b.test", "emails": list(emails)}
        shown = idp.ask("PUT", path, body).json
        assert [email["value"] for email in shown["emails"]] == [shown["userName"]]
        return shown["emails"][0]

    other = {"value": "other@b.test", "type": "home"}
    assert put("ada", {"value": "new@b.test", "primary": True})["value"] == "new@b.test"
    assert put("name", other) == {"value": "name@b.test", "type": "home", "primary": True}
    assert put("name", {"value": "name@b.test"}, {**other, "primary": True}) == {
        **other,
        "primary": True,
    }
    assert put("other")["type"] == "work"
