"""Tokens and users as tests make them up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from miro_async.auth.token import Token

USERS = {
    "usual": "3074457345618265000",
    "small": "a",
    "capital": "A",
    "space after": "a ",
    "space before": " a",
    "accent": "\u00e1",
    "accent of its own": "a\u0301",
    "wide": "\uff41",
    "unicode": "Zoë 木 🦊",
    "slashes": "a/b/../c",
    "backslash": "a\\b",
    "folder above": "..",
    "folder": ".",
    "path": "/etc/passwd",
    "braces": "{a}",
    "other braces": "{b}",
    "colon": "a:b",
    "star": "*",
    "percent": "%",
    "encoded": "%61",
    "question": "a?b#c",
    "quotes": "'\";--",
    "line": "a\nb",
    "line after": "a\n",
    "tab": "\t",
    "nul": "a\0b",
    "digits": "1",
    "digits, other": "01",
    "null": "null",
    "long": "x" * 1000,
    "long, other": "x" * 999 + "y",
    "long in bytes": "木" * 1000,
}
"""Ids that no storage may take for one another, nor choke on."""

user_ids = st.sampled_from(list(USERS.values())) | st.text(min_size=1)
"""Any id of a user."""

_printable = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1)
_moments = st.datetimes(
    min_value=datetime(1971, 1, 1),  # noqa: DTZ001 - the zone comes from the next line
    timezones=st.builds(timezone, st.timedeltas(timedelta(hours=-23), timedelta(hours=23))),
)

tokens = st.builds(
    Token,
    access_token=_printable,
    refresh_token=st.none() | _printable,
    expires_at=st.none() | _moments,
    user_id=st.none() | st.text(),
    team_id=st.none() | st.text(),
    scopes=st.lists(st.text()),
)
"""Any token that could come, and many that will not."""


def after(one):
    """Give the token that comes after one whose text is a number."""
    return token(str(int(one.access_token.reveal().removeprefix("access-")) + 1))


def token(text="first", **fields):
    """Give a token that expires; the text tells it from others."""
    given = {
        "access_token": f"access-{text}",
        "refresh_token": f"refresh-{text}",
        "expires_at": datetime(2030, 1, 1, tzinfo=UTC),
        "user_id": "3074457345618265000",
        "team_id": "3074457345618265001",
        "scopes": ("boards:read", "boards:write"),
    }
    return Token(**(given | fields))
