"""Logins whose token cannot be saved: the code is used up, so the token must not be lost."""

from __future__ import annotations

import pytest

from miro_async import NO_RETRIES
from miro_async.errors import (
    TokenNotSavedError,
    TokenStorageError,
)
from tests.unit.apps import (
    STORAGES,
    Authority,
    Leasing,
    Plain,
    token_of,
)
from tests.unit.hunting import leaks
from tests.unit.recording import answer

pytestmark = pytest.mark.anyio


def secret_of(storage, user_id="7"):
    """Give the text of the access token that is stored."""
    return storage.tokens[user_id].access_token.reveal()


@pytest.mark.parametrize("kind", STORAGES.values(), ids=STORAGES)
async def test_a_login_that_cannot_be_saved_is_told_with_its_token(kind):
    """The code is used up: the token in the error is the only one there is."""
    authority, storage = Authority(), kind()
    storage.fail("get", "set", "save", "lock")
    miro = authority.miro(storage=storage)

    with pytest.raises(TokenNotSavedError, match="used all the same") as caught:
        await miro.exchange_code_for_access_token("code-7")

    assert caught.value.tokens == {"7": token_of()}
    assert isinstance(caught.value.__cause__, TokenStorageError)
    assert isinstance(caught.value.__cause__.__cause__, OSError)
    assert leaks(caught.value, "access-7", "refresh-7", "code-7") == []


async def login(miro, how):
    """Let a user authorize the app: by a code that a person pasted, or by a redirect."""
    if how == "bare code":
        return await miro.exchange_code_for_access_token("code-7")
    return await miro.exchange_code_for_access_token("?code=code-7&state=s", state="s")


@pytest.mark.parametrize("kind", STORAGES.values(), ids=STORAGES)
@pytest.mark.parametrize("how", ["bare code", "redirect"])
async def test_the_user_is_logged_in_all_the_same(kind, how):
    """In this process; as soon as the storage is back, for all, and after a restart."""
    authority, storage = Authority(), kind()
    storage.fail("get", "set", "save", "lock")
    miro = authority.miro(storage=storage)
    with pytest.raises(TokenNotSavedError):
        await login(miro, how)

    await (miro.api if how == "bare code" else miro.as_user("7")).boards.get("b")
    storage.faults.clear()
    authority.clock.now += 1
    assert await miro.is_authorized("7")
    await miro.api.boards.get("b")
    assert await miro.is_authorized()
    assert secret_of(storage) == "access-7-1"

    await miro.aclose()
    restarted = authority.miro(storage=storage)
    await restarted.as_user("7").boards.get("b")
    await restarted.api.boards.get("b")
    assert authority.sent_with == ["access-7-1"] * 4


async def test_a_second_login_takes_its_place():
    """The user tried again, and this time it could be saved."""
    authority, storage = Authority(), Leasing()
    storage.fail("set")
    miro = authority.miro(storage=storage)
    with pytest.raises(TokenNotSavedError):
        await miro.exchange_code_for_access_token("code-7")
    storage.faults.clear()

    await miro.exchange_code_for_access_token("code-7")
    await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-2"]
    assert secret_of(storage) == "access-7-2"
    await miro.aclose()


async def test_a_storage_that_fails_after_the_token_is_saved_does_not_fail_a_login():
    """Who the single user is could not be written down; the token is there, and so is its user."""
    authority, storage = Authority(), Plain()
    miro = authority.miro(storage=storage, retry=NO_RETRIES)

    async def fail_at_the_note(what, user_id):
        if user_id == "@single-user":
            raise OSError(what)

    storage.do = fail_at_the_note
    token = await miro.exchange_code_for_access_token("code-7")

    assert token.user_id == "7"
    assert secret_of(storage) == "access-7-1"
    await miro.as_user("7").boards.get("b")


async def test_what_another_process_has_saved_while_it_is_refreshed_counts():
    """The user has authorized the app once more there, after the login that was not saved here."""
    authority, storage = Authority(), Leasing()
    storage.fail("set")
    miro = authority.miro(storage=storage)
    with pytest.raises(TokenNotSavedError):
        await login(miro, "redirect")
    authority.clock.now += 3600
    authority.first = [answer(authority.next_pair("7"))]
    newer = authority.token("7", seconds=7200)

    async def meanwhile():
        storage.faults.clear()
        storage.tokens["7"] = newer

    authority.before_tokens = meanwhile
    await miro.as_user("7").boards.get("b")

    assert storage.tokens["7"] is newer
    assert authority.sent_with == ["access-7-3"]


@pytest.mark.parametrize("kind", STORAGES.values(), ids=STORAGES)
async def test_what_is_damaged_is_replaced(kind):
    """A token that cannot be read any more does not keep its user from coming again."""
    authority, storage = Authority(), kind()
    storage.fail("get")

    await login(authority.miro(storage=storage), "redirect")

    assert secret_of(storage) == "access-7-1"
