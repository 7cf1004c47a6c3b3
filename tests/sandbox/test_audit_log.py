from __future__ import annotations

from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

from miro_async import operations
from miro_async.sandbox.audit import EVENTS
from tests.sandbox.auditor import DAY, Auditor
from tests.sandbox.talker import Talker


@pytest.fixture
def auditor(sandbox):
    """Give somebody who reads the logs."""
    return Auditor(sandbox)


def told(events):
    """Give what events are about, in short."""
    return [(event["event"], event["object"].get("name")) for event in events]


def test_what_becomes_of_a_board_is_told(auditor, sandbox, board):
    """With who did it, when, where, and to what."""
    sandbox.clock.advance(0.5)
    assert board.patch("", {"name": "Renamed"}).status == 200
    copy = board.ask("PUT", f"/v2/boards?copy_from={quote(board.id)}").json
    assert board.delete("").status == 204
    events = auditor.events()
    assert told(events) == [
        ("board_created", "Retro"),
        ("board_updated", "Renamed"),
        ("board_copied", "Copy of Renamed"),
        ("board_deleted", "Renamed"),
    ]
    assert [event["object"]["id"] for event in events] == [board.id, board.id, copy["id"], board.id]
    me, team = sandbox.user_ids[0], sandbox.team_id
    assert events[1] == {
        "id": events[1]["id"],
        "event": "board_updated",
        "category": "boards",
        "createdAt": "2026-01-05T10:30:15.750+0000",
        "createdBy": {
            "type": "user",
            "id": me,
            "name": "Sandbox user",
            "email": "user@sandbox.test",
        },
        "object": {"id": board.id, "name": "Renamed"},
        "context": {
            "ip": "127.0.0.1",
            "team": {"id": team, "name": "Sandbox team"},
            "organization": {"id": sandbox.organization_id, "name": "Sandbox organization"},
        },
        "details": {},
    }
    assert events[1]["id"].startswith("2026-01-05T10:30:15.750000Z#")


def test_an_event_is_in_the_team_of_its_board(auditor, sandbox):
    """Whatever team the token is for."""
    team_id = sandbox.add_team("Other team")
    board_id = sandbox.add_board("Plan", team_id=team_id)
    assert auditor.patch(f"/v2/boards/{quote(board_id)}", {"name": "Plans"}).status == 200
    (event,) = auditor.events()
    assert event["context"]["team"] == {"id": team_id, "name": "Other team"}


def test_reading_and_refused_calls_are_not_told(auditor, sandbox, board):
    """Nothing has happened then: not with a wrong body, nor without a token, a role or a board."""
    before = auditor.events()
    board.get("")
    board.get("/items")
    stranger = Talker(sandbox, sandbox.add_user("Ada", team_id=sandbox.add_team("T")).token)
    assert board.patch("", {"name": ""}).status == 400
    assert board.post("/shapes", {"data": 5}).status == 400
    assert board.delete("/v2/boards/nowhere").status == 404
    assert stranger.patch(board.path, {"name": "Mine"}).status in {403, 404}
    assert board.ask("DELETE", "", headers={"Authorization": ""}).status == 401
    assert board.delete("/items/1").status == 404
    assert auditor.events() == before
    assert auditor.content() == []


def test_people_of_a_board_are_told(auditor, sandbox, board):
    """Who was invited and as what, and whose role was changed by whom."""
    ada = sandbox.add_user("Ada", team_id=sandbox.add_team("T"))
    board.post("/members", {"emails": [ada.email], "role": "viewer"})
    board.patch(f"/members/{ada.id}", {"role": "editor"})
    board.delete(f"/members/{ada.id}")
    _, shared, changed, removed = auditor.events()
    assert (shared["event"], shared["object"]["name"]) == ("board_shared", "Retro")
    assert shared["details"] == {"emails": [ada.email], "role": "viewer"}
    assert changed["event"] == "board_member_role_changed"
    assert changed["object"] == {"id": ada.id, "name": "Ada"}
    assert changed["details"] == {"boardId": board.id, "role": "editor"}
    assert removed["event"] == "board_member_removed"
    assert removed["object"] == {"id": ada.id, "name": "Ada"}


