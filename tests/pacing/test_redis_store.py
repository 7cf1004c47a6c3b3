"""What the store does with Redis: its keys, its clients, and what else may be in there."""

from __future__ import annotations

import anyio
import pytest
from redis import Redis as SyncRedis
from redis.asyncio import Redis, RedisCluster
from redis.exceptions import ClusterDownError, RedisClusterException, ResponseError

from miro_async.call.redis_pacing import RedisPacingStore
from miro_async.errors import ConfigurationError
from tests.pacing.places import ask, heard, took
from tests.storage.redis.servers import HOST, connected, started

pytestmark = [pytest.mark.anyio]


async def test_each_key_is_one_hash_of_numbers(redis):
    """With the prefix, and with nothing in it that a cluster or a console would misread."""
    for key in ("rest:client:user", "scim:a b}é\ud800"):
        await redis.store.take(key, ask(heard=heard(spent=50)))
    names = [name async for name in redis.client.scan_iter(match=f"{redis.prefix}*", count=1000)]

    assert sorted(name.removeprefix(redis.prefix) for name in names) == [
        "pacing:rest:client:user",
        "pacing:scim:a%20b%7D%C3%A9%ED%A0%80",
    ]
    assert all(isinstance(value, int) for value in (await redis.row("rest:client:user")).values())


@pytest.mark.parametrize(
    ("told", "seconds"), [({}, 122), ({"pause": 120.0, "heard": heard()}, 181)]
)
async def test_a_key_vanishes_a_window_after_its_own_is_over(redis, told, seconds):
    """Or after the pause."""
    await took(redis, **told)

    assert await redis.client.pttl(redis.name()) == pytest.approx(seconds * 1000, abs=500)


async def test_a_place_alone_does_not_vanish_before_its_time(redis):
    """The client that has it is the only one that there is."""
    await took(redis, 2000)
    first = await took(redis, length=0.01, patience=9)

    assert not first.granted
    assert await redis.client.pttl(redis.name()) > 8000


async def test_clients_of_windows_long_past_are_forgotten(redis):
    """However many there were."""
    for client in range(10**14, 10**14 + 20):
        await took(redis, 50, client=client)
    assert len(await redis.row()) > 30
    await redis.later(61)
    await took(redis, 50)

    assert len([name for name in await redis.row() if name.isdigit()]) == 1


@pytest.mark.parametrize("decoded", [True, False])
async def test_clients_that_decode_and_clients_that_do_not(redis, decoded):
    """They get the same answers."""
    async with connected(decode_responses=decoded) as client:
        store = RedisPacingStore(client, prefix=redis.prefix)
        first = await store.take("key", ask(2**20, client=2**48 - 1, limit=2**40))
        second = await store.take("key", ask(client=2**48 - 1, window=first.window, held=0))

    assert (first.granted, first.spent, first.limit) == (True, 2**20, 2**40)
    assert second.spent == 100


async def test_prefixes_do_not_mix(redis):
    """Each is a world of its own."""
    await took(redis, 1000)
    other = RedisPacingStore(redis.client, prefix=f"{redis.prefix}other:")

    assert (await other.take("key", ask(300))).spent == 300


async def test_nothing_comes_in_between(redis):
    """Of many at once on many connections, exactly as many get credits as there are."""
    granted = []

    async def go(client):
        async with connected() as own:
            store = RedisPacingStore(own, prefix=redis.prefix)
            for number in range(20):
                given = await store.take("key", ask(10, 100 * client + number))
                granted.append(given.granted)

    async with anyio.create_task_group() as tasks:
        for client in range(1, 9):
            tasks.start_soon(go, client)

    assert (granted.count(True), granted.count(False)) == (100, 60)


async def test_what_is_not_ours_stays_as_it_is(redis):
    """The error names it; a pacer then counts for itself."""
    await redis.client.set(redis.name(), "somebody else's")
    with pytest.raises(ResponseError, match="WRONGTYPE"):
        await took(redis)

    assert await redis.client.get(redis.name()) == "somebody else's"


async def test_a_server_that_does_not_know_the_script_is_given_it(tmp_path):
    """As after a restart."""
    async with started(tmp_path) as port, connected(port=port) as client:
        store = RedisPacingStore(client)
        await store.take("key", ask())
        await client.script_flush()

        assert (await store.take("key", ask(client=2))).spent == 200


async def test_a_cluster_takes_it(tmp_path):
    """A script with one key is at home anywhere."""
    settings = ("--cluster-enabled", "yes", "--cluster-config-file", "nodes")
    async with started(tmp_path, *settings) as port, connected(port=port) as one:
        await one.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
        cluster = await formed(port)
        store = RedisPacingStore(cluster)
        for key in ("a", "b", "c"):
            assert (await store.take(key, ask())).spent == 100
        await cluster.aclose()


async def formed(port):
    """Give a client of a cluster, as soon as that takes requests."""
    with anyio.fail_after(30):
        while True:
            cluster = RedisCluster(host=HOST, port=port)
            try:
                await cluster.get("any")
            except (ClusterDownError, RedisClusterException):
                await cluster.aclose()
                await anyio.sleep(0.05)
            else:
                return cluster


@pytest.mark.parametrize("client", [SyncRedis(), object(), None])
async def test_what_is_no_client_of_redis_asyncio(client):
    """It is refused before anything is asked."""
    with pytest.raises(ConfigurationError, match=r"redis\.asyncio"):
        RedisPacingStore(client)


@pytest.mark.parametrize("anyio_backend", ["trio"], indirect=True)
async def test_on_trio_it_is_a_clear_error(anyio_backend):
    """And none that a pacer takes for a failure of Redis."""
    with pytest.raises(ConfigurationError, match="asyncio alone"):
        await RedisPacingStore(Redis()).take("key", ask())
