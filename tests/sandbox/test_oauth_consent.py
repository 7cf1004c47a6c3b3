"""The consent page: what it shows, and where its buttons lead."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import httpx
import pytest

from miro_async.errors import InvalidArgumentError
from miro_async.sandbox import Sandbox, SandboxServer
from tests.sandbox.app import CALLBACK, FORM, App, Page, challenge_of, over, query_of
from tests.sandbox.talker import ORIGIN

CHALLENGE = challenge_of("v" * 43)
NASTY = "<script>alert('x')</script>\"&"


@pytest.fixture(params=["in process", "socket"])
def app(request, sandbox):
    """Give the app of a sandbox with two users, one of whom has a name that is no markup."""
    sandbox.add_user(NASTY)
    if request.param == "in process":
        yield App(sandbox)
        return
    with (
        SandboxServer(sandbox) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=60) as http,
    ):
        yield App(sandbox, over(http))


def submit(app, link, **fields):
    """Send the form of the page at this link, as a browser does."""
    page = Page(app.ask("GET", link))
    assert page.form == {"method": "post"}  # and so it goes to the page's own address
    return app.ask("POST", link, urlencode(fields).encode(), headers=FORM)


def is_error_page(answer, status, message):
    """Tell whether a browser stays, at a page without a form that says this."""
    page = Page(answer)
    assert "location" not in answer.headers
    return answer.status == status and not page.form and message in page.text


def test_the_page_asks_who_allows_it(app, sandbox):
    """It names the app, what it may, where the answer goes, and every user by name."""
    answer = app.ask("GET", app.link(state="s"))
    page = Page(answer)

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert page.users == dict(zip(sandbox.user_ids, ["Sandbox user", NASTY], strict=True))
    assert page.checked == sandbox.user_ids[0]
    assert page.buttons == {"allow": "Allow", "deny": "Deny"}
    for text in ("Sandbox app", "Sandbox team", "boards:read", CALLBACK):
        assert text in page.text
    assert "script" not in page.tags
    assert sandbox.credits_spent == 0


def test_nothing_of_the_address_becomes_markup(app):
    """Neither the redirect URI nor the state."""
    page = Page(app.ask("GET", app.link(state=NASTY, redirect_uri=f"http://a/{NASTY}")))
    assert "script" not in page.tags
    assert f"http://a/{NASTY}" in page.text


def test_allow_leads_back_with_a_code(app, sandbox):
    """Of the chosen user, with all that Miro's redirect has, beside what the address had."""
    user_id = sandbox.user_ids[1]
    answer = submit(app, app.link(state=NASTY), user=user_id, decision="allow")

    assert (answer.status, answer.body) == (302, b"")
    location = answer.headers["location"]
    assert location.startswith(CALLBACK)
    given = query_of(location)
    code = given.pop("code")
    assert given == {
        "from": "miro",
        "client_id": sandbox.client_id,
        "team_id": sandbox.team_id,
        "state": NASTY,
    }
    assert app.exchange(code).json["user_id"] == user_id


def test_deny_leads_back_with_an_error(app):
    """Which the app can show; no code is given."""
    answer = submit(app, app.link(state="s"), decision="deny")
    assert answer.status == 302
    assert query_of(answer.headers["location"]) == {
        "from": "miro",
        "error": "access_denied",
        "error_description": "The user did not allow it",
        "state": "s",
    }


@pytest.mark.parametrize("decision", ["allow", "deny"])
def test_the_state_comes_back_as_it_was(app, sandbox, decision):
    """Empty if it was empty, and not at all if there was none."""
    choice = {"user": sandbox.user_ids[0], "decision": decision}
    empty = submit(app, app.link(state=""), **choice)
    assert query_of(empty.headers["location"])["state"] == ""
    none = submit(app, app.link(), **choice)
    assert "state" not in query_of(none.headers["location"])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"decision": "allow", "user": "1"}, "There is no such user."),
        ({"decision": "allow"}, "There is no such user."),
        ({"decision": "maybe"}, "Choose whether to allow or to deny it."),
        ({}, "Choose whether to allow or to deny it."),
    ],
)
def test_a_form_that_makes_no_sense_leads_nowhere(app, fields, message):
    """Nobody is sent back without having decided."""
    assert is_error_page(submit(app, app.link(), **fields), 400, message)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_app_leads_nowhere(app, method):
    """Nor does none."""
    for client_id in ("1", "", None):
        answer = app.ask(method, app.link(client_id=client_id))
        assert is_error_page(answer, 401, "There is no app with this client id.")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "redirect_uri",
    [
        None,
        "",
        "callback",
        "/callback",
        "javascript:alert(1)",
        "http://",
        "http://[",
        "http://a/#b",
        "http://a/\r\nSet-Cookie: a=b",
    ],
)
def test_what_is_no_address_leads_nowhere(app, method, redirect_uri):
    """A redirect there would do harm, or go nowhere."""
    answer = app.ask(method, app.link(redirect_uri=redirect_uri))
    assert is_error_page(answer, 401, "Redirect URI mismatch.")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"code_challenge": CHALLENGE}, "invalid_request"),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "x", "code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge": "", "code_challenge_method": "S256"}, "invalid_request"),
    ],
)
def test_the_app_is_told_what_else_is_wrong(app, method, query, error):
    """By the redirect, before anybody is asked (RFC 6749, 4.1.2.1; RFC 7636, 4.4.1)."""
    answer = app.ask(method, app.link(state="s", **query))
    assert answer.status == 302
    told = query_of(answer.headers["location"])
    assert told.pop("error_description")
    assert told == {"from": "miro", "error": error, "state": "s"}


