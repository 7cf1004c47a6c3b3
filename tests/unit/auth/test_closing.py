"""Who is authorized, and the end of an app."""

from __future__ import annotations

import anyio
import pytest

from miro_async import Miro
from miro_async.errors import (
    TokenStorageError,
)
from tests.unit.apps import IDENTITY, STORAGES, Authority, Leasing, app_with, token_of
from tests.unit.recording import raw_answer

pytestmark = pytest.mark.anyio


@pytest.fixture(params=STORAGES.values(), ids=STORAGES)
def storage(request):
    """Give a storage of each kind."""
    return request.param()


@pytest.mark.parametrize(
    ("token", "authorized"),
    [
        ({}, True),
        ({"seconds": -1}, True),
        ({"seconds": None, "refresh_token": None}, True),
        ({"seconds": -1, "refresh_token": None}, False),
        ({"seconds": 1, "refresh_token": None}, True),
    ],
)
async def test_who_is_authorized_can_be_asked(storage, token, authorized):
    """Whoever has a token that is good, or can be refreshed; Miro is not asked."""
    authority = Authority()
    storage.tokens["7"] = token_of(**token)
    miro = authority.miro(storage=storage)

    assert await miro.is_authorized("7") is authorized
    assert not await miro.is_authorized("8")
    assert authority.requests == []


async def test_asking_reads_the_storage(storage):
    """Another process may have forgotten the user."""
    _, kept, miro = app_with(storage)
    await miro.as_user("7").boards.get("b")
    kept.tokens.clear()

    assert not await miro.is_authorized("7")


async def test_a_storage_that_fails_does_not_say_who_is_authorized():
    """A user must not be sent to Miro for that."""
    _, storage, miro = app_with()
    storage.fail("get")

    with pytest.raises(TokenStorageError):
        await miro.is_authorized("7")


# Closing


async def test_an_app_can_be_closed_without_having_been_used():
    """And twice."""
    miro = Miro(**IDENTITY)

    async with miro as entered:
        assert entered is miro
    await miro.aclose()


async def test_an_error_in_the_block_is_told():
    """Closing does not hide it."""
    authority = Authority()

    with pytest.raises(LookupError):
        async with authority.miro():
            raise LookupError


async def test_what_an_app_was_given_stays_open():
    """The transport and the storage are the caller's."""
    authority, storage = Authority(), Leasing()
    async with authority.miro(storage=storage) as miro:
        await miro.exchange_code_for_access_token("code-7")

    assert authority.closings == 0
    assert not hasattr(storage, "closed")


async def test_closing_that_is_cancelled_saves_all_the_same():
    """A program that ends is cancelled, as a rule."""
    _, storage, miro = app_with(seconds=0)
    storage.fail("save")
    await miro.as_user("7").boards.get("b")
    storage.faults.clear()

    with anyio.CancelScope() as scope:
        scope.cancel()
        await miro.aclose()

    assert storage.tokens["7"].access_token.reveal() == "access-7-2"


async def test_a_revoked_token_answers_nothing():
    """The answer has no body, and needs none."""
    authority, _, miro = app_with()
    authority.revoking = [raw_answer(b"not json", 200)]

    assert await miro.revoke_token("7") is None
