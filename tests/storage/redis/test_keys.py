"""The keys of a user, how long they live, and what cannot be one."""

from __future__ import annotations

import anyio
import pytest
from cryptography.fernet import Fernet
from redis import Redis as SyncRedis
from redis.asyncio import Redis, RedisCluster
from redis.crc import key_slot
from redis.exceptions import ClusterDownError, RedisClusterException

from miro_async.auth.storage.encrypted import EncryptedStorage
from miro_async.auth.storage.redis import RedisStorage
from miro_async.errors import ConfigurationError, InvalidArgumentError, TokenStorageError
from tests.storage.redis.servers import GONE, HOST, connected, started
from tests.storage.tokens import token

pytestmark = [pytest.mark.anyio]

DAYS_60 = 60 * 24 * 3600


class TestKeys:
    async def test_a_user_has_one_key_and_while_locked_two(self, storage, client, prefix):
        """Both with the user in braces, which is what a cluster looks at."""
        await storage.set("user", token())

        async with storage.lock("user"):
            keys = [key async for key in client.scan_iter(match=f"{prefix}*", count=1000)]

        assert sorted(keys) == [f"{prefix}{{user}}", f"{prefix}{{user}}:lock"]
        assert await client.exists(f"{prefix}{{user}}:lock") == 0

    @pytest.mark.parametrize("user_id", ["a}b", "{}", "}", "a:lock", "a b", "\0", "é", "\ud800"])
    async def test_user_ids_are_encoded(self, storage, client, prefix, user_id):
        """None of them can end the braces, or be the key of a lock."""
        await storage.set(user_id, token())
        async with storage.lock(user_id):
            keys = [key async for key in client.scan_iter(match=f"{prefix}*", count=1000)]

        assert len(keys) == 2
        assert len({key_slot(key.encode()) for key in keys}) == 1
        assert await storage.get(user_id) == token()

    async def test_all_but_letters_digits_and_some_signs_is_encoded(self, storage, client, prefix):
        """As in a URL."""
        await storage.set("a/b:c}é-1_2.3~4", token())

        assert await client.exists(f"{prefix}{{a%2Fb%3Ac%7D%C3%A9-1_2.3~4}}")

    async def test_a_token_is_kept_as_long_as_its_refresh_token(self, storage, client, prefix):
        """60 days, from each time that it is saved."""
        await storage.set("user", token())
        at_first = await client.ttl(f"{prefix}{{user}}")
        await client.expire(f"{prefix}{{user}}", 100)

        async with storage.lock("user") as lease:
            before_saving = await client.ttl(f"{prefix}{{user}}")
            await lease.save(token(), token("second"))

        assert DAYS_60 - 5 < at_first <= DAYS_60
        assert before_saving <= 100
        assert DAYS_60 - 5 < await client.ttl(f"{prefix}{{user}}") <= DAYS_60

    async def test_a_token_that_does_not_expire_is_kept_for_good(self, storage, client, prefix):
        """Also in the place of one that does."""
        forever = token("second", refresh_token=None, expires_at=None)
        await storage.set("user", token())

        async with storage.lock("user") as lease:
            assert await lease.save(token(), forever)

        assert await client.ttl(f"{prefix}{{user}}") == -1

    @pytest.mark.parametrize("missing", ["refresh_token", "expires_at"])
    async def test_what_looks_expiring_is_kept_as_if_it_were(
        self, storage, client, prefix, missing
    ):
        """As an encrypted token, whose refresh token cannot be seen."""
        await storage.set("user", token(**{missing: None}))

        assert await client.ttl(f"{prefix}{{user}}") > 0

    async def test_an_encrypted_token_is_kept_as_long_as_it_would_be_otherwise(
        self, storage, client, prefix
    ):
        """And is refreshed as it would be otherwise."""
        encrypted = EncryptedStorage(storage, [Fernet.generate_key()])
        await encrypted.set("user", token())
        async with encrypted.lock("user") as lease:
            assert await lease.save(token(), token("second"))

        assert await encrypted.get("user") == token("second")
        assert await client.ttl(f"{prefix}{{user}}") > DAYS_60 - 5
        assert "second" not in str(await client.hgetall(f"{prefix}{{user}}"))

    async def test_a_lock_without_a_token_leaves_nothing(self, brief, client, prefix):
        """Whoever asks for users that are not there does not fill the server."""
        async with brief.lock("user"):
            assert await brief.get("user") is None
        await anyio.sleep(GONE * 1.5)

        assert not [key async for key in client.scan_iter(match=f"{prefix}*", count=1000)]

    async def test_a_token_that_comes_during_such_a_lock_stays(self, brief):
        """It takes away the end that the lock has set to its row."""
        async with brief.lock("user"):
            await brief.set("user", token())
        await anyio.sleep(GONE * 1.5)

        assert await brief.get("user") == token()


