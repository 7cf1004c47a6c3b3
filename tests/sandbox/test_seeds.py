"""What a test makes itself: people, teams, boards, apps, tokens; and OAuth with several of them."""

from __future__ import annotations

import pytest

from miro_async.errors import InvalidArgumentError
from miro_async.sandbox import Clock, Sandbox
from tests.sandbox.app import App, query_of
from tests.sandbox.conftest import NOW
from tests.sandbox.talker import ORIGIN, Talker


def test_a_user_is_in_the_organization_and_in_a_team(miro, sandbox):
    """With their token they call at once, for that team."""
    team_id = sandbox.add_team("Design")
    ada = sandbox.add_user("Ada", email="ada@example.com", team_id=team_id)
    bob = sandbox.add_user("Bob")
    assert sandbox.user_ids[1:] == (ada.id, bob.id)
    org = f"/v2/orgs/{sandbox.organization_id}"
    member = miro.get(f"{org}/members/{ada.id}").json
    assert (member["email"], member["role"]) == ("ada@example.com", "organization_internal_user")
    assert miro.get(f"{org}/teams/{team_id}/members/{ada.id}").json["role"] == "member"
    assert miro.get(f"{org}/teams/{sandbox.team_id}/members/{ada.id}").status == 404
    assert miro.get(f"{org}/teams/{sandbox.team_id}/members/{bob.id}").status == 200
    board = Talker(sandbox, ada.token).post("/v2/boards").json
    assert (board["owner"]["id"], board["team"]["id"]) == (ada.id, team_id)


def test_users_without_an_address_get_one_of_their_own(sandbox):
    """Nobody has that of somebody else, however it is written."""
    ada, bob = sandbox.add_user("Ada"), sandbox.add_user("Bob")
    assert ada.email != bob.email
    with pytest.raises(InvalidArgumentError, match="another user has this email address"):
        sandbox.add_user("Ada again", email=ada.email.upper())
    assert sandbox.user_ids[1:] == (ada.id, bob.id)


def test_addresses_are_given_around_those_that_are_taken(sandbox):
    """Also if somebody has one that would come next."""
    sandbox.add_user("Ada", email="user-3@sandbox.test")
    assert sandbox.add_user("Bob").email != "user-3@sandbox.test"


def test_a_team_has_the_one_who_owns_it(miro, sandbox):
    """As its administrator; by default that is the first user."""
    ada = sandbox.add_user("Ada")
    org = f"/v2/orgs/{sandbox.organization_id}"
    for owner, team_id in (
        (ada.id, sandbox.add_team("Hers", owner=ada.id)),
        (sandbox.user_ids[0], sandbox.add_team("Mine")),
    ):
        members = miro.get(f"{org}/teams/{team_id}/members").json["data"]
        assert [(member["id"], member["role"]) for member in members] == [(owner, "admin")]


def test_a_board_has_its_owner_and_team(sandbox):
    """It is as one that was made by a call, and costs nothing."""
    ada = sandbox.add_user("Ada")
    team_id = sandbox.add_team("Hers", owner=ada.id)
    board_id = sandbox.add_board("Retro", owner=ada.id, team_id=team_id)
    assert sandbox.credits_spent == 0
    made = Talker(sandbox, ada.token).get(f"/v2/boards/{board_id}").json
    assert (made["name"], made["owner"]["id"], made["team"]["id"]) == ("Retro", ada.id, team_id)
    called = Talker(sandbox, ada.token).post("/v2/boards").json
    assert made.keys() == called.keys()
    mine = Talker(sandbox).get(f"/v2/boards/{sandbox.add_board('A')}").json
    assert (mine["owner"]["id"], mine["team"]["id"]) == (sandbox.user_ids[0], sandbox.team_id)


