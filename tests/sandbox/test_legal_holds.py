from __future__ import annotations

import json

import pytest

from miro_async.sandbox import Sandbox
from tests.sandbox.exporter import ONE, THREE, TWO, address_of, archive_of, start
from tests.sandbox.lawyer import Lawyer
from tests.sandbox.talker import BoardTalker

ADMIN = "organization_internal_admin"
ME = {"email": "user@sandbox.test"}


@pytest.fixture
def lawyer(sandbox):
    """Give an administrator who talks about cases."""
    return Lawyer(sandbox)


@pytest.fixture
def case(lawyer):
    """Give a case."""
    return lawyer.made("", name="Case")


def test_a_case_is_made_read_changed_and_closed(lawyer, sandbox):
    """A change replaces the whole: a description that is left out is gone."""
    case = lawyer.made("", name="Case", description="About it")
    me = {
        "id": sandbox.user_ids[0],
        "email": "user@sandbox.test",
        "firstName": "Sandbox",
        "lastName": "user",
    }
    assert case == {
        "id": case["id"],
        "organizationId": sandbox.organization_id,
        "name": "Case",
        "description": "About it",
        "createdBy": me,
        "lastModifiedBy": me,
        "createdAt": "2026-01-05T10:30:15Z",
        "lastModifiedAt": "2026-01-05T10:30:15Z",
    }
    path = f"/{case['id']}"
    assert lawyer.get(path).json == case

    ada = sandbox.add_user("Ada", email="ada@sandbox.test", role=ADMIN)
    sandbox.clock.advance(60)
    changed = Lawyer(sandbox, ada.token).ask("PUT", path, {"name": "Matter"}).json
    assert "description" not in changed
    assert changed["name"] == "Matter"
    assert changed["createdBy"] == me
    assert changed["lastModifiedBy"] == {
        "id": ada.id,
        "email": "ada@sandbox.test",
        "firstName": "Ada",
        "lastName": "",
    }
    assert changed["createdAt"] == case["createdAt"]
    assert changed["lastModifiedAt"] == "2026-01-05T10:31:15Z"
    assert lawyer.get("").json["data"] == [changed]

    assert lawyer.delete(path).status == 204
    for gone in (lawyer.get(path), lawyer.delete(path), lawyer.get(f"{path}/legal-holds")):
        assert (gone.status, gone.json["code"]) == (404, "notFound")
    assert lawyer.get("").json["data"] == []


def test_cases_come_in_pages(lawyer):
    """By their ids, with a cursor for the rest."""
    ids = [lawyer.made("", name=str(number))["id"] for number in range(3)]
    page = lawyer.get("?limit=2").json
    assert [case["id"] for case in page["data"]] == ids[:2]
    assert (page["size"], page["limit"], page["type"]) == (2, 2, "cursor-list")
    rest = lawyer.get(f"?limit=2&cursor={page['cursor']}").json
    assert [case["id"] for case in rest["data"]] == ids[2:]
    assert "cursor" not in rest
    for wrong in ("?limit=0", "?limit=101", "?cursor=a"):
        assert lawyer.get(wrong).json["code"] == "invalidParameters"


@pytest.mark.parametrize("body", [{}, {"name": 5}, {"description": "x"}, {"name": None}, []])
def test_a_case_needs_a_name(lawyer, case, body):
    """When it is made, and when it is changed."""
    assert lawyer.post("", body).json["code"] == "invalidParameters"
    assert lawyer.ask("PUT", f"/{case['id']}", body).json["code"] == "invalidParameters"
    assert lawyer.get("").json["data"] == [case]


def test_a_hold_is_processed_then_active_then_gone(lawyer, sandbox, case):
    """With the clock: ten seconds to put it in place, and ten to lift it."""
    hold = lawyer.hold(case["id"], ME["email"], description="All of it")
    assert hold == {
        "id": hold["id"],
        "organizationId": sandbox.organization_id,
        "caseId": case["id"],
        "name": "Hold",
        "description": "All of it",
        "state": "PROCESSING",
        "scope": {"users": [case["createdBy"]]},
        "createdBy": case["createdBy"],
        "lastModifiedBy": case["createdBy"],
        "createdAt": "2026-01-05T10:30:15Z",
        "lastModifiedAt": "2026-01-05T10:30:15Z",
    }
    path = f"/{case['id']}/legal-holds/{hold['id']}"
    sandbox.clock.advance(9)
    assert lawyer.get(path).json == hold
    sandbox.clock.advance(1)
    assert lawyer.get(path).json == hold | {"state": "ACTIVE"}
    assert lawyer.delete(path).status == 204
    sandbox.clock.advance(9)
    assert lawyer.delete(path).status == 204  # which does not begin it anew
    assert lawyer.get(path).json["state"] == "DELETING"
    (listed,) = lawyer.get(f"/{case['id']}/legal-holds").json["data"]
    assert listed["state"] == "DELETING"
    sandbox.clock.advance(1)
    for gone in (lawyer.get(path), lawyer.delete(path), lawyer.get(f"{path}/content-items")):
        assert (gone.status, gone.json["code"]) == (404, "notFound")
    assert lawyer.get(f"/{case['id']}/legal-holds").json["data"] == []


