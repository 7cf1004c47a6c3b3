"""Servers that fail, answers that get lost, and holders that die."""

from __future__ import annotations

import signal
import sys
import time

import anyio
import pytest
from redis.exceptions import ResponseError

from miro_async.auth.storage.redis import RedisStorage
from miro_async.errors import TokenStorageError
from tests.ports import free_port
from tests.storage.holders import held_in_a_hurry
from tests.storage.redis.servers import HOST, connected, started, wired
from tests.storage.tokens import token
from tests.unit.hunting import leaks

pytestmark = [pytest.mark.anyio]


async def refused(work, *words):
    """Wait for the failure, which has these words, and neither a secret nor a way to one."""
    with pytest.raises(TokenStorageError) as caught:
        await work
    error = caught.value
    for word in words:
        assert word in str(error)
    assert error.__cause__ is None
    assert error.__context__ is None
    assert leaks(error, "access-", "refresh-") == []
    return error


async def taken(storage):
    """Take the lock and let it go."""
    async with storage.lock("user"):
        return True


class TestLostAnswers:
    """The server has done it; then the connection is cut."""

    async def test_a_lock_whose_answer_was_lost_is_given_when_asked_again(self, prefix):
        """By the client, as its retry policy says: it is not somebody else's."""
        async with wired() as wire, connected(port=wire.port, retries=1) as client:
            storage = RedisStorage(client, prefix=prefix)
            await taken(storage)
            wire.lose(b"EVALSHA")
            with anyio.fail_after(30):
                await taken(storage)

        assert wire.times == 0

    async def test_without_another_try_it_is_an_error_and_let_go(self, prefix, storage):
        """So that nobody has to wait for a lock that nobody knows of."""
        async with wired() as wire, connected(port=wire.port) as client:
            spoiled = RedisStorage(client, prefix=prefix)
            await taken(spoiled)
            wire.lose(b"EVALSHA")
            await refused(taken(spoiled), "ConnectionError")

        with anyio.fail_after(30):
            await taken(storage)

    @pytest.mark.parametrize("retries", [0, 1])
    async def test_a_lock_let_go_without_hearing_of_it(self, prefix, storage, retries):
        """Nobody is told, as nothing is to be done about it."""
        async with wired() as wire, connected(port=wire.port, retries=retries) as client:
            spoiled = RedisStorage(client, prefix=prefix)
            await taken(spoiled)
            async with spoiled.lock("user"):
                wire.lose(b"EVALSHA")
            with anyio.fail_after(30):
                await taken(storage)

        assert wire.times == 0

    async def test_a_token_whose_saving_was_not_heard_of_is_saved_all_the_same(self, prefix):
        """When the client asks again, it is there already."""
        async with wired() as wire, connected(port=wire.port, retries=1) as client:
            storage = RedisStorage(client, prefix=prefix)
            await storage.set("user", token())
            async with storage.lock("user") as lease:
                await lease.save(token(), token("second"))
                wire.lose(b"EVALSHA")
                assert await lease.save(token("second"), token("third"))

        assert wire.times == 0

    async def test_without_another_try_the_saving_is_an_error(self, prefix, storage):
        """And can be tried again; the lock is still held."""
        async with wired() as wire, connected(port=wire.port) as client:
            spoiled = RedisStorage(client, prefix=prefix)
            await spoiled.set("user", token())
            async with spoiled.lock("user") as lease:
                wire.lose(b"access-second")
                await refused(lease.save(token(), token("second")), "ConnectionError")
                assert await lease.save(token(), token("second"))

        assert await storage.get("user") == token("second")

    async def test_a_token_that_was_not_heard_of_is_an_error(self, prefix):
        """With all retries used up."""
        async with wired() as wire, connected(port=wire.port, retries=1) as client:
            storage = RedisStorage(client, prefix=prefix)
            await storage.set("user", token())
            wire.lose(b"HGET", times=2)
            await refused(storage.get("user"), "ConnectionError")
            wire.lose(b"access-second", times=2)
            await refused(storage.set("user", token("second")), "ConnectionError")
            wire.lose(b"DEL", times=2)
            await refused(storage.set("user", None), "ConnectionError")