def test_what_does_not_exist_is_refused(sandbox):
    """Before anything is made."""
    user_id = sandbox.user_ids[0]
    refused = [
        ("team", lambda: sandbox.add_user("Ada", team_id="1")),
        ("user", lambda: sandbox.add_team("A", owner="1")),
        ("user", lambda: sandbox.add_board("A", owner="1")),
        ("team", lambda: sandbox.add_board("A", team_id="1")),
        ("user", lambda: sandbox.new_token("1")),
        ("app", lambda: sandbox.new_token(user_id, client_id="1")),
        ("team", lambda: sandbox.new_token(user_id, team_id="1")),
        ("user", lambda: sandbox.expire_tokens("1")),
    ]
    for what, make in refused:
        with pytest.raises(InvalidArgumentError, match=f"no such {what}"):
            make()
    with pytest.raises(InvalidArgumentError, match="no such plan; there are free, starter,"):
        Sandbox(plan="gold")
    assert Talker(sandbox).get("/v2/boards").json["total"] == 0
    assert sandbox.user_ids == (user_id,)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda box: box.add_user("Ada", role="admin"), "no such role; there are organization_int"),
        (lambda box: box.add_user(""), "1 to 60 characters"),
        (lambda box: box.add_user("Ada", email="ada"), "no email address"),
        (lambda box: box.add_user("Ada", email=""), "no email address"),
        (lambda box: box.add_team(""), "1 to 60 characters"),
        (lambda box: box.add_board(""), "1 to 60 characters"),
        (lambda box: box.add_board("x" * 61), "1 to 60 characters"),
        (lambda box: box.add_board(None), "1 to 60 characters"),
        (lambda box: box.add_app(""), "1 to 60 characters"),
        (lambda box: box.add_app("A", scopes="boards:read"), "scopes is a list of strings"),
        (lambda box: box.add_app("A", scopes=["board:read"]), "no such scope; there are boards:"),
        (lambda box: box.add_app("A", redirect_urls="https://x.test"), "redirect_urls is a list"),
        (lambda box: box.add_app("A", expires_in=0), "expires_in is a whole number"),
        (lambda box: box.new_token(box.user_ids[0], scopes="boards:read"), "scopes is a list"),
        (lambda box: box.new_token(box.user_ids[0], scopes=["nope"]), "no such scope"),
        (lambda _: Sandbox(scopes="boards:read"), "scopes is a list of strings"),
        (lambda _: Sandbox(scopes=["nope"]), "no such scope"),
        (lambda _: Sandbox(redirect_urls="https://x.test"), "redirect_urls is a list of strings"),
        (lambda _: Sandbox(credits_a_minute=0), "credits_a_minute is a whole number, 1 or more"),
        (lambda _: Sandbox(credits_a_minute=1.5), "credits_a_minute is a whole number"),
        (lambda _: Sandbox(credits_a_minute=True), "credits_a_minute is a whole number"),
        (lambda _: Sandbox(expires_in=-1), "expires_in is a whole number, 1 or more"),
    ],
)
def test_what_no_miro_has_is_refused(sandbox, make, message):
    """Where it is given, and not where it would show: in an answer, or in a scope that lacks."""
    before = (sandbox.user_ids, len(sandbox._state.teams), len(sandbox._state.grants.apps))
    with pytest.raises(InvalidArgumentError, match=message):
        make(sandbox)
    assert sandbox.user_ids == before[0]
    assert (len(sandbox._state.teams), len(sandbox._state.grants.apps)) == before[1:]
    assert not sandbox._state.boards


def test_longest_names_and_all_of_miros_scopes_will_do(sandbox):
    """60 characters, as the document has it for boards; scopes of what is not REST, too."""
    board_id = sandbox.add_board("x" * 60)
    assert Talker(sandbox).get(f"/v2/boards/{board_id}").json["name"] == "x" * 60
    token = sandbox.new_token(sandbox.user_ids[0], scopes=["boards:read", "microphone:listen"])
    assert Talker(sandbox, token).get(f"/v2/boards/{board_id}").status == 200


def test_a_new_token_is_for_a_team_of_the_user(sandbox):
    """By default their first; who is in none gets one for the first. One of others is refused."""
    team_id = sandbox.add_team("Hers")
    ada = sandbox.add_user("Ada", team_id=team_id)
    token = sandbox.new_token(ada.id)
    assert Talker(sandbox, token).post("/v2/boards").json["team"]["id"] == team_id
    with pytest.raises(InvalidArgumentError, match="not in this team"):
        sandbox.new_token(ada.id, team_id=sandbox.team_id)
    del sandbox._state.teams[team_id].members[ada.id]
    assert sandbox._state.grants.alive(sandbox.new_token(ada.id)).team_id == sandbox.team_id


