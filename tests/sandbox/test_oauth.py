"""The token endpoint, in process and over a socket."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from urllib.parse import urlencode

import httpx
import pytest

from miro_async.errors import InvalidArgumentError
from miro_async.sandbox import Clock, Sandbox, SandboxServer
from tests.sandbox.app import CALLBACK, FORM, App, challenge_of, is_refused, over
from tests.sandbox.conftest import NOW
from tests.sandbox.talker import Talker

MINUTE = 60
DAY = 24 * 60 * MINUTE
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # of RFC 7636, appendix B
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
SCOPES = ["boards:read", "boards:write", "identity:read", "team:read"]


@pytest.fixture
def sandbox():
    """Give a sandbox whose app has these scopes."""
    return Sandbox(clock=Clock(NOW), scopes=SCOPES)


@pytest.fixture(params=["in process", "socket"])
def app(request, sandbox):
    """Give the app of a sandbox."""
    if request.param == "in process":
        yield App(sandbox)
        return
    with (
        SandboxServer(sandbox) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=60) as http,
    ):
        yield App(sandbox, over(http))


def test_a_code_is_exchanged_for_tokens(app, sandbox):
    """In the words of Miro's answer; they open the API as the user who allowed it."""
    ada = sandbox.add_user("Ada").id

    answer = app.exchange(app.code(ada))

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/json")
    given = answer.json
    access, refresh = given.pop("access_token"), given.pop("refresh_token")
    assert given == {
        "user_id": ada,
        "team_id": sandbox.team_id,
        "expires_in": 3599,
        "scope": " ".join(SCOPES),
        "token_type": "bearer",
    }
    assert access != refresh
    for token in (access, refresh):
        prefix, _, rest = token.partition("_")
        assert json.loads(urlsafe_b64decode(prefix + "==")) == {"miro.origin": "eu01"}
        assert len(rest) == 27
    assert sandbox.credits_spent == 0
    assert answer.headers["x-ratelimit-remaining"] == "100000"
    board = app.ask("POST", "/v2/boards", headers={"Authorization": f"Bearer {access}"}).json
    assert (board["owner"]["id"], board["owner"]["name"]) == (ada, "Ada")


def test_the_query_does_as_well_as_the_form(app):
    """The official clients use the one, the documentation asks for the other; the form wins."""
    fields = {"grant_type": "authorization_code", "redirect_uri": CALLBACK}
    query = urlencode({**app.credentials, **fields, "code": app.code()})
    assert app.ask("POST", f"/v1/oauth/token?{query}").status == 200

    query = urlencode({**app.credentials, "client_secret": "wrong", "grant_type": "refresh_token"})
    body = urlencode({**fields, **app.credentials, "code": app.code()}).encode()
    mixed = {"Content-Type": "Application/X-WWW-Form-Urlencoded; charset=UTF-8"}
    assert app.ask("POST", f"/v1/oauth/token?{query}", body, headers=mixed).status == 200


def test_a_body_of_another_kind_has_no_fields(app):
    """JSON, for example; nor has a form that says it is JSON."""
    fields = {**app.credentials, "grant_type": "authorization_code", "code": app.code()}
    fields["redirect_uri"] = CALLBACK
    for body in (json.dumps(fields).encode(), urlencode(fields).encode()):
        kind = {"Content-Type": "application/json"}
        answer = app.ask("POST", "/v1/oauth/token", body, headers=kind)
        assert is_refused(answer, "The client id or the client secret is wrong")


@pytest.mark.parametrize("body", [None, b"\xff\xfe=\xff&&=&client_id", b"%ff=%00" * 1000])
def test_a_body_that_makes_no_sense_is_refused(app, body):
    """As one without credentials."""
    answer = app.ask("POST", "/v1/oauth/token", body, headers=FORM)
    assert is_refused(answer, "The client id or the client secret is wrong")


@pytest.mark.parametrize("wrong", [{"client_id": "1"}, {"client_secret": "x"}])
def test_another_client_is_refused(app, sandbox, wrong):
    """Before anything else is looked at: neither is the code used, nor a refusal counted."""
    code, pair = app.code(), app.login()
    assert is_refused(app.exchange(code, **wrong), "The client id or the client secret is wrong")
    refused = app.refresh(pair["refresh_token"], **wrong)
    assert is_refused(refused, "The client id or the client secret is wrong")
    assert sandbox.refused_refreshes == 0
    assert app.exchange(code).status == 200
    assert app.refresh(pair["refresh_token"]).status == 200


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Field [grant_type] is required"),
        ({"grant_type": ""}, "Field [grant_type] is required"),
        ({"grant_type": "password"}, "Unexpected value [password] of [grant_type]"),
        ({"grant_type": "authorization_code"}, "Field [code] is required"),
        (
            {"grant_type": "authorization_code", "code": "1"},
            "Field [redirect_uri] is required",
        ),
        ({"grant_type": "refresh_token"}, "Field [refresh_token] is required"),
        ({"grant_type": "refresh_token", "refresh_token": ""}, "Field [refresh_token] is required"),
    ],
)
def test_what_is_missing_is_said(app, sandbox, fields, message):
    """With a 400, which is no refusal of a token."""
    assert is_refused(app.token(**fields), message, 400)
    assert sandbox.refused_refreshes == 0


