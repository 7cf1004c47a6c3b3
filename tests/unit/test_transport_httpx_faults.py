"""The transport over httpx and httpx2, on real sockets: what becomes of each mishap."""

from __future__ import annotations

import contextlib
import socket
import traceback
from contextlib import asynccontextmanager

import anyio
import anyio.abc
import httpx
import httpx2
import pytest

from miro_async import Timeout
from miro_async.call.transport.content import LARGEST_ANSWER
from miro_async.call.transport.httpx import HttpxTransport
from miro_async.call.transport.protocol import Request
from miro_async.errors import MiroConnectionError, MiroTimeoutError, TransportError
from tests.unit.loopback import http, says, serving
from tests.unit.outside import sockets_open

pytestmark = [pytest.mark.anyio]

QUICK = Timeout(connect=30, read=0.05, write=0.05)
CLIENTS = {"given httpx": httpx.AsyncClient, "given httpx2": httpx2.AsyncClient}
PART = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"
ENDLESS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 2000


@pytest.fixture(params=["httpx", "httpx2", *CLIENTS])
async def transport(request):
    """Give a transport of each kind."""
    if request.param not in CLIENTS:
        transport = HttpxTransport(library=request.param)
        yield transport
        await transport.aclose()
        return
    async with CLIENTS[request.param]() as client:
        yield HttpxTransport(client, library=request.param.removeprefix("given "))


def request_to(url, method="DELETE", body=None, timeout=None):
    """Give a request with a token."""
    headers = {"Authorization": "Bearer user-token"}
    return Request(method=method, url=url, headers=headers, body=body, timeout=timeout)


async def close(stream, _):
    """Close the connection without an answer."""
    await stream.aclose()


async def never(_stream, _request):
    """Give no answer."""
    await anyio.sleep_forever()


def then(first, second):
    """Give a server that does one thing after the other."""

    async def talk(stream, request):
        await first(stream, request)
        await second(stream, request)

    return talk


async def test_a_refused_connection_cannot_have_done_anything(transport):
    """Nothing listens: it is a connection error, and the call did not happen."""
    async with serving(never) as server:
        pass
    with pytest.raises(MiroConnectionError) as caught:
        await transport.send(request_to(server.url))

    assert caught.value.may_have_happened is False
    assert isinstance(caught.value, ConnectionError)
    assert caught.value.__cause__ is not None


async def test_a_host_that_does_not_exist_cannot_have_done_anything(transport):
    """There is nobody to send it to."""
    with pytest.raises(MiroConnectionError) as caught:
        await transport.send(request_to("http://nobody.invalid/"))

    assert caught.value.may_have_happened is False


