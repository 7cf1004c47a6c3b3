"""Storages that were written for Miro's own library: a sync `get()` and `set(state)`, one user."""

from __future__ import annotations

import dataclasses
import threading
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import anyio
import anyio.lowlevel
import pytest
from attrs import define

from miro_async.auth.storage.official import OfficialStorage, State
from miro_async.errors import TokenStorageError
from tests.storage.tokens import token
from tests.unit.checkpoints import WAYS, interrupted
from tests.unit.hunting import leaks

pytestmark = [pytest.mark.anyio]

BERLIN = ZoneInfo("Europe/Berlin")


@define
class TheirState:
    """A state as their library has it: its repr shows everything."""

    access_token: object = "access-first"
    refresh_token: object = "refresh-first"
    token_expires_at: object = None


class Theirs:
    """A storage as their documentation shows it."""

    def __init__(self, state=None):
        self.data = state

    def get(self):
        """Give the state."""
        return self.data

    def set(self, state):
        """Keep the state."""
        self.data = state


class Failing(Theirs):
    """One whose place is gone."""

    def get(self):
        """Fail."""
        raise OSError("the disk is full")

    def set(self, state):
        """Fail, with the state at hand."""
        raise OSError(f"no room for what expires at {state and state.token_expires_at}")


@pytest.fixture
def theirs():
    """Give an object."""
    return Theirs()


@pytest.fixture
def storage(theirs):
    """Give it adapted."""
    return OfficialStorage(theirs)


@pytest.fixture
def berlin(monkeypatch):
    """Be in Berlin, where clocks are changed on the last Sundays of March and October."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


async def refused(work, *words):
    """Wait for the failure, which shows no secret, and give it."""
    with pytest.raises(TokenStorageError) as caught:
        await work
    for word in words:
        assert word in str(caught.value)
    assert leaks(caught.value, "access-", "refresh-") == []
    return caught.value


class TestKeeping:
    async def test_a_token_comes_back_without_user_team_and_scopes(self, storage):
        """A state has no room for them."""
        assert await storage.get("user") is None
        await storage.set("user", token())

        assert await storage.get("user") == token(user_id=None, team_id=None, scopes=())
        await storage.set("user", None)
        assert await storage.get("user") is None

    async def test_there_is_one_place_for_all_users(self, storage):
        """Which is why it is for apps with one."""
        await storage.set("one", token())

        assert await storage.get("another") is not None

    async def test_a_token_that_does_not_expire(self, storage, theirs):
        """Has neither a refresh token nor a time."""
        await storage.set("user", token(refresh_token=None, expires_at=None))

        assert theirs.data == State("access-first", None, None)
        found = await storage.get("user")
        assert (found.refresh_token, found.expires_at) == (None, None)

    @pytest.mark.parametrize("there", [None, TheirState(access_token=""), TheirState(None)])
    async def test_a_state_without_an_access_token_is_none(self, there):
        """As their library takes it."""
        assert await OfficialStorage(Theirs(there)).get("user") is None

    async def test_an_empty_refresh_token_is_none(self):
        """Some databases know no other nothing."""
        found = await OfficialStorage(Theirs(TheirState(refresh_token=""))).get("user")

        assert found.refresh_token is None

    async def test_the_state_is_one_that_their_own_code_can_work_with(self, storage, theirs):
        """A dataclass with the same fields in the same order; its repr hides two of them."""
        await storage.set("user", token())

        assert list(dataclasses.asdict(theirs.data)) == [
            "access_token",
            "refresh_token",
            "token_expires_at",
        ]
        assert dataclasses.astuple(theirs.data)[:2] == ("access-first", "refresh-first")
        assert "-first" not in repr(theirs.data)


@pytest.mark.usefixtures("berlin")
class TestTimes:
    async def test_it_is_local_time_and_120_seconds_early(self, storage, theirs):
        """That is when their library refreshes."""
        await storage.set("user", token(expires_at=datetime(2026, 1, 15, 12, 0, tzinfo=UTC)))

        assert theirs.data.token_expires_at == datetime(2026, 1, 15, 12, 58)  # noqa: DTZ001 - as theirs is

    async def test_what_their_library_wrote_is_understood(self):
        """It adds up local time."""
        theirs = TheirState(token_expires_at=datetime(2026, 7, 15, 12, 58))  # noqa: DTZ001 - as theirs is

        found = await OfficialStorage(Theirs(theirs)).get("user")

        assert found.expires_at == datetime(2026, 7, 15, 11, 0, tzinfo=UTC)

    async def test_a_time_with_a_zone_is_understood(self):
        """Somebody's own class may have put it right."""
        theirs = TheirState(token_expires_at=datetime(2026, 7, 15, 10, 58, tzinfo=UTC))

        found = await OfficialStorage(Theirs(theirs)).get("user")

        assert found.expires_at == datetime(2026, 7, 15, 11, 0, tzinfo=UTC)

    @pytest.mark.parametrize("start", [(2026, 3, 28, 22), (2026, 10, 24, 22), (2026, 7, 1, 0)])
    async def test_times_come_back_as_they_were_when_clocks_are_changed(self, storage, start):
        """In each quarter of these hours, one of which there is twice."""
        for quarters in range(24):
            at = datetime(*start, tzinfo=UTC) + timedelta(minutes=15 * quarters, microseconds=7)
            await storage.set("user", token(expires_at=at.astimezone(BERLIN)))

            assert (await storage.get("user")).expires_at == at

    async def test_an_hour_that_there_is_twice_is_the_first_if_nobody_knows(self, storage, theirs):
        """Written as text it cannot be told; so the token is refreshed too early, not too late."""
        at = datetime(2026, 10, 25, 1, 32, tzinfo=UTC)  # 2:32 for the second time
        await storage.set("user", token(expires_at=at))
        text = theirs.data.token_expires_at.isoformat()
        theirs.data.token_expires_at = datetime.fromisoformat(text)

        assert (await storage.get("user")).expires_at == at - timedelta(hours=1)


