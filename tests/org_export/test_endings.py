"""What becomes of a board whose export failed, and what the environment may say."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from examples.org_export.endings import ending_of
from examples.org_export.progress import Claim
from examples.org_export.settings import Settings, SettingsError
from miro_async import errors

MOST = 3


def answered(status, kind=errors.APIError):
    """Give the error of an answer of Miro's."""
    return kind(operation="get-items", call="items.list", status=status)


def claim(attempts=1, setbacks=0):
    """Give a board in its so-manieth attempt."""
    known = {"export": "export", "board_id": "b", "fence": 1, "user_id": "1"}
    return Claim(attempts=attempts, setbacks=setbacks, **known)


@pytest.mark.parametrize(
    "error",
    [
        answered(500, errors.ServerError),
        answered(400, errors.BadRequestError),
        ValueError("?"),
        OSError(errno.ENOTDIR, "?"),
    ],
)
def test_what_may_be_the_boards_fault_is_tried_so_often(error):
    """Then it has failed, with the reason; before, it waits longer each time."""
    first, second = (ending_of(error, claim(attempts), MOST) for attempts in (1, 2))
    assert (first.state, second.state) == ("waiting", "waiting")
    assert 5 <= first.delay <= 10 <= second.delay <= 20
    last = ending_of(error, claim(MOST), MOST)
    assert (last.state, last.attempts, last.setbacks) == ("failed", MOST, 0)
    assert last.reason.startswith(type(error).__name__)


@pytest.mark.parametrize(
    "error",
    [
        errors.NotAuthorizedError("?"),
        errors.RefreshRejectedError("?"),
        errors.TokenStorageError("?"),
        errors.ConfigurationError("?"),
        errors.MiroConnectionError("?", may_have_happened=False),
        errors.MiroTimeoutError("?", may_have_happened=False),
        answered(429, errors.RateLimitError),
        OSError(errno.ENOSPC, "?"),
        OperationalError("UPDATE", {}, Exception("?")),
        ConnectionRefusedError(),
    ],
)
def test_what_is_not_the_boards_fault_is_no_attempt(error):
    """An hour without network, or a token that was revoked, leaves no failed boards."""
    ending = ending_of(error, claim(MOST, setbacks=9), MOST)
    assert (ending.state, ending.attempts, ending.setbacks) == ("waiting", MOST - 1, 10)
    assert 300 <= ending.delay <= 600


def test_nothing_is_tried_for_ever():
    """A board that only ever times out ends as failed, too; twelve hours later."""
    error = errors.MiroTimeoutError("?", may_have_happened=False)
    assert ending_of(error, claim(1, setbacks=98), MOST).state == "waiting"
    assert ending_of(error, claim(1, setbacks=99), MOST).state == "failed"


@pytest.mark.parametrize("kind", [errors.NotFoundError, errors.ForbiddenError])
def test_what_is_gone_or_closed_is_not_tried_again(kind):
    """The board was deleted since the plan, or this user may not open it."""
    assert ending_of(answered(404, kind), claim(), MOST).state == "failed"


ALL = {
    "MIRO_CLIENT_ID": "1",
    "MIRO_CLIENT_SECRET": "s",
    "MIRO_REDIRECT_URL": "https://a.example/",
    "DATABASE_URL": "postgresql+asyncpg://x/y",
    "REDIS_URL": "redis://x",
    "EXPORT_USERS": "1, 2",
    "EXPORT_FOLDER": "/exports",
}


def test_all_that_is_missing_is_named_at_once():
    """Not one after the other."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"EXPORT_LEASE": "soon", "EXPORT_NAME": "../x"})
    for name in (*ALL.keys() - {"EXPORT_USERS"}, "EXPORT_LEASE", "EXPORT_NAME"):
        assert name in str(caught.value)


def test_the_environment_is_read():
    """What is not said is as usual."""
    settings = Settings.from_environment(ALL | {"EXPORT_LEASE": "7.5", "EXPORT_ATTEMPTS": "2"})
    assert (settings.users, settings.folder) == (["1", "2"], Path("/exports"))
    assert (settings.lease, settings.attempts, settings.boards_at_once) == (7.5, 2, 8)
    assert settings.base_url == "https://api.miro.com"


def test_passwords_of_servers_are_not_shown():
    """Neither by the settings, which logs and tracebacks may have in them."""
    servers = {
        "DATABASE_URL": "postgresql+asyncpg://me:pa55w0rd@x/y",
        "REDIS_URL": "redis://:pa55w0rd@x",
    }
    assert "pa55w0rd" not in repr(Settings.from_environment(ALL | servers))


@pytest.mark.parametrize("variable", ["DATABASE_URL", "REDIS_URL"])
def test_what_is_no_address_of_a_server_is_told_without_its_password(variable):
    """With a slash in it, it looks like a port; else it would be in an error of somebody else's."""
    with pytest.raises(SettingsError, match=f"^{variable} is no address") as caught:
        Settings.from_environment(ALL | {variable: "redis://:pa55w0rd/2@x"})
    assert "pa55w0rd" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None