class TestMistakes:
    async def test_a_client_that_is_not_async(self):
        """It would block the event loop."""
        with pytest.raises(ConfigurationError, match=r"redis\.asyncio"):
            RedisStorage(SyncRedis())

    @pytest.mark.parametrize("lease", [0, 0.0009, -1, float("inf"), float("nan")])
    async def test_a_lease_that_is_none(self, client, lease):
        """It has to end, but not at once."""
        with pytest.raises(ConfigurationError, match="lease"):
            RedisStorage(client, lease=lease)

    @pytest.mark.parametrize("seconds", [0, -1, float("inf"), float("nan")])
    async def test_a_timeout_that_is_none(self, client, seconds):
        """Nobody can cancel the saving of a token, so it has to end."""
        with pytest.raises(ConfigurationError, match="timeout"):
            RedisStorage(client, timeout=seconds)

    async def test_a_user_id_that_is_empty(self, storage):
        """In a cluster, its keys would be in two slots."""
        with pytest.raises(InvalidArgumentError, match="empty"):
            await storage.get("")

    async def test_a_prefix_with_which_a_cluster_does_not_see_the_braces(self, client):
        """With nothing between the first ones, it goes by the whole key."""
        with pytest.raises(ConfigurationError, match="prefix"):
            RedisStorage(client, prefix="miro{}:")

    @pytest.mark.parametrize("text", [b"", b"secret-thing", b'{"access_token": 1}', b"\xff"])
    async def test_something_else_than_a_token(self, prefix, text):
        """It is told, without a word of it."""
        async with connected() as client:
            await client.hset(f"{prefix}{{user}}", "token", text)
            with pytest.raises(TokenStorageError, match="'user' is no token") as caught:
                await RedisStorage(client, prefix=prefix).get("user")

        assert "secret" not in str(caught.value)


@pytest.mark.parametrize("anyio_backend", ["trio"], indirect=True)
async def test_on_trio_it_is_a_clear_error(anyio_backend):
    """Before anything is sent."""
    storage = RedisStorage(Redis())

    with pytest.raises(ConfigurationError, match="asyncio"):
        await storage.get("user")
    with pytest.raises(ConfigurationError, match="asyncio"):
        await storage.set("user", token())
    with pytest.raises(ConfigurationError, match="asyncio"):
        async with storage.lock("user"):
            pytest.fail("it was given")


class TestServers:
    async def test_scripts_that_the_server_has_forgotten_are_sent_again(self, tmp_path):
        """After a restart, for example."""
        async with started(tmp_path) as port, connected(port=port) as client:
            storage = RedisStorage(client)
            await storage.set("user", token())
            await client.script_flush()

            async with storage.lock("user") as lease:
                await client.script_flush()
                assert await lease.save(token(), token("second"))
                await client.script_flush()

            assert await client.keys() == [b"miro:{user}"]

    async def test_a_cluster_takes_it(self, tmp_path):
        """It refuses scripts whose keys are not in one slot."""
        settings = ("--cluster-enabled", "yes", "--cluster-config-file", "nodes")
        async with started(tmp_path, *settings) as port:
            cluster = await _cluster(port)
            try:
                storage = RedisStorage(cluster, prefix="m{i}ro:")
                for user_id in ("user", "{}", "}{"):
                    await storage.set(user_id, token())
                    async with storage.lock(user_id) as lease:
                        assert await lease.save(token(), token("second"))
                    assert await storage.get(user_id) == token("second")
                    await storage.set(user_id, None)
                    assert await storage.get(user_id) is None
            finally:
                await cluster.aclose()


async def _cluster(port):
    """Make a cluster of this one server, and give a client of it."""
    async with connected(port=port) as client:
        await client.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
    for _ in range(1000):
        cluster = RedisCluster(host=HOST, port=port)
        try:
            await cluster.initialize()
            await cluster.set("ready", "yes")
        except (RedisClusterException, ClusterDownError):
            await cluster.aclose()
            await anyio.sleep(0.02)
        else:
            return cluster
    raise AssertionError("the cluster does not form")