def test_a_changed_hold_is_processed_again(lawyer, sandbox, case):
    """Its users are replaced by those of the request."""
    ada = sandbox.add_user("Ada Lovelace", email="ada@sandbox.test")
    hold = lawyer.hold(case["id"], ME["email"], description="All of it")
    path = f"/{case['id']}/legal-holds/{hold['id']}"
    sandbox.clock.advance(10)
    scope = {"users": [{"email": "ADA@sandbox.test"}, {"email": "ada@sandbox.test"}]}
    changed = lawyer.ask("PUT", path, {"name": "Other", "scope": scope}).json
    assert (changed["name"], changed["state"]) == ("Other", "PROCESSING")
    assert "description" not in changed
    (user,) = changed["scope"]["users"]
    assert user == {
        "id": ada.id,
        "email": "ada@sandbox.test",
        "firstName": "Ada",
        "lastName": "Lovelace",
    }
    assert changed["lastModifiedAt"] == "2026-01-05T10:30:25Z"
    assert lawyer.get(path).json == changed

    lawyer.delete(path)
    refused = lawyer.ask("PUT", path, {"name": "Late", "scope": scope})
    assert refused.json["message"] == "legal_hold_id: The legal hold is being closed"
    assert lawyer.get(path).json["name"] == "Other"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"scope": {"users": [ME]}}, "Field [name] of type [String] is required"),
        ({"name": "x"}, "Field [scope] of type [Object] is required"),
        ({"name": "x", "scope": {}}, "Field [scope.users] of type [Array] is required"),
        ({"name": "x", "scope": {"users": []}}, "scope.users: size must be between 1 and 200"),
        ({"name": "x", "scope": {"users": [ME] * 201}}, "size must be between 1 and 200"),
        ({"name": "x", "scope": {"users": [{}]}}, "[scope.users[0].email] of type [String]"),
        (
            {"name": "x", "scope": {"users": [ME, {"email": "a"}, {"email": "b"}]}},
            "scope.users[1].email: User not found; scope.users[2].email: User not found",
        ),
    ],
)
def test_a_hold_needs_a_name_and_known_users(lawyer, case, body, told):
    """From 1 to 200 of them; who is unknown is told by their place."""
    refused = lawyer.post(f"/{case['id']}/legal-holds", body)
    assert (refused.status, refused.json["code"]) == (400, "invalidParameters")
    assert told in refused.json["message"]
    assert lawyer.get(f"/{case['id']}/legal-holds").json["data"] == []


def test_a_hold_is_one_of_its_case(lawyer, case):
    """Another case does not have it."""
    hold = lawyer.hold(case["id"], ME["email"])
    other = lawyer.made("", name="Other")
    assert lawyer.get(f"/{other['id']}/legal-holds/{hold['id']}").status == 404
    assert lawyer.get(f"/{other['id']}/legal-holds").json["data"] == []
    ids = [hold["id"], lawyer.hold(case["id"], ME["email"])["id"]]
    page = lawyer.get(f"/{case['id']}/legal-holds?limit=1").json
    rest = lawyer.get(f"/{case['id']}/legal-holds?limit=1&cursor={page['cursor']}").json
    assert [page["data"][0]["id"], rest["data"][0]["id"]] == ids


def test_a_case_is_closed_after_its_holds(lawyer, case):
    """A hold that is on its way out is not in the way."""
    hold = lawyer.hold(case["id"], ME["email"])
    refused = lawyer.delete(f"/{case['id']}")
    assert refused.json["message"] == "case_id: Close the legal holds of the case first"
    lawyer.delete(f"/{case['id']}/legal-holds/{hold['id']}")
    assert lawyer.delete(f"/{case['id']}").status == 204


