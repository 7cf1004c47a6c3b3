"""Filters, orders, pages and choices of attributes (RFC 7644, section 3.4.2)."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from miro_async.sandbox import Clock, Sandbox
from tests.sandbox.conftest import NOW
from tests.sandbox.scim import ENTERPRISE, GROUP, LIST, USER, ScimTalker, refused


@pytest.fixture(scope="module")
def idp():
    """Give somebody who talks SCIM; there are Ada, Bob, who is inactive, and Cleo."""
    idp = ScimTalker(Sandbox(clock=Clock(NOW)))
    manager = {"displayName": "Grace", "value": "7"}
    idp.made(
        "ada",
        displayName="Ada King",
        preferredLanguage="en_US",
        roles=[{"value": "Content Admin", "type": "organization_admin_role"}],
        **{ENTERPRISE: {"department": "Research", "employeeNumber": "10", "manager": manager}},
    )
    empty = {"division": "", "manager": {}}
    idp.made("bob", displayName='Bob "B" (x)', active=False, userType="Free", **{ENTERPRISE: empty})
    idp.made("cleo", displayName="cleo", **{ENTERPRISE: {"department": "Sales"}})
    return idp


FILTERS = {
    # The examples of Miro's document.
    'userName eq "ada@b.test"': ["ada"],
    "active eq true": ["user", "ada", "cleo"],
    'displayName co "user"': ["user"],
    'userType ne "Full"': ["bob"],
    # Operators, which like names are not case sensitive, nor are most values.
    'USERNAME EQ "ADA@B.TEST"': ["ada"],
    'displayName sw "ada"': ["ada"],
    'displayName ew "KING"': ["ada"],
    'userName gt "b"': ["user", "bob", "cleo"],
    'userName ge "bob@b.test"': ["user", "bob", "cleo"],
    'userName lt "b"': ["ada"],
    'userName le "bob@b.test"': ["ada", "bob"],
    "active ne true": ["bob"],
    'active eq "False"': ["bob"],
    "preferredLanguage pr": ["ada"],
    "active pr": ["user", "ada", "bob", "cleo"],
    "preferredLanguage eq null": ["user", "bob", "cleo"],
    "preferredLanguage ne null": ["ada"],
    'preferredLanguage ne "en_US"': ["user", "bob", "cleo"],
    # How they are joined: `not` before `and` before `or`.
    'userName sw "a" or userName sw "b" and active eq true': ["ada"],
    '(userName sw "a" or userName sw "b") and active eq false': ["bob"],
    'not (userName sw "a") and active eq true': ["user", "cleo"],
    'not(active eq true)or userName sw "c"': ["bob", "cleo"],
    'userName sw "a" OR userName sw "b" OR userName sw "c"': ["ada", "bob", "cleo"],
    # Attributes within others.
    'emails.value eq "ada@b.test"': ["ada"],
    'emails eq "ada@b.test"': ["ada"],
    'emails[type eq "work" and value sw "ada"]': ["ada"],
    'emails[type eq "home" or value sw "bob"] or userName sw "cleo"': ["bob", "cleo"],
    'emails[type eq "home"]': [],
    "emails[not (primary eq true)]": [],
    'roles[type eq "organization_admin_role"]': ["ada"],
    'roles.value eq "content admin"': ["ada"],
    'name.formatted eq "cleo"': ["cleo"],
    f'{USER}:userName eq "ada@b.test"': ["ada"],
    f'{ENTERPRISE}:department eq "sales"': ["cleo"],
    f"{ENTERPRISE.upper()}:DEPARTMENT pr": ["ada", "cleo"],
    f'{ENTERPRISE}:manager.displayName eq "Grace"': ["ada"],
    f"{ENTERPRISE}:employeeNumber eq 10": ["ada"],
    f"{ENTERPRISE} pr": ["ada", "bob", "cleo"],
    f"{ENTERPRISE}:division pr": [],
    f"{ENTERPRISE}:manager pr": ["ada"],
    'meta.resourceType eq "User"': ["user", "ada", "bob", "cleo"],
    'meta.resourceType eq "user"': [],
    # What stands in quotes is taken as it is.
    'displayName eq "Bob \\"B\\" (x)"': ["bob"],
    'displayName eq "\\u0063leo"': ["cleo"],
}


@pytest.mark.parametrize("text", FILTERS)
def test_a_filter_lets_through_what_it_says(idp, text):
    """Every operator, alone and joined, on every kind of attribute."""
    assert idp.names(text) == FILTERS[text]


def test_users_of_a_team_are_found(idp):
    """As in the example of Miro's document."""
    empty = idp.sandbox.add_team("Empty")
    assert idp.names(f'groups.value eq "{idp.sandbox.team_id}"') == ["user", "ada", "bob", "cleo"]
    assert idp.names(f'groups.value eq "{empty}"') == ["user"]
    assert idp.names('groups[display eq "empty"]') == ["user"]


