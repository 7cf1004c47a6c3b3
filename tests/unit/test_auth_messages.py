"""What an app says to Miro: the address for the browser, and the forms for the token endpoint."""

from __future__ import annotations

import string
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import given, strategies as st

from miro_async import Miro, Timeout
from miro_async.auth.messages import TokenRequest
from miro_async.secret import Secret
from tests.unit.apps import CLIENT_ID, CLIENT_SECRET, IDENTITY, REDIRECT_URL, Authority
from tests.unit.recording import query_of

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
UNRESERVED = set(string.ascii_letters + string.digits + "-._~")
AWKWARD = "a b&c=d+e%26/?#[]é€;\"'\n"

awkward_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def query(url):
    """Give the parameters of an address, of which none comes twice."""
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True, strict_parsing=True)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def fields(form):
    """Give the fields of a form, of which none comes twice."""
    pairs = parse_qsl(form, keep_blank_values=True, strict_parsing=True)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_the_address_for_the_browser_says_who_asks_and_where_to_go_back_to():
    """RFC 6749, 4.1.1; no scope, as an app at Miro has those in its settings."""
    url, state = Miro(**IDENTITY).authorization_url(team_id="3458764500000000009")

    assert url.startswith("https://miro.com/oauth/authorize?")
    assert query(url) == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URL,
        "state": state,
        "team_id": "3458764500000000009",
    }


def test_the_example_of_the_specification():
    """The authorization request of RFC 6749, 4.1.1, but for the state, which is ours to choose."""
    miro = Miro(
        client_id="s6BhdRkqt3",
        client_secret="gX1fBat3bV",
        redirect_url="https://client.example.com/cb",
        authorize_url="https://server.example.com/authorize",
    )

    url, state = miro.authorization_url()

    theirs = (
        "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&state=xyz"
        "&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb"
    )
    assert urlsplit(url)[:3] == urlsplit(theirs)[:3]
    assert query(url) == query(theirs) | {"state": state}


def test_a_pasted_code_comes_from_an_address_without_a_state():
    """There is no browser's session to keep it in; web applications use the other address."""
    assert query(Miro(**IDENTITY).auth_url) == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URL,
    }


def test_each_login_has_its_own_state():
    """Of 256 random bits, in characters that no address changes."""
    states = {Miro(**IDENTITY).authorization_url()[1] for _ in range(50)}

    assert len(states) == 50
    assert all(len(state) == 43 and state.isascii() and state.isalnum() for state in states)


@pytest.mark.parametrize(
    ("options", "start"),
    [
        ({}, "https://miro.com/oauth/authorize?"),
        ({"base_url": "https://api.miro.com/"}, "https://miro.com/oauth/authorize?"),
        ({"base_url": "http://127.0.0.1:8000/"}, "http://127.0.0.1:8000/oauth/authorize?"),
        ({"authorize_url": "https://miro.example/a/"}, "https://miro.example/a?"),
        (
            {"base_url": "http://127.0.0.1:8000", "authorize_url": "http://localhost/b"},
            "http://localhost/b?",
        ),
    ],
    ids=["Miro", "Miro, written out", "a sandbox", "given", "both"],
)
def test_users_authorize_at_miro_or_where_the_sandbox_is(options, start):
    """A sandbox has its page beside its API; everything else is said."""
    assert Miro(**IDENTITY, **options).auth_url.startswith(start)


def test_what_is_said_in_an_address_is_encoded():
    """A team cannot add a parameter of its own, nor the address of the app end the query."""
    options = IDENTITY | {"client_id": AWKWARD, "redirect_url": f"https://app.example/{AWKWARD}"}
    miro = Miro(**options)

    url, state = miro.authorization_url(team_id=f"9&state=x{AWKWARD}")

    assert query(url) == {
        "response_type": "code",
        "client_id": AWKWARD,
        "redirect_uri": f"https://app.example/{AWKWARD}",
        "state": state,
        "team_id": f"9&state=x{AWKWARD}",
    }
    assert url.isascii()
    assert url.isprintable()
    assert CLIENT_SECRET not in url


def test_a_challenge_is_made_of_a_verifier():
    """As in RFC 7636, appendix B; the verifier itself stays here."""
    url, _ = Miro(**IDENTITY).authorization_url(code_verifier=VERIFIER)

    assert query(url)["code_challenge"] == CHALLENGE
    assert query(url)["code_challenge_method"] == "S256"
    assert VERIFIER not in url