def test_the_boards_that_users_can_see_are_held(lawyer, sandbox, case, board):
    """Their own ones and those that they were given; once the hold is active."""
    ada = sandbox.add_user("Ada", team_id=sandbox.add_team("Team of her own"))
    hers = BoardTalker(sandbox, name="Hers")
    private = {"policy": {"sharingPolicy": {"teamAccess": "private"}}}
    for each in (board, hers):
        assert each.patch("", private).status == 200
    hold = lawyer.hold(case["id"], ada.email)
    assert lawyer.held(case["id"], hold["id"]) == set()
    sandbox.clock.advance(10)
    assert lawyer.held(case["id"], hold["id"]) == set()
    assert hers.post("/members", {"emails": [ada.email], "role": "viewer"}).status in {200, 201}
    assert lawyer.held(case["id"], hold["id"]) == {hers.id}
    mine = lawyer.hold(case["id"], ME["email"])
    assert lawyer.held(case["id"], mine["id"]) == set()
    sandbox.clock.advance(10)
    assert lawyer.held(case["id"], mine["id"]) == {board.id, hers.id}
    path = f"/{case['id']}/legal-holds/{mine['id']}/content-items?limit=1"
    page = lawyer.get(path).json
    rest = lawyer.get(f"{path}&cursor={page['cursor']}").json
    found = [page["data"][0]["contentId"], rest["data"][0]["contentId"]]
    assert found == sorted([board.id, hers.id])


def test_a_held_board_that_is_deleted_is_preserved(lawyer, sandbox, case, board):
    """It is under the hold still, and can be exported; others are gone for good."""
    one, two = board.note(data={"content": "Evidence"}), board.note()
    board.made("/connectors", {"startItem": {"id": one["id"]}, "endItem": {"id": two["id"]}})
    lost = BoardTalker(sandbox)
    assert lost.delete("").status == 204
    hold = lawyer.hold(case["id"], ME["email"])
    assert board.delete("").status == 204
    assert board.get("").status == 404
    sandbox.clock.advance(10)
    assert lawyer.held(case["id"], hold["id"]) == {board.id}
    jobs = address_of(sandbox)
    assert start(lawyer, jobs, ONE, board.id, lost.id).status == 200
    sandbox.clock.advance(10)
    results = lawyer.get(f"{jobs}/{ONE}/results").json["results"]
    assert [result["status"] for result in results] == ["SUCCESS", "ERROR"]
    told = json.loads(archive_of(lawyer, jobs).read("board.json"))
    assert [item["id"] for item in told["items"]] == [one["id"], two["id"]]
    assert len(told["connectors"]) == 1


def test_without_a_hold_nothing_is_preserved(lawyer, sandbox, case, board):
    """Neither after it was lifted, nor where it is about somebody else."""
    ada = sandbox.add_user("Ada", team_id=sandbox.add_team("Team of her own"))
    board.patch("", {"policy": {"sharingPolicy": {"teamAccess": "private"}}})
    hers = lawyer.hold(case["id"], ada.email)
    mine = lawyer.hold(case["id"], ME["email"])
    lawyer.delete(f"/{case['id']}/legal-holds/{mine['id']}")
    sandbox.clock.advance(10)
    board.delete("")
    again = lawyer.hold(case["id"], ME["email"])
    sandbox.clock.advance(10)
    assert lawyer.held(case["id"], again["id"]) == set()
    assert lawyer.held(case["id"], hers["id"]) == set()


def test_the_exports_of_a_case_are_those_of_held_boards(lawyer, sandbox, case, board):
    """A hold that is gone has none."""
    team_id = sandbox.add_team("Other team", owner=sandbox.add_user("Ada").id)
    _, ada = sandbox.user_ids
    other = sandbox.add_board("Other", owner=ada, team_id=team_id)
    jobs = address_of(sandbox)
    for job, boards in ((TWO, [other, board.id]), (THREE, [other]), (ONE, [board.id])):
        assert start(lawyer, jobs, job, *boards).status == 200
        sandbox.clock.advance(1)
    path = f"/{case['id']}/export-jobs"
    assert lawyer.get(path).json["data"] == []
    hold = lawyer.hold(case["id"], ME["email"])
    assert lawyer.get(path).json["data"] == [{"id": TWO}, {"id": ONE}]
    page = lawyer.get(f"{path}?limit=1").json
    assert page["data"] == [{"id": TWO}]
    assert lawyer.get(f"{path}?limit=1&cursor={page['cursor']}").json["data"] == [{"id": ONE}]
    lawyer.delete(f"/{case['id']}/legal-holds/{hold['id']}")
    sandbox.clock.advance(10)
    assert lawyer.get(path).json["data"] == []


def test_cases_need_enterprise_guard(sandbox):
    """And an administrator."""
    ada = sandbox.add_user("Ada")
    assert Lawyer(sandbox, ada.token).get("").json["code"] == "forbiddenAccess"
    assert Lawyer(Sandbox(plan="enterprise")).get("").json["code"] == "forbiddenAccess"