WRONG = [
    " ",
    "userName",
    "userName eq",
    "userName is 1",
    'userName eq "a',
    "userName eq a",
    'userName eq "\\x"',
    'userName eq "a" "b"',
    'userName eq "a" and',
    'userName eq "a" or or',
    '(userName eq "a"',
    'userName eq "a")',
    "userName eq (",
    "userName gt null",
    "nothing pr",
    "userName.value pr",
    "not userName pr",
    "name eq 1",
    "active gt true",
    "active eq 1",
    "active[value pr]",
    "name[formatted pr]",
    "emails[value pr",
    "emails[value[value pr]]",
    "emails[userName pr]",
    "emails[value pr].value",
    "schemas[value pr]",
    f'{ENTERPRISE}:manager eq "7"',
    "(" * 5000,
    "not (" * 60 + "active pr" + ")" * 60,
]


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:24])
def test_a_wrong_filter_is_an_invalid_filter(idp, text):
    """Whatever is wrong with it."""
    refused(idp.get("/Users?filter=" + text.replace(" ", "%20")), "invalidFilter")


@pytest.mark.parametrize("filter_", ['userName eq "a" and', "()", "[", "userName pr or"])
def test_what_is_no_name_cannot_be_read(idp, filter_):
    """And nothing is said of an attribute without a name."""
    answer = idp.get("/Users?" + urlencode({"filter": filter_}))
    refused(answer, "invalidFilter")
    assert answer.json["detail"].endswith("cannot be read")


def test_a_filter_has_a_bound(idp):
    """Of 50,000 characters; what is refused is not echoed."""
    text = "userName pr" + " or userName pr" * 4000
    answer = idp.get("/Users?" + urlencode({"filter": text}))
    refused(answer, "invalidFilter")
    assert "50000 characters" in answer.json["detail"]


def test_a_filter_can_be_long(idp):
    """Nothing is said about how long; 50 parentheses in each other, and 1000 terms are fine."""
    assert idp.names("(" * 50 + 'userName sw "ada"' + ")" * 50) == ["ada"]
    assert idp.names(" or ".join(['userName sw "ada"'] * 1000)) == ["ada"]


def test_groups_are_filtered_by_simple_attributes_only(idp):
    """Miro's document says so."""
    found = idp.list("Groups", filter='displayName eq "sandbox TEAM" and id pr')
    assert [group["displayName"] for group in found["Resources"]] == ["Sandbox team"]
    assert idp.list("Groups", filter=f'{GROUP}:displayName eq "x"')["Resources"] == []
    for text in ("members pr", "members.value pr", 'members[value eq "1"]', "meta.location pr"):
        refused(idp.get("/Groups?filter=" + text.replace(" ", "%20")), "invalidFilter")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"sortBy": "userName"}, ["ada", "bob", "cleo", "user"]),
        ({"sortBy": "userName", "sortOrder": "descending"}, ["user", "cleo", "bob", "ada"]),
        ({"sortBy": "emails.value", "sortOrder": "ascending"}, ["ada", "bob", "cleo", "user"]),
        ({"sortBy": "emails"}, ["ada", "bob", "cleo", "user"]),
        ({"sortBy": f"{ENTERPRISE}:department"}, ["ada", "cleo", "user", "bob"]),
        ({"sortOrder": "descending"}, ["user", "ada", "bob", "cleo"]),
    ],
)
def test_lists_are_put_into_order(idp, query, names):
    """Whoever has no value stands at the end; without `sortBy` it is the order of their making."""
    users = idp.list("Users", **query)["Resources"]
    assert [user["userName"].partition("@")[0] for user in users] == names