def test_teams_and_groups_are_told(auditor, sandbox):
    """What is gone is told by the name that it had; the team of an event is the one it is about."""
    org = f"/v2/orgs/{sandbox.organization_id}"
    ada = sandbox.add_user("Ada")
    team = auditor.post(f"{org}/teams", {"name": "Blue"}).json
    path = f"{org}/teams/{team['id']}"
    auditor.post(f"{path}/members", {"email": ada.email, "role": "member"})
    auditor.patch(path, {"name": "Red"})
    group = auditor.post(f"{org}/groups", {"name": "Crew"}).json
    auditor.post(f"{org}/groups/{group['id']}/members", {"email": ada.email})
    auditor.delete(f"{org}/groups/{group['id']}")
    auditor.post(f"/v2/sessions/reset_all?email={ada.email}")
    assert auditor.delete(path).status == 204
    events = auditor.events()
    assert told(events) == [
        ("team_created", "Blue"),
        ("user_invited_to_team", "Ada"),
        ("team_updated", "Red"),
        ("user_group_created", "Crew"),
        ("user_added_to_user_group", "Ada"),
        ("user_group_deleted", "Crew"),
        ("user_sessions_reset", "Ada"),
        ("team_deleted", "Red"),
    ]
    _, invited, *_, deleted = events
    assert invited["object"]["id"] == ada.id
    assert invited["details"] == {"teamId": team["id"], "email": ada.email, "role": "member"}
    assert invited["context"]["team"]["id"] == team["id"]
    assert deleted["context"]["team"] == {"id": team["id"], "name": "Red"}


def test_exports_and_holds_are_told(auditor, sandbox, board):
    """By their ids, as far as they have no names."""
    org, job = f"/v2/orgs/{sandbox.organization_id}", "00000000-0000-0000-0000-000000000001"
    body = {"boardIds": [board.id], "boardFormat": "PDF"}
    auditor.post(f"{org}/boards/export/jobs?request_id={job}", body)
    case = auditor.post(f"{org}/cases", {"name": "Case"}).json
    scope = {"users": [{"email": "user@sandbox.test"}]}
    holds = f"{org}/cases/{case['id']}/legal-holds"
    hold = auditor.post(holds, {"name": "Hold", "scope": scope}).json
    auditor.delete(f"{holds}/{hold['id']}")
    _, export, *others = auditor.events()
    assert (export["event"], export["category"]) == ("board_export_created", "ediscovery")
    assert export["object"] == {"id": job}
    assert export["details"] == body
    assert told(others) == [
        ("case_created", "Case"),
        ("legal_hold_created", "Hold"),
        ("legal_hold_closed", "Hold"),
    ]
    assert others[-1]["details"] == {"caseId": case["id"]}


def test_signing_in_is_told_and_refreshing_is_not(auditor, sandbox):
    """By whom, and with which app."""
    ada = sandbox.add_user("Ada")
    asked = {
        "response_type": "code",
        "client_id": sandbox.client_id,
        "redirect_uri": "https://app.test/back",
    }
    url = f"https://miro.com/oauth/authorize?{urlencode(asked)}"
    code = parse_qs(urlsplit(sandbox.authorize(url, user=ada.id)).query)["code"][0]
    app = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    def token(**fields):
        body = urlencode({**app, **fields}).encode()
        return auditor.ask("POST", "/v1/oauth/token", body, headers=form)

    exchange = {"grant_type": "authorization_code", "redirect_uri": asked["redirect_uri"]}
    assert token(**exchange, code="wrong").status == 401
    pair = token(**exchange, code=code).json
    assert token(grant_type="refresh_token", refresh_token=pair["refresh_token"]).status == 200
    (event,) = auditor.events()
    assert (event["event"], event["category"]) == ("sign_in_succeeded", "authentication")
    assert event["createdBy"]["id"] == ada.id
    assert event["object"]["id"] == sandbox.client_id
    assert event["details"] == {"authType": "OAUTH", "mfaFactorType": "NONE"}
    assert event["context"]["team"]["id"] == pair["team_id"]