def test_what_miro_does_not_know_is_ignored(app, sandbox):
    """A scope, and a team, which Miro only preselects; as well as a method for no challenge."""
    link = app.link(scope="boards:read", team_id="1", code_challenge_method="plain")
    answer = submit(app, link, user=sandbox.user_ids[0], decision="allow")
    assert query_of(answer.headers["location"])["team_id"] == sandbox.team_id


@pytest.mark.parametrize(
    ("redirect_uri", "begin"),
    [
        ("http://a", "http://a?code="),
        ("http://a/?", "http://a/?&code="),
        ("http://a/ü%20b?c=d%26", "http://a/%C3%BC%20b?c=d%26&code="),
        ('http://a/"<b> c"', "http://a/%22%3Cb%3E%20c%22?code="),
    ],
)
def test_the_redirect_keeps_what_the_address_had(app, redirect_uri, begin):
    """Only what an address cannot have is encoded; the exchange takes what the app gave."""
    link = app.link(redirect_uri=redirect_uri)
    choice = {"user": app.sandbox.user_ids[0], "decision": "allow"}
    location = submit(app, link, **choice).headers["location"]
    assert location.startswith(begin)
    answer = app.exchange(query_of(location)["code"], redirect_uri=redirect_uri)
    assert answer.status == 200


def test_an_app_with_redirect_urls_takes_these_alone(sandbox):
    """To the letter, of whatever scheme."""
    urls = [CALLBACK, "my-app:callback"]
    app = App(Sandbox(clock=sandbox.clock, redirect_urls=urls))
    for url in urls:
        location = app.sandbox.authorize(ORIGIN + app.link(redirect_uri=url))
        assert location.startswith(url)
        assert app.exchange(query_of(location)["code"], redirect_uri=url).status == 200
    for wrong in (f"{CALLBACK}/", CALLBACK.replace("app.", "www.app."), CALLBACK[:-1], ""):
        answer = app.ask("GET", app.link(redirect_uri=wrong))
        assert is_error_page(answer, 401, "Redirect URI mismatch.")


def test_a_script_can_do_without_the_page(sandbox):
    """On whatever host the URL is, as any user, either way."""
    app = App(sandbox)
    sandbox.add_user("Ada")
    link = app.link(state="s")
    for origin in ("https://miro.com", "http://127.0.0.1:8765"):
        first = query_of(sandbox.authorize(origin + link))
        assert first["state"] == "s"
        assert app.exchange(first["code"]).json["user_id"] == sandbox.user_ids[0]
    second = sandbox.authorize(ORIGIN + link, user=sandbox.user_ids[1])
    assert app.exchange(query_of(second)["code"]).json["user_id"] == sandbox.user_ids[1]
    assert query_of(sandbox.authorize(ORIGIN + link, allow=False))["error"] == "access_denied"


def test_a_script_is_told_why_there_is_no_redirect(sandbox):
    """Where a browser would show an error page, and where the URL is another one."""
    app = App(sandbox)
    with pytest.raises(InvalidArgumentError, match="no redirect: There is no app"):
        sandbox.authorize(ORIGIN + app.link(client_id="1"))
    with pytest.raises(InvalidArgumentError, match="no redirect: There is no such user"):
        sandbox.authorize(ORIGIN + app.link(), user="1")
    with pytest.raises(InvalidArgumentError, match="no redirect: No endpoint"):
        sandbox.authorize(ORIGIN + app.link().replace("authorize", "login"))
    revoking = f"{ORIGIN}/v1/oauth/revoke?access_token={sandbox.token}"
    with pytest.raises(InvalidArgumentError, match="no authorization URL"):
        sandbox.authorize(revoking)
    assert app.works(sandbox.token)


def test_a_script_is_told_that_an_address_is_none(sandbox):
    """As of any other that leads nowhere."""
    with pytest.raises(InvalidArgumentError, match="this leads to no redirect"):
        sandbox.authorize("http://[x/")


def test_half_a_character_does_no_harm(sandbox):
    """In process, addresses can have what no socket would bring."""
    app = App(sandbox)
    url = f"{ORIGIN}{app.link()}&state=\ud800"
    assert query_of(sandbox.authorize(url))["state"] == "?"
    assert app.ask("GET", url).status == 200
    answer = app.ask("GET", url.replace(urlsplit(CALLBACK).hostname, "a\ud800"))
    assert is_error_page(answer, 401, "Redirect URI mismatch.")
