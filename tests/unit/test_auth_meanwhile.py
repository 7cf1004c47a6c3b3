"""What happens meanwhile: closing during a refresh, logins and log-outs that cross each other."""

from __future__ import annotations

import anyio
import pytest
from cryptography.fernet import Fernet

from miro_async import EncryptedStorage, Hooks
from miro_async.auth.works import Works
from miro_async.errors import (
    ConfigurationError,
    InvalidArgumentError,
    RefreshRejectedError,
    TokenNotSavedError,
    TokenStorageError,
)
from tests.unit.apps import STORAGES, Authority, Leasing, Plain, app_with, refusal, token_of
from tests.unit.virtual import BACKENDS, run

pytestmark = pytest.mark.anyio


@pytest.fixture(params=STORAGES.values(), ids=STORAGES)
def storage(request):
    """Give a storage of each kind."""
    return request.param()


class Held:
    """Lets the token endpoint wait."""

    def __init__(self):
        self.reached, self.over = anyio.Event(), anyio.Event()

    async def __call__(self):
        """Wait until it is over."""
        self.reached.set()
        await self.over.wait()


async def test_closing_waits_for_a_refresh_under_way(storage):
    """It needs the connections: Miro has voided the old pair, and nobody has the new one."""
    authority, storage, miro = app_with(storage, seconds=-1)
    authority.before_tokens = held = Held()
    api = miro.as_user("7")
    closed = anyio.Event()

    async def close():
        await miro.aclose()
        closed.set()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(api.boards.get, "b")
        await held.reached.wait()
        tasks.start_soon(close)
        await anyio.wait_all_tasks_blocked()
        assert not closed.is_set()
        held.over.set()

    assert storage.tokens["7"] == token_of(number=2)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("kind", [Plain, Leasing])
def test_an_encrypted_save_that_hangs_is_given_up_as_any_other(kind, backend):
    """After 10 seconds (in virtual time): the lock is held, and the calls of the user wait."""

    async def main():
        storage = EncryptedStorage(inner := kind(), [Fernet.generate_key()])
        authority = Authority()
        await storage.set("7", authority.token(seconds=-1))
        inner.faults = {"save": "hang", "set": "hang"}
        miro = authority.miro(storage=storage)
        await miro.as_user("7").boards.get("b")
        assert anyio.current_time() == pytest.approx(10, abs=0.1)
        inner.fail()
        await miro.aclose()
        assert await storage.get("7") == token_of(number=2)

    run(backend, main)


async def test_a_forked_process_counts_its_own_work_alone():
    """What the parent had begun is not waited for; what the child has begun is."""
    works, over, ended = Works(), anyio.Event(), []

    async def work():
        await over.wait()
        ended.append("own")

    works._under_way, works._process = 3, -1  # as it is in a child
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(works.carry_out, work)
        await anyio.wait_all_tasks_blocked()
        tasks.start_soon(works.close)
        await anyio.wait_all_tasks_blocked()
        assert ended == []
        over.set()
    assert ended == ["own"]

    inherited = Works()
    inherited._under_way, inherited._process = 3, -1
    with anyio.fail_after(30):
        await inherited.close()


async def test_nothing_is_begun_after_closing(storage):
    """Not even for those who had waited."""
    _, _, miro = app_with(storage, seconds=-1)
    await miro.aclose()

    with pytest.raises(ConfigurationError, match="closed"):
        await miro.as_user("7").boards.get("b")


async def test_closing_saves_all_whatever_a_listener_does():
    """A hook that raises does not cost other users their tokens."""

    def told(refresh):
        if refresh.saved:
            raise KeyError("hook")

    authority, storage, miro = app_with(seconds=-1, hooks=Hooks(refresh=told))
    storage.tokens["8"] = authority.token("8", seconds=-1)
    storage.fail("save")
    for user_id in ("7", "8"):
        await miro.as_user(user_id).boards.get("b")
    storage.fail()

    with pytest.raises(KeyError):
        await miro.aclose()

    assert storage.tokens == {"7": token_of(number=2), "8": token_of("8", 2)}
    assert authority.closings == 0  # a transport of the caller's stays open


