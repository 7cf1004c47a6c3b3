"""Tokens that could not be saved: they are all there is, so they are not lost and not replaced."""

from __future__ import annotations

import logging
import pickle

import anyio
import pytest

from miro_async import Hooks, Refresh
from miro_async.auth.users import KEPT
from miro_async.errors import (
    NotAuthorizedError,
    RefreshRejectedError,
    TokenNotSavedError,
    TokenStorageError,
)
from tests.unit.apps import (
    Authority,
    Leasing,
    app_with,
    refusal,
)
from tests.unit.auth.unsaved import KINDS, secret_of, unsaved
from tests.unit.hunting import leaks
from tests.unit.virtual import BACKENDS, BEGINNING, VirtualClock, run

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("kind", "what"), KINDS)
async def test_the_next_call_saves_it(kind, what):
    """Without asking Miro: the token is that of the first call."""
    authority, storage, miro = await unsaved(kind, what)
    storage.faults.clear()

    await miro.as_user("7").boards.get("b")

    assert secret_of(storage) == "access-7-2"
    assert authority.refreshes == 1
    assert miro._authorizations._unsaved == {}  # or each of them would be kept for ever
    storage.asked.clear()
    await miro.as_user("7").boards.get("b")
    assert storage.asked == []


@pytest.mark.parametrize(("kind", "what"), KINDS)
async def test_a_storage_that_is_down_for_long_is_tried_once_a_second(caplog, kind, what):
    """Calls go on, and do not wait for it; the log tells of each try, and loudly of the first."""
    authority, storage, miro = await unsaved(kind, what)
    caplog.set_level(logging.WARNING)
    storage.asked.clear()

    for _ in range(9):
        await miro.as_user("7").boards.get("b")
        authority.clock.now += 0.25

    assert authority.sent_with == ["access-7-2"] * 10
    assert [what for what, _ in storage.asked].count(what) == 3
    first, *others = [(record.levelname, record.getMessage()) for record in caplog.records]
    why = "the storage of the tokens failed: OSError"
    assert first == ("ERROR", f"The new token of the user 7 could not be saved: {why}")
    assert others == [("WARNING", f"The token of the user 7 is still not saved: {why}")] * 3
    assert secret_of(storage) == "access-7-1"
    assert await miro.is_authorized("7")
    storage.faults.clear()
    authority.clock.now += 1
    await miro.as_user("7").boards.get("b")
    assert secret_of(storage) == "access-7-2"


@pytest.mark.parametrize(("kind", "what"), KINDS)
async def test_closing_saves_it(kind, what):
    """If no call has before."""
    _, storage, miro = await unsaved(kind, what)
    storage.faults.clear()

    await miro.aclose()

    assert secret_of(storage) == "access-7-2"


@pytest.mark.parametrize("what", ["get", "lock", "save"])
async def test_closing_says_what_could_not_be_saved(what):
    """With the tokens: whoever catches that has them, and nobody else does."""
    authority, storage, miro = await unsaved()
    storage.fail(what)

    with pytest.raises(TokenNotSavedError, match="users: 1") as caught:
        await miro.aclose()

    (token,) = caught.value.tokens.values()
    assert caught.value.tokens["7"] is token
    assert token.refresh_token.reveal() == "refresh-7-2"
    assert isinstance(caught.value, TokenStorageError)
    assert leaks(caught.value, "access-7", "refresh-7") == []
    assert pickle.loads(pickle.dumps(caught.value)).tokens == {}  # noqa: S301 - our own
    storage.faults.clear()
    await miro.aclose()
    assert secret_of(storage) == "access-7-2"
    assert authority.closings == 0  # it was given, so it stays open


async def test_the_connections_are_closed_even_then():
    """An error about tokens does not leave them open."""
    _, _, miro = await unsaved()

    with pytest.raises(TokenNotSavedError):
        async with miro:
            pass

    with pytest.raises(Exception, match="closed"):
        await miro.as_user("7").boards.get("b")


async def test_closing_says_it_of_all_users():
    """One error for all."""
    authority = Authority()
    users = ["7", "8", "9"]
    storage = Leasing({user: authority.token(user, seconds=0) for user in users})
    miro = authority.miro(storage=storage)
    storage.fail("save")
    for user in users:
        await miro.as_user(user).boards.get("b")
    storage.tokens["8"] = authority.token("8")  # another process has saved one meanwhile

    with pytest.raises(TokenNotSavedError, match="users: 2") as caught:
        await miro.aclose()

    assert set(caught.value.tokens) == {"7", "9"}


async def test_what_others_have_saved_meanwhile_counts():
    """Another process has refreshed the token that we had replaced: ours is dead, or theirs is.

    What is stored is what all others use.
    """
    authority, storage, miro = await unsaved()
    storage.tokens["7"] = authority.token("7")
    storage.faults.clear()

    await miro.as_user("7").boards.get("b")

    assert authority.sent_with[-1] == "access-7-3"
    assert secret_of(storage) == "access-7-3"
    await miro.aclose()


