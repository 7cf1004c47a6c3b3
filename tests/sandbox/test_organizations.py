from __future__ import annotations

import pytest

from miro_async.sandbox import Clock, Sandbox
from miro_async.sandbox.oauth import SCOPES
from tests.sandbox.conftest import NOW
from tests.sandbox.organizer import Organizer, refusal


@pytest.fixture
def org(sandbox):
    """Give somebody who talks about the organization as its administrator."""
    return Organizer(sandbox)


def ids(entries):
    """Give the ids of entries."""
    return [entry["id"] for entry in entries]


def test_the_organization_tells_its_name_and_plan(org, sandbox):
    """It has the one plan that may ask, in the words of the official document."""
    found = org.get("").json
    assert found["id"] == sandbox.organization_id
    assert found["name"] == "Sandbox organization"
    assert (found["plan"], found["type"]) == ("company", "organization")
    assert found["fullLicensesPurchased"] > 0


def test_there_is_one_organization_only(org, miro):
    """Whatever is asked of another is not found."""
    for path in ("", "/members", "/teams", "/default_teams_settings"):
        answer = miro.get(f"/v2/orgs/3074457345821140000{path}")
        assert refusal(answer) == (404, "notFound", "Organization not found")


def test_only_administrators_may_look(sandbox):
    """Others are refused, as all are whose plan is a smaller one."""
    other = Organizer(sandbox, sandbox.add_user("Ada").token)
    for path in ("", "/members", f"/members/{sandbox.user_ids[0]}"):
        assert refusal(other.get(path))[:2] == (403, "forbiddenAccess")
    admin = sandbox.add_user("Bob", role="organization_internal_admin")
    assert Organizer(sandbox, admin.token).get("").status == 200
    assert Organizer(Sandbox(clock=Clock(NOW), plan="business")).get("").status == 403


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "", "organizations:read"),
        ("GET", "/teams", "organizations:teams:read"),
        ("POST", "/teams", "organizations:teams:write"),
        ("GET", "/teams/1/projects", "projects:read"),
        ("POST", "/teams/1/projects", "projects:write"),
        ("POST", "/v2/sessions/reset_all?email=user@sandbox.test", "sessions:delete"),
    ],
)
def test_each_family_has_a_scope(sandbox, method, path, scope):
    """A token that lacks it is refused, and the error names it."""
    others = [each for each in SCOPES if each != scope]
    lacking = sandbox.new_token(sandbox.user_ids[0], scopes=others)
    answer = Organizer(sandbox, lacking).ask(method, path)
    assert refusal(answer) == (
        403,
        "insufficientPermissions",
        f"The token lacks the scope [{scope}]",
    )


def test_a_member_looks_like_one_of_miros(org, sandbox):
    """The id is the user's; only those who have called have a time of their last activity."""
    ada = sandbox.add_user("Ada", email="ada@example.com")
    path = f"/members/{ada.id}"
    assert org.get(path).json == {
        "id": ada.id,
        "active": True,
        "email": "ada@example.com",
        "license": "full",
        "licenseAssignedAt": "2026-01-05T10:30:15Z",
        "role": "organization_internal_user",
        "type": "organization-member",
        "adminRoles": [],
    }
    sandbox._state.users[ada.id].admin_roles = ["Content Admin"]
    assert org.get(path).json["adminRoles"] == [{"type": "prebuilt", "name": "Content Admin"}]
    sandbox.clock.advance(60)
    Organizer(sandbox, ada.token).get("/v2/boards")
    assert org.get(path).json["lastActivityAt"] == "2026-01-05T10:31:15Z"
    assert refusal(org.get("/members/1")) == (404, "notFound", "User not found")


def test_members_come_in_pages_by_the_id_of_the_last(org, sandbox):
    """Any member's id will do as a cursor."""
    people = [sandbox.user_ids[0], *(sandbox.add_user(f"User {i}").id for i in range(4))]
    first = org.get("/members?limit=2").json
    assert ids(first["data"]) == people[:2]
    assert first["cursor"] == people[1]
    assert first["limit"] == 2
    assert org.pages("/members?limit=2") == [people[:2], people[2:4], people[4:]]
    assert ids(org.page(f"/members?cursor={people[2]}")) == people[3:]
    assert org.get("/members").json["limit"] == 100


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("limit=0", "limit: minimum items page size is 1"),
        ("limit=101", "limit: maximum items page size is 100"),
        ("limit=x", "limit: Has illegal integer number value"),
        ("cursor=abc", "cursor: Unexpected value [abc]"),
        ("active=yes", "active: Unexpected value [yes], expected one of: [true, false]"),
        ("role=admin", "role: Unexpected value [admin], expected one of: [organization_internal_a"),
        ("license=gold", "license: Unexpected value [gold], expected one of: [advanced, standard,"),
        ("emails=" + ",".join("abcdefghijk"), "emails: size must be between 0 and 10"),
    ],
)
def test_what_makes_no_sense_is_refused(org, query, message):
    """A 400 names the parameter."""
    status, code, told = refusal(org.get(f"/members?{query}"))
    assert (status, code) == (400, "invalidParameters")
    assert told.startswith(message)


def test_members_are_filtered(org, sandbox):
    """By role, license and whether they are active; all that is given has to be so."""
    me = sandbox.user_ids[0]
    ada, bob, cyd = (sandbox.add_user(name).id for name in ("Ada", "Bob", "Cyd"))
    sandbox._state.users[ada].license = "free"
    sandbox._state.users[bob].active = False

    def found(query):
        return ids(org.page(f"/members?{query}"))

    assert found("role=organization_internal_admin") == [me]
    assert found("role=organization_internal_user") == [ada, bob, cyd]
    assert found("license=free") == [ada]
    assert found("active=false") == [bob]
    assert found("active=true&license=full") == [me, cyd]
    assert found("role=unknown") == []
    assert org.pages("/members?role=organization_internal_user&limit=2") == [[ada, bob], [cyd]]


def test_members_are_found_by_email(org, sandbox):
    """A bare array, in the order of the question; other filters do not count then."""
    ada = sandbox.add_user("Ada", email="ada@example.com")
    bob = sandbox.add_user("Bob", email="bob@example.com")
    query = "emails=BOB@example.com,%20ada@example.com,nobody@example.com,bob@example.com"
    found = org.get(f"/members?{query}&active=maybe&role=unknown&limit=0&cursor=x").json
    assert ids(found) == [bob.id, ada.id]
    assert org.get("/members?emails=nobody@example.com").json == []
    assert org.get("/members?emails=").json["size"] == 3
    most = ",".join(["ada@example.com", *"abcdefghi"])
    assert ids(org.get(f"/members?emails={most}").json) == [ada.id]
