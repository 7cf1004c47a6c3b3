"""What the browser brings back: whether it belongs to this login, and what it says."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given, strategies as st

from miro_async.auth.redirect import code_of
from miro_async.errors import (
    AccessDeniedError,
    AuthorizationError,
    InvalidArgumentError,
    StateMismatchError,
)
from miro_async.secret import Secret
from tests.unit.apps import REDIRECT_URL, Authority
from tests.unit.hunting import leaks
from tests.unit.recording import answer

pytestmark = pytest.mark.anyio

STATE = "the-state-of-this-browser"

printable = st.characters(min_codepoint=32, max_codepoint=126)


def back(*, to="https://app.example/callback", **parameters):
    """Give the address that Miro sends the browser to."""
    return f"{to}?{urlencode(parameters)}"


def codes(authority):
    """Give the codes that were exchanged."""
    return [form["code"] for form in authority.forms]


@pytest.fixture
def authority():
    """Give a Miro that takes any code."""
    return Authority()


@pytest.mark.parametrize(
    "url",
    [
        back(code="code-7", state=STATE, client_id="1", team_id="9"),
        back(state=STATE, code="code-7", to=REDIRECT_URL.partition("?")[0]),
        f"{REDIRECT_URL}&{urlencode({'code': 'code-7', 'state': STATE})}",
        f"/callback?code=code-7&state={STATE}",
        f"?code=code-7&state={STATE}",
        f"code=code-7&state={STATE}",
        f"http://localhost:8000/?code=code-7&state={STATE}#",
        f"https://app.example/callback?code=code%2D7&state={STATE}#fragment",
        f"https://app.example/callback?flag&x=&code=code-7&state={STATE}",
    ],
)
async def test_the_code_is_taken_from_the_whole_address(authority, url):
    """Or from what a framework gives of it: the path and query, or the query alone."""
    miro = authority.miro()

    token = await miro.exchange_code_for_access_token(url, state=STATE)

    assert codes(authority) == ["code-7"]
    assert token.user_id == "7"


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ("another", STATE),
        (STATE[:-1], STATE),
        (STATE + "x", STATE),
        (STATE.upper(), STATE),
        (f" {STATE}", STATE),
        ("", STATE),
        (None, STATE),
        (STATE, ""),
        ("", ""),
        (None, ""),
        (STATE, None),
        ("", None),
        (None, None),
        ("état", STATE),
        (STATE, "état"),
    ],
)
@pytest.mark.parametrize("said", [{"code": "code-7"}, {"error": "access_denied"}, {}])
async def test_a_redirect_of_another_login_is_not_believed(authority, came, expected, said):
    """Wrong or missing on either side: nothing of it is looked at, and no code is used up.

    Somebody could else send a browser there with a code of their own, and let its user work in
    their account.
    """
    state = {} if came is None else {"state": came}

    with pytest.raises(StateMismatchError, match="session of the same browser"):
        await authority.miro().exchange_code_for_access_token(back(**said, **state), state=expected)

    assert authority.requests == []


async def test_a_state_may_have_any_characters(authority):
    """If an app makes its own."""
    state = "é €&=+ %\U0001f600"

    await authority.miro().exchange_code_for_access_token(
        back(code="code-7", state=state), state=state
    )

    assert codes(authority) == ["code-7"]


async def test_a_bare_code_does_not_do_where_a_state_is_expected(authority):
    """Nor an address without one where none is: only a code that a person pasted has none."""
    miro = authority.miro()

    with pytest.raises(StateMismatchError):
        await miro.exchange_code_for_access_token("code-7", state=STATE)
    with pytest.raises(StateMismatchError):
        await miro.exchange_code_for_access_token(back(code="code-7"))

    assert authority.requests == []


async def test_a_session_without_a_state_is_not_that_of_a_person_who_pasted_a_code(authority):
    """`session.get("state")` of somebody else's browser gives `None`: that is no login at all."""
    miro = authority.miro()

    for came in ("code-7", back(code="code-7"), back(code="code-7", state=STATE)):
        with pytest.raises(StateMismatchError):
            await miro.exchange_code_for_access_token(came, state=None)

    assert authority.requests == []


@pytest.mark.parametrize("code", ["code-7", "code-eyJ/+_=", "code-a b"])
async def test_a_bare_code_is_a_code(authority, code):
    """A person pasted it into a script: whatever it looks like, it is sent as it is."""
    authority.first = [answer(authority.next_pair("7"))]

    await authority.miro().exchange_code_for_access_token(code)

    assert codes(authority) == [code]


async def test_space_around_what_was_pasted_is_not_part_of_it(authority):
    """A line break comes with it easily."""
    miro = authority.miro()

    await miro.exchange_code_for_access_token(" code-7\n")
    await miro.exchange_code_for_access_token(f"{back(code='code-7', state=STATE)}\n", state=STATE)

    assert codes(authority) == ["code-7", "code-7"]


@pytest.mark.parametrize("code", ["", " ", "code-é", "code-7\nX", "code\x00", "\udcff"])
async def test_what_can_be_no_code_is_not_sent(authority, code):
    """It came from somewhere else, by mistake; the error does not show it."""
    with pytest.raises(InvalidArgumentError, match="no code") as caught:
        await authority.miro().exchange_code_for_access_token(code)

    assert authority.requests == []
    assert leaks(caught.value, "code-7", "code-é") == []


