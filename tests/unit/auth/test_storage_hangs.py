"""Storages that do not answer: how long is waited for them. In virtual time, mostly."""

from __future__ import annotations

import anyio
import pytest

from miro_async.errors import (
    TokenStorageError,
)
from tests.unit.apps import Authority, Leasing, Locking, Plain, app_with
from tests.unit.hunting import family
from tests.unit.virtual import BACKENDS, run

pytestmark = pytest.mark.anyio


def secret_of(token):
    """Give the text of an access token."""
    return token.access_token.reveal()


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("seconds", [0, 3600], ids=["expired", "good"])
def test_a_storage_that_hangs_is_given_up(backend, seconds):
    """After 10 seconds, with an error of ours."""

    async def main():
        authority, storage, miro = app_with(seconds=seconds)
        storage.faults = {"get": "hang"}
        with pytest.raises(TokenStorageError, match="longer than 10 s"):
            await miro.as_user("7").boards.get("b")
        assert anyio.current_time() == pytest.approx(10)
        assert authority.requests == []

    run(backend, main)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("kind", "what"), [(Plain, "set"), (Locking, "set"), (Leasing, "save")])
def test_a_save_that_hangs_is_given_up_and_the_token_is_used(backend, kind, what):
    """As if it had failed: it is saved later."""

    async def main():
        authority, storage, miro = app_with(kind(), seconds=0)
        storage.faults = {what: "hang"}
        await miro.as_user("7").boards.get("b")
        assert anyio.current_time() == pytest.approx(10)
        assert authority.sent_with == ["access-7-2"]
        storage.faults.clear()
        await miro.as_user("7").boards.get("b")
        assert secret_of(storage.tokens["7"]) == "access-7-2"

    run(backend, main)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_storage_that_hangs_costs_a_good_token_little(backend):
    """The call goes on with the old token after 10 seconds, and those at once with it wait too.

    The next ones have 10 seconds of peace.
    """

    async def main():
        authority, storage, miro = app_with()
        api = miro.as_user("7")
        await api.boards.get("b")
        authority.clock.now += 3541
        storage.faults = {"get": "hang"}
        async with anyio.create_task_group() as tasks:
            for _ in range(5):
                tasks.start_soon(api.boards.get, "b")
        assert anyio.current_time() == pytest.approx(10)
        await api.boards.get("b")
        assert anyio.current_time() == pytest.approx(10)
        assert authority.sent_with == ["access-7-1"] * 7

    run(backend, main)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_call_that_waits_for_a_storage_can_be_cancelled(backend):
    """Nothing has been asked of Miro then; all is let go of."""

    async def main():
        authority, storage, miro = app_with(seconds=0)
        for what in ("get", "lock"):
            storage.faults = {what: "hang"}
            with anyio.move_on_after(3) as scope:
                await miro.as_user("7").boards.get("b")
            assert scope.cancelled_caught
        storage.faults.clear()
        await miro.as_user("7").boards.get("b")
        assert authority.refreshes == 1
        assert not storage.locked

    run(backend, main)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_lock_is_waited_for(backend):
    """As long as its storage lets us: whoever has it may take 20 seconds for a refresh."""

    async def main():
        authority, storage, miro = app_with(seconds=0)
        async with anyio.create_task_group() as tasks, storage.lock("7"):
            tasks.start_soon(miro.as_user("7").boards.get, "b")
            await anyio.sleep(25)
            assert authority.requests == []
            storage.tokens["7"] = authority.token("7")
        assert authority.refreshes == 0
        assert authority.sent_with == ["access-7-2"]

    run(backend, main)


async def test_the_errors_of_a_storage_do_not_have_the_token():
    """Of ours, that is: what it was given does not stand in its words or attributes."""
    _, storage, miro = app_with(seconds=0)
    storage.faults = {"get": OSError("gone")}

    with pytest.raises(TokenStorageError) as caught:
        await miro.as_user("7").boards.get("b")

    for error in family(caught.value):
        assert "access-7" not in f"{error!r} {vars(error)}"


async def test_another_user_does_not_wait_for_a_storage_that_hangs_for_one():
    """Each has their own gate."""
    authority = Authority()
    storage = Leasing({"7": authority.token("7", seconds=0), "8": authority.token("8", seconds=0)})
    miro = authority.miro(storage=storage)

    async with storage.lock("7"), anyio.create_task_group() as tasks:
        tasks.start_soon(miro.as_user("7").boards.get, "b")
        await miro.as_user("8").boards.get("b")
        assert authority.sent_with == ["access-8-2"]
        tasks.cancel_scope.cancel()
