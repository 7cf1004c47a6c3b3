"""An app in real time: over sockets and files, in several event loops, threads and processes."""

from __future__ import annotations

import asyncio
import json
import os
import threading

import anyio
import pytest

from miro_async import FileStorage, MemoryStorage, Miro
from miro_async.auth.gate import Gate
from miro_async.errors import ConfigurationError, TokenStorageError
from miro_async.sandbox import Sandbox, SandboxServer
from tests.unit.apps import BOARD, IDENTITY, STORAGES, Authority, Plain, app_with
from tests.unit.loopback import http, serving
from tests.unit.recording import Service, answer
from tests.unit.virtual import BACKENDS


@pytest.mark.parametrize("first", BACKENDS)
@pytest.mark.parametrize("second", BACKENDS)
@pytest.mark.parametrize("storage", [*STORAGES.values(), MemoryStorage])
def test_an_app_goes_on_in_another_event_loop(first, second, storage):
    """As scripts and test suites have them, one `run` after the other: tokens and all."""
    authority = Authority()
    miro = authority.miro(storage=storage())
    kept = []

    async def begin():
        await miro.exchange_code_for_access_token("code-7")
        kept.extend([miro.as_user("7"), miro.api])
        await call()

    async def call():
        async with anyio.create_task_group() as tasks:
            for api in [*kept, miro.as_user("7")] * 3:
                tasks.start_soon(api.boards.get, "b")

    anyio.run(begin, backend=first)
    authority.clock.now += 3600
    anyio.run(call, backend=second)
    anyio.run(miro.aclose, backend=first)

    assert authority.refreshes == 1
    assert authority.sent_with == ["access-7-1"] * 9 + ["access-7-2"] * 9


@pytest.mark.parametrize("backend", BACKENDS)
def test_over_a_real_socket_too(backend):
    """The connections of the first loop are not those of the second."""
    with SandboxServer() as server:
        miro = Miro(
            client_id=server.sandbox.client_id,
            client_secret=server.sandbox.client_secret,
            redirect_url="http://localhost/callback",
            base_url=server.url,
        )

        async def begin():
            url, state = miro.authorization_url()
            back = server.sandbox.authorize(url)
            await miro.exchange_code_for_access_token(back, state=state)

        async def call():
            server.sandbox.expire_tokens()
            await miro.api.boards.list().first()

        anyio.run(begin, backend=backend)
        anyio.run(call, backend=backend)
        anyio.run(call, backend=backend)
        anyio.run(miro.aclose, backend=backend)
        assert server.sandbox.refreshes == 2


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_gate_is_for_one_loop_at_a_time(backend):
    """Who is inside in a loop that lives keeps others out; one that has ended keeps nobody out."""
    gate, loop = Gate(), asyncio.new_event_loop()
    loop.run_until_complete(gate.__aenter__())

    async def enter():
        with anyio.fail_after(30):
            await gate.__aenter__()
        gate.leave()

    with pytest.raises(ConfigurationError, match="another event loop"):
        anyio.run(enter, backend=backend)
    loop.close()
    anyio.run(enter, backend=backend)


@pytest.mark.anyio
async def test_a_gate_does_not_keep_the_frames_of_a_failure():
    """They have all that was in hand then."""
    gate = Gate()

    with pytest.raises(TokenStorageError) as caught:
        async with gate.turn():
            raise TokenStorageError("gone")

    assert caught.value.__traceback__ is not None
    assert gate._failure.__traceback__ is None


def test_two_loops_at_once_need_two_apps():
    """A client with calls under way says so; the storage may be shared."""
    authority, storage, miro = app_with()
    other = Authority(numbers=authority.numbers).miro(storage=storage)
    begun, go_on = threading.Event(), threading.Event()
    errors = []

    def slowly(_):
        begun.set()
        assert go_on.wait(60)
        return answer(BOARD)

    async def call(app):
        await app.as_user("7").boards.get("b")

    def in_another_thread():
        begun.wait(60)
        try:
            anyio.run(call, miro)
        except ConfigurationError as error:
            errors.append(str(error))
        anyio.run(call, other)
        go_on.set()

    authority.answers = slowly
    thread = threading.Thread(target=in_another_thread)
    thread.start()
    anyio.run(call, miro)
    thread.join()

    assert len(errors) == 1
    assert "another event loop" in errors[0]