def test_the_redirect_addresses_of_the_app_are_told(sandbox):
    """None, if any will do."""
    assert sandbox.redirect_urls == ()
    assert Sandbox(redirect_urls=["https://x.test/a"]).redirect_urls == ("https://x.test/a",)


def test_tokens_are_the_same_in_every_run(sandbox):
    """Each another one, and each its user's."""
    other = Sandbox(clock=Clock(NOW))
    for each in (sandbox, other):
        each.add_user("Ada")
    tokens = [sandbox.new_token(user_id) for user_id in sandbox.user_ids * 2]
    assert tokens == [other.new_token(user_id) for user_id in other.user_ids * 2]
    assert len({*tokens, sandbox.token}) == 5
    for token, name in zip(tokens, ["Sandbox user", "Ada"] * 2, strict=True):
        assert Talker(sandbox, token).get("/v1/oauth-token").json["user"]["name"] == name


def test_a_token_never_expires_unless_it_is_told_to(sandbox):
    """That is what refreshed tokens are for."""
    sandbox.clock.advance(10 * 365 * 86_400)
    sandbox.expire_tokens()
    assert Talker(sandbox).get("/v2/boards").status == 200


def test_a_token_has_the_scopes_of_its_app_or_fewer(sandbox):
    """All that the app may, if nothing is said."""
    app = sandbox.add_app("Reader", scopes=["boards:read"])
    user_id = sandbox.user_ids[0]
    for token, scopes in (
        (sandbox.new_token(user_id, client_id=app.client_id), ["boards:read"]),
        (sandbox.new_token(user_id, scopes=["boards:write"]), ["boards:write"]),
    ):
        reader = Talker(sandbox, token)
        assert reader.get("/v1/oauth-token").json["scopes"] == scopes
        assert (reader.get("/v2/boards").status == 200) == (scopes == ["boards:read"])
        assert (reader.post("/v2/boards").status == 201) == (scopes == ["boards:write"])


def test_each_app_has_credits_of_its_own_for_each_user():
    """What one has spent is not taken from another; SCIM counts by itself."""
    sandbox = Sandbox(credits_a_minute=500, clock=Clock(NOW))
    app, ada = sandbox.add_app("Other"), sandbox.add_user("Ada")
    tokens = [
        sandbox.token,
        sandbox.new_token(sandbox.user_ids[0], client_id=app.client_id),
        ada.token,
        sandbox.new_token(ada.id, client_id=app.client_id),
    ]
    for token in tokens:
        assert Talker(sandbox, token).post("/v2/boards").status == 201
    for token in tokens:
        assert Talker(sandbox, token).post("/v2/boards").status == 429
    again = Talker(sandbox, sandbox.new_token(ada.id))
    assert again.post("/v2/boards").status == 429
    scim = Talker(sandbox, sandbox.scim_token).get("/api/v1/scim/Users")
    assert (scim.status, scim.headers["x-ratelimit-limit"]) == (200, "10000")
    assert sandbox.credits_spent == 4 * 500


def other_app(sandbox, **options):
    """Register another app, and give what talks for it."""

    class Other(App):
        @property
        def credentials(self):
            return {"client_id": made.client_id, "client_secret": made.client_secret}

        def link(self, **query):
            return super().link(**{"client_id": made.client_id, **query})

    made = sandbox.add_app("Other", **options)
    return Other(sandbox)