@pytest.mark.parametrize(
    "talk",
    [
        close,
        then(says(b"nonsense\r\n\r\n"), close),
        then(says(PART), close),
        then(says(b"HTTP/1.1 200 OK\r\nContent-Le"), close),
        then(says(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"), close),
        then(says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"), close),
        then(says(http(b"no gzip", "200 OK", "Content-Encoding: gzip")), close),
        says(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"),
    ],
    ids=["closed", "no http", "body", "head", "length", "chunk", "gzip", "upgrade"],
)
async def test_a_broken_answer_leaves_open_what_happened(transport, talk):
    """The request was sent: Miro may have acted on it, and the error says so."""
    async with serving(talk) as server:
        with pytest.raises(MiroConnectionError) as caught:
            await transport.send(request_to(server.url))

    assert caught.value.may_have_happened is True


@pytest.mark.parametrize("talk", [never, then(says(PART), never)], ids=["all", "rest"])
async def test_an_answer_that_does_not_come_is_a_timeout(transport, talk):
    """After the time set for reading; also in the middle of an answer."""
    async with serving(talk) as server:
        with pytest.raises(MiroTimeoutError) as caught:
            await transport.send(request_to(server.url, timeout=QUICK))

    assert caught.value.may_have_happened is True
    assert isinstance(caught.value, TimeoutError)


@asynccontextmanager
async def listening(handle):
    """Give the address of a server that does as it likes with its connections."""
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(anyio.abc.SocketAttribute.local_port)  # noqa: S610 - this is no Django

    async def handle_and_close(stream):
        async with stream:
            await handle(stream)

    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, handle_and_close)
        yield f"http://127.0.0.1:{port}"
        tasks.cancel_scope.cancel()


async def test_a_server_that_does_not_read_is_a_timeout(transport):
    """After the time set for writing."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(MiroTimeoutError, match="WriteTimeout") as caught:
            await transport.send(request_to(url, "POST", bytes(20_000_000), QUICK))

    assert caught.value.may_have_happened is True
    assert "user-token" not in shown_by_ours(caught.value)


async def test_an_answer_that_comes_before_everything_was_read_is_an_answer(transport):
    """A server may refuse a body by its length, and hang up."""

    async def hasty(stream):
        await stream.receive()
        await stream.send(http(b"too large", "413 Too Large", "Connection: close"))
        await stream.send_eof()
        with contextlib.suppress(anyio.EndOfStream, anyio.BrokenResourceError):
            while True:  # what was sent is taken, or the answer would be lost with it
                await stream.receive()

    async with listening(hasty) as url:
        response = await transport.send(request_to(url, "POST", bytes(20_000_000)))

    assert response.status == 413
    assert response.body == b"too large"


@pytest.mark.parametrize("kind", CLIENTS)
@pytest.mark.parametrize("name", ["ConnectTimeout", "PoolTimeout", "ConnectError", "ProxyError"])
async def test_some_errors_of_a_client_say_that_nothing_was_sent(kind, name):
    """There was no connection to send on."""
    library = httpx if kind == "given httpx" else httpx2

    def fail(request):
        raise getattr(library, name)("", request=request)

    async with CLIENTS[kind](transport=library.MockTransport(fail)) as client:
        with pytest.raises(TransportError, match=name) as caught:
            await HttpxTransport(client, library=library.__name__).send(request_to("http://one/"))

    assert caught.value.may_have_happened is False
    assert isinstance(caught.value, TimeoutError) is name.endswith("Timeout")


@pytest.mark.parametrize("error", [OSError("no"), RuntimeError("no"), KeyError("no"), ValueError()])
async def test_whatever_a_client_raises_is_an_error_of_ours(error):
    """Its transports and hooks may be anybody's, so what happened is not known."""

    def fail(_):
        raise error

    async with httpx.AsyncClient(transport=httpx.MockTransport(fail)) as client:
        with pytest.raises(MiroConnectionError, match=type(error).__name__) as caught:
            await HttpxTransport(client).send(request_to("http://one/"))

    assert caught.value.may_have_happened is True
    assert caught.value.__cause__ is error


async def test_an_answer_that_is_too_large_is_refused(transport):
    """And not read to its end; the connection is closed, and the next call works."""
    megabyte = bytes(1024 * 1024)

    async def talk(stream, request):
        if request.startswith(b"GET"):
            await stream.send(http(b"hello"))
            return
        await stream.send(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n")
        for _ in range(100):
            await stream.send(megabyte)

    async with serving(talk) as server:
        with pytest.raises(MiroConnectionError, match="larger than 32 MB") as caught:
            await transport.send(request_to(server.url))
        response = await transport.send(request_to(server.url, "GET"))

    assert LARGEST_ANSWER == 32 * 1024 * 1024
    assert caught.value.may_have_happened is True
    assert response.body == b"hello"


@pytest.mark.parametrize(
    "talk", [close, then(says(PART), close), then(says(PART), never)], ids=["all", "rest", "time"]
)
async def test_no_traceback_shows_the_token(transport, talk):
    """Not even one with the variables of all our frames."""
    async with serving(talk) as server:
        with pytest.raises(TransportError) as caught:
            await transport.send(request_to(server.url, "POST", b"hush", QUICK))

    shown = shown_by_ours(caught.value)
    assert "request = Request(" in shown
    assert "user-token" not in shown
    assert "hush" not in shown


def shown_by_ours(error):
    """Give the variables that a traceback shows in frames of this package."""
    lines = []
    while error is not None:
        lines += [
            f"{name} = {value!r}"
            for frame, _ in traceback.walk_tb(error.__traceback__)
            if "/miro_async/" in frame.f_code.co_filename
            for name, value in frame.f_locals.items()
        ]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


async def test_a_cancelled_call_leaves_the_transport_usable(transport):
    """A caller's own timeout ends the call; the next one works, and no socket is left."""
    open_before = sockets_open()
    arrived = anyio.Event()

    async def talk(stream, _):
        if not arrived.is_set():
            arrived.set()
            await anyio.sleep_forever()
        await stream.send(http(b"hello"))

    async with serving(talk) as server:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(transport.send, request_to(server.url))
            await arrived.wait()
            tasks.cancel_scope.cancel()
        response = await transport.send(request_to(server.url))
        assert sockets_open() <= open_before + 4  # listener, server's sides, one of ours

    assert response.body == b"hello"


# Streams:


async def test_an_answer_is_given_piece_by_piece(transport):
    """As it was sent; the connection is used again after it was read to its end."""
    talk = says(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n3\r\none\r\n0\r\n\r\n"
    )
    async with serving(talk) as server:
        for _ in range(2):
            async with transport.stream(request_to(server.url)) as answer:
                assert (answer.status, answer.headers["x-a"]) == (200, "b")
                assert [chunk async for chunk in answer.chunks] == [b"one"]

    assert server.connections == 1
    assert b"accept-encoding: identity" in server.received[0].lower()


@pytest.mark.parametrize("pieces", [0, 1, 2])
async def test_an_answer_may_be_left_at_any_time(transport, pieces):
    """The connection is closed then, and the next call gets another."""
    async with serving(then(says(ENDLESS), never)) as server:
        for _ in range(2):
            async with transport.stream(request_to(server.url)) as answer:
                for _ in range(pieces):
                    assert await anext(answer.chunks)

    assert server.connections == 2


async def test_an_error_of_the_callers_goes_through(transport):
    """It is theirs; and the connection is closed."""
    async with serving(says(ENDLESS)) as server:
        with pytest.raises(KeyError, match="mine"):
            await failing(transport, server)


async def failing(transport, server):
    """Raise an error in the middle of an answer."""
    async with transport.stream(request_to(server.url)) as answer:
        await anext(answer.chunks)
        raise KeyError("mine")


@pytest.mark.parametrize("last", [close, never], ids=["error", "time"])
async def test_an_answer_that_breaks_off_is_an_error_of_ours(transport, last):
    """After the pieces that came."""
    error = None
    async with serving(then(says(PART), last)) as server:
        while error is None:  # on a busy machine, the beginning may be late as well
            with contextlib.suppress(MiroTimeoutError):
                error = await broken_off(transport, request_to(server.url, timeout=QUICK))

    assert error.may_have_happened is True


async def broken_off(transport, request):
    """Give the error that comes after the first piece."""
    async with transport.stream(request) as answer:
        assert await anext(answer.chunks) == b"ab"
        with pytest.raises(TransportError) as caught:
            await anext(answer.chunks)
    return caught.value


async def test_a_stream_that_does_not_begin_is_an_error_of_ours(transport):
    """As with a call that is read whole."""
    async with serving(close) as server:
        with pytest.raises(MiroConnectionError):
            async with transport.stream(request_to(server.url)):
                pass


async def test_a_cancelled_stream_lets_go_of_its_connection(transport):
    """The server sees the end of it."""
    ended = anyio.Event()

    async def talk(stream, _):
        await stream.send(PART)
        with pytest.raises(anyio.EndOfStream):
            await stream.receive()
        ended.set()

    async with serving(talk) as server:
        with anyio.CancelScope() as scope:
            async with transport.stream(request_to(server.url)) as answer:
                await anext(answer.chunks)
                scope.deadline = anyio.current_time() + 0.05
                await anext(answer.chunks)
        with anyio.fail_after(30):
            await ended.wait()