class TestFailures:
    async def test_what_the_object_raises_is_the_cause(self):
        """It is somebody's own code, and they have to know."""
        storage = OfficialStorage(Failing())

        for work, name in [
            (storage.get("user"), "get()"),
            (storage.set("user", token()), "set()"),
            (storage.set("user", None), "set()"),
        ]:
            error = await refused(work, name, "OSError")
            assert isinstance(error.__cause__, OSError)

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            (object(), "AttributeError"),
            ({"access_token": "access-first"}, "AttributeError"),
            ("access-first", "AttributeError"),
            (TheirState(access_token=b"access-first"), "its tokens are no texts"),
            (TheirState(refresh_token=b"refresh-first"), "its tokens are no texts"),
            (TheirState(token_expires_at="2026-07-15"), "its token_expires_at is no datetime"),
            (TheirState(token_expires_at=datetime.max), "OverflowError"),  # noqa: DTZ901 - as theirs is
        ],
    )
    async def test_what_is_no_state_is_told_without_showing_it(self, state, words):
        """It may be all secrets."""
        await refused(OfficialStorage(Theirs(state)).get("user"), "gave no state", words)

    async def test_a_time_that_cannot_be_written_is_told(self, storage):
        """Before anything is set."""
        impossible = token(expires_at=datetime.min.replace(tzinfo=UTC))

        await refused(storage.set("user", impossible), "OverflowError")


class Slow(Theirs):
    """One that takes its time, and tells how many threads are in it."""

    def __init__(self):
        super().__init__()
        self.inside = 0
        self.most = 0
        self.threads = set()

    def get(self):
        """Give it after a while."""
        self.take_time()
        return super().get()

    def set(self, state):
        """Keep it after a while."""
        self.take_time()
        super().set(state)

    def take_time(self):
        """Take it."""
        self.threads.add(threading.current_thread())
        self.inside += 1
        self.most = max(self.inside, self.most)
        time.sleep(0.02)  # real time: it is the thread that is slow
        self.inside -= 1


class TestThreads:
    async def test_a_slow_object_does_not_stop_the_others(self):
        """Its methods run in another thread."""
        slow = Slow()
        turns = 0

        async def turn():
            nonlocal turns
            while True:
                await anyio.lowlevel.checkpoint()
                turns += 1

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(turn)
            await OfficialStorage(slow).set("user", token())
            await OfficialStorage(slow).get("user")
            tasks.cancel_scope.cancel()

        assert turns > 10
        assert threading.current_thread() not in slow.threads

    async def test_it_is_used_by_one_thread_at_a_time(self):
        """It was written for a library that has but one."""
        slow = Slow()
        storage = OfficialStorage(slow)

        async with anyio.create_task_group() as tasks:
            for number in range(4):
                tasks.start_soon(storage.set, "user", token(str(number)))
                tasks.start_soon(storage.get, "user")

        assert slow.most == 1

    @pytest.mark.parametrize(("anyio_backend", "way"), WAYS)
    @pytest.mark.usefixtures("anyio_backend")
    async def test_a_token_that_is_being_set_is_set(self, way):
        """Whoever is cancelled meanwhile waits for it: what comes later stays later."""
        storage = OfficialStorage(Slow())
        for number in range(1, 4):
            await interrupted(storage.set("user", token(f"early {number}")), number, way)
            assert await storage.get("user") == token(
                f"early {number}", user_id=None, team_id=None, scopes=()
            )

    async def test_a_failure_leaves_it_free_for_the_next_one(self):
        """The lock on it is let go of."""
        storage = OfficialStorage(Failing())

        for _ in range(2):
            with anyio.fail_after(30):
                await refused(storage.get("user"), "OSError")