def test_apps_have_nothing_of_each_other(sandbox):
    """Codes, refresh tokens and access tokens are of the app that was allowed."""
    app, other = App(sandbox), other_app(sandbox, scopes=["boards:read"])
    assert app.exchange(other.code()).status == 401
    pair, mine = other.login(), app.login()
    assert pair["scope"] == "boards:read"
    assert app.refresh(pair["refresh_token"]).status == 401
    secrets = {"clientId": sandbox.client_id, "clientSecret": sandbox.client_secret}
    revoked = Talker(sandbox).post(
        "/v2/oauth/revoke", {"accessToken": pair["access_token"], **secrets}
    )
    assert revoked.status == 404
    info = other.call(pair["access_token"], "/v1/oauth-token").json
    assert info["application"]["name"] == "Other"
    renewed = other.refresh(pair["refresh_token"]).json
    assert other.works(renewed["access_token"])
    assert app.works(mine["access_token"])


def test_an_app_whose_tokens_last_gives_no_refresh_token(sandbox):
    """As Miro's apps that do not expire."""
    other = other_app(sandbox, expires_in=None)
    pair = other.login()
    assert pair.keys() == {"user_id", "team_id", "access_token", "scope", "token_type"}
    sandbox.clock.advance(365 * 86_400)
    sandbox.expire_tokens()
    assert other.works(pair["access_token"])


def test_an_app_has_redirect_addresses_of_its_own(sandbox):
    """What is agreed on with one says nothing about another."""
    other = other_app(sandbox, redirect_urls=["https://other.example/back"])
    with pytest.raises(InvalidArgumentError, match="Redirect URI mismatch"):
        sandbox.authorize(ORIGIN + other.link())
    url = sandbox.authorize(ORIGIN + other.link(redirect_uri="https://other.example/back"))
    assert url.startswith("https://other.example/back?code=")


def test_a_token_is_for_the_team_that_was_chosen(sandbox):
    """The one in the link, if the user is in it; else the first that they are in."""
    app, ada = App(sandbox), sandbox.add_user("Ada")
    team_id = sandbox.add_team("Hers", owner=ada.id)
    mine = sandbox.user_ids[0]
    for user, wanted, expected in (
        (ada.id, team_id, team_id),
        (ada.id, None, sandbox.team_id),
        (ada.id, "unknown", sandbox.team_id),
        (mine, team_id, sandbox.team_id),
    ):
        url = sandbox.authorize(ORIGIN + app.link(team_id=wanted), user=user)
        given = query_of(url)
        pair = app.exchange(given["code"]).json
        assert given["team_id"] == pair["team_id"] == expected
        talker = Talker(sandbox, pair["access_token"])
        assert talker.post("/v2/boards").json["team"]["id"] == expected
        assert talker.get("/v1/oauth-token").json["team"]["id"] == expected


def test_expiring_is_for_one_user_or_all(sandbox):
    """Refresh tokens live on."""
    app, ada = App(sandbox), sandbox.add_user("Ada")
    mine, hers = app.login(), app.login(ada.id)
    sandbox.expire_tokens(ada.id)
    assert app.works(mine["access_token"])
    assert not app.works(hers["access_token"])
    sandbox.expire_tokens()
    assert not app.works(mine["access_token"])
    assert app.works(app.refresh(hers["refresh_token"]).json["access_token"])


def test_a_code_that_comes_back_ends_what_was_refreshed_since(sandbox):
    """Whoever has it may have the tokens, however often they were renewed."""
    app = App(sandbox)
    code = app.code()
    pair = app.exchange(code).json
    renewed = app.refresh(pair["refresh_token"]).json
    assert app.exchange(code).status == 401
    assert not app.works(renewed["access_token"])
    assert app.refresh(renewed["refresh_token"]).status == 401
    assert app.exchange(code).status == 401


def test_nothing_shows_a_secret(sandbox):
    """Neither what a test is given, nor all that a sandbox remembers."""
    app, ada = sandbox.add_app("Other"), sandbox.add_user("Ada")
    code, pair = App(sandbox).code(), App(sandbox).login()
    shown = repr((app, ada, sandbox._state, sandbox._service.limits, sandbox))
    assert "Ada" in shown
    for secret in (
        *(app.client_secret, ada.token, sandbox.token, sandbox.client_secret, code),
        *(sandbox.scim_token, pair["access_token"], pair["refresh_token"]),
        repr(sandbox._state.signing_key),
    ):
        assert secret not in shown
