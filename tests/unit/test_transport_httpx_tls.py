"""TLS, with real certificates: who is trusted, and what becomes of those who are not."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys

import anyio
import pytest
import trustme

from miro_async import Timeout
from miro_async.call.transport.httpx import HttpxTransport
from miro_async.call.transport.protocol import Request
from miro_async.errors import ConfigurationError, MiroConnectionError, MiroTimeoutError
from tests.unit.outside import saying, serving, sockets_open

pytestmark = [pytest.mark.anyio]

LIBRARIES = pytest.mark.parametrize("library", ["httpx", "httpx2"])


@pytest.fixture(scope="module")
def authority():
    """Give somebody who signs certificates, and whom nobody knows."""
    return trustme.CA()


@pytest.fixture(scope="module")
def server(authority):
    """Give a server with a certificate of theirs for this machine."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.set_alpn_protocols(["h2", "http/1.1"])
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    with serving(tls=context) as server:
        yield server


@pytest.fixture
def trusting(authority):
    """Give a context that trusts them."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


async def get(transport, url, **timeouts):
    """Ask for something, and close the transport."""
    try:
        request = Request(method="GET", url=url, headers={}, timeout=Timeout(**timeouts))
        return await transport.send(request)
    finally:
        await transport.aclose()


async def until_open(most):
    """Wait until no more sockets are open."""
    with anyio.fail_after(30):
        while sockets_open() > most:  # noqa: ASYNC110 - nobody tells
            await anyio.sleep(0.005)


@LIBRARIES
async def test_a_certificate_that_is_trusted_is_accepted(server, trusting, library):
    """By the given context; calls in turn share one connection."""
    connections = server.connections
    transport = HttpxTransport(library=library, ssl_context=trusting)
    request = Request(method="GET", url=server.url, headers={})
    for _ in range(3):
        response = await transport.send(request)
        assert response.body == b"hello"
    await transport.aclose()

    assert server.connections == connections + 1


@LIBRARIES
async def test_the_name_of_the_host_is_what_is_checked(server, trusting, library):
    """It is also what the server is told."""
    url = server.url.replace("127.0.0.1", "localhost")
    response = await get(HttpxTransport(library=library, ssl_context=trusting), url)

    assert response.status == 200


@LIBRARIES
async def test_a_certificate_that_nobody_trusts_is_refused(server, library):
    """Nothing was sent, and nothing stays open."""
    open_before = sockets_open()
    with pytest.raises(MiroConnectionError, match=r"(?i)certificate") as caught:
        await get(HttpxTransport(library=library), server.url)

    assert caught.value.may_have_happened is False
    del caught
    await until_open(open_before + 1)  # the server's side may still be there


@LIBRARIES
async def test_a_certificate_for_somebody_else_is_refused(authority, trusting, library):
    """Though it is signed by somebody who is trusted."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("elsewhere.example").configure_cert(context)
    with (
        serving(tls=context) as other,
        pytest.raises(MiroConnectionError, match=r"(?i)certificate") as caught,
    ):
        await get(HttpxTransport(library=library, ssl_context=trusting), other.url)

    assert caught.value.may_have_happened is False
    assert other.received == []


async def test_the_usual_variable_names_authorities(server, authority, monkeypatch, tmp_path):
    """As httpx honors it."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))

    assert (await get(HttpxTransport(), server.url)).status == 200


async def test_a_variable_that_names_no_file_is_an_error_that_says_so(server, monkeypatch):
    """It is the configuration that is wrong."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    with pytest.raises(ConfigurationError, match="SSL_CERT_FILE"):
        await get(HttpxTransport(), server.url)


async def test_a_server_that_speaks_no_tls_is_a_connection_error(trusting):
    """Nothing was sent."""
    with saying(b"220 smtp.example") as plain:
        url = plain.url.replace("http:", "https:")
        with pytest.raises(MiroConnectionError) as caught:
            await get(HttpxTransport(ssl_context=trusting), url)

    assert caught.value.may_have_happened is False


async def test_a_server_that_does_not_come_to_terms_is_a_timeout(trusting):
    """The time for connecting is for TLS, too."""
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        url = f"https://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(MiroTimeoutError) as caught:
            await get(HttpxTransport(ssl_context=trusting), url, connect=0.05)

    assert caught.value.may_have_happened is False


async def test_a_handshake_that_is_cancelled_leaves_nothing_open(trusting):
    """The socket is closed at once."""
    open_before = sockets_open()
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        url = f"https://127.0.0.1:{mute.getsockname()[1]}"
        transport = HttpxTransport(ssl_context=trusting)
        with anyio.move_on_after(0.05):
            await transport.send(Request(method="GET", url=url, headers={}))
        await until_open(open_before + 1)
        await transport.aclose()


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_who_does_not_need_certificates_does_not_load_them():
    """Loading them costs more than a hundred calls."""
    code = """if True:
        import asyncio, sys, ssl
        from miro_async.call.transport.httpx import HttpxTransport
        from miro_async.call.transport.protocol import Request
        made = []
        create = ssl.create_default_context
        ssl.create_default_context = lambda *a, **k: made.append(1) or create(*a, **k)
        async def main():
            transport = HttpxTransport()
            await transport.send(Request(method="GET", url=sys.argv[1], headers={}))
            await transport.aclose()
        asyncio.run(main())
        assert made == []
    """
    with serving() as plain:
        await anyio.run_process([sys.executable, "-c", code, plain.url], stderr=subprocess.STDOUT)