async def test_who_was_forgotten_meanwhile_stays_so():
    """By another process: the call is not made, and closing has nothing to save."""
    _, storage, miro = await unsaved()
    storage.tokens.clear()
    storage.faults.clear()

    with pytest.raises(NotAuthorizedError):
        await miro.as_user("7").boards.get("b")

    await miro.aclose()
    assert storage.tokens == {}


async def test_closing_does_not_mind_who_was_forgotten():
    """There is nothing to save for them, and nothing to complain about."""
    _, storage, miro = await unsaved()
    storage.tokens.clear()
    storage.faults.clear()

    await miro.aclose()

    assert storage.tokens == {}


@pytest.mark.parametrize(("kind", "what"), KINDS)
async def test_it_is_refreshed_when_its_time_comes(kind, what):
    """Although it was never saved; in the storage the next one takes the place of the first."""
    authority, storage, miro = await unsaved(kind, what)
    authority.clock.now += 3600
    await miro.as_user("7").boards.get("b")
    assert authority.sent_with[-1] == "access-7-3"
    assert authority.forms[-1]["refresh_token"] == "refresh-7-2"
    storage.faults.clear()

    await miro.as_user("7").boards.get("b")

    assert secret_of(storage) == "access-7-3"
    assert authority.refreshes == 2


async def test_it_may_be_refused():
    """Then there is nothing to be saved any more."""
    authority, _, miro = await unsaved()
    authority.clock.now += 3600
    authority.first = [refusal()]

    with pytest.raises(RefreshRejectedError):
        await miro.as_user("7").boards.get("b")

    await miro.aclose()


@pytest.mark.parametrize("backend", BACKENDS)
def test_calls_at_once_do_not_wait_for_each_other_to_save_it(backend):
    """One tries; the others use the token. In virtual time, as the storage hangs."""

    async def main():
        authority, storage, miro = await unsaved()
        storage.faults = {"get": "hang"}
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(miro.as_user("7").boards.get, "b")
            await anyio.sleep(1)
            for _ in range(5):
                await miro.as_user("7").boards.get("b")
            assert authority.sent_with == ["access-7-2"] * 6
            assert anyio.current_time() == pytest.approx(1)
        assert authority.sent_with == ["access-7-2"] * 7

    run(backend, main)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_storage_that_hangs_does_not_hold_up_every_call(backend):
    """The pause is five times as long as the try took."""

    async def main():
        authority, storage, miro = await unsaved(
            clock=VirtualClock(ahead=1_800_000_000 - BEGINNING)
        )
        storage.faults = {"save": "hang"}
        waited = []
        for _ in range(70):
            before = anyio.current_time()
            await miro.as_user("7").boards.get("b")
            waited.append(anyio.current_time() - before)
            await anyio.sleep(1)
        assert [round(one) for one in waited if one] == [10, 10]
        assert authority.sent_with == ["access-7-2"] * 71

    run(backend, main)


async def test_who_listens_is_told():
    """Of the refresh that was not saved, with the reason, and of the saving that was; no more."""
    heard = []
    authority, storage, miro = await unsaved(hooks=Hooks(refresh=heard.append))
    await miro.as_user("7").boards.get("b")
    authority.clock.now += 1
    (first,) = heard
    assert (first.user_id, first.saved) == ("7", False)
    assert isinstance(first.error, TokenStorageError)
    storage.faults.clear()

    await miro.as_user("7").boards.get("b")

    assert heard[1:] == [Refresh(user_id="7", saved=True)]


async def test_who_listens_is_told_when_closing():
    """As that saves, too."""
    heard = []
    _, storage, miro = await unsaved(hooks=Hooks(refresh=heard.append))
    storage.faults.clear()

    await miro.aclose()

    assert heard[1:] == [Refresh(user_id="7", saved=True)]


async def test_it_is_not_lost_when_other_users_come():
    """The app lets go of those that it has not called for in a while; not of such a token."""
    authority, storage, miro = await unsaved()
    for number in range(KEPT + 5):
        miro.as_user(f"{number + 100}")
    storage.faults.clear()

    await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-2"] * 2
    assert secret_of(storage) == "access-7-2"


async def test_nor_is_that_of_a_client_which_somebody_kept():
    """It is refreshed after a thousand others came; closing still knows of it."""
    authority, storage, miro = app_with(seconds=0)
    api = miro.as_user("7")
    for number in range(KEPT + 5):
        miro.as_user(f"{number + 100}")
    storage.fail("save")
    await api.boards.get("b")
    del api
    storage.faults.clear()

    await miro.aclose()

    assert secret_of(storage) == "access-7-2"
    assert authority.refreshes == 1