def test_apps_of_two_threads_share_a_storage():
    """Each thread an app and a loop of its own: one of them refreshes."""
    storage, sandbox = MemoryStorage(), Sandbox()
    apps = [
        Miro(
            client_id=sandbox.client_id,
            client_secret=sandbox.client_secret,
            redirect_url="http://localhost/callback",
            transport=sandbox,
            storage=storage,
        )
        for _ in range(3)
    ]

    async def login():
        url, state = apps[0].authorization_url()
        return await apps[0].exchange_code_for_access_token(sandbox.authorize(url), state=state)

    user = anyio.run(login).user_id

    async def call(miro):
        async with anyio.create_task_group() as tasks:
            for _ in range(10):
                tasks.start_soon(miro.as_user(user).boards.list().first)

    for _ in range(5):
        sandbox.expire_tokens()
        threads = [threading.Thread(target=anyio.run, args=(call, miro)) for miro in apps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sandbox.refused_refreshes == 0
    assert sandbox.refreshes == 5


def test_a_forked_process_does_not_wait_for_the_calls_of_its_parent():
    """Which stood at the gate, and held the lock: the child has a gate of its own."""
    authority, _, miro = app_with(MemoryKeeping(), seconds=0)
    parent, go_on = os.getpid(), asyncio.Event()

    async def hang():
        if os.getpid() == parent:
            await go_on.wait()

    async def in_parent():
        authority.before_tokens = hang
        calls = [asyncio.create_task(miro.as_user("7").boards.get("b")) for _ in range(3)]
        await anyio.wait_all_tasks_blocked()
        assert len(authority.forms) == 1
        child = os.fork()
        if child == 0:
            in_child()
        go_on.set()
        await asyncio.gather(*calls)
        return child

    def in_child():
        try:
            board = asyncio.run(asyncio.wait_for(miro.as_user("7").boards.get("b"), 30))
            good = authority.sent_with == ["access-7-2"] and board.name == "Retro"
            os._exit(0 if good else 1)
        finally:
            os._exit(2)

    _, status = os.waitpid(asyncio.run(in_parent()), 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert authority.sent_with == ["access-7-2"] * 3


class MemoryKeeping(MemoryStorage):
    """Memory that tests can look into."""

    @property
    def tokens(self):
        """The tokens by user."""
        return self._tokens.of_users


@pytest.mark.anyio
async def test_a_copy_in_another_process_does_not_wait_for_the_token_of_its_parent():
    """What a fork does, without one: a call of the parent waits, and never gets the token."""
    go_on = anyio.Event()

    class Token:
        asked = 0

        def __await__(self):
            self.asked += 1
            if self.asked == 1:
                yield from go_on.wait().__await__()
            return "a-token"

    api = Service(lambda _: answer(BOARD)).client(access_token=Token())
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(api.boards.get, "b")
        await anyio.wait_all_tasks_blocked()
        api._wiring._process -= 1
        with anyio.fail_after(30):
            assert (await api.boards.get("b")).name == "Retro"
        go_on.set()


@pytest.mark.anyio
async def test_all_users_share_one_http_client():
    """Made by the first call, whoever it is for, and closed with the app: one connection does."""
    authority = Authority()
    storage = Plain({user: authority.token(user, seconds=10**9) for user in "123"})

    async def talk(stream, request):
        tokens = b"/oauth/token" in request.partition(b"\r\n")[0]
        said = authority.next_pair("7") if tokens else BOARD
        await stream.send(http(json.dumps(said).encode()))

    async with serving(talk) as server:
        async with Miro(**IDENTITY, storage=storage, base_url=server.url) as miro:
            for user in "123":
                await miro.as_user(user).boards.get("b")
            await miro.exchange_code_for_access_token("code-7")
            await miro.api.boards.get("b")
            assert (server.connections, len(server.received)) == (1, 5)
        with pytest.raises(ConfigurationError, match="closed"):
            await miro.api.boards.get("b")


@pytest.mark.anyio
async def test_a_file_keeps_who_the_single_user_is(tmp_path):
    """What is written there is read again."""
    authority = Authority()
    miro = authority.miro(storage=FileStorage(tmp_path / "tokens.json"))
    await miro.exchange_code_for_access_token("code-7")

    restarted = authority.miro(storage=FileStorage(tmp_path / "tokens.json"))
    await restarted.api.boards.get("b")

    assert authority.sent_with == ["access-7-1"]
