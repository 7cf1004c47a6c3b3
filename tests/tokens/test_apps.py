"""Several apps in one process: on one event loop, in threads, and in a process that was forked."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest

from miro_async import MemoryStorage, NotAuthorizedError
from tests.tokens.apps import Simple, app, authorize, is_stored, log_in, works
from tests.tokens.places import CASES, SHARED, new_place, storage_at
from tests.tokens.processes import process
from tests.tokens.relay import Held

pytestmark = [pytest.mark.anyio]

ROUNDS = 3


@pytest.mark.parametrize(("kind", "anyio_backend"), CASES)
async def test_two_apps_on_one_storage_object(scene):
    """As if they were two processes: one of them refreshes."""
    async with scene.app() as one, scene.app() as other:
        user = scene.user
        apis = [await scene.authorize(one), other.as_user(user)]
        await works(apis[1])
        for number in range(1, ROUNDS + 1):
            scene.expire()
            async with anyio.create_task_group() as tasks:
                for api in apis * 20:
                    tasks.start_soon(works, api)
            assert len(scene.relay.asked) == scene.sandbox.refreshes == number

    assert scene.sandbox.refused_refreshes == 0
    assert await scene.is_well()


@pytest.mark.parametrize(("kind", "anyio_backend"), CASES)
async def test_a_user_who_authorizes_again_during_a_refresh(scene):
    """What they have just allowed stays; what comes of the refresh is let go of."""
    async with scene.app() as miro:
        api = await scene.authorize(miro)
        scene.expire()
        scene.relay.behave(held := Held())
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(works, api)
            await held.is_reached()
            await scene.authorize_elsewhere()
            newer = await scene.stored()
            held.over.set()
        await works(api)

    assert await scene.stored() == newer
    assert scene.counts == (1, 0)
    assert await scene.is_well()


@pytest.mark.parametrize(("kind", "anyio_backend"), CASES)
async def test_a_user_who_is_forgotten_during_a_refresh(scene):
    """They have logged out, or the storage has lost them: the refresh does not bring them back."""
    async with scene.app() as miro:
        api = await scene.authorize(miro)
        scene.expire()
        scene.relay.behave(held := Held())

        async def forget():
            await held.is_reached()
            await scene.storage.set(scene.user, None)
            held.over.set()

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(forget)
            with pytest.raises(NotAuthorizedError):
                await works(api)
        with pytest.raises(NotAuthorizedError):
            await works(api)

    assert await scene.stored() is None
    assert scene.counts == (1, 0)


@pytest.mark.parametrize("where", ["here", "elsewhere"])
@pytest.mark.parametrize(("kind", "anyio_backend"), CASES)
async def test_a_login_waits_for_a_refresh(where, scene):
    """And then takes its place."""
    async with scene.app() as one, scene.app() as other:
        token = await log_in_during_a_refresh(scene, one, one if where == "here" else other)
        await works(other.as_user(scene.user))
    assert scene.counts == (1, 0)
    assert await scene.stored() == token


async def test_a_login_waits_for_a_refresh_without_a_lock(scene):
    """In the process that refreshes: it is not overwritten by what it has waited for."""
    scene.storage = Simple()
    async with scene.app() as miro:
        token = await log_in_during_a_refresh(scene, miro, miro)
    assert scene.counts == (1, 0)
    assert await scene.stored() == token


async def log_in_during_a_refresh(scene, refreshing, miro):
    """Have the user authorize an app while another one refreshes; give what came of that."""
    api, came = await scene.authorize(refreshing), []

    async def log_in_here():
        came.append(await log_in(miro, scene.sandbox))

    scene.expire()
    scene.relay.behave(held := Held())
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(works, api)
        await held.is_reached()
        tasks.start_soon(log_in_here)
        with anyio.fail_after(30):
            while len(scene.relay.asked) < 2:  # noqa: ASYNC110 - nobody tells of the code
                await anyio.sleep(0.01)
        await anyio.sleep(0.05)
        held.over.set()
    await works(api)
    return came[0]


@pytest.mark.parametrize("kind", ["memory", *SHARED])
def test_apps_in_threads(kind, sandbox, server, tmp_path):
    """Each has an event loop of its own, be it of asyncio or of trio."""
    backends = ["asyncio", "trio" if kind in {"memory", "file"} else "asyncio", "asyncio"]
    begins, only = threading.Barrier(len(backends) + 1, timeout=60), MemoryStorage()

    async def work(place, user):
        async with storage_at(place) as own:
            storage = only if kind == "memory" else own
            async with app(sandbox, server.url, storage) as miro:
                await works(miro.as_user(user))
                for _ in range(ROUNDS):
                    await anyio.to_thread.run_sync(begins.wait)  # all have the old token,
                    await anyio.to_thread.run_sync(begins.wait)  # and it has expired
                    async with anyio.create_task_group() as tasks:
                        for _ in range(20):
                            tasks.start_soon(works, miro.as_user(user))

    def expire():
        counts = []
        for _ in range(ROUNDS):
            begins.wait()
            counts.append(sandbox.refreshes)
            sandbox.expire_tokens()
            begins.wait()
        return counts

    async def run():
        user = sandbox.user_ids[0]
        async with new_place(kind, tmp_path) as place, storage_at(place) as own:
            storage = only if kind == "memory" else own
            async with app(sandbox, server.url, storage) as miro:
                await authorize(miro, sandbox)
            with ThreadPoolExecutor() as threads:
                working = [
                    threads.submit(anyio.run, work, place, user, backend=backend)
                    for backend in backends
                ]
                counts = await anyio.to_thread.run_sync(expire)
                for one in working:
                    await anyio.to_thread.run_sync(one.result)
            assert await is_stored(storage, user, sandbox)
        return counts

    assert anyio.run(run) == list(range(ROUNDS))
    assert sandbox.refreshes == ROUNDS
    assert sandbox.refused_refreshes == 0


@pytest.fixture(scope="module")
def forking():
    """Give a process that forks, with an app that calls."""
    with process("forking") as forking:
        yield forking


@pytest.mark.parametrize("while_refreshing", [False, True])
@pytest.mark.parametrize("kind", ["file"])
async def test_a_process_that_is_forked(while_refreshing, forking, scene):
    """Before the token is refreshed, or while it is: parent and child share what comes of it."""
    async with scene.app() as miro:
        await scene.authorize(miro)
    scene.expire()
    scene.relay.behave(held := Held())
    forking.say(**scene.told, while_refreshing=while_refreshing)
    await held.is_reached()
    if while_refreshing:
        forking.say(go_on=True)
    assert await anyio.to_thread.run_sync(forking.hear) == {"forked": True}
    await anyio.sleep(0.1)
    held.over.set()

    assert await anyio.to_thread.run_sync(forking.hear) == {"parent": None, "child": 0}

    assert len(scene.relay.asked) == scene.sandbox.refreshes == 1
    assert await scene.is_well()


async def test_a_fork_of_tokens_in_memory(forking, scene):
    """Parent and child have the same refresh token, of which Miro takes one use."""
    async with scene.app() as miro:
        await scene.authorize(miro)
    scene.expire()
    token = await scene.stored()
    forking.say(**scene.told, while_refreshing=False, token=token.to_json())
    assert await anyio.to_thread.run_sync(forking.hear) == {"forked": True}

    said = await anyio.to_thread.run_sync(forking.hear)
    assert (said["parent"] is None) != (said["child"] == 0)
    assert said["parent"] in {None, "RefreshRejectedError"}
    assert scene.counts == (1, 1)
