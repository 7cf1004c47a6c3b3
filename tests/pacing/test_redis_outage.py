"""Redis itself goes away, hangs, loses answers, or has something else in the key."""

from __future__ import annotations

import signal
import subprocess
from contextlib import asynccontextmanager

import anyio
import pytest

from miro_async.call.redis_pacing import RedisPacingStore
from miro_async.call.shared_pacing import SharedPacer
from miro_async.clock import SystemClock
from tests.pacing.places import took
from tests.storage.redis.servers import HOST, connected, listening, started, wired

pytestmark = [pytest.mark.anyio]


def pacer_of(client, **options):
    """Give a pacer with 1000 credits."""
    store = RedisPacingStore(client, **options)
    return SharedPacer(store, key="key", limit=1000, clock=SystemClock())


@asynccontextmanager
async def again(folder, port):
    """Run a server on the port of another one."""
    options = ["--port", str(port), "--bind", HOST, "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)  # noqa: ASYNC220, S603, S607 - it comes back at once, and runs what the machine has
    try:
        await listening(port)
        yield
    finally:
        server.kill()
        server.wait()


async def test_a_server_that_hangs_and_comes_back(tmp_path, caplog):
    """A call waits for a second, the next ones do not; then the store knows of all of them."""
    async with started(tmp_path) as port, connected(port=port) as client:
        pacer = pacer_of(client)
        await pacer.take(100)
        server = (await client.info("server"))["process_id"]
        subprocess.run(["kill", f"-{signal.SIGSTOP.value}", str(server)], check=True)  # noqa: ASYNC221, S603, S607 - it comes back at once
        began = anyio.current_time()
        await pacer.take(100)
        hung = anyio.current_time() - began
        assert pacer.try_take(100)
        subprocess.run(["kill", f"-{signal.SIGCONT.value}", str(server)], check=True)  # noqa: ASYNC221, S603, S607 - it comes back at once
        await anyio.sleep(1.1)
        await pacer.take(100)
        async with connected(port=port) as another:
            other = pacer_of(another)
            await other.take(50)

        assert 1 <= hung < 20
        assert other.rate_limit.remaining == 550
        assert len(caplog.messages) == 1


async def test_a_server_that_is_gone_and_started_again(tmp_path, caplog):
    """It knows of nothing any more, but what it is told."""
    async with started(tmp_path) as port, connected(port=port) as client:
        pacer = pacer_of(client)
        await pacer.take(100)
    await pacer.take(100)
    assert not pacer.try_take(900)
    assert pacer.rate_limit.remaining == 800
    (message,) = caplog.messages
    assert "ConnectionError" in message
    async with again(tmp_path, port):
        await anyio.sleep(1.1)
        await pacer.take(300)
        async with connected(port=port) as another:
            other = pacer_of(another)
            await other.take(50)
        await client.aclose()

    assert pacer.rate_limit.remaining == 500
    assert other.rate_limit.remaining == 650


@pytest.mark.parametrize("retries", [0, 1])
async def test_an_answer_that_gets_lost(redis, retries, caplog):
    """The client asks again, or the pacer goes on alone: the credits are taken once."""
    async with wired() as wire, connected(port=wire.port, retries=retries) as client:
        pacer = pacer_of(client, prefix=redis.prefix)
        await pacer.take(100)
        wire.lose(b"EVALSHA")
        await pacer.take(200)
        await anyio.sleep(1.1 * (1 - retries))
        await pacer.take(50)

    assert (await took(redis, 50, client=2)).spent == 400
    assert len(caplog.messages) == 1 - retries


async def test_something_else_in_the_key(redis, caplog):
    """It stays as it is; calls go on."""
    await redis.client.set(redis.name(), "somebody else's")
    pacer = pacer_of(redis.client, prefix=redis.prefix)
    await pacer.take(100)

    assert await redis.client.get(redis.name()) == "somebody else's"
    assert "WRONGTYPE" in caplog.text
