"""A transport in a second event loop, and after a fork."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import threading

import anyio
import httpx
import pytest
import trio
from attrs import evolve

from miro_async.call.transport.httpx import HttpxTransport
from miro_async.call.transport.protocol import Request
from miro_async.errors import ConfigurationError
from tests.unit.outside import proxying, serving, sockets_open

BACKENDS = pytest.mark.parametrize("backend", ["asyncio", "trio"])
LIBRARIES = pytest.mark.parametrize("library", ["httpx", "httpx2"])


@pytest.fixture
def server():
    """Give a server that runs outside of all event loops."""
    with serving() as server:
        yield server


def request_to(server):
    """Give a request."""
    return Request(method="GET", url=server.url, headers={})


async def calls(transport, server, number=2):
    """Make some calls."""
    for _ in range(number):
        assert (await transport.send(request_to(server))).body == b"hello"


async def at_once(transport, server, number):
    """Make some calls that are under way together."""
    async with anyio.create_task_group() as tasks:
        for _ in range(number):
            tasks.start_soon(calls, transport, server, 1)


@LIBRARIES
@pytest.mark.parametrize("backends", [["asyncio"] * 3, ["trio"] * 3, ["asyncio", "trio"] * 2])
def test_each_event_loop_gets_connections_of_its_own(server, library, backends):
    """Those of a loop that has ended are closed with it, though nobody closed the transport."""
    open_before = sockets_open()
    transport = HttpxTransport(library=library)
    for number, backend in enumerate(backends, 1):
        anyio.run(calls, transport, server, backend=backend)
        assert sockets_open() <= open_before + number  # of the server's side
        assert server.connections == number
    anyio.run(transport.aclose, backend=backends[0])
    wait_for(lambda: sockets_open() == open_before)
    gc.collect()


def wait_for(condition):
    """Wait until the server has seen something, too."""
    for _ in range(3000):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError


@BACKENDS
def test_a_transport_that_nobody_closes_leaves_nothing_open(server, backend):
    """The end of the event loop closes it."""
    open_before = sockets_open()

    async def careless():
        await at_once(HttpxTransport(), server, 3)

    if backend == "asyncio":  # on trio, it has to be there when the loop ends
        anyio.run(careless, backend=backend)
        wait_for(lambda: sockets_open() == open_before)


@BACKENDS
def test_closing_closes_everything(server, backend):
    """Every socket; twice is allowed, and after it there are no calls."""
    open_before = sockets_open()

    async def closing():
        transport = HttpxTransport()
        await at_once(transport, server, 5)
        assert sockets_open() > open_before
        await transport.aclose()
        await transport.aclose()
        with pytest.raises(ConfigurationError, match="closed"):
            await calls(transport, server)

    anyio.run(closing, backend=backend)
    wait_for(lambda: sockets_open() == open_before)


def test_a_transport_may_be_closed_in_another_event_loop(server):
    """Its connections have ended with theirs."""
    transport = HttpxTransport()
    asyncio.run(calls(transport, server))
    asyncio.run(transport.aclose())
    trio.run(transport.aclose)
    with pytest.raises(ConfigurationError, match="closed"):
        asyncio.run(calls(transport, server))


def test_a_transport_that_was_never_used_can_be_closed():
    """There is nothing to close."""
    asyncio.run(HttpxTransport().aclose())


def test_a_loop_that_still_runs_elsewhere_keeps_its_calls(server):
    """Another thread takes the transport over; what is under way comes to its end."""
    transport = HttpxTransport()
    taken_over = threading.Event()

    async def first():
        await calls(transport, server)
        async with transport.stream(request_to(server)) as answer:
            await asyncio.to_thread(taken_over.wait, 60)
            results.append(b"".join([chunk async for chunk in answer.chunks]))
        ended.set()

    async def second():
        await calls(transport, server)
        taken_over.set()
        await asyncio.to_thread(ended.wait, 60)
        await calls(transport, server)
        await transport.aclose()

    results, ended = [], threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(first()))
    thread.start()
    wait_for(lambda: len(server.received) == 3)
    asyncio.run(second())
    thread.join()

    assert results == [b"hello"]
    wait_for(lambda: server.closed == server.connections)


def test_an_event_loop_that_ends_without_a_word_takes_its_connections_along(server):
    """Whoever closes it so gets Python's warning, and the next loop works."""
    transport = HttpxTransport()
    loop = asyncio.new_event_loop()
    loop.run_until_complete(calls(transport, server))
    loop.close()

    def next_loop():
        asyncio.run(calls(transport, server))
        gc.collect()

    with pytest.warns(ResourceWarning, match="unclosed"):
        next_loop()
    asyncio.run(transport.aclose())


