"""What the token endpoint answers: tokens in every shape, refusals, and what is no answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from miro_async.auth.oauth import _read
from miro_async.errors import (
    APIError,
    BadRequestError,
    CodeRejectedError,
    ConfigurationError,
    DecodeError,
    ForbiddenError,
    NotFoundError,
    RefreshRejectedError,
    ServerError,
    UnauthorizedError,
)
from tests.unit.apps import Authority, Plain, refusal, token_of
from tests.unit.recording import answer, raw_answer

pytestmark = pytest.mark.anyio

ASKED = 1_800_000_000.0
LOGIN = {
    "user_id": "3458764500000000007",
    "team_id": "3458764500000000009",
    "access_token": "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_a-1",
    "refresh_token": "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_r-1",
    "expires_in": 3599,
    "scope": "boards:read boards:write",
    "token_type": "bearer",
}
PAGE = raw_answer(b"<html><title>502 Bad Gateway</title></html>", 502, content_type="text/html")
STRANGE = [b"", b"{", b"[]", b"null", b"5", b'"access-7-1"', b"\xff\xfe", b"[" * 100_000]


async def exchanged(said):
    """Give the token that comes of an answer to a code."""
    authority = Authority(first=[said if not isinstance(said, dict) else answer(said)])
    return await authority.miro().exchange_code_for_access_token("code-7")


async def refreshed(said):
    """Give the token that is stored after an answer to a refresh token that has expired."""
    authority = Authority(first=[said if not isinstance(said, dict) else answer(said)])
    storage = Plain({"7": token_of(seconds=0)})
    authority.numbers["7"] = 2  # so that `access-7-2` opens the API
    await authority.miro(storage=storage).as_user("7").boards.get("b")
    return storage.tokens["7"]


async def test_tokens_come_as_miro_documents_them():
    """All of it is kept; the expiry counts from when they were asked for."""
    token = await exchanged(LOGIN)

    assert token.access_token.reveal() == LOGIN["access_token"]
    assert token.refresh_token.reveal() == LOGIN["refresh_token"]
    assert token.expires_at == datetime.fromtimestamp(ASKED + 3599, UTC)
    assert (token.user_id, token.team_id) == (LOGIN["user_id"], LOGIN["team_id"])
    assert token.scopes == ("boards:read", "boards:write")


async def test_ids_may_be_numbers():
    """As in Miro's older documents; more digits than a float holds."""
    token = await exchanged(LOGIN | {"user_id": 3458764500000000007, "team_id": 9})

    assert (token.user_id, token.team_id) == ("3458764500000000007", "9")


async def test_tokens_that_do_not_expire():
    """An app may be made so: neither a refresh token nor an expiry."""
    token = await exchanged(
        {name: LOGIN[name] for name in ("user_id", "team_id", "access_token", "scope")}
    )

    assert token.refresh_token is None
    assert token.expires_at is None
    assert not token.expired()


@pytest.mark.parametrize("scope", [None, 5, ["boards:read"]])
async def test_scopes_may_be_missing(scope):
    """They only tell what the token is good for."""
    assert (await exchanged(LOGIN | {"scope": scope})).scopes == ()


@pytest.mark.parametrize("user_id", [None, "", 0, 1.5, ["7"], {}])
async def test_without_a_user_there_is_nobody_to_keep_the_token_for(user_id):
    """The only thing beside the token itself that cannot be missing."""
    with pytest.raises(DecodeError, match="whose token") as caught:
        await exchanged(LOGIN | {"user_id": user_id})

    assert caught.value.path == "user_id"


@pytest.mark.parametrize("team_id", [None, "", 1.5, ["9"]])
async def test_a_team_may_be_missing(team_id):
    """It only tells where the app was installed."""
    assert (await exchanged(LOGIN | {"team_id": team_id})).team_id is None


@pytest.mark.parametrize(
    ("said", "seconds"), [("3599", 3599), (3599.5, 3599.5), (" 60 ", 60), (-5, -5), (0, 0)]
)
async def test_an_expiry_is_a_number_in_whatever_form(said, seconds):
    """Some servers write it as text; one that is past is refreshed by the first call."""
    token = await exchanged(LOGIN | {"expires_in": said})

    assert token.expires_at == datetime.fromtimestamp(ASKED + seconds, UTC)


@pytest.mark.parametrize(
    "said",
    [b"null", b"NaN", b"Infinity", b"-Infinity", b"1e400", b"1e300", b"1e12", b'"soon"', b"[]"],
)
async def test_an_expiry_that_makes_no_sense_is_none(said):
    """The tokens are good all the same; thrown away they would be lost. A 401 will tell."""
    body = json.dumps(LOGIN | {"expires_in": "?"}).encode().replace(b'"?"', said)
    token = await exchanged(raw_answer(body))

    assert token.expires_at is None
    assert token.refresh_token.reveal() == LOGIN["refresh_token"]


@pytest.mark.parametrize("body", STRANGE)
async def test_an_answer_that_is_no_object_has_no_token(body):
    """A `DecodeError` says so, and shows nothing of it."""
    with pytest.raises(DecodeError, match="no token") as caught:
        await exchanged(raw_answer(body))

    assert "access-7-1" not in str(caught.value)
    assert (caught.value.operation, caught.value.call) == ("exchange-code", "oauth.exchange")


