"""A refresh goes on, whoever is cancelled or comes: the old pair of tokens may be dead."""

from __future__ import annotations

import asyncio

import anyio
import pytest

from miro_async import Timeout
from miro_async.errors import (
    MiroTimeoutError,
)
from tests.unit.apps import STORAGES, Authority, Leasing, app_with
from tests.unit.recording import answer
from tests.unit.virtual import BACKENDS, run

pytestmark = pytest.mark.anyio


async def holding(authority):
    """Keep the next refresh waiting; give what tells that it waits, and what lets it go on."""
    waits, go_on = anyio.Event(), anyio.Event()

    async def hold():
        waits.set()
        await go_on.wait()

    authority.before_tokens = hold
    return waits, go_on


@pytest.mark.parametrize("storage", STORAGES.values(), ids=STORAGES)
async def test_a_call_that_is_cancelled_does_not_lose_the_token(storage):
    """Once asked for, it is waited for, saved, and used by the next call."""
    authority, kept, miro = app_with(storage(), seconds=0)
    waits, go_on = await holding(authority)

    async with anyio.create_task_group() as tasks:
        with anyio.CancelScope() as scope:
            tasks.start_soon(cancel_when, waits, scope.cancel, go_on)
            await miro.as_user("7").boards.get("b")
    assert scope.cancelled_caught
    assert kept.tokens["7"].access_token.reveal() == "access-7-2"
    await miro.as_user("7").boards.get("b")

    assert authority.refreshes == 1
    assert set(authority.sent_with) == {"access-7-2"}
    assert not getattr(kept, "locked", None)


async def cancel_when(waits, cancel, go_on):
    """Cancel a call that waits for a refresh, and let that go on."""
    await waits.wait()
    cancel()
    await anyio.wait_all_tasks_blocked()
    go_on.set()


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
@pytest.mark.parametrize("storage", STORAGES.values(), ids=STORAGES)
@pytest.mark.parametrize("times", [1, 3])
async def test_nor_does_a_task_that_is_cancelled(storage, times):
    """By asyncio's own way, which no shield keeps out; even if it is done again and again."""
    authority, kept, miro = app_with(storage(), seconds=0)
    waits, go_on = await holding(authority)

    call = asyncio.create_task(miro.as_user("7").boards.get("b"))
    await waits.wait()
    for _ in range(times):
        call.cancel()
        await anyio.wait_all_tasks_blocked()
    assert not call.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await call

    assert kept.tokens["7"].access_token.reveal() == "access-7-2"
    await miro.as_user("7").boards.get("b")
    assert authority.sent_with == ["access-7-2"]
    assert not getattr(kept, "locked", None)


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_time_of_a_call_does_not_cut_a_refresh_short(backend):
    """It takes as long as it takes; then the call has run out of time, and was not sent."""

    async def main():
        authority, kept, miro = app_with(seconds=0)
        waits, go_on = await holding(authority)

        async with anyio.create_task_group() as tasks:

            async def let_go():
                await waits.wait()
                await anyio.sleep(0.03)
                go_on.set()

            tasks.start_soon(let_go)
            api = miro.as_user("7").with_options(timeout=Timeout(total=0.01))
            with pytest.raises(MiroTimeoutError) as caught:
                await api.boards.get("b")

        assert caught.value.operation == "get-specific-board"
        assert not caught.value.may_have_happened
        assert kept.tokens["7"].access_token.reveal() == "access-7-2"

    run(backend, main)


@pytest.mark.parametrize("storage", STORAGES.values(), ids=STORAGES)
def test_the_end_of_a_program_does_not_lose_the_token(storage):
    """`asyncio.run` cancels all tasks when its main one has ended, for Ctrl-C as well."""
    authority, kept, miro = app_with(storage(), seconds=0)

    async def main():
        waits, go_on = await holding(authority)
        call = asyncio.create_task(miro.as_user("7").boards.get("b"))
        await waits.wait()
        asyncio.get_running_loop().call_later(0.02, go_on.set)
        return call

    call = asyncio.run(main())

    assert call.cancelled()
    assert kept.tokens["7"].access_token.reveal() == "access-7-2"
    assert not getattr(kept, "locked", None)


@pytest.mark.parametrize("storage", STORAGES.values(), ids=STORAGES)
async def test_a_login_counts_over_a_refresh_on_the_way(storage):
    """What the user has just allowed is the last word, whichever answer comes first."""
    authority, kept, miro = app_with(storage(), seconds=0)
    waits, go_on = await holding(authority)
    of_refresh, of_login = (answer(authority.next_pair("7")) for _ in range(2))

    async def login():
        authority.before_tokens, authority.first = None, [of_login, of_refresh]
        await miro.exchange_code_for_access_token("?code=code-7&state=s", state="s")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(miro.as_user("7").boards.get, "b")
        await waits.wait()
        tasks.start_soon(login)
        await anyio.wait_all_tasks_blocked()
        go_on.set()
    await miro.as_user("7").boards.get("b")

    assert kept.tokens["7"].access_token.reveal() == "access-7-3"
    assert authority.sent_with[-1] == "access-7-3"


async def test_a_login_that_is_cancelled_goes_on():
    """The code is used up: its token is saved, and the user is logged in."""
    authority, storage = Authority(), Leasing()
    miro = authority.miro(storage=storage)
    waits, go_on = await holding(authority)

    async with anyio.create_task_group() as tasks:
        with anyio.CancelScope() as scope:
            tasks.start_soon(cancel_when, waits, scope.cancel, go_on)
            await miro.exchange_code_for_access_token("code-7")

    assert scope.cancelled_caught
    assert storage.tokens["7"].access_token.reveal() == "access-7-1"
    await miro.api.boards.get("b")