@LIBRARIES
def test_a_client_of_the_callers_is_refused_in_another_event_loop(server, library):
    """Its connections belong to the first; the error says so."""
    client = __import__(library).AsyncClient()
    transport = HttpxTransport(client, library=library)

    async def first():
        await calls(transport, server)
        await transport.aclose()
        assert not client.is_closed
        await client.aclose()

    loop = asyncio.new_event_loop()
    with contextlib.closing(loop):
        loop.run_until_complete(calls(transport, server))
        with pytest.raises(ConfigurationError, match=f"{library}.AsyncClient.*another event loop"):
            asyncio.run(calls(transport, server))
        loop.run_until_complete(first())


@pytest.mark.parametrize("proxied", [False, True])
@pytest.mark.parametrize("closing", [True, False])
def test_what_belongs_to_another_process_is_left_to_it(server, closing, proxied):
    """Here it is one process: what is kept is closed when the event loop ends, and not before."""
    with proxying() as proxy:
        transport = HttpxTransport(proxy=proxy.url if proxied else None)

        async def both():
            await calls(transport, server)
            transport._home = evolve(transport._home, process=0)
            if not closing:
                await calls(transport, server)
            await transport.aclose()
            assert len(transport._left) == 1

        asyncio.run(both())
        wait_for(lambda: server.closed == server.connections == (1 if closing else 2))


def in_a_fork(work):
    """Run something in a child process; give whether it went well."""

    def alone():
        signal.set_wakeup_fd(-1)  # trio's, which it would take for somebody else's
        work()

    child = multiprocessing.get_context("fork").Process(target=alone)
    child.start()
    child.join(60)
    return child.exitcode == 0


@BACKENDS
def test_a_fork_has_connections_of_its_own(server, backend):
    """The child makes new ones; the parent's go on, and the child does not hold them open."""
    transport = HttpxTransport()

    async def both():
        await at_once(transport, server, 3)
        used = server.connections

        numbers = [connection.socket_number() for connection in transport._home.pool._open]

        def child():
            assert all(is_socket(number) for number in numbers)
            anyio.run(calls, transport, server, backend=backend)
            assert not any(is_socket(number) for number in numbers)
            os._exit(0)

        assert await anyio.to_thread.run_sync(in_a_fork, child)
        assert server.connections == used + 1
        await at_once(transport, server, 3)
        assert server.connections == used + 1
        await transport.aclose()

    anyio.run(both, backend=backend)


def is_socket(number):
    """Tell whether a file descriptor is one of a socket."""
    return stat.S_ISSOCK(os.fstat(number).st_mode)


def test_a_fork_may_close_the_transport(server):
    """Before any call of its own; the parent's connections live on."""
    transport = HttpxTransport()

    async def both():
        await calls(transport, server)

        def child():
            asyncio.run(transport.aclose())
            os._exit(0)

        assert await anyio.to_thread.run_sync(in_a_fork, child)
        await calls(transport, server)
        await transport.aclose()

    asyncio.run(both())
    assert server.connections == 1


def test_a_fork_refuses_a_client_of_the_callers(server):
    """Its connections are the parent's."""

    async def both():
        async with httpx.AsyncClient() as client:
            transport = HttpxTransport(client)
            await calls(transport, server)

            def child():
                with pytest.raises(ConfigurationError, match="process"):
                    asyncio.run(calls(transport, server))
                os._exit(0)

            assert await anyio.to_thread.run_sync(in_a_fork, child)
            await calls(transport, server)

    asyncio.run(both())
    assert server.connections == 1


def test_a_fork_with_a_proxy_has_connections_of_its_own(server):
    """Those of httpx's own pool are left to the parent."""
    with proxying() as proxy:
        transport = HttpxTransport(proxy=proxy.url)

        async def both():
            await calls(transport, server)

            def child():
                asyncio.run(calls(transport, server))
                os._exit(0)

            assert await anyio.to_thread.run_sync(in_a_fork, child)
            await calls(transport, server)
            await transport.aclose()

        asyncio.run(both())
    assert server.connections == 2


def test_httpcore_is_not_loaded_where_it_is_not_needed(server):
    """On asyncio, as loading it takes longer than many calls."""
    code = """if True:
        import asyncio, sys
        from miro_async.call.transport.httpx import HttpxTransport
        from miro_async.call.transport.protocol import Request

        async def main():
            transport = HttpxTransport()
            await transport.send(Request(method="GET", url=sys.argv[1], headers={}))
            await transport.aclose()

        asyncio.run(main())
        assert not {"httpcore", "trio", "certifi"} & set(sys.modules)
    """
    subprocess.run([sys.executable, "-c", code, server.url], check=True)  # noqa: S603 - our own code