def test_who_has_no_value_comes_first_if_the_order_is_turned_round(idp):
    """As RFC 7644 has it in section 3.4.2.3."""
    query = {"sortBy": f"{ENTERPRISE}:department", "sortOrder": "descending"}
    users = idp.list("Users", **query)["Resources"]
    assert [user["userName"].partition("@")[0] for user in users[2:]] == ["cleo", "ada"]


def test_a_wrong_order_is_refused(idp):
    """An attribute that is none, and a direction that is none."""
    refused(idp.get("/Users?sortBy=nothing"), "invalidPath")
    refused(idp.get("/Users?sortBy=userName&sortOrder=up"), "invalidValue")


@pytest.mark.parametrize(
    ("query", "start", "names"),
    [
        ({}, 1, ["user", "ada", "bob", "cleo"]),
        ({"startIndex": 2, "count": 2}, 2, ["ada", "bob"]),
        ({"startIndex": 4, "count": 2}, 4, ["cleo"]),
        ({"startIndex": 5}, 5, []),
        ({"startIndex": 0, "count": 1}, 1, ["user"]),
        ({"startIndex": -3, "count": 1}, 1, ["user"]),
        ({"count": 0}, 1, []),
        ({"count": -1}, 1, []),
        ({"count": 2000}, 1, ["user", "ada", "bob", "cleo"]),
    ],
)
def test_pages_count_from_one(idp, query, start, names):
    """As RFC 7644 has it: what is too small counts as the smallest, and 0 asks for the total."""
    page = idp.list("Users", **query)
    assert page["schemas"] == [LIST]
    assert (page["totalResults"], page["startIndex"]) == (4, start)
    assert page["itemsPerPage"] == len(names)
    assert [user["userName"].partition("@")[0] for user in page["Resources"]] == names


def test_the_total_is_that_of_what_was_found(idp):
    """Not of all that there is, and not of the page."""
    page = idp.list("Users", filter="active eq true", count=1)
    assert (page["totalResults"], page["itemsPerPage"]) == (3, 1)


def test_a_page_has_100_by_default_and_1000_at_most():
    """Miro's document says so."""
    sandbox = Sandbox(clock=Clock(NOW))
    idp = ScimTalker(sandbox)
    for number in range(1010):
        sandbox.add_team(f"Team {number}")
    assert idp.list("Groups")["itemsPerPage"] == 100
    page = idp.list("Groups", count=5000, startIndex=5)
    assert (page["totalResults"], page["itemsPerPage"]) == (1011, 1000)
    assert page["Resources"][0]["displayName"] == "Team 3"


@pytest.mark.parametrize("parameter", ["startIndex", "count"])
def test_what_is_no_number_is_refused(idp, parameter):
    """As an invalid value."""
    refused(idp.get(f"/Users?{parameter}=one"), "invalidValue")


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("userName", {"userName": "ada@b.test"}),
        ("USERNAME, nothing,", {"userName": "ada@b.test"}),
        ("emails.value", {"emails": [{"value": "ada@b.test"}]}),
        (
            "emails.primary,emails.type",
            {"emails": [{"primary": True, "type": "work"}]},
        ),
        (
            "emails.value,emails",
            {"emails": [{"value": "ada@b.test", "type": "work", "primary": True}]},
        ),
        ("name.familyName", {"name": {}}),
        ("photos,meta.resourceType", {"meta": {"resourceType": "User"}}),
        (f"{ENTERPRISE}:department", {ENTERPRISE: {"department": "Research"}}),
        (
            f"{ENTERPRISE}:manager.value,active",
            {"active": True, ENTERPRISE: {"manager": {"value": "7"}}},
        ),
    ],
)
def test_a_call_can_name_the_attributes_that_it_wants(idp, attributes, expected):
    """`id` and `schemas` always come; unknown names are ignored. It is the same in a list."""
    query = {"filter": 'userName eq "ada@b.test"', "attributes": attributes}
    [found] = idp.list("Users", **query)["Resources"]
    always = {"schemas": [USER], "id": found["id"]}
    assert found == {**always, **expected}
    assert idp.get(f"/Users/{found['id']}?attributes={attributes}").json == found


def test_attributes_of_groups_can_be_named_too(idp):
    """Those within members as well."""
    team_id = idp.sandbox.team_id
    group = idp.get(f"/Groups/{team_id}?attributes=members.display").json
    assert group["members"][1] == {"display": "Ada King"}
    assert group.keys() == {"schemas", "id", "members"}