def test_a_code_is_bound_to_its_redirect_uri(app):
    """Miro's own words for it; the code is not lost by that, nor by another that is unknown."""
    code = app.code()
    answer = app.exchange(code, redirect_uri=f"{CALLBACK}/")
    assert is_refused(answer, "Redirect URI mismatch.")
    assert is_refused(app.exchange(f"{code}x"), "The authorization code is not valid")
    assert app.exchange(code).status == 200


def test_a_code_lives_for_ten_minutes(app, sandbox):
    """By the sandbox's clock."""
    early, late = app.code(), app.code()
    sandbox.clock.advance(10 * MINUTE - 1)
    assert app.exchange(early).status == 200
    sandbox.clock.advance(1)
    assert is_refused(app.exchange(late), "The authorization code has expired")


@pytest.mark.parametrize("rounds", [0, 2])
def test_a_code_used_twice_ends_what_it_gave(app, sandbox, rounds):
    """However often that was refreshed; what other codes gave goes on (RFC 6749, 4.1.2)."""
    code, other = app.code(), app.login()
    pair = app.exchange(code).json
    for _ in range(rounds):
        pair = app.refresh(pair["refresh_token"]).json
    assert app.works(pair["access_token"])

    for _ in range(2):
        assert is_refused(app.exchange(code), "The authorization code has been used")

    assert not app.works(pair["access_token"])
    assert app.refresh(pair["refresh_token"]).status == 401
    assert app.works(other["access_token"])
    assert app.refresh(other["refresh_token"]).status == 200
    assert app.works(sandbox.token)


def test_the_verifier_has_to_be_that_of_the_challenge(app):
    """PKCE with S256, by the example of the RFC."""
    assert challenge_of(VERIFIER) == CHALLENGE
    code = app.code(code_challenge=CHALLENGE, code_challenge_method="S256")
    message = "The code verifier is not the one of the authorization request"
    assert is_refused(app.exchange(code), message)
    for wrong in (CHALLENGE, f"{VERIFIER}x", "", "ü\x00"):
        assert is_refused(app.exchange(code, code_verifier=wrong), message)
    assert app.exchange(code, code_verifier=VERIFIER).status == 200
    # What nobody asked for shows that a challenge was lost on the way (RFC 9700, 4.8.2).
    assert is_refused(app.exchange(app.code(), code_verifier=VERIFIER), message)


def test_a_refresh_ends_the_old_pair_at_once(app, sandbox):
    """And gives another, that works in the same way."""
    old = app.login()
    sandbox.clock.advance(100)
    answer = app.refresh(old["refresh_token"])

    assert answer.status == 200
    new = answer.json
    assert {**new, "access_token": "", "refresh_token": ""} == {
        **old,
        "access_token": "",
        "refresh_token": "",
    }
    secrets = {old["access_token"], old["refresh_token"]}
    assert len(secrets | {new["access_token"], new["refresh_token"]}) == 4
    assert not app.works(old["access_token"])
    assert app.works(new["access_token"])
    assert (sandbox.refreshes, sandbox.refused_refreshes) == (1, 0)
    sandbox.clock.advance(3598)
    assert app.works(new["access_token"])
    assert app.refresh(new["refresh_token"]).status == 200
    assert sandbox.refreshes == 2


def test_a_refresh_token_used_twice_is_refused_and_counted(app, sandbox):
    """Each time; the pair that took its place goes on working."""
    old = app.login()
    new = app.refresh(old["refresh_token"]).json
    for count in (1, 2, 3):
        refused = app.refresh(old["refresh_token"])
        assert is_refused(refused, "The refresh token is not valid")
        assert (sandbox.refreshes, sandbox.refused_refreshes) == (1, count)
    assert app.works(new["access_token"])
    assert app.refresh(new["refresh_token"]).status == 200