@pytest.mark.parametrize(
    "access", [None, "", 5, ["a"], "a\n", "a\r\nX-Evil: 1", "a b", "é", "\x7f"]
)
async def test_an_access_token_that_no_header_can_hold_is_none(access):
    """A line break would end the header; it is found here, and not by each call."""
    with pytest.raises(DecodeError) as caught:
        await exchanged(LOGIN | {"access_token": access})
    assert "Evil" not in str(caught.value)


@pytest.mark.parametrize("refresh", [None, "", 5, "r\n", "r s"])
async def test_a_refresh_token_that_is_none_is_none(refresh):
    """The access token is good for its hour all the same."""
    assert (await exchanged(LOGIN | {"refresh_token": refresh})).refresh_token is None


async def test_what_a_refresh_does_not_say_stays_as_it_was():
    """The refresh token, too: who does not replace it need not repeat it (RFC 6749, 6)."""
    token = await refreshed({"access_token": "access-7-2", "expires_in": 60})

    assert token == token_of(seconds=60, access_token="access-7-2")


async def test_what_a_refresh_says_is_new():
    """All of it: the app may have been given other scopes meanwhile."""
    said = LOGIN | {"access_token": "access-7-2", "scope": "boards:read", "team_id": 5}
    token = await refreshed(said)

    assert token.refresh_token.reveal() == LOGIN["refresh_token"]
    assert token.scopes == ("boards:read",)
    assert token.team_id == "5"
    assert token.expires_at == datetime.fromtimestamp(ASKED + 3599, UTC)


@pytest.mark.parametrize("body", STRANGE)
async def test_a_refresh_that_gives_no_token_is_no_success(body):
    """The token that has expired is not used any longer, and stays where it was."""
    with pytest.raises(DecodeError, match=r"oauth\.refresh"):
        await refreshed(raw_answer(body))


@given(
    st.binary()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*LOGIN, "x"]), inner),
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_answer_gives_a_token_or_none(body):
    """Nothing in it can break the reading: the pair before it may be dead already."""
    token = _read(body, None, ASKED)

    assert token is None or token.access_token.reveal() == json.loads(body)["access_token"]


REFUSALS = [
    (refusal("The code is not valid"), UnauthorizedError, "401 The code is not valid"),
    (refusal("Redirect URI mismatch.", 400), BadRequestError, "400 Redirect URI mismatch."),
    (
        answer({"error": "invalid_grant", "error_description": "Code was used"}, 400),
        BadRequestError,
        "400 Code was used",
    ),
    (answer({"error": "invalid_grant"}, 400), BadRequestError, "400 invalid_grant"),
]


@pytest.mark.parametrize(("said", "kind", "words"), REFUSALS)
async def test_a_code_that_is_refused(said, kind, words):
    """In Miro's shape or in that of RFC 6749: one error, which says why, and has the answer."""
    with pytest.raises(CodeRejectedError) as caught:
        await exchanged(said)

    assert words in str(caught.value)
    assert type(caught.value.__cause__) is kind
    assert caught.value.__cause__.status == said.status


@pytest.mark.parametrize(("said", "kind", "words"), REFUSALS)
async def test_a_refresh_token_that_is_refused(said, kind, words):
    """The user has to authorize the app again, and the error says who."""
    with pytest.raises(RefreshRejectedError) as caught:
        await refreshed(said)

    assert words in str(caught.value)
    assert caught.value.user_id == "7"
    assert type(caught.value.__cause__) is kind


@pytest.mark.parametrize("code", ["invalid_client", "unauthorized_client"])
@pytest.mark.parametrize("how", [exchanged, refreshed])
async def test_an_app_that_is_refused_is_set_up_wrongly(how, code):
    """No user can do anything about it: neither code nor token is called dead."""
    with pytest.raises(ConfigurationError, match="client id and secret") as caught:
        await how(answer({"error": code, "error_description": "Unknown app"}, 401))

    assert "Unknown app" in str(caught.value)
    assert isinstance(caught.value.__cause__, UnauthorizedError)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (raw_answer(b"<html>Sign in</html>", 401, content_type="text/html"), UnauthorizedError),
        (raw_answer(b"", 403), ForbiddenError),
        (refusal("Not now", 403), ForbiddenError),
        (answer({"error": "invalid_request"}, 400), BadRequestError),
        (answer({"error": "temporarily_unavailable"}, 401), UnauthorizedError),
        (raw_answer(b"{}", 400), BadRequestError),
        (PAGE, ServerError),
        (refusal("Broken", 500), ServerError),
        (refusal("Gone", 404), NotFoundError),
        (raw_answer(b"", 302, location="https://portal.example/"), APIError),
    ],
    ids=[
        "401 page",
        "403 empty",
        "403",
        "400 of another kind",
        "401 of another kind",
        "400 without a code",
        "502 page",
        "500",
        "404",
        "redirect",
    ],
)
@pytest.mark.parametrize("how", [exchanged, refreshed])
async def test_what_some_machine_on_the_way_says_refuses_nothing(how, said, kind):
    """A proxy, a portal: only the endpoint itself can say that a token is dead."""
    with pytest.raises(kind) as caught:
        await how(said)

    assert type(caught.value) is kind
    assert caught.value.operation in {"exchange-code", "refresh-token"}


async def test_a_page_is_no_answer_even_with_a_200():
    """As portals of hotels give."""
    with pytest.raises(DecodeError):
        await exchanged(raw_answer(b"<html>Welcome</html>", content_type="text/html"))
