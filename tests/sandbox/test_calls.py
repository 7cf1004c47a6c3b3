"""The record of what was called."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from miro_async import MiroApi, sandbox as package
from miro_async.call.transport.protocol import Request, Response
from miro_async.sandbox import Sandbox, calls
from miro_async.sandbox.service import Answered
from tests.sandbox.app import App
from tests.sandbox.conftest import NOW
from tests.sandbox.talker import ORIGIN, BoardTalker, Talker

REQUEST = Request(method="GET", url=f"{ORIGIN}/v2/boards", headers={})
ANSWERED = Answered(response=Response(status=200, headers={}), user=None, call=None, cost=0)


def test_a_call_is_recorded_with_what_became_of_it(board, sandbox):
    """Who called what, with which body, when, for how much, and what the answer was."""
    sandbox.clock.advance(3)
    board.post("/sticky_notes?x=1&x=2", {"data": {"content": "Hi"}})
    call = sandbox.calls[-1]
    assert (call.operation, call.method) == ("sticky_notes.create", "POST")
    assert call.path == f"{board.path}/sticky_notes"
    assert call.query == {"x": "2"}
    assert call.body == {"data": {"content": "Hi"}}
    assert (call.user_id, call.client_id) == (sandbox.user_ids[0], sandbox.client_id)
    assert (call.status, call.credits, call.fault) == (201, 100, None)
    assert (call.time, call.number) == (NOW + timedelta(seconds=3), 2)


def test_refusals_are_recorded_too(board, sandbox):
    """What is none of Miro's endpoints has no operation, and what has no token no user."""
    board.get("/items?limit=1")
    Talker(sandbox, "wrong").get("/v2/boards")
    board.get("/v2/nothing?a=b")
    board.ask("DELETE", "/v2/boards")
    refused, unknown, nothing, wrong_method = sandbox.calls[-4:]
    assert (refused.status, refused.credits, refused.query) == (400, 100, {"limit": "1"})
    assert (unknown.operation, unknown.status) == ("boards.list", 401)
    assert (unknown.user_id, unknown.client_id, unknown.credits) == (None, None, 0)
    assert (nothing.operation, nothing.status, nothing.path) == ("", 404, "/v2/nothing")
    assert (wrong_method.operation, wrong_method.method) == ("", "DELETE")


def test_calls_are_found_by_their_operation(board, sandbox):
    """By name or pattern, the oldest first."""
    board.note()
    board.note()
    board.items()
    assert [call.number for call in sandbox.calls.of("sticky_notes.create")] == [2, 3]
    assert [call.operation for call in sandbox.calls.of("*.list")] == ["items.list"]
    assert sandbox.calls.of("boards.get") == []
    assert len(sandbox.calls) == 4
    assert [call.number for call in sandbox.calls] == [1, 2, 3, 4]
    assert [call.number for call in sandbox.calls[1:3]] == [2, 3]
    assert [call.number for call in sandbox.calls.after(2)] == [3, 4]
    assert sandbox.calls.after(4) == []
    assert repr(sandbox.calls) == "<4 calls>"


def test_forgotten_calls_are_gone(board, sandbox):
    """Their numbers are not given again: who looks for what is new finds it."""
    board.items()
    sandbox.calls.clear()
    assert list(sandbox.calls) == []
    assert sandbox.calls.total == 2
    board.items()
    assert [call.number for call in sandbox.calls.after(2)] == [3]


def test_only_the_newest_are_kept(sandbox):
    """However many there were."""
    visit = sandbox._service.receive(REQUEST)
    for _ in range(calls.MOST_CALLS + 5):
        sandbox.calls.add(visit, ANSWERED, 0.0, None)
    assert len(sandbox.calls) == 10_000
    assert (sandbox.calls[0].number, sandbox.calls.total) == (6, 10_005)
    assert len(sandbox.calls.after(0)) == 10_000


def test_a_list_can_be_read_while_more_calls_come(board, sandbox):
    """As on a socket, in another thread."""
    for call in sandbox.calls:
        board.items()
        assert call.number == 1
    assert len(sandbox.calls) == 2


@pytest.mark.parametrize("body", [b"{", b"", b"\xff", b"[" * 100_000])
def test_a_body_that_cannot_be_read_is_none(board, sandbox, body):
    """What was sent is there as it came."""
    board.post("/shapes", body)
    assert sandbox.calls[-1].body is None
    assert (sandbox.calls[-1].content or b"") == body


def test_files_are_not_kept(board, sandbox):
    """They are large, and no JSON."""
    board.upload("POST", "/images", ("resource", "a.png", b"x" * 1000))
    assert sandbox.calls[-1].status == 201
    assert sandbox.calls[-1].content is None