def test_verifiers_are_as_the_specification_wants_them():
    """43 to 128 unreserved characters, random (RFC 7636, 4.1)."""
    verifiers = {Miro.new_code_verifier() for _ in range(50)}

    assert len(verifiers) == 50
    assert all(43 <= len(verifier) <= 128 for verifier in verifiers)
    assert all(set(verifier) <= UNRESERVED for verifier in verifiers)


def test_the_form_for_a_code():
    """RFC 6749, 4.1.3, with the credentials of 2.3.1 in the form."""
    request = TokenRequest("s6BhdRkqt3", Secret("7Fjfp0ZBr1KtDRbnfVdmIw"))

    form = request.for_code(Secret("SplxlOBeZQQYbYS6WxSbIA"), "https://client.example.com/cb", None)

    theirs = (
        "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA"
        "&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb"
        "&client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw"
    )
    assert fields(form.reveal()) == fields(theirs)


def test_the_form_for_a_refresh_token():
    """The example of RFC 6749, 2.3.1, for its section 6: without an address to go back to."""
    request = TokenRequest("s6BhdRkqt3", Secret("7Fjfp0ZBr1KtDRbnfVdmIw"))

    form = request.for_refresh(Secret("tGzv3JOkF0XG5Qx2TlKWIA"))

    theirs = (
        "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA"
        "&client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw"
    )
    assert fields(form.reveal()) == fields(theirs)


@given(awkward_texts, awkward_texts, awkward_texts)
def test_forms_are_encoded(client_id, secret, code):
    """No code, token or secret can end its field, whatever characters it has."""
    request = TokenRequest(client_id, Secret(secret))

    form = request.for_code(Secret(code), REDIRECT_URL, Secret(VERIFIER)).reveal()
    assert form.isascii()
    assert fields(form) == {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": REDIRECT_URL,
        "code_verifier": VERIFIER,
        "client_id": client_id,
        "client_secret": secret,
    }
    assert fields(request.for_refresh(Secret(code)).reveal()) == {
        "grant_type": "refresh_token",
        "refresh_token": code,
        "client_id": client_id,
        "client_secret": secret,
    }


@pytest.mark.anyio
async def test_a_code_goes_to_the_token_endpoint_in_a_form():
    """Credentials and code are in the body; the address has none of it, nor has a header."""
    authority = Authority()
    miro = authority.miro(timeout=Timeout(read=7), headers={"X-Team": "a"})

    await miro.exchange_code_for_access_token("code-7", code_verifier=VERIFIER)

    request = authority.request
    assert (request.method, request.url) == ("POST", "https://api.miro.com/v1/oauth/token")
    assert authority.forms == [
        {
            "grant_type": "authorization_code",
            "code": "code-7",
            "redirect_uri": REDIRECT_URL,
            "code_verifier": VERIFIER,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
        }
    ]
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.headers["Accept"] == "application/json"
    assert request.headers["User-Agent"].startswith("miro-async/")
    assert request.headers["x-team"] == "a"
    assert "Authorization" not in request.headers
    assert request.timeout.read == 7


@pytest.mark.anyio
async def test_a_refresh_token_goes_there_in_a_form_too():
    """Without the old access token, which has nothing to say there."""
    authority = Authority()
    miro = authority.miro(base_url="https://miro.example/")
    await miro.exchange_code_for_access_token("code-7")
    authority.clock.now += 4000

    await miro.api.boards.get("b")

    _, refresh, call = authority.requests
    assert (refresh.method, refresh.url) == ("POST", "https://miro.example/v1/oauth/token")
    assert authority.forms[1] == {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-7-1",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
    }
    assert "Authorization" not in refresh.headers
    assert call.headers["Authorization"] == "Bearer access-7-2"


@pytest.mark.anyio
async def test_a_token_is_revoked_by_a_body_of_json():
    """By Miro's second way: the first had the token in the address."""
    authority = Authority()
    miro = authority.miro()
    await miro.exchange_code_for_access_token("code-7")
    authority.requests.clear()

    await miro.revoke_token()

    request = authority.request
    assert (request.method, request.url) == ("POST", "https://api.miro.com/v2/oauth/revoke")
    assert authority.body == {
        "accessToken": "access-7-1",
        "clientId": CLIENT_ID,
        "clientSecret": CLIENT_SECRET,
    }
    assert request.headers["Content-Type"] == "application/json"
    assert "Authorization" not in request.headers
    assert query_of(request) == {}


def test_what_an_address_is_quoted_with_is_read_by_all():
    """Spaces are `%20` or `+`, which a form means alike; nothing else is left as it is."""
    url, _ = Miro(**IDENTITY).authorization_url(team_id="a b")

    assert "team_id=a+b" in url or f"team_id={quote('a b')}" in url
