"""Tokens are refreshed shortly before they expire, by the call that needs one, and once."""

from __future__ import annotations

import anyio
import pytest
from attrs import define

from miro_async.errors import (
    NotAuthorizedError,
)
from tests.unit.apps import STORAGES, Authority, Leasing, Locking, Plain, app_with
from tests.unit.recording import SteppedClock

pytestmark = pytest.mark.anyio


async def test_a_good_token_is_read_once_and_used():
    """Neither the endpoint nor the storage is asked again."""
    authority, storage, miro = app_with()

    for _ in range(3):
        await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-1"] * 3
    assert authority.forms == []
    assert storage.asked == [("get", "7")]


@pytest.mark.parametrize(
    ("seconds", "options", "refreshed"),
    [
        (60, {}, True),
        (61, {}, False),
        (300, {"leeway": 300}, True),
        (301, {"leeway": 300}, False),
        (0, {"leeway": 0}, True),
        (0.5, {"leeway": 0}, False),
        (-1000, {}, True),
    ],
)
async def test_a_token_is_refreshed_a_leeway_before_it_expires(seconds, options, refreshed):
    """By default a minute: a call that takes long should not arrive with a dead one."""
    authority, storage, miro = app_with(seconds=seconds, **options)

    await miro.as_user("7").boards.get("b")

    assert authority.sent_with == [f"access-7-{1 + refreshed}"]
    assert authority.refreshes == refreshed
    assert storage.tokens["7"].access_token.reveal() == f"access-7-{1 + refreshed}"


async def test_a_token_in_memory_is_refreshed_when_its_time_comes():
    """As one in the storage is; each new one for as long as Miro said."""
    authority, _, miro = app_with()
    api = miro.as_user("7")

    for _ in range(3):
        await api.boards.get("b")
        authority.clock.now += 3539
        await api.boards.get("b")
        authority.clock.now += 1

    assert authority.sent_with == [f"access-7-{n}" for n in (1, 1, 2, 2, 3, 3)]


async def test_a_token_that_lives_for_less_than_the_leeway_is_used_for_half_its_life():
    """Or every call would refresh it."""
    authority, _, miro = app_with(seconds=0)
    authority.expires_in = 30
    api = miro.as_user("7")

    await api.boards.get("b")
    authority.clock.now += 14
    await api.boards.get("b")
    authority.clock.now += 2
    await api.boards.get("b")

    assert authority.sent_with == ["access-7-2", "access-7-2", "access-7-3"]


@pytest.mark.parametrize("storage", STORAGES.values(), ids=STORAGES)
async def test_many_calls_at_once_refresh_once(storage):
    """One asks, and all of them get what it got."""
    authority, _, miro = app_with(storage(), seconds=0)
    api = miro.as_user("7")

    async with anyio.create_task_group() as tasks:
        for _ in range(50):
            tasks.start_soon(api.boards.get, "b")
            tasks.start_soon(miro.as_user("7").boards.get, "b")

    assert authority.refreshes == 1
    assert authority.sent_with == ["access-7-2"] * 100


@pytest.mark.parametrize("storage", [Locking, Leasing])
async def test_two_apps_on_one_storage_refresh_once(storage):
    """As two processes do: who comes second finds what the first has saved."""
    authority, kept, miro = app_with(storage(), seconds=0)
    other = authority.miro(storage=kept)

    async with anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(miro.as_user("7").boards.get, "b")
            tasks.start_soon(other.as_user("7").boards.get, "b")

    assert authority.refreshes == 1
    assert authority.sent_with == ["access-7-2"] * 40


async def test_what_others_have_refreshed_is_not_refreshed_again():
    """Also long after: what is in memory is due, what is in the storage is not."""
    authority, kept, miro = app_with()
    other = authority.miro(storage=kept)
    await miro.as_user("7").boards.get("b")
    await other.as_user("7").boards.get("b")
    authority.clock.now += 3600

    await other.as_user("7").boards.get("b")
    await miro.as_user("7").boards.get("b")

    assert authority.refreshes == 1
    assert authority.sent_with[2:] == ["access-7-2"] * 2


async def test_what_others_have_refreshed_may_have_expired_again():
    """Then that one is refreshed, and not the one in memory, which is long dead."""
    authority, storage, miro = app_with()
    await miro.as_user("7").boards.get("b")
    storage.tokens["7"] = authority.token("7", seconds=100)
    authority.clock.now += 3600

    await miro.as_user("7").boards.get("b")

    assert authority.forms[0]["refresh_token"] == "refresh-7-2"
    assert authority.sent_with == ["access-7-1", "access-7-3"]


async def test_a_token_that_does_not_expire_is_never_refreshed():
    """A year later it is still sent."""
    authority, _, miro = app_with(seconds=None)
    await miro.as_user("7").boards.get("b")
    authority.clock.now += 365 * 86400

    await miro.as_user("7").boards.get("b")

    assert authority.sent_with == ["access-7-1"] * 2


async def test_a_token_without_an_expiry_is_not_refreshed_before_it_is_refused():
    """If Miro did not say how long it lives, its 401 will."""
    authority, storage, miro = app_with()
    storage.tokens["7"] = authority.token("7", seconds=None)
    authority.clock.now += 365 * 86400

    await miro.as_user("7").boards.get("b")

    assert authority.forms == []


async def test_a_token_that_cannot_be_refreshed_is_used_to_its_end():
    """Neither the leeway nor a refresh is for it; when it is over, the user has to come again."""
    authority, storage, miro = app_with()
    storage.tokens["7"] = authority.token("7", seconds=30, refresh_token=None)
    api = miro.as_user("7")

    await api.boards.get("b")
    authority.clock.now += 29
    await api.boards.get("b")
    authority.clock.now += 1
    authority.expire()
    with pytest.raises(NotAuthorizedError, match="has expired"):
        await api.boards.get("b")

    assert authority.sent_with == ["access-7-2"] * 3
    assert authority.forms == []


async def test_a_token_that_has_expired_and_cannot_be_refreshed_is_none():
    """The user has to authorize the app again; nothing is sent that would be refused."""
    authority, storage, miro = app_with()
    storage.tokens["7"] = authority.token("7", seconds=-1, refresh_token=None)

    with pytest.raises(NotAuthorizedError, match="no refresh token") as caught:
        await miro.as_user("7").boards.get("b")

    assert caught.value.user_id == "7"
    assert authority.requests == []
    assert not await miro.is_authorized("7")


@define
class TwoClocks(SteppedClock):
    """A time of day that somebody can set, and the time that passes."""

    set_by: float = 0.0

    def time(self):
        """Give the time of day."""
        return self.now + self.set_by


@pytest.mark.parametrize("set_by", [-86400.0, 86400.0])
async def test_who_sets_the_clock_does_not_end_a_token(set_by):
    """What is in memory expires after the time that has passed, not at a time of day."""
    authority = Authority(clock=TwoClocks())
    miro = authority.miro(storage=Plain({"7": authority.token("7")}))
    api = miro.as_user("7")
    await api.boards.get("b")

    authority.clock.set_by = set_by
    authority.clock.now += 3539
    await api.boards.get("b")
    assert authority.forms == []
    authority.clock.now += 1
    await api.boards.get("b")

    assert authority.sent_with == ["access-7-1", "access-7-1", "access-7-2"]
