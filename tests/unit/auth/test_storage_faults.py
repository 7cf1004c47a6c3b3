"""Storages that fail, hang, have no lock, or lose it: what becomes of a call, and of its token."""

from __future__ import annotations

import logging

import anyio
import pytest

from miro_async import Hooks, Token
from miro_async.errors import (
    ConfigurationError,
    NotAuthorizedError,
    TokenStorageError,
)
from tests.unit.apps import STORAGES, Leasing, Locking, Plain, app_with

pytestmark = pytest.mark.anyio

ERRORS = [OSError("disk full"), KeyError("7"), RuntimeError(), ExceptionGroup("two", [OSError()])]


def secret_of(token):
    """Give the text of an access token."""
    return token.access_token.reveal()


async def test_a_storage_is_asked_for_what_a_refresh_needs_and_no_more():
    """It is read, locked, read again as somebody else may have been first, and saved to."""
    asked = {}
    for name, kind in STORAGES.items():
        _, storage, miro = app_with(kind(), seconds=0)
        await miro.as_user("7").boards.get("b")
        asked[name] = [what for what, _ in storage.asked]

    assert asked == {
        "without a lock": ["get", "get", "set"],
        "with a lock": ["get", "lock", "get", "set", "release"],
        "with a lease": ["get", "lock", "get", "save", "release"],
    }


@pytest.mark.parametrize("error", ERRORS, ids=repr)
async def test_what_a_storage_raises_is_the_cause_of_an_error_of_ours(error):
    """Whatever it is; nothing is sent without a token."""
    authority, storage, miro = app_with()
    storage.faults = {"get": error}

    with pytest.raises(TokenStorageError, match=type(error).__name__) as caught:
        await miro.as_user("7").boards.get("b")

    assert caught.value.__cause__ is error
    assert "disk full" not in str(caught.value)  # it may say what was to be stored
    assert authority.requests == []


@pytest.mark.parametrize("error", [TokenStorageError("no table"), ConfigurationError("no driver")])
@pytest.mark.parametrize("where", ["get", "lock"])
async def test_an_error_of_ours_is_raised_as_it_is(error, where):
    """Our own storages say what is wrong better than we could here."""
    _, storage, miro = app_with(seconds=0)
    storage.faults = {where: error}

    with pytest.raises(type(error)) as caught:
        await miro.as_user("7").boards.get("b")
    assert caught.value is error


@pytest.mark.parametrize("what", ["lock", "get"])
async def test_without_a_lock_or_a_look_nothing_is_refreshed(what):
    """Somebody else might be doing it; the refresh token is good for one try."""
    authority, storage, miro = app_with(seconds=0)
    storage.fail(what)

    with pytest.raises(TokenStorageError):
        await miro.as_user("7").boards.get("b")

    assert authority.requests == []
    assert not storage.locked


@pytest.mark.parametrize(("kind", "what"), [(Plain, "set"), (Locking, "set"), (Leasing, "save")])
async def test_a_token_that_cannot_be_saved_is_used(caplog, kind, what):
    """The old pair is dead: this one is the only one there is. The log says so, without it."""
    authority, storage, miro = app_with(kind(), seconds=0)
    storage.fail(what)

    with caplog.at_level(logging.DEBUG, "miro_async"):
        await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-2"]
    assert secret_of(storage.tokens["7"]) == "access-7-1"
    (error,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "The new token of the user 7 could not be saved" in error.getMessage()
    assert "access-7" not in caplog.text


async def test_a_lock_that_cannot_be_released_does_not_fail_the_call(caplog):
    """It will run out; what was done under it is done."""
    authority, storage, miro = app_with(seconds=0)
    storage.fail("release")

    with caplog.at_level(logging.WARNING, "miro_async"):
        await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-2"]
    assert secret_of(storage.tokens["7"]) == "access-7-2"
    assert caplog.messages == ["the lock on a token could not be released: OSError"]


async def test_a_lock_that_cannot_be_released_does_not_hide_what_went_wrong():
    """The error of the refresh is told."""
    authority, storage, miro = app_with(seconds=0)
    storage.fail("release")
    authority.first = [RuntimeError("a bug")]

    with pytest.raises(RuntimeError, match="a bug"):
        await miro.as_user("7").boards.get("b")


class Careless(Plain):
    """A storage whose lock fails before there is anything to wait for."""

    def lock(self, user_id):
        """Fail."""
        raise LookupError(user_id)


class Odd(Plain):
    """A storage whose lock is none."""

    def lock(self, user_id):
        """Give nothing that can be entered."""
        return user_id


class Unlocked(Plain):
    """A storage that says by `None` that it has no lock."""

    lock = None


@pytest.mark.parametrize("kind", [Careless, Odd])
async def test_a_lock_that_is_none_is_a_failure_of_the_storage(kind):
    """And raised as such."""
    authority, _, miro = app_with(kind(), seconds=0)

    with pytest.raises(TokenStorageError):
        await miro.as_user("7").boards.get("b")
    assert authority.requests == []


async def test_a_lock_may_be_left_out():
    """Then the calls of one process are still safe."""
    authority, _, miro = app_with(Unlocked(), seconds=0)

    async with anyio.create_task_group() as tasks:
        for _ in range(10):
            tasks.start_soon(miro.as_user("7").boards.get, "b")

    assert authority.refreshes == 1


class Late(Leasing):
    """A storage in which something happens to the token while it is refreshed."""

    meanwhile = None

    async def do(self, what, user_id):
        """Do it just before it is saved."""
        if what == "save":
            self.meanwhile()
        await super().do(what, user_id)


async def test_who_held_the_lock_for_too_long_does_not_overwrite_a_newer_token():
    """What the other has saved is newer, and used; ours was given for one that is dead."""
    authority, storage, miro = app_with(Late(), seconds=0)
    newer = Token(access_token="access-7-3", refresh_token="refresh-7-3", user_id="7")

    def save_newer():
        authority.numbers["7"] = 3
        storage.tokens["7"] = newer

    storage.meanwhile = save_newer
    heard = []
    miro = authority.miro(storage=storage, hooks=Hooks(refresh=heard.append))

    await miro.as_user("7").boards.get("b")

    assert storage.tokens["7"] is newer
    assert authority.sent_with == ["access-7-3"]
    assert heard == []


async def test_who_was_forgotten_while_the_token_was_refreshed_stays_forgotten():
    """Nothing is stored for a user who has logged out."""
    authority, storage, miro = app_with(Late(), seconds=0)
    storage.meanwhile = storage.tokens.clear

    with pytest.raises(NotAuthorizedError):
        await miro.as_user("7").boards.get("b")

    assert storage.tokens == {}
    assert authority.sent_with == []
    assert not await miro.is_authorized("7")


async def test_the_storage_may_fail_when_somebody_else_was_first():
    """Whose token counts is unknown then: ours is kept until the storage says."""
    authority, storage, miro = app_with(Late(), seconds=0)
    newer = Token(access_token="access-7-3", refresh_token="refresh-7-3", user_id="7")

    def save_newer_and_break():
        storage.tokens["7"] = newer
        storage.faults = {"get": OSError("gone")}

    storage.meanwhile = save_newer_and_break
    await miro.as_user("7").boards.get("b")
    assert authority.sent_with == ["access-7-2"]

    storage.faults.clear()
    authority.numbers["7"] = 3
    await miro.as_user("7").boards.get("b")
    assert authority.sent_with[-1] == "access-7-3"
    assert storage.tokens["7"] is newer
