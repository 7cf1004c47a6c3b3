"""The transport on aiohttp, on a real socket: what becomes of each mishap."""

from __future__ import annotations

import time
import traceback

import aiohttp
import anyio
import pytest

from miro_async import Timeout
from miro_async.call.transport.aiohttp import AiohttpTransport
from miro_async.call.transport.protocol import Request
from miro_async.errors import (
    ConfigurationError,
    InvalidArgumentError,
    MiroConnectionError,
    MiroTimeoutError,
)
from tests.faults.talks import BOARD
from tests.unit.loopback import http, says, serving
from tests.unit.test_transport_aiohttp import PATIENT, get, put

pytestmark = [pytest.mark.anyio]


@pytest.fixture
def anyio_backend():
    """Run on asyncio: aiohttp knows no other."""
    return "asyncio"


@pytest.fixture
async def transport():
    """Give a transport with a session of its own."""
    transport = AiohttpTransport()
    yield transport
    await transport.aclose()


async def never(_stream, _request):
    """Give no answer."""
    await anyio.sleep_forever()


class Closing:
    """A server that answers the first request of each connection, and closes on the second."""

    def __init__(self):
        self.seen = set()

    async def __call__(self, stream, _):
        """Answer, or close."""
        if stream in self.seen:
            await stream.aclose()
        else:
            self.seen.add(stream)
            await stream.send(http(BOARD))


async def test_aiohttp_by_itself_sends_a_put_twice():
    """Which is why the next test is there."""
    async with serving(Closing()) as server, aiohttp.ClientSession() as session:
        for _ in range(2):
            async with session.put(server.url) as answer:
                await answer.read()

    assert len(server.received) == 3


@pytest.mark.parametrize("given", [False, True], ids=["own", "given"])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_nothing_is_sent_twice(given, method):
    """A connection that closes as it is used again ends the call; a repeat is ours to decide."""
    async with serving(Closing()) as server, aiohttp.ClientSession() as session:
        transport = AiohttpTransport(session if given else None)
        request = Request(method=method, url=server.url, headers={}, timeout=PATIENT)
        await transport.send(request)
        with pytest.raises(MiroConnectionError) as caught:
            await transport.send(request)
        await transport.aclose()

    assert caught.value.may_have_happened
    assert len(server.received) == 2


async def test_a_connection_that_was_closed_while_the_loop_was_busy_is_not_used(transport):
    """The event loop has not seen the end of it yet; the kernel has."""
    closed = anyio.Event()

    async def talk(stream, _):
        await stream.send(http(BOARD))
        await stream.aclose()
        closed.set()

    async with serving(talk) as server:
        await transport.send(get(server.url))
        await closed.wait()
        time.sleep(0.01)  # noqa: ASYNC251 - what is busy lets nobody else have a turn
        await transport.send(put(server.url))

    assert len(server.received) == 2


async def test_a_connection_with_news_that_is_alive_is_used_again(transport):
    """What has come is looked at first; tickets of TLS are no reason to begin anew."""
    told = anyio.Event()

    async def talk(stream, _):
        await stream.send(http(BOARD))
        await stream.send(b"\r\n")  # which is allowed between two answers
        told.set()

    async with serving(talk) as server:
        await transport.send(get(server.url))
        await told.wait()
        await transport.send(get(server.url))

    assert server.connections == 1


async def test_a_connection_that_does_not_come_about_is_a_timeout(transport):
    """Here the handshake of TLS; the request was not sent."""
    short = Timeout(connect=0.05, read=30, write=30)
    async with serving(never) as server:
        url = server.url.replace("http:", "https:")
        with pytest.raises(MiroTimeoutError) as caught:
            await transport.send(Request(method="PUT", url=url, headers={}, timeout=short))

    assert not caught.value.may_have_happened
    assert caught.value.__cause__ is not None


async def test_a_body_that_nobody_reads_is_a_timeout(transport):
    """By itself aiohttp would wait for ever."""
    short = Timeout(connect=30, read=30, write=0.05)

    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        port = listener.extra(anyio.abc.SocketAttribute.local_port)  # noqa: S610 - no Django
        body = bytes(20_000_000)
        request = Request(
            method="PUT", url=f"http://127.0.0.1:{port}", headers={}, body=body, timeout=short
        )
        with pytest.raises(MiroTimeoutError) as caught:
            await transport.send(request)

    assert caught.value.may_have_happened


@pytest.mark.parametrize("url", ["", "/v2", "http://[::1", "http://a:99999/", "ftp://a/"])
async def test_an_address_that_is_none_is_refused(transport, url):
    """Before anything is sent, and without showing it."""
    with pytest.raises(InvalidArgumentError, match="whole address"):
        await transport.send(get(url))


@pytest.mark.parametrize("value", ["é", "a\r\nb: c"])
async def test_a_header_that_is_none_is_refused(transport, value):
    """It would end the header, or the request; and it may be secret."""
    async with serving(says(http(BOARD))) as server:
        with pytest.raises(InvalidArgumentError, match="header") as caught:
            await transport.send(get(server.url, Odd=value))

    assert value not in str(caught.value)
    assert server.received == []


async def test_no_traceback_shows_the_token(transport):
    """Not the locals of our frames, and not those of aiohttp's that come with the error."""
    async with serving(says(b"nonsense\r\n\r\n")) as server:
        request = get(f"{server.url}?access_token=in-query", Authorization="Bearer in-header")
        with pytest.raises(MiroConnectionError) as caught:
            await transport.send(request)

    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    frames = [*shown.stack, *shown.__cause__.stack] if shown.__cause__ else [*shown.stack]
    inside = [frame for frame in frames if frame.filename != __file__]
    assert inside
    assert not [frame for frame in inside if "in-header" in str(frame.locals)]
    assert "in-query" not in f"{caught.value} {caught.value.__cause__}"


async def test_what_is_closed_stays_closed():
    """Closing twice does nothing, and sending says what is wrong."""
    transport = AiohttpTransport()
    await transport.aclose()
    await transport.aclose()

    with pytest.raises(ConfigurationError, match="closed"):
        await transport.send(get("http://127.0.0.1"))


async def test_closing_ends_what_is_under_way():
    """A call that is waiting for its answer gets an error, and does not hang."""
    arrived = anyio.Event()

    async def talk(stream, _):
        await stream.send(http(BOARD)[:-5])
        arrived.set()
        await anyio.sleep_forever()

    transport = AiohttpTransport()

    async def call(url):
        with pytest.raises(MiroConnectionError):
            await transport.send(get(url))

    async with serving(talk) as server:
        with anyio.fail_after(30):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(call, server.url)
                await arrived.wait()
                await transport.aclose()