def test_events_of_scim_are_those_of_its_provisioner(auditor, sandbox):
    """It is no user, and in no team."""
    scim = Talker(sandbox, sandbox.scim_token)
    schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"]
    body = {"schemas": schemas, "userName": "gus@sandbox.test", "displayName": "Gus"}
    made = scim.post("/api/v1/scim/Users", body)
    assert made.status == 201, made.body
    (event,) = auditor.events()
    assert event["event"] == "user_created"
    account = sandbox.calls[-2].user_id
    assert account not in sandbox.user_ids
    assert event["createdBy"] == {"type": "scim_provisioner", "id": account, "name": "SCIM"}
    assert event["object"]["id"] == made.json["id"]
    assert "team" not in event["context"]


def test_every_event_is_one_of_an_operation_that_writes():
    """No name is wrong, and what only reads makes none."""
    writing = {
        f"{operation.group}.{operation.name}"
        for operation in operations()
        if operation.method != "GET"
    }
    assert EVENTS.keys() - {"oauth.token"} <= writing
    assert {key for key in writing if key.startswith("boards.")} <= EVENTS.keys()


def test_audit_events_come_in_pages_in_both_directions(auditor, sandbox):
    """In the order of time, or against it; the cursor holds while more is noted."""
    for number in range(5):
        auditor.post("/v2/boards", {"name": f"Board {number}"})
        sandbox.clock.advance(1)
    path = f"/v2/audit/logs?{urlencode(DAY)}&limit=2"
    for sorting, order in (("", "01234"), ("&sorting=ASC", "01234"), ("&sorting=DESC", "43210")):
        names, cursor = "", ""
        while True:
            page = auditor.get(f"{path}{sorting}{cursor}").json
            names += "".join(event["object"]["name"][-1] for event in page["data"])
            assert (page["limit"], page["type"]) == (2, "cursor-list")
            assert page["size"] == len(page["data"])
            if "cursor" not in page:
                break
            cursor = f"&cursor={page['cursor']}"
            if "DESC" in sorting:
                auditor.post("/v2/boards", {"name": "Board X"})
        assert names.replace("X", "") == order


def test_audit_events_are_between_two_times(auditor, sandbox):
    """Both are left out themselves."""
    for name in "abc":
        auditor.post("/v2/boards", {"name": name})
        sandbox.clock.advance(1)

    def names(after, before):
        span = {"createdAfter": f"2026-01-05T10:30:{after}Z"}
        events = auditor.events(**span, createdBefore=f"2026-01-05T10:30:{before}Z")
        return "".join(event["object"]["name"] for event in events)

    assert names("15.249", "17.251") == "abc"
    assert names("15.250", "17.250") == "b"
    assert names("15.250", "17.251") == "bc"


def test_audit_events_are_there_for_90_days(auditor, sandbox):
    """Older ones are not, whatever is asked for."""
    auditor.post("/v2/boards", {"name": "Old"})
    sandbox.clock.advance(90 * 24 * 3600 - 1)
    assert told(auditor.events()) == [("board_created", "Old")]
    sandbox.clock.advance(1)
    assert auditor.events() == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"createdBefore": None}, "createdBefore: Field [createdBefore] of type [String] is req"),
        ({"createdAfter": None}, "createdAfter: Field [createdAfter] of type [String] is required"),
        ({"createdAfter": "2026-01-05"}, "createdAfter: Unexpected value [2026-01-05]"),
        ({"createdAfter": "2026-01-05T00:00:00Z"}, "createdAfter: Unexpected value"),
        ({"createdAfter": "2026-01-05T00:00:00.000+00:00"}, "createdAfter: Unexpected value"),
        ({"createdAfter": "2026-13-05T00:00:00.000Z"}, "createdAfter: Unexpected value"),
        ({"createdAfter": "2026-01-07T00:00:00.000Z"}, "createdAfter: must not be later than"),
        ({"limit": "0"}, "limit: minimum items page size is 1"),
        ({"limit": "101"}, "limit: maximum items page size is 100"),
        ({"sorting": "asc"}, "sorting: Unexpected value [asc], expected one of: [ASC, DESC]"),
        ({"cursor": "a"}, "cursor: Unexpected value [a]"),
    ],
)
def test_the_query_of_the_audit_log_is_checked(auditor, query, told):
    """Both times are needed, with milliseconds and a Z."""
    whole = {name: value for name, value in {**DAY, **query}.items() if value is not None}
    refused = auditor.get(f"/v2/audit/logs?{urlencode(whole)}")
    assert (refused.status, refused.json["code"]) == (400, "invalidParameters")
    assert told in refused.json["message"]