@pytest.mark.parametrize(
    "pasted",
    [
        back(code="code-7"),
        "/callback?code=code-7",
        "?code=code-7",
        "code=code-7",
        "error=access_denied",
        "https://app.example/callback",
    ],
)
async def test_an_address_is_not_taken_for_a_code(authority, pasted):
    """A web application that gives no state does not get around it so."""
    with pytest.raises(StateMismatchError):
        await authority.miro().exchange_code_for_access_token(pasted)
    assert authority.requests == []


async def test_a_user_may_say_no(authority):
    """An error of its own, as the app can say so in its own words."""
    url = back(error="access_denied", error_description="The user said no", state=STATE)

    with pytest.raises(AccessDeniedError, match="did not allow"):
        await authority.miro().exchange_code_for_access_token(url, state=STATE)
    assert authority.requests == []


async def test_no_counts_over_a_code(authority):
    """Miro does not send both; who does is not to be believed."""
    url = back(error="access_denied", code="code-7", state=STATE)

    with pytest.raises(AccessDeniedError):
        await authority.miro().exchange_code_for_access_token(url, state=STATE)
    assert authority.requests == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"error": "server_error"}, "Miro did not authorize the app: server_error"),
        (
            {"error": "invalid_scope", "error_description": "No such scope"},
            "Miro did not authorize the app: invalid_scope (No such scope)",
        ),
        (
            {"error": "a\nb", "error_description": "c\x1b[31m\u2028d"},
            "Miro did not authorize the app: a?b (c?[31m?d)",
        ),
        ({"error": "e" * 500}, f"Miro did not authorize the app: {'e' * 200}"),
    ],
    ids=["error", "described", "control characters", "long"],
)
async def test_another_error_is_told(authority, said, told):
    """In one line that is not too long: anybody can write such an address."""
    with pytest.raises(AuthorizationError) as caught:
        await authority.miro().exchange_code_for_access_token(
            back(**said, state=STATE), state=STATE
        )

    assert str(caught.value) == told
    assert type(caught.value) is AuthorizationError


@pytest.mark.parametrize("query", ["", "&code=", "&x=y", "&Code=code-7", "&code%00=x", "#code=x"])
async def test_a_redirect_without_a_code_is_no_login(authority, query):
    """And says so."""
    url = f"https://app.example/callback?state={STATE}{query}"

    with pytest.raises(AuthorizationError, match="neither a code nor an error"):
        await authority.miro().exchange_code_for_access_token(url, state=STATE)
    assert authority.requests == []


@pytest.mark.parametrize("twice", ["code", "state"])
async def test_what_stands_there_twice_is_not_believed(authority, twice):
    """One reader would take the first, another the last: somebody may have added theirs."""
    url = f"{back(code='code-7', state=STATE)}&{twice}={STATE if twice == 'state' else 'code-8'}"

    with pytest.raises(AuthorizationError):
        await authority.miro().exchange_code_for_access_token(url, state=STATE)
    assert authority.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1?code=code-7&state=x",
        "http://[/?code=1",
        "//[?code=1",
        "https://app.example:port/?code=code-7&state=x",
        "?",
        "https://",
        "://",
        "\x00?code=code-7",
        "?\udcff=\udcff&code=\udcff",
        "?code=%ff%fe&state=%ff",
        f"?{'&' * 10_000}",
        f"?code=code-7&state={STATE}{'&x=y' * 60}",
    ],
)
async def test_a_broken_address_belongs_to_no_login(authority, url):
    """It is an error of ours in any case."""
    with pytest.raises(StateMismatchError):
        await authority.miro().exchange_code_for_access_token(url, state=STATE)
    assert authority.requests == []


@pytest.mark.parametrize("state", [STATE, "\udcff", None])
async def test_bytes_that_are_no_text_belong_to_no_login(authority, state):
    """Some servers hand them on as halves of surrogates, which cannot be encoded."""
    with pytest.raises(StateMismatchError):
        await authority.miro().exchange_code_for_access_token(
            "?state=\udcfe&code=code-7", state=state
        )
    assert authority.requests == []


@pytest.mark.parametrize("code", ["\udcff", "é", "%ff", "%0d%0a", "%00"])
async def test_what_can_be_no_code_is_none(authority, code):
    """Even with the state of the login."""
    url = f"https://app.example/?code={code}&state={STATE}"

    with pytest.raises(AuthorizationError, match="neither a code nor an error"):
        await authority.miro().exchange_code_for_access_token(url, state=STATE)
    assert authority.requests == []


@given(st.text(), st.text())
def test_whatever_comes_back_gives_a_code_or_an_error_of_ours(url, state):
    """No text breaks the reading."""
    try:
        code = code_of(Secret(url), Secret(state))
    except AuthorizationError:
        return
    assert code.reveal()


@given(st.text(printable, min_size=1), st.text(min_size=1), st.text())
def test_a_code_comes_out_as_it_went_in(code, state, more):
    """Whatever characters it has, and whatever stands beside it."""
    query = urlencode({"x": more, "code": code, "state": state}, errors="replace")

    if state.isascii():
        assert code_of(Secret(f"/?{query}"), Secret(state)).reveal() == code
