"""Proxies, real ones on sockets: given, or named by the environment."""

from __future__ import annotations

import ssl

import anyio
import pytest
import trustme

from miro_async import Limits
from miro_async.call.transport.httpx import HttpxTransport
from miro_async.call.transport.protocol import Request
from miro_async.errors import ConfigurationError, MiroConnectionError
from tests.unit.outside import proxying, saying, serving, sockets_open

pytestmark = [pytest.mark.anyio]

LIBRARIES = pytest.mark.parametrize("library", ["httpx", "httpx2"])
NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxies_yet(monkeypatch):
    """Start without any."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server():
    """Give a server."""
    with serving() as server:
        yield server


@pytest.fixture
def proxy():
    """Give a proxy."""
    with proxying() as proxy:
        yield proxy


async def get(transport, url, number=1):
    """Ask for something, a number of times, and close the transport."""
    request = Request(method="GET", url=url, headers={"Authorization": "Bearer user-token"})
    try:
        return [await transport.send(request) for _ in range(number)][-1]
    finally:
        await transport.aclose()


@LIBRARIES
async def test_a_proxy_that_is_given_is_used(server, proxy, library):
    """For all requests; its connection is used again, and nothing stays open."""
    open_before = sockets_open()
    response = await get(HttpxTransport(library=library, proxy=proxy.url), server.url, 2)

    assert response.body == b"hello"
    assert len(server.received) == 2
    assert proxy.received[0].startswith(b"GET http://127.0.0.1:")
    assert proxy.connections == 1
    with anyio.fail_after(30):
        while sockets_open() > open_before:  # noqa: ASYNC110 - until the others have noticed
            await anyio.sleep(0.01)


@LIBRARIES
async def test_a_proxy_tunnels_what_is_encrypted(proxy, library):
    """It sees neither the token nor the answer."""
    authority = trustme.CA()
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    ours = ssl.create_default_context()
    authority.configure_trust(ours)
    with serving(tls=theirs) as server:
        transport = HttpxTransport(library=library, proxy=proxy.url, ssl_context=ours)
        response = await get(transport, server.url)

    assert response.body == b"hello"
    assert proxy.received[0].startswith(b"CONNECT 127.0.0.1:")
    assert b"user-token" not in b"".join(proxy.received)


async def test_a_proxy_is_told_who_asks(server, proxy):
    """Name and password stand in its address."""
    url = proxy.url.replace("http://", "http://me:hush@")
    await get(HttpxTransport(proxy=url), server.url)

    assert b"Proxy-Authorization: Basic bWU6aHVzaA==" in proxy.received[0]


@LIBRARIES
@pytest.mark.parametrize("name", ["http_proxy", "ALL_PROXY"])
async def test_a_proxy_of_the_environment_is_used(server, proxy, monkeypatch, library, name):
    """As HTTP libraries do."""
    monkeypatch.setenv(name, proxy.url)
    response = await get(HttpxTransport(library=library), server.url)

    assert response.body == b"hello"
    assert proxy.connections == 1


async def test_the_environment_names_whom_to_ask_directly(server, proxy, monkeypatch):
    """Then there is no proxy in between."""
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    response = await get(HttpxTransport(), server.url)

    assert response.body == b"hello"
    assert proxy.connections == 0


async def test_a_given_proxy_counts_more_than_the_environment(server, proxy, monkeypatch):
    """It was meant for this client."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")

    assert (await get(HttpxTransport(proxy=proxy.url), server.url)).body == b"hello"


async def test_limits_count_with_a_proxy_too(server, proxy):
    """No more connections than allowed, and none kept where none is to be."""
    limits = Limits(max_connections=2, max_keepalive_connections=0)
    transport = HttpxTransport(proxy=proxy.url, limits=limits)
    request = Request(method="GET", url=server.url, headers={})
    async with anyio.create_task_group() as tasks:
        for _ in range(4):
            tasks.start_soon(transport.send, request)
    await transport.aclose()

    assert proxy.connections == 4


@LIBRARIES
async def test_a_proxy_that_refuses_has_kept_the_request_from_being_sent(proxy, library):
    """Nothing was carried out."""
    with pytest.raises(MiroConnectionError, match="403") as caught:
        await get(HttpxTransport(library=library, proxy=proxy.url), "https://forbidden.example/")

    assert caught.value.may_have_happened is False


async def test_a_proxy_that_is_not_there_is_a_connection_error(server):
    """Nothing was sent."""
    with pytest.raises(MiroConnectionError) as caught:
        await get(HttpxTransport(proxy="http://127.0.0.1:1"), server.url)

    assert caught.value.may_have_happened is False


async def test_a_proxy_that_breaks_off_leaves_open_what_happened(server):
    """It may have forwarded the request."""
    with saying(b"") as proxy, pytest.raises(MiroConnectionError) as caught:
        await get(HttpxTransport(proxy=proxy.url), server.url)

    assert caught.value.may_have_happened is True


@LIBRARIES
@pytest.mark.parametrize("address", ["nonsense://me:hush@proxy", "socks5://me:hush@proxy"])
async def test_a_proxy_of_the_environment_that_cannot_be_used_is_an_error_that_says_so(
    server, monkeypatch, library, address
):
    """The message does not show its password; for SOCKS it says what is missing."""
    monkeypatch.setenv("all_proxy", address)
    with pytest.raises(ConfigurationError, match=r"ALL_PROXY.*\[socks\]") as caught:
        await get(HttpxTransport(library=library), server.url)

    assert "hush" not in str(caught.value)
    assert caught.value.__context__ is None
