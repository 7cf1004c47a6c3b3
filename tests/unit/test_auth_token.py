"""Tokens: what they know, what they show, and the way in and out of a storage."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, strategies as st

from miro_async import Secret, Token
from miro_async.errors import InvalidArgumentError
from tests.unit.hunting import leaks

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
SECRET = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_access"
REFRESH = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_refresh"

texts = st.text(st.characters(exclude_categories=["Cs"]))
moments = st.datetimes(timezones=st.timezones() | st.just(UTC))
tokens = st.builds(
    Token,
    access_token=texts.filter(bool),
    refresh_token=st.none() | texts,
    expires_at=st.none() | moments,
    user_id=st.none() | texts,
    team_id=st.none() | texts,
    scopes=st.lists(texts),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=5,
)


def full():
    """Give a token with everything."""
    return Token(
        access_token=SECRET,
        refresh_token=REFRESH,
        expires_at=NOON,
        user_id="3074457345600000000",
        team_id="9",
        scopes=["boards:read", "boards:write"],
    )


def test_a_token_knows_what_miro_said():
    """Its secrets are revealed by hand, its scopes are a tuple."""
    token = full()

    assert token.access_token.reveal() == SECRET
    assert token.refresh_token.reveal() == REFRESH
    assert token.expires_at == NOON
    assert (token.user_id, token.team_id) == ("3074457345600000000", "9")
    assert token.scopes == ("boards:read", "boards:write")


def test_a_token_needs_no_more_than_an_access_token():
    """That is how apps whose tokens do not expire get them; a `Secret` will do as well."""
    token = Token(access_token=Secret(SECRET))

    assert token == Token(access_token=SECRET, refresh_token=None, expires_at=None, scopes=())
    assert (token.refresh_token, token.user_id, token.team_id) == (None, None, None)
    assert token.expires_in() is None
    assert not token.expired()
    assert not token.expired(leeway=10**9, now=NOON)


def test_an_empty_refresh_token_is_none():
    """Nothing can be refreshed with it."""
    assert Token(access_token="a", refresh_token="").refresh_token is None


def test_an_expiry_has_a_time_zone():
    """Without one it is another moment on each machine: the official library has it so."""
    with pytest.raises(InvalidArgumentError, match="time zone"):
        Token(access_token=SECRET, expires_at=datetime(2026, 5, 1, 12))  # noqa: DTZ001 - refused
    with pytest.raises(ValueError, match="time zone") as caught:
        Token(access_token=SECRET, expires_at=datetime(2026, 5, 1, 12))  # noqa: DTZ001 - refused
    assert leaks(caught.value, SECRET) == []


@pytest.mark.parametrize(
    ("seconds", "leeway", "expired"),
    [
        (60, 0, False),
        (0.001, 0, False),
        (0, 0, True),
        (-1, 0, True),
        (60, 60, True),
        (61, 60, False),
    ],
)
def test_a_token_expires_at_its_moment_or_a_leeway_before(seconds, leeway, expired):
    """At the moment itself it is over: it is good for less than it says, never for more."""
    now = NOON - timedelta(seconds=seconds)

    assert full().expires_in(now=now) == seconds
    assert full().expired(leeway=leeway, now=now) is expired


def test_without_a_now_it_is_now():
    """The system's clock counts."""
    token = Token(access_token="a", expires_at=datetime.now(UTC) + timedelta(seconds=100))

    assert 90 < token.expires_in() <= 100
    assert not token.expired()
    assert token.expired(leeway=101)


def test_the_time_zone_does_not_matter():
    """The same moment in another zone is as far away, and makes an equal token."""
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))

    elsewhere = Token(access_token="a", expires_at=tokyo)
    assert elsewhere.expires_in(now=NOON) == 0
    assert elsewhere == Token(access_token="a", expires_at=NOON)


@pytest.mark.parametrize(
    "other",
    [
        {"access_token": "x"},
        {"refresh_token": "x"},
        {"refresh_token": None},
        {"expires_at": None},
        {"user_id": "1"},
        {"team_id": "1"},
        {"scopes": ["boards:read"]},
    ],
)
def test_tokens_are_equal_if_all_of_them_is(other):
    """And equal ones have the same hash."""
    values = {name: getattr(full(), name) for name in full().__slots__ if name[0] != "_"}

    assert full() == Token(**values)
    assert hash(full()) == hash(Token(**values))
    assert full() != Token(**(values | other))
    assert full() != SECRET


