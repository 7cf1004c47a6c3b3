"""The pool: which connection a request gets, and what becomes of connections."""

from __future__ import annotations

import anyio
import pytest

from tests.unit.loopback import http
from tests.unit.networks import (
    ANSWER,
    CLOSING,
    Network,
    Tls,
    at_once,
    call,
    request,
    settle,
)

pytestmark = [pytest.mark.anyio]


@pytest.fixture
async def network():
    """Give a network that answers at once."""
    return Network()


async def test_calls_in_turn_share_a_connection(network):
    """The next one finds it idle."""
    pool = network.pool()

    assert [await call(pool) for _ in range(3)] == [b"hello"] * 3
    assert len(network.streams) == 1


async def test_the_connection_used_last_is_used_next(network):
    """So that those that are not needed can expire."""
    pool = network.pool()
    network.hold()
    async with anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(call, pool)
        await settle()
        for _ in range(3):
            network.give(1)
            await settle()
    last = max(network.streams, key=lambda stream: stream.last_used)
    network.give(2)
    network.clock.now += 1
    await call(pool)
    network.clock.now += 1
    await call(pool)

    assert [len(stream.received) for stream in network.streams].count(3) == 1
    assert len(last.received) in {1, 3}


async def test_each_origin_has_its_own_connections(network):
    """Scheme, host and port; the port of a scheme need not be written."""
    pool = network.pool(tls=Tls())
    for url in ("http://one/", "http://two/", "https://one/", "http://one:81/", "http://one:80/"):
        await call(pool, url)

    assert [stream.host for stream in network.streams] == ["one", "two", "one", "one"]
    assert [stream.tls for stream in network.streams] == [None, None, "one", None]


async def test_only_http_1_1_is_offered(network):
    """As nothing else is spoken here."""
    tls = Tls()
    await call(network.pool(tls=tls), "https://one/")

    assert tls.protocols == ["http/1.1"]


async def test_no_more_connections_than_allowed(network):
    """Calls beyond that wait."""
    await at_once(network.pool(max_connections=3), 20)

    assert network.most_open == 3
    assert len(network.streams) == 3


async def test_idle_connections_make_room_for_another_origin(network):
    """The limit is one for all of them: the one idle for longest is closed."""
    pool = network.pool(max_connections=2)
    await call(pool, "http://one/")
    await call(pool, "http://two/")
    await call(pool, "http://three/")
    await call(pool, "http://two/")

    assert network.most_open == 2
    assert [stream.closed for stream in network.streams] == [True, False, False]


async def test_connections_that_are_being_made_count_too(network):
    """Two calls that come at the same time to one idle connection of another origin's."""
    pool = network.pool(max_connections=2)
    await call(pool, "http://one/")
    await at_once(pool, 2, "http://two/")

    assert network.most_open == 2
    assert network.streams[0].closed


async def test_calls_wait_in_the_order_of_coming(network):
    """Also when those before them give up."""
    pool = network.pool(max_connections=1)
    network.hold()
    async with anyio.create_task_group() as tasks:
        scopes = {}
        for number in range(8):
            scopes[number] = anyio.CancelScope()
            tasks.start_soon(within, scopes[number], call(pool, f"http://one/{number}"))
            await settle()
        for number in (2, 3, 6):
            scopes[number].cancel()
            await settle()
        for _ in range(5):
            network.give(1)
            await settle()

    assert network.order == ["/0", "/1", "/4", "/5", "/7"]
    assert network.most_open == 1


async def within(scope, work):
    """Run something in a scope."""
    with scope:
        await work


async def test_idle_connections_are_kept_for_some_time(network):
    """Longer than that they are not used, and are closed when the next call comes."""
    pool = network.pool(keepalive_expiry=10)
    network.hold()
    network.give(2)
    await at_once(pool, 2)
    network.give(4)
    network.clock.now += 10
    await call(pool)
    assert len(network.alive()) == 2

    network.clock.now += 1
    await call(pool)
    assert len(network.alive()) == 1

    network.clock.now += 11
    await call(pool)
    assert len(network.streams) == 3
    assert network.wrong == []


async def test_idle_connections_may_be_kept_for_ever(network):
    """Without an expiry, only the server ends them."""
    pool = network.pool(keepalive_expiry=None)
    await call(pool)
    network.clock.now += 1e9
    await call(pool)

    assert len(network.streams) == 1


@pytest.mark.parametrize(("most", "kept"), [(0, 0), (2, 2), (9, 4), (None, 4)])
async def test_only_so_many_idle_connections_are_kept(network, most, kept):
    """The others are closed after use; there are never more than there may be connections."""
    pool = network.pool(max_connections=4, max_keepalive_connections=most)
    network.hold()
    async with anyio.create_task_group() as tasks:
        for _ in range(4):
            tasks.start_soon(call, pool)
        await settle()
        network.give(4)

    assert len(network.alive()) == kept


async def test_a_connection_that_the_server_closes_is_not_used_again(network):
    """When it has said so in its answer."""
    pool = network.pool()
    network.answer = CLOSING
    await call(pool)
    await call(pool)

    assert [stream.closed for stream in network.streams] == [True, True]


async def test_a_connection_that_died_while_idle_is_not_used(network):
    """All of those are closed; the call gets a new one."""
    pool = network.pool()
    network.hold()
    network.give(2)
    await at_once(pool, 2)
    network.give(1)
    for stream in network.streams:
        stream.dead = True
    await call(pool)

    assert [stream.closed for stream in network.streams] == [True, True, False]
    assert network.wrong == []


async def test_head_and_body_are_written_together(network):
    """A request is one packet where it fits into one."""
    exchange = await network.pool().send(request("http://one/", b"body"))
    await exchange.aclose()

    (written,) = network.streams[0].received
    assert written == b"POST / HTTP/1.1\r\nHost: one\r\nContent-Length: 4\r\n\r\nbody"


@pytest.mark.parametrize(
    "more", [ANSWER, b"H", b"\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"]
)
async def test_what_follows_an_answer_is_not_the_answer_to_the_next_call(network, more):
    """Not the beginning of it either: the connection is closed."""
    pool = network.pool()
    network.answer = ANSWER + more
    await call(pool)
    network.answer = http(b"second")

    assert await call(pool) == b"second"
    assert [stream.closed for stream in network.streams] == [True, False]


async def test_an_answer_that_is_closed_has_no_more_chunks(network):
    """Its connection may be somebody else's by then."""
    pool = network.pool()
    exchange = await pool.send(request())
    assert [chunk async for chunk in exchange.chunks] == [b"hello"]
    assert [chunk async for chunk in exchange.chunks] == []
    await exchange.aclose()
    other = await pool.send(request())

    assert [chunk async for chunk in exchange.chunks] == []
    assert [chunk async for chunk in other.chunks] == [b"hello"]
    await other.aclose()


async def test_announcements_before_the_answer_are_passed_over(network):
    """A server may send any number of them."""
    network.answer = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: a\r\n\r\n" + ANSWER

    assert await call(network.pool()) == b"hello"


async def test_a_request_is_held_until_its_first_byte_may_leave(network):
    """Whoever is cancelled before that knows that nothing was sent."""
    pool = network.pool(max_connections=1)
    network.hold()
    first, second = request(), request()
    async with anyio.create_task_group() as tasks:
        for one in (first, second):
            tasks.start_soon(pool.send, one)
            await settle()
        assert (first.departure.held, second.departure.held) == (False, True)
        tasks.cancel_scope.cancel()

    assert (first.departure.held, second.departure.held) == (False, True)