class TestServersThatRefuse:
    async def test_one_that_is_not_there(self):
        """Nothing comes of anything."""
        async with connected(port=free_port(), asked=False) as client:
            storage = RedisStorage(client)
            await refused(storage.get("user"), "Redis failed", "ConnectionError")
            await refused(storage.set("user", token()), "ConnectionError")
            await refused(storage.set("user", None), "ConnectionError")
            await refused(taken(storage), "ConnectionError")

    async def test_one_that_goes_while_the_lock_is_held(self, tmp_path):
        """The holder hears it when it saves, and leaves without further ado."""
        async with started(tmp_path) as port, connected(port=port) as client:
            storage = RedisStorage(client)
            await storage.set("user", token())
            async with storage.lock("user") as lease:
                await client.shutdown(nosave=True)
                await refused(lease.save(token(), token("second")), "ConnectionError")

    async def test_one_whose_memory_is_full(self, tmp_path):
        """What is there can be read, and locks be let go."""
        async with started(tmp_path) as port, connected(port=port) as client:
            storage = RedisStorage(client)
            await storage.set("user", token())
            async with storage.lock("user") as lease:
                await client.config_set("maxmemory", 1)
                await refused(storage.set("user", token("second")), "OutOfMemoryError")
                await refused(lease.save(token(), token("second")), "OutOfMemoryError")
            await refused(taken(storage), "OutOfMemoryError")
            assert await storage.get("user") == token()
            await client.config_set("maxmemory", 0)
            with anyio.fail_after(30):
                await taken(storage)

    async def test_one_that_became_a_replica(self, tmp_path):
        """After a failover, with a client that goes to the old one."""
        async with started(tmp_path) as port, connected(port=port) as client:
            storage = RedisStorage(client)
            await storage.set("user", token())
            await client.execute_command("REPLICAOF", HOST, 1)
            await refused(storage.set("user", token("second")), "ReadOnlyError")
            await refused(taken(storage), "ReadOnlyError")
            assert await storage.get("user") == token()

    async def test_one_that_repeats_what_was_sent(self, tmp_path):
        """Redis quotes the arguments of commands that it does not know."""
        settings = ("--rename-command", "EVALSHA", "''")
        async with started(tmp_path, *settings) as port, connected(port=port) as client:
            with pytest.raises(ResponseError, match="access-first"):
                await client.evalsha("0" * 40, 1, "row", "access-first")
            error = await refused(RedisStorage(client).set("user", token()), "ResponseError")

        assert str(error) == "Redis failed: ResponseError"

    @pytest.mark.parametrize("key", ["{user}", "{user}:lock"])
    async def test_keys_that_are_of_something_else(self, storage, client, prefix, key):
        """They are not overwritten, and nothing is left beside them."""
        await client.rpush(f"{prefix}{key}", "mine")

        await refused(taken(storage), "WRONGTYPE")
        if key == "{user}":
            await refused(storage.get("user"), "WRONGTYPE")
            await refused(storage.set("user", token()), "WRONGTYPE")

        assert await client.lrange(f"{prefix}{key}", 0, -1) == ["mine"]
        assert len([one async for one in client.scan_iter(f"{prefix}*", count=1000)]) == 1

    async def test_one_that_does_not_answer(self, tmp_path):
        """It is waited for as long as was said, and not at all by who is cancelled."""
        async with started(tmp_path) as port, connected(port=port, socket_timeout=None) as client:
            storage = RedisStorage(client, timeout=0.1, lease=1.0)
            await RedisStorage(client).set("user", token())
            with anyio.fail_after(30):
                async with held_in_a_hurry(storage) as lease:
                    await client.client_pause(60_000)
                    await refused(lease.save(token(), token("second")), "no answer within 0.1 s")
                await refused(storage.get("user"), "no answer within 0.1 s")
                await refused(storage.set("user", None), "no answer within 0.1 s")
                await refused(taken(storage), "no answer within 0.1 s")
            with anyio.move_on_after(0.05) as scope:
                await RedisStorage(client).get("user")

        assert scope.cancelled_caught


async def test_the_lock_of_a_holder_that_was_killed_passes_on(prefix, client):
    """After its lease, and not before."""
    program = f"""
import anyio
from redis.asyncio import Redis
from miro_async.auth.storage.redis import RedisStorage

async def main():
    async with RedisStorage(Redis(), prefix={prefix!r}, lease=0.6).lock("user"):
        print("held", flush=True)
        await anyio.sleep(60)

anyio.run(main)
"""
    holder = await anyio.open_process([sys.executable, "-c", program], stderr=None)
    async with holder:
        assert b"held" in await holder.stdout.receive()
        at = time.monotonic()
        left = await client.pttl(f"{prefix}{{user}}:lock") / 1000
        holder.send_signal(signal.SIGKILL)
        await holder.wait()
        await taken(RedisStorage(client, prefix=prefix))

    assert left - 0.05 < time.monotonic() - at < left + 30