def test_a_fingerprint_tells_tokens_apart_and_shows_nothing():
    """It goes by the access token alone: that is what is new with each refresh."""
    mark = full().fingerprint

    assert len(mark) == 32
    assert int(mark, 16)
    assert mark == Token(access_token=SECRET).fingerprint
    assert mark != Token(access_token=REFRESH).fingerprint


def test_a_token_does_not_show_its_secrets():
    """Not in its repr, nor as a text, nor in what is made of it for debugging."""
    for text in (repr(full()), str(full()), f"{full()}", repr({"token": full()})):
        assert SECRET not in text
        assert REFRESH not in text
        assert "3074457345600000000" in text  # so that one knows whose it is


def test_a_token_cannot_be_changed():
    """It is what Miro gave; another one is another object."""
    with pytest.raises(AttributeError):
        full().access_token = "x"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_token_cannot_be_pickled(protocol):
    """A pickle in a session, a cache or a queue would carry the secrets in the clear."""
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(full(), protocol)


def test_a_token_can_be_copied():
    """The copy is an equal token."""
    assert copy.copy(full()) == full()


@given(tokens)
@example(full())
def test_what_a_token_writes_it_reads(token):
    """All of it, from text and from bytes; the expiry is the same moment."""
    text = token.to_json()

    for again in (Token.from_json(text), Token.from_json(text.encode())):
        assert again.to_json() == text
        assert again.access_token == token.access_token
        assert again.refresh_token == token.refresh_token
        assert again.scopes == token.scopes
        assert (again.user_id, again.team_id) == (token.user_id, token.team_id)
        assert again.expires_in(now=NOON) == token.expires_in(now=NOON)


def test_a_token_is_written_as_plain_json():
    """So that other programs can read it."""
    assert json.loads(full().to_json()) == {
        "access_token": SECRET,
        "refresh_token": REFRESH,
        "expires_at": "2026-05-01T12:00:00+00:00",
        "user_id": "3074457345600000000",
        "team_id": "9",
        "scopes": ["boards:read", "boards:write"],
    }


def test_what_is_not_known_need_not_be_written():
    """An older version, or a hand, may have left it out; an id may be a number."""
    assert Token.from_json('{"access_token": "a"}') == Token(access_token="a")
    assert Token.from_json('{"access_token": "a", "user_id": 5}').user_id == "5"


NO_TOKENS = [
    "",
    SECRET,
    "null",
    "5",
    f'"{SECRET}"',
    f'["{SECRET}"]',
    "{}",
    f'{{"access_token": "{SECRET}"',
    '{"access_token": ""}',
    '{"access_token": null}',
    f'{{"access_token": ["{SECRET}"]}}',
    f'{{"access_token": "{SECRET}", "refresh_token": 5}}',
    f'{{"access_token": "{SECRET}", "refresh_token": ["{SECRET}"]}}',
    f'{{"access_token": "{SECRET}", "expires_at": 1800000000}}',
    f'{{"access_token": "{SECRET}", "expires_at": "soon"}}',
    f'{{"access_token": "{SECRET}", "expires_at": ""}}',
    f'{{"access_token": "{SECRET}", "expires_at": "2026-05-01T12:00:00"}}',
    f'{{"access_token": "{SECRET}", "scopes": 5}}',
    "[" * 100_000,
    b"\xff\xfe",
    b"\x80" + SECRET.encode(),
]


@pytest.mark.parametrize("text", NO_TOKENS, ids=range(len(NO_TOKENS)))
def test_what_no_token_wrote_is_refused(text):
    """With an error of ours that shows nothing of the text, nor do its frames."""
    with pytest.raises(InvalidArgumentError, match="no token") as caught:
        Token.from_json(text)

    assert leaks(caught.value, SECRET) == []
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@given(
    json_values
    | st.fixed_dictionaries(
        {"access_token": texts},
        optional=dict.fromkeys(
            ["refresh_token", "expires_at", "user_id", "team_id", "scopes"], json_values
        ),
    )
)
def test_reading_gives_a_token_or_that_error(value):
    """Whatever the JSON is."""
    try:
        token = Token.from_json(json.dumps(value))
    except InvalidArgumentError:
        return
    assert token.access_token.reveal() == value["access_token"]
    assert token.expires_at is None or token.expires_at.utcoffset() is not None


@given(st.binary())
def test_reading_bytes_gives_that_error(content):
    """Bytes by chance are no token."""
    with pytest.raises(InvalidArgumentError):
        Token.from_json(content)
