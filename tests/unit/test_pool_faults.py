"""The pool when things go wrong: faults, closing, cancellation, a fork."""

from __future__ import annotations

import asyncio
import os
import socket
import stat

import anyio
import h11
import httpcore
import pytest

from miro_async.errors import ConfigurationError
from tests.unit.networks import ANSWER, Network, Stepping, Tls, at_once, call, request, settle

pytestmark = [pytest.mark.anyio]


@pytest.fixture
async def network():
    """Give a network that answers at once."""
    return Network()


@pytest.mark.parametrize("error", [OSError("no"), UnicodeError("no"), httpcore.ConnectError("no")])
@pytest.mark.parametrize("step", ["tcp", "tls"])
async def test_whatever_keeps_a_connection_from_being_made_is_a_connect_error(network, error, step):
    """Then it is certain that nothing was sent; the slot is free again, and nothing is open."""
    pool = network.pool(tls=Tls(), max_connections=1)
    if step == "tcp":
        network.error = error
    else:
        network.tls_error = error
    for _ in range(2):
        with pytest.raises(httpcore.ConnectError, match="no"):
            await call(pool, "https://one/")

    assert network.open == 0
    network.error = network.tls_error = None
    assert await call(pool, "https://one/") == b"hello"


async def test_a_broken_answer_closes_its_connection(network):
    """What comes after it could not be told apart."""
    pool = network.pool(max_connections=1)
    network.answer = b"nonsense\r\n\r\n"
    with pytest.raises(h11.RemoteProtocolError):
        await call(pool)
    network.answer = ANSWER

    assert await call(pool) == b"hello"
    assert [stream.closed for stream in network.streams] == [True, False]


async def test_an_end_without_an_answer_is_told_as_what_it_is(network):
    """It is what servers do that restart."""
    network.answer = b""
    with pytest.raises(httpcore.RemoteProtocolError, match="hung up without an answer"):
        await call(network.pool())


async def test_an_answer_that_is_not_read_to_its_end_closes_its_connection(network):
    """Also when nothing of it was read; closing it again does nothing more."""
    pool = network.pool(max_connections=1)
    network.answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n"
    for read in (0, 1):
        exchange = await pool.send(request())
        for _ in range(read):
            assert await anext(exchange.chunks) == b"a"
        await exchange.aclose()
        await exchange.aclose()

    assert [stream.closed for stream in network.streams] == [True, True]
    network.answer = ANSWER
    assert await call(pool) == b"hello"


async def test_closing_ends_everything(network):
    """Idle connections, calls under way, and those that wait; after that there are no calls."""
    pool = network.pool(max_connections=3)
    await call(pool)
    network.hold()
    ends = []

    async def ending():
        try:
            await call(pool)
        except (httpcore.ReadError, ConfigurationError) as error:
            ends.append(type(error))

    async with anyio.create_task_group() as tasks:
        for _ in range(5):
            tasks.start_soon(ending)
        await settle()
        await pool.aclose()
        await pool.aclose()

    assert sorted(ends, key=str) == sorted(
        [httpcore.ReadError] * 3 + [ConfigurationError] * 2, key=str
    )
    assert network.open == 0
    with pytest.raises(ConfigurationError, match="closed"):
        await call(pool)


async def test_a_connection_that_is_made_while_the_pool_closes_is_closed(network):
    """Nobody will use it."""
    pool = network.pool()
    network.may_connect = anyio.Event()

    async def too_late():
        with pytest.raises(ConfigurationError, match="closed"):
            await call(pool)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(too_late)
        await settle()
        await pool.aclose()
        network.may_connect.set()

    assert len(network.streams) == 1
    assert network.open == 0


def scenario(pool):
    """Give work that goes through all that a pool does: new, reused, dead, expired, full."""

    async def work():
        network = pool._network
        await call(pool, "https://one/")
        network.streams[-1].dead = True
        await call(pool, "https://one/")
        network.clock.now += 60
        await call(pool, "https://one/")
        await call(pool, "https://two/")
        exchange = await pool.send(request("https://two/"))
        await exchange.aclose()

    return work()


async def test_a_call_that_is_cancelled_loses_nothing():
    """At whatever moment: no slot is lost, no connection is left behind, or half read in use."""
    whole = Stepping(scenario(Network().pool(tls=Tls(), max_connections=1)))
    await whole
    assert whole.steps > 20
    for step in range(whole.steps):
        network = Network()
        pool = network.pool(tls=Tls(), max_connections=1)
        with anyio.CancelScope() as scope:
            await Stepping(scenario(pool), scope.cancel, step)
        assert len(network.alive()) == network.open <= 1, step
        with anyio.fail_after(30):
            assert await call(pool, "https://three/") == b"hello", step
        await pool.aclose()
        assert (network.open, network.wrong) == (0, []), step


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_a_task_that_asyncio_cancels_loses_nothing():
    """Its own way to cancel heeds no shield."""
    whole = Stepping(scenario(Network().pool(tls=Tls(), max_connections=1)))
    await whole
    for step in range(whole.steps):
        network = Network()
        pool = network.pool(tls=Tls(), max_connections=1)

        async def work(pool=pool, step=step):
            await Stepping(scenario(pool), asyncio.current_task().cancel, step)

        task = asyncio.get_running_loop().create_task(work())
        await asyncio.wait([task])
        assert task.cancelled() or not task.exception(), step
        assert len(network.alive()) == network.open <= 1, step
        with anyio.fail_after(30):
            assert await call(pool, "https://three/") == b"hello", step
        await pool.aclose()
        assert (network.open, network.wrong) == (0, []), step


async def test_closing_that_is_cancelled_closes_everything_all_the_same():
    """Whatever moment it is."""
    for step in range(4):
        network = Network()
        pool = network.pool()
        network.hold()
        network.give(3)
        await at_once(pool, 3)
        with anyio.CancelScope() as scope:
            await Stepping(pool.aclose(), scope.cancel, step)
        assert network.alive() == [], step


async def test_connections_that_a_fork_has_copied_are_let_go_of(network):
    """The other side sees the end of each, and nothing is done to the objects."""
    pool = network.pool()
    await call(pool)
    ours, theirs = socket.socketpair()
    number = ours.fileno()
    network.socket = ours
    with ours, theirs:
        pool.abandon()
        theirs.settimeout(60)
        assert theirs.recv(1) == b""
        assert ours.fileno() == number
        assert not stat.S_ISSOCK(os.fstat(number).st_mode)
    pool.abandon()  # what was closed stays so
    assert ours.fileno() == -1
