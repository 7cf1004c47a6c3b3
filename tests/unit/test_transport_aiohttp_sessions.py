"""The transport on aiohttp: sessions, limits and proxies, event loops, and processes."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import time

import aiohttp
import anyio
import pytest
from aiohttp.helpers import BasicAuth

from miro_async import Limits, MiroApi, Timeout
from miro_async.call.transport.aiohttp import AiohttpTransport
from miro_async.call.transport.protocol import Request
from miro_async.errors import ConfigurationError, MiroConnectionError
from tests.faults.server import fault_server
from tests.faults.talks import BOARD, healthy
from tests.unit.loopback import http, says, serving
from tests.unit.test_transport_aiohttp import get, put
from tests.unit.test_transport_httpx import head_of

pytestmark = [pytest.mark.anyio]

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(params=["asyncio"])
def anyio_backend(request):
    """Run on asyncio: aiohttp knows no other."""
    return request.param


@pytest.fixture
def environment(monkeypatch):
    """Give the environment, without proxies."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


async def refuse(_request, _handler):
    """Let no request pass: a middleware of the caller's."""
    raise AssertionError


@pytest.mark.filterwarnings("ignore:.*(auth|BasicAuth):DeprecationWarning")
async def test_of_a_given_session_only_the_connections_are_used():
    """Its headers, authentication, cookies and middlewares are for the caller's own requests."""
    async with serving(says(http(BOARD, "404 No", "Set-Cookie: b=2"))) as server:
        session = aiohttp.ClientSession(
            headers={"X-Own": "1", "Accept": "own"},
            auth=BasicAuth("user", "password"),
            cookies={"a": "1"},
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            middlewares=(refuse,),
            raise_for_status=True,
        )
        async with session:
            transport = AiohttpTransport(session)
            answers = [await transport.send(get(server.url, Authorization="t")) for _ in "ab"]
            await transport.aclose()
            assert not session.closed

    assert [answer.status for answer in answers] == [404, 404]
    for received in server.received:
        assert head_of(received)[1] == {
            "host": server.url.removeprefix("http://"),
            "authorization": "t",
            "accept-encoding": "gzip, deflate",
        }
    assert server.connections == 1


async def test_a_given_session_that_is_closed_is_an_error_of_ours():
    """The caller closed it too early: that is a mistake in the setup, and said as one."""
    session = aiohttp.ClientSession()
    await session.close()

    with pytest.raises(ConfigurationError, match="closed"):
        await MiroApi("t", http_client=session).boards.get("b")


@pytest.mark.parametrize("given", [False, True], ids=["own", "given"])
async def test_waiting_for_a_turn_is_no_timeout(given):
    """However long the calls before it take."""
    short = Timeout(connect=0.02, read=30, write=30)
    arrived = anyio.Event()

    async def talk(stream, _):
        arrived.set()
        await anyio.sleep(0.06)
        await stream.send(http(BOARD))

    connector = aiohttp.TCPConnector(limit=1)
    async with serving(talk) as server, aiohttp.ClientSession(connector=connector) as session:
        transport = AiohttpTransport(session if given else None, limits=Limits(max_connections=1))
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(transport.send, get(server.url))
            await arrived.wait()
            # It gets the connection of the first one, and has to make none.
            request = Request(method="GET", url=server.url, headers={}, timeout=short)
            response = await transport.send(request)
        await transport.aclose()

    assert response.body == BOARD
    assert server.connections == 1


async def test_a_cancelled_call_gives_its_slot_back():
    """Whether it was waiting for its answer or for its turn."""
    arrived = anyio.Event()

    async def talk(stream, _):
        if not arrived.is_set():
            arrived.set()
            await anyio.sleep_forever()
        await stream.send(http(BOARD))

    transport = AiohttpTransport(limits=Limits(max_connections=1))
    async with serving(talk) as server:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(transport.send, get(server.url))
            await arrived.wait()
            tasks.start_soon(transport.send, get(server.url))
            await anyio.wait_all_tasks_blocked()
            tasks.cancel_scope.cancel()
        with anyio.fail_after(30):
            assert (await transport.send(get(server.url))).body == BOARD
        await transport.aclose()


async def test_no_more_connections_are_kept_than_allowed():
    """The others say that they are the last on theirs."""
    everybody = anyio.Event()
    arrived = []

    async def talk(stream, request):
        arrived.append(request)
        if len(arrived) == 3:
            everybody.set()
        await everybody.wait()
        await stream.send(http(BOARD))

    limits = Limits(max_connections=3, max_keepalive_connections=1)
    transport = AiohttpTransport(limits=limits)
    async with serving(talk) as server:
        async with anyio.create_task_group() as tasks:
            for _ in range(3):
                tasks.start_soon(transport.send, get(server.url))
        await transport.send(get(server.url))
        await transport.aclose()

    last = [head_of(received)[1].get("connection") == "close" for received in server.received]
    assert last == [False, True, True, False]
    assert server.connections == 3


async def test_an_idle_connection_expires():
    """After the time that the limits say."""
    transport = AiohttpTransport(limits=Limits(keepalive_expiry=0.001))
    async with serving(says(http(BOARD))) as server:
        for _ in range(2):
            await transport.send(get(server.url))
            await anyio.sleep(0.003)
        await transport.aclose()

    assert server.connections == 2


