"""What an access token is for, and ending it."""

from __future__ import annotations

import json

import pytest

from miro_async import Hooks, MiroApi
from miro_async.call.transport.protocol import Request
from miro_async.errors import BadRequestError, NotFoundError
from miro_async.sandbox import Clock, Sandbox
from miro_async.sandbox.call import Call
from miro_async.sandbox.handlers.oauth import CONSENT
from tests.sandbox.app import App, is_refused
from tests.sandbox.conftest import NOW
from tests.sandbox.talker import ORIGIN

JSON = {"Content-Type": "application/json"}
NO_BEARER = {"Authorization": ""}
SCOPES = ["boards:read", "boards:write", "identity:read", "team:read"]


@pytest.fixture
def sandbox():
    """Give a sandbox whose app has these scopes."""
    return Sandbox(clock=Clock(NOW), scopes=SCOPES)


@pytest.fixture
def app(sandbox):
    """Give the app of a sandbox."""
    return App(sandbox)


def revoke(app, **changes):
    """POST to the second version's way to revoke a token, which needs no bearer."""
    usual = {"clientId": app.sandbox.client_id, "clientSecret": app.sandbox.client_secret}
    body = json.dumps({**usual, **changes}).encode()
    return app.ask("POST", "/v2/oauth/revoke", body, headers={**JSON, "Authorization": ""})


def test_a_token_tells_whose_it_is(app, sandbox):
    """App, organization, team and user, as Miro has them; it may be in the query as well."""
    ada = sandbox.add_user("Ada").id
    access_token = app.login(ada)["access_token"]

    info = app.call(access_token, "/v1/oauth-token").json

    organization = info.pop("organization")
    assert info == {
        "type": "oAuthToken",
        "application": {"type": "application", "id": sandbox.client_id, "name": "Sandbox app"},
        "team": {"type": "team", "id": sandbox.team_id, "name": "Sandbox team"},
        "createdBy": {"type": "user", "id": ada, "name": "Ada"},
        "user": {"type": "user", "id": ada, "name": "Ada"},
        "scopes": SCOPES,
    }
    assert (organization["type"], organization["name"]) == ("organization", "Sandbox organization")
    ids = {organization["id"], sandbox.team_id, *sandbox.user_ids}
    assert len(ids) == 4
    asked = app.ask("GET", f"/v1/oauth-token?access_token={access_token}", headers=NO_BEARER)
    assert asked.json == {**info, "organization": organization}


def test_a_dead_token_is_no_good_request(app, sandbox):
    """Miro documents a 400 for it; without any token it is a 401 as everywhere."""
    pair = app.login()
    sandbox.expire_tokens()
    for wrong in (pair["access_token"], pair["refresh_token"], "x"):
        answer = app.call(wrong, "/v1/oauth-token")
        assert is_refused(answer, "The authorization token is not valid", 400)
    answer = app.ask("GET", "/v1/oauth-token", headers=NO_BEARER)
    assert (answer.status, answer.json["code"]) == (401, "tokenNotProvided")


def test_asking_costs_nothing(app, sandbox):
    """No credits are taken and no minute begins; the answer tells the user's budget."""
    app.call(sandbox.token)
    sandbox.clock.advance(30)
    answer = app.call(sandbox.token, "/v1/oauth-token")
    assert answer.headers["x-ratelimit-remaining"] == "99950"
    sandbox.clock.advance(31)
    before = app.call(sandbox.token, "/v1/oauth-token").headers["x-ratelimit-reset"]
    sandbox.clock.advance(10)
    after = app.call(sandbox.token).headers["x-ratelimit-reset"]
    assert int(after) == int(before) + 10
    assert sandbox.credits_spent == 100


@pytest.mark.parametrize("permanent", [False, True])
def test_revoking_ends_both_tokens(app, sandbox, permanent):
    """Once; the user's other tokens go on."""
    other = app.login()
    pair = {"access_token": sandbox.token} if permanent else app.login()

    answer = revoke(app, accessToken=pair["access_token"])

    assert (answer.status, answer.body) == (204, b"")
    assert not app.works(pair["access_token"])
    if not permanent:
        assert is_refused(app.refresh(pair["refresh_token"]), "The refresh token is not valid")
        assert sandbox.refused_refreshes == 1
    assert revoke(app, accessToken=pair["access_token"]).status == 404
    assert app.works(other["access_token"])


