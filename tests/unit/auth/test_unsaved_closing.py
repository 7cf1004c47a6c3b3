"""Closing an app while something is under way, and saves whose answer got lost."""

from __future__ import annotations

from contextlib import suppress

import anyio
import pytest

from miro_async import Hooks
from miro_async.errors import (
    ConfigurationError,
)
from tests.unit.apps import (
    Leasing,
    app_with,
)
from tests.unit.auth.unsaved import secret_of, unsaved

pytestmark = pytest.mark.anyio


class Slow(Leasing):
    """A storage that takes a second to save."""

    async def do(self, what, user_id):
        """Take the time."""
        if what == "save":
            await anyio.sleep(1)
        await super().do(what, user_id)


async def test_closing_waits_for_a_call_that_saves_it():
    """And has nothing left to do then."""
    authority, storage, miro = await unsaved(Slow)
    storage.faults.clear()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(miro.as_user("7").boards.get, "b")
        await anyio.sleep(0.5)
        tasks.start_soon(miro.aclose)

    assert secret_of(storage) == "access-7-2"
    assert storage.asked.count(("save", "7")) == 2
    assert authority.refreshes == 1


async def test_closing_waits_for_a_refresh_under_way():
    """Its token would be lost; what comes after the closing is refused."""
    authority, storage, miro = app_with(seconds=0)

    async def slowly():
        await anyio.sleep(1)

    authority.before_tokens = slowly
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(call_in_vain, miro)
        await anyio.sleep(0.5)
        tasks.start_soon(miro.aclose)
        await anyio.sleep(0.1)
        assert secret_of(storage) == "access-7-1"
        with pytest.raises(ConfigurationError, match="closed"):
            await miro.exchange_code_for_access_token("code-7")

    assert secret_of(storage) == "access-7-2"
    assert len(authority.forms) == 1


async def call_in_vain(miro):
    """Call, and find the app closed when there is a token at last, or not."""
    with suppress(ConfigurationError):
        await miro.as_user("7").boards.get("b")


class Lossy(Leasing):
    """A storage that saves, and loses the word that it has."""

    def lease(self, user_id):
        """Give what saves, and fails the first time."""
        return LossyLease(self, super().lease(user_id))


class LossyLease:
    """Saves, and fails the first time."""

    def __init__(self, storage, lease):
        self._storage = storage
        self._lease = lease

    async def save(self, old, new):
        """Save, and say so or not."""
        saved = await self._lease.save(old, new)
        if self._storage.asked.count(("save", "7")) == 1:
            raise OSError("the connection broke")
        return saved


async def test_what_was_saved_without_a_word_is_saved():
    """The next look finds it there, and who listens is told."""
    heard = []
    authority, storage, miro = app_with(Lossy(), seconds=0, hooks=Hooks(refresh=heard.append))

    for _ in range(3):
        await miro.as_user("7").boards.get("b")

    assert secret_of(storage) == "access-7-2"
    assert [one.saved for one in heard] == [False, True]
    assert authority.sent_with == ["access-7-2"] * 3
    await miro.aclose()