@pytest.mark.parametrize("backend", BACKENDS)
def test_closing_does_not_wait_for_a_lock_for_ever(backend):
    """After 5 seconds (in virtual time) the token is saved without it."""

    async def main():
        _, storage, miro = app_with(seconds=-1)
        storage.fail("save")
        await miro.as_user("7").boards.get("b")
        storage.fail()
        storage.locked.add("7")
        await miro.aclose()
        assert storage.tokens["7"] == token_of(number=2)
        assert anyio.current_time() == pytest.approx(5, abs=0.1)

    run(backend, main)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_call_waits_a_moment_for_a_lock_to_save_with(backend):
    """It has a token that is good; whoever has the lock may have died in the same outage."""

    async def main():
        _, storage, miro = app_with(seconds=-1)
        storage.fail("save")
        await miro.as_user("7").boards.get("b")
        storage.fail()
        storage.locked.add("7")
        await miro.as_user("7").boards.get("b")
        assert storage.tokens["7"] == token_of(number=2)
        assert anyio.current_time() == pytest.approx(1, abs=0.1)

    run(backend, main)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_login_does_not_wait_for_a_lock_for_ever(backend):
    """After 5 seconds it is saved without: what it saves is not made of what is there."""

    async def main():
        authority, storage = Authority(), Leasing()
        storage.locked.add("7")
        miro = authority.miro(storage=storage)
        await miro.exchange_code_for_access_token("code-7")
        assert storage.tokens["7"] == token_of()
        assert anyio.current_time() == pytest.approx(5, abs=0.1)

    run(backend, main)


async def test_a_login_whose_answer_got_lost_overwrites_nothing_newer(storage):
    """It was saved, another process has refreshed it since, and ours wants to save it again."""
    authority = Authority()
    miro = authority.miro(storage=storage)
    saving = storage.set

    async def lost(user_id, token):
        await saving(user_id, token)
        raise OSError

    storage.set = lost
    with pytest.raises(TokenNotSavedError):
        await miro.exchange_code_for_access_token("code-7")
    storage.set = saving
    storage.tokens["7"] = newer = authority.token()

    await miro.as_user("7").boards.get("b")
    await miro.aclose()

    assert storage.tokens["7"] == newer


async def test_a_login_into_a_place_that_cannot_be_read_replaces_what_is_there(storage):
    """What is damaged is of no use; when it can be written, the login is saved."""
    _, storage, miro = app_with(storage)
    storage.fail("get", "set", "save")
    with pytest.raises(TokenNotSavedError):
        await miro.exchange_code_for_access_token("code-7")
    storage.fail()

    await miro.as_user("7").boards.get("b")

    assert storage.tokens["7"] == token_of(number=2)


async def test_a_log_out_leaves_a_login_that_came_meanwhile(storage):
    """In another process, while Miro was ending the old token."""
    authority, storage, miro = app_with(storage)
    newer = token_of(number=5)

    async def log_in_elsewhere(request):
        storage.tokens["7"] = newer

    sending = authority.send

    async def send(request):
        if request.url.endswith("/oauth/revoke"):
            await log_in_elsewhere(request)
        return await sending(request)

    authority.send = send
    await miro.revoke_token("7")

    assert storage.tokens["7"] == newer
    assert await miro.is_authorized("7")


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_refusal_is_not_believed_for_ever(storage, backend):
    """What made Miro refuse the token may be put right: the secret of the app, for example."""

    async def main():
        authority, kept, miro = app_with(storage, seconds=-1)
        authority.first = [refusal()]
        with pytest.raises(RefreshRejectedError):
            await miro.as_user("7").boards.get("b")
        with pytest.raises(RefreshRejectedError):
            await miro.as_user("7").boards.get("b")
        assert len(authority.forms) == 1

        authority.clock.now += 60
        await miro.as_user("7").boards.get("b")

        assert kept.tokens["7"].fingerprint == token_of(number=2).fingerprint

    run(backend, main)


@pytest.mark.parametrize("user_id", [None, 7, "", "@single-user"])
async def test_what_is_no_user_is_not_the_single_one(user_id):
    """A session without a user must not act for the only one who has authorized the app."""
    _, _, miro = app_with()

    with pytest.raises(InvalidArgumentError):
        await miro.is_authorized(user_id)
    with pytest.raises(InvalidArgumentError):
        await miro.revoke_token(user_id)
    with pytest.raises(InvalidArgumentError):
        await miro.forget(user_id)
    with pytest.raises(InvalidArgumentError):
        miro.as_user(user_id)


async def test_a_stored_token_that_cannot_be_sent_is_an_error_of_the_storage():
    """It says what is wrong, and not that of HTTP."""
    _, storage, miro = app_with()
    storage.tokens["7"] = token_of(access_token="text\n")

    with pytest.raises(TokenStorageError, match="line break"):
        await miro.as_user("7").boards.get("b")


async def test_who_comes_while_the_single_user_is_read_counts():
    """The answer to what was asked before is of no use then."""
    authority, storage, miro = app_with()
    await miro.exchange_code_for_access_token("code-7")
    miro._authorizations._single_user.look_again()
    reading = storage.get
    came = []

    async def get(user_id):
        found = await reading(user_id)
        if user_id == "@single-user" and not came:
            came.append(1)
            await miro.exchange_code_for_access_token("code-8")
        return found

    storage.get = get
    await miro.api.boards.get("b")

    assert authority.sent_with == ["access-8-1"]