def test_an_access_token_does_not_refresh(app, sandbox):
    """Nor does one that never was; that is counted too."""
    pair = app.login()
    for wrong in (pair["access_token"], sandbox.token, "x"):
        assert is_refused(app.refresh(wrong), "The refresh token is not valid")
    assert sandbox.refused_refreshes == 3
    assert not app.works(pair["refresh_token"])


def test_a_refresh_token_lives_for_sixty_days_from_the_last_refresh(app, sandbox):
    """By the sandbox's clock."""
    pair = app.login()
    for _ in range(2):
        sandbox.clock.advance(60 * DAY - 1)
        pair = app.refresh(pair["refresh_token"]).json
        assert app.works(pair["access_token"])
    sandbox.clock.advance(60 * DAY)
    assert is_refused(app.refresh(pair["refresh_token"]), "The refresh token is not valid")
    assert sandbox.refused_refreshes == 1


def test_an_access_token_expires(app, sandbox):
    """After as many seconds as it said; its refresh token does not."""
    pair = app.login()
    sandbox.clock.advance(pair["expires_in"] - 1)
    assert app.works(pair["access_token"])
    sandbox.clock.advance(1)
    assert not app.works(pair["access_token"])
    assert app.works(sandbox.token)
    assert app.works(app.refresh(pair["refresh_token"]).json["access_token"])


def test_tokens_can_be_made_to_expire(app, sandbox):
    """One user's, or all; those that never expire do not."""
    ada_token = sandbox.add_user("Ada").token
    first, ada = (app.login(user) for user in sandbox.user_ids)
    sandbox.expire_tokens(ada["user_id"])
    assert not app.works(ada["access_token"])
    assert app.works(first["access_token"])

    ada = app.refresh(ada["refresh_token"]).json
    assert app.works(ada["access_token"])
    sandbox.expire_tokens()
    assert not app.works(ada["access_token"])
    assert not app.works(first["access_token"])
    assert app.works(sandbox.token)
    assert app.works(ada_token)
    assert app.refresh(first["refresh_token"]).status == 200
    with pytest.raises(InvalidArgumentError, match="no such user"):
        sandbox.expire_tokens("1")


def test_a_user_can_authorize_the_app_twice(app):
    """Each time they get a pair of their own, and neither ends the other."""
    one, two = app.login(), app.login()
    assert one["user_id"] == two["user_id"]
    assert app.works(app.refresh(one["refresh_token"]).json["access_token"])
    assert app.works(two["access_token"])
    assert app.refresh(two["refresh_token"]).status == 200


def test_how_long_tokens_live_can_be_chosen():
    """As can what the app may do."""
    app = App(Sandbox(expires_in=5, scopes=["boards:read"]))
    pair = app.login()
    assert (pair["expires_in"], pair["scope"]) == (5, "boards:read")
    app.sandbox.clock.advance(5)
    assert not app.works(pair["access_token"])


def test_an_app_can_have_tokens_that_do_not_expire(sandbox):
    """Then there is nothing to refresh them with, and nothing says when."""
    app = App(Sandbox(clock=sandbox.clock, expiring_tokens=False, expires_in=5))
    given = app.login()
    assert sorted(given) == ["access_token", "scope", "team_id", "token_type", "user_id"]
    sandbox.clock.advance(365 * DAY)
    app.sandbox.expire_tokens()
    assert app.works(given["access_token"])
    assert app.refresh("").status == 400
    assert app.refresh(given["access_token"]).status == 401


def test_the_credentials_are_random_unless_they_are_given():
    """With fixed ones, other processes know them too."""
    one, two = Sandbox(), Sandbox()
    assert one.client_id != two.client_id
    assert one.client_secret != two.client_secret
    assert one.client_id.isdigit()
    assert len(one.client_id) == 19
    assert len(one.client_secret) == 32
    fixed = Sandbox(client_id="3458764500000000001", client_secret="known")
    assert (fixed.client_id, fixed.client_secret) == ("3458764500000000001", "known")
    assert App(fixed).login()["user_id"] == fixed.user_ids[0]


def test_the_tokens_of_users_are_what_they_were(sandbox):
    """The same in every run, for ever valid, and each user's own."""
    assert Sandbox().token == sandbox.token
    tokens = [sandbox.token, sandbox.add_user("Ada").token, sandbox.add_user("Bob").token]
    assert len(set(tokens)) == len(set(sandbox.user_ids)) == 3
    sandbox.clock.advance(3650 * DAY)
    for token, user_id in zip(tokens, sandbox.user_ids, strict=True):
        assert Talker(sandbox, token).post("/v2/boards").json["owner"]["id"] == user_id