@pytest.mark.parametrize("how", ["argument", "http_proxy", "all_proxy"])
async def test_a_proxy_is_used(environment, how):
    """One that is given, or that the environment names; with its credentials."""
    async with serving(says(http(BOARD))) as proxy:
        address = proxy.url.replace("//", "//us:pass@")
        if how != "argument":
            environment.setenv(how, address)
        transport = AiohttpTransport(proxy=address if how == "argument" else None)
        for _ in range(2):
            await transport.send(get("http://miro.invalid/v2"))
        await transport.aclose()

    first, headers = head_of(proxy.received[1])
    assert first == "GET http://miro.invalid/v2 HTTP/1.1"
    assert headers["host"] == "miro.invalid"
    assert headers["proxy-authorization"] == "Basic dXM6cGFzcw=="
    assert proxy.connections == 1


async def test_a_host_without_a_proxy_is_asked_directly(environment):
    """As `no_proxy` says."""
    environment.setenv("http_proxy", "http://127.0.0.1:1")
    environment.setenv("no_proxy", "127.0.0.1")
    transport = AiohttpTransport()
    async with serving(says(http(BOARD))) as server:
        response = await transport.send(get(server.url))
        await transport.aclose()

    assert response.body == BOARD


async def test_a_proxy_that_refuses_has_not_sent_anything():
    """It was asked for a tunnel, and gave none."""
    async with serving(says(http(b"", "403 Forbidden"))) as proxy:
        transport = AiohttpTransport(proxy=proxy.url)
        with pytest.raises(MiroConnectionError) as caught:
            await transport.send(put("https://miro.invalid"))
        await transport.aclose()

    assert not caught.value.may_have_happened


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "127.0.0.1:3128"])
async def test_a_proxy_that_aiohttp_cannot_use_is_refused(environment, proxy):
    """It is not passed by in silence: that would send the token where it was not to go."""
    with pytest.raises(ConfigurationError, match="proxies"):
        AiohttpTransport(proxy=proxy)

    environment.setenv("all_proxy", proxy)
    transport = AiohttpTransport()
    with pytest.raises(ConfigurationError, match="proxies"):
        await transport.send(get("http://miro.invalid"))
    await transport.aclose()


@pytest.mark.parametrize("anyio_backend", ["trio"], indirect=True)
async def test_on_trio_it_says_what_to_use():
    """Where aiohttp itself would fail with something obscure."""
    transport = AiohttpTransport()

    with pytest.raises(ConfigurationError, match=r"asyncio.*httpx"):
        await transport.send(get("http://127.0.0.1"))
    await transport.aclose()


@pytest.fixture
def server():
    """Give a server in threads, as event loops come and go here."""
    with fault_server() as server:
        server.behave(healthy)
        yield server


def test_each_event_loop_gets_connections_of_its_own(server):
    """Nobody has to close: what a loop has is closed at its end."""
    transport = AiohttpTransport()

    for _ in range(2):
        assert asyncio.run(transport.send(get(server.url))).body == BOARD

    assert server.connections == 2


def test_a_loop_that_goes_on_closes_what_was_left_there(server):
    """In its own thread, when the transport is used in another loop."""
    transport = AiohttpTransport()
    done, go_on = threading.Event(), threading.Event()

    async def first():
        await transport.send(get(server.url))
        done.set()
        await anyio.to_thread.run_sync(go_on.wait, 60)

    async def second():
        await transport.send(get(server.url))
        await transport.aclose()

    thread = threading.Thread(target=asyncio.run, args=(first(),))
    thread.start()
    done.wait(60)
    asyncio.run(second())
    go_on.set()
    thread.join(60)

    assert server.connections == 2
    assert not thread.is_alive()


def test_closing_in_another_loop_closes_in_the_one_that_it_belongs_to(server):
    """Which has ended here, and closed it then."""
    transport = AiohttpTransport()
    asyncio.run(transport.send(get(server.url)))

    asyncio.run(transport.aclose())

    assert server.connections == 1


def test_a_given_session_in_another_loop_is_an_error_of_ours(server):
    """It would wait there for ever, or fail with something obscure."""

    async def use():
        session = aiohttp.ClientSession()
        transport = AiohttpTransport(session)
        await transport.send(get(server.url))
        await session.close()
        return transport

    transport = asyncio.run(use())

    with pytest.raises(ConfigurationError, match="event loop"):
        asyncio.run(transport.send(get(server.url)))


def test_after_a_fork_the_connections_are_made_anew(server, monkeypatch):
    """And those of the parent are left alone: it uses them on."""
    transport = AiohttpTransport()
    parent, number = asyncio.new_event_loop(), os.getpid()
    parent.run_until_complete(transport.send(get(server.url)))

    monkeypatch.setattr(os, "getpid", lambda: number + 1)
    asyncio.run(transport.send(get(server.url)))
    gc.collect()

    assert server.connections == 2
    parent.run_until_complete(asyncio.sleep(0.05))
    for _ in range(3000):
        if server.kept < 2:  # that of the child goes with its event loop
            break
        time.sleep(0.01)
    assert server.kept == 1
    parent.run_until_complete(parent.shutdown_asyncgens())
    parent.close()