def test_what_cannot_be_revoked_is_not_found(app, sandbox):
    """A token that has died or never was, another app's credentials, or a body without them."""
    pair, expired = app.login(), app.login()
    sandbox.expire_tokens()
    access_token = app.refresh(pair["refresh_token"]).json["access_token"]
    for changes in (
        {"accessToken": pair["access_token"]},
        {"accessToken": expired["access_token"]},
        {"accessToken": expired["refresh_token"]},
        {"accessToken": "x"},
        {"accessToken": [access_token]},
        {},
        {"accessToken": access_token, "clientId": "1"},
        {"accessToken": access_token, "clientSecret": "x"},
        {"accessToken": access_token, "clientSecret": None},
    ):
        answer = revoke(app, **changes)
        assert answer.status == 404
        assert answer.json == {
            "type": "error",
            "code": "notFound",
            "message": "There is no such token of this app",
            "status": 404,
        }
    assert app.ask("POST", "/v2/oauth/revoke", b"{", headers=JSON).status == 400
    assert app.works(access_token)
    assert app.refresh(expired["refresh_token"]).status == 200


def test_the_old_way_to_revoke(app):
    """By the query, without credentials; what is not alive is no good request."""
    pair = app.login()
    path = f"/v1/oauth/revoke?access_token={pair['access_token']}"
    assert app.ask("POST", path, headers=NO_BEARER).status == 204
    assert not app.works(pair["access_token"])
    assert app.refresh(pair["refresh_token"]).status == 401
    for wrong in (path, "/v1/oauth/revoke"):
        answer = app.ask("POST", wrong, headers=NO_BEARER)
        assert is_refused(answer, "The access token is not valid", 400)


@pytest.mark.anyio
async def test_the_client_knows_what_it_is_told(app, sandbox):
    """Nothing that it does not expect, and nothing is missing."""
    drift = []
    pair = app.login()
    credentials = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    hooks = Hooks(drift=drift.append)
    async with MiroApi(pair["access_token"], transport=sandbox, hooks=hooks) as api:
        info = await api.tokens.get_info()
        assert info.user.id == info.created_by.id == pair["user_id"]
        assert info.team.id == pair["team_id"]
        assert list(info.scopes) == pair["scope"].split(" ")
        assert info.application.id == sandbox.client_id
        await api.tokens.revoke(access_token=pair["access_token"], **credentials)
        with pytest.raises(NotFoundError):
            await api.tokens.revoke(access_token=pair["access_token"], **credentials)
        with pytest.raises(BadRequestError):
            await api.tokens.revoke_v1(access_token=pair["access_token"])
        with pytest.raises(BadRequestError):
            await api.tokens.get_info()
    assert drift == []


def test_a_token_in_another_scheme_is_none(app, sandbox):
    """As good as it may be."""
    headers = {"Authorization": f"Basic {sandbox.token}"}
    answer = app.ask("GET", "/v2/boards", headers=headers)
    assert (answer.status, answer.json["message"]) == (401, "No authorization token was provided")


def test_no_repr_shows_a_secret(app, sandbox):
    """Neither what is registered, nor what was given, nor a call on its way or answered."""
    pair = app.login()
    grants = sandbox._state.grants
    call = Call(
        operation=CONSENT,
        ids={},
        query=pair,
        values={"code": list(pair.values())},
        token=pair["access_token"],
        content_type="",
        body=json.dumps([pair, app.credentials]).encode(),
        origin="",
        user=None,
        grant=grants.alive(pair["access_token"]),
        state=sandbox._state,
    )
    url = f"{ORIGIN}/v2/boards?access_token={pair['access_token']}"
    sent = {"Authorization": f"Bearer {pair['access_token']}"}
    visit = sandbox._service.receive(Request(method="GET", url=url, headers=sent))
    answered = sandbox._service.answer(visit)
    assert answered.response.status == 200
    given = [*grants.apps.values(), grants.alive(pair["access_token"])]
    shown = repr([*given, call, visit, answered])
    assert repr(sandbox._state) not in shown
    assert "Sandbox app" in shown
    for secret in (sandbox.client_secret, pair["access_token"], pair["refresh_token"]):
        assert secret not in shown