def test_no_secret_is_recorded(sandbox):
    """Neither of OAuth, in whichever of its ways, nor what stands in an address by mistake."""
    app = App(sandbox)
    code = app.code()
    pair = app.exchange(code).json
    new = app.refresh(pair["refresh_token"]).json
    query = f"client_secret={sandbox.client_secret}&refresh_token={new['refresh_token']}"
    app.ask("POST", f"/v1/oauth/token?{query}&code={code}")
    app.ask("POST", f"/v1/oauth/tokens?{query}")
    app.call(new["access_token"], f"/v2/boards?access_token={new['access_token']}&a=1")
    app.call(new["access_token"], f"/v1/oauth-token?access_token={new['access_token']}")
    secret = {"accessToken": new["access_token"], "clientSecret": sandbox.client_secret}
    body = json.dumps({**secret, "clientId": sandbox.client_id}).encode()
    app.ask("POST", "/v2/oauth/revoke", body)
    app.ask("POST", f"/v1/oauth/revoke?access_token={sandbox.token}")
    assert [call.operation for call in sandbox.calls] == [
        *("oauth.token", "oauth.token", "oauth.token", "", "boards.list"),
        *("tokens.get_info", "tokens.revoke", "tokens.revoke_v1"),
    ]
    assert sandbox.calls[4].query == {"a": "1"}
    values = [
        *(pair["access_token"], pair["refresh_token"], new["access_token"], new["refresh_token"]),
        *(code, sandbox.client_secret, sandbox.token),
    ]
    for call in sandbox.calls:
        everything = repr(call) + repr([getattr(call, name) for name in call.__slots__[:-1]])
        assert not [value for value in values if value in everything]


def test_the_address_of_a_file_does_not_open_it(board, sandbox):
    """The signature is not in the record."""
    image = board.upload("POST", "/images", ("resource", "a.png", b"x")).json
    signed = board.get(image["data"]["imageUrl"]).json["url"]
    assert board.ask("GET", signed, headers={"Authorization": ""}).status == 200
    assert sandbox.calls[-1].operation == "resources.download"
    assert sandbox.calls[-1].query.keys() == {"expires"}


@pytest.mark.anyio
async def test_calls_of_a_client_are_recorded():
    """What somebody tests their program for: that it made these calls, and no others."""
    sandbox = Sandbox()
    async with MiroApi(sandbox.token, transport=sandbox, scim_token=sandbox.scim_token) as api:
        board = await api.boards.create(name="Retro")
        await api.items.list(board.id, page_size=10).collect()
    assert [call.operation for call in sandbox.calls] == ["boards.create", "items.list"]
    assert sandbox.calls[0].body == {"name": "Retro"}
    assert sandbox.calls[1].query["limit"] == "10"


def test_each_app_and_user_is_told_apart(sandbox):
    """By the token that they call with."""
    app = sandbox.add_app("Other")
    ada = sandbox.add_user("Ada")
    token = sandbox.new_token(ada.id, client_id=app.client_id)
    BoardTalker(sandbox)
    Talker(sandbox, token).get("/v2/boards")
    Talker(sandbox, sandbox.scim_token).get("/api/v1/scim/ServiceProviderConfig")
    mine, hers, scim = sandbox.calls
    assert (mine.user_id, mine.client_id) == (sandbox.user_ids[0], sandbox.client_id)
    assert (hers.user_id, hers.client_id) == (ada.id, app.client_id)
    assert re.fullmatch(r"\d{19}", scim.user_id)
    assert scim.user_id not in sandbox.user_ids
    assert scim.client_id is None


def test_a_call_that_is_not_there_is_told(sandbox):
    """With how many there are."""
    with pytest.raises(IndexError, match="there are 0 calls"):
        sandbox.calls[0]


def test_no_password_is_kept(sandbox):
    """Identity providers may send one with a new user."""
    talker = Talker(sandbox, sandbox.scim_token)
    base = "https://miro.com/api/v1/scim/Users"
    user = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"]}
    for body in ({"userName": "a@b.test"}, {"userName": "c@b.test", "Password": "hunter2"}):
        assert talker.post(base, user | body).status == 201
    first, second = sandbox.calls
    assert (first.body["userName"], second.body) == ("a@b.test", None)
    assert "hunter2" not in repr(second.content)


def test_all_that_is_public_is_found():
    """Also by editors and shells that ask for names."""
    assert {*package.__all__} <= {*dir(package)}
    assert {"Calls", "Faults", "SandboxUser"} <= {*package.__all__}
    sandbox = Sandbox()
    assert isinstance(sandbox.calls, package.Calls)
    assert isinstance(sandbox.faults, package.Faults)
    assert not hasattr(sandbox, "held")
