"""The network on asyncio, over real sockets of this machine."""

from __future__ import annotations

import asyncio
import select
import socket
import struct
from contextlib import asynccontextmanager

import httpcore
import pytest

from miro_async.call.transport.asyncio_network import (
    MOST_UNREAD,
    AsyncioBackend,
    AsyncioStream,
)

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


@asynccontextmanager
async def connected():
    """Give a stream, and the server's side of it."""
    arrived = asyncio.get_running_loop().create_future()
    server = await asyncio.start_server(lambda *ends: arrived.set_result(ends), "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        stream = await AsyncioBackend(httpcore).connect_tcp("127.0.0.1", port, 30)
        reader, writer = await arrived
        try:
            yield stream, reader, writer
        finally:
            await stream.aclose()
            writer.transport.abort()


def reset(writer):
    """Close the server's side so that the client gets an error."""
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


async def test_bytes_go_both_ways():
    """What is more than asked for is given the next time; then comes the end."""
    async with connected() as (stream, reader, writer):
        await stream.write(b"ping")
        assert await reader.readexactly(4) == b"ping"
        writer.write(b"hello")
        assert await stream.read(3, 30) == b"hel"
        assert await stream.read(3) == b"lo"
        writer.close()
        assert await stream.read(3, 30) == b""
        assert await stream.read(3, 30) == b""


async def test_what_has_come_before_the_end_is_still_read():
    """Also when the connection is gone."""
    async with connected() as (stream, _, writer):
        writer.write(b"last words")
        writer.close()
        async with asyncio.timeout(30):
            while not stream._transport.is_closing():  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.005)
        assert await stream.read(99) == b"last words"
        assert await stream.read(99) == b""


async def test_a_broken_connection_is_a_read_error():
    """With what the system says about it."""
    async with connected() as (stream, _, writer):
        reset(writer)
        with pytest.raises(httpcore.ReadError, match="reset"):
            await stream.read(1, 30)


async def test_a_read_ends_after_its_time():
    """And a later one has its own time: one timer serves all of them."""
    async with connected() as (stream, _, writer):
        loop = asyncio.get_running_loop()
        for timeout in (0.05, 0.02):
            begun = loop.time()
            with pytest.raises(httpcore.ReadTimeout):
                await stream.read(1, timeout)
            assert timeout - 0.01 < loop.time() - begun < 30
        loop.call_later(0.03, writer.write, b"ab")
        assert await stream.read(1, 0.02 + 30) == b"a"
        assert await stream.read(1, 0.02) == b"b"
        loop.call_later(0.03, writer.write, b"c")
        assert await stream.read(1, 30) == b"c"


async def test_the_timer_of_a_read_that_is_over_does_nothing():
    """Neither to nobody, nor to a read without a timeout; a longer one moves it on."""
    async with connected() as (stream, _, writer):
        loop = asyncio.get_running_loop()
        writer.write(b"a")
        assert await stream.read(1, 0.05) == b"a"
        await asyncio.sleep(0.1)
        assert stream._timer is None

        loop.call_soon(writer.write, b"b")
        assert await stream.read(1, 0.05) == b"b"
        loop.call_later(0.1, writer.write, b"c")
        assert await stream.read(1) == b"c"

        loop.call_soon(writer.write, b"d")
        assert await stream.read(1, 0.05) == b"d"
        with pytest.raises(httpcore.ReadTimeout):
            await stream.read(1, 0.1)


async def test_an_earlier_deadline_comes_first():
    """Though the timer was set for a later one."""
    async with connected() as (stream, _, writer):
        writer.write(b"a")
        assert await stream.read(1, 60) == b"a"
        async with asyncio.timeout(30):
            with pytest.raises(httpcore.ReadTimeout):
                await stream.read(1, 0.02)


async def test_no_more_is_taken_than_is_read():
    """The server has to wait; everything arrives all the same."""
    size = 40 * MOST_UNREAD
    async with connected() as (stream, _, writer):
        writer.write(bytes(size))
        async with asyncio.timeout(30):
            while stream._unread < MOST_UNREAD:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.005)
        await asyncio.sleep(0.1)
        assert stream._unread <= 2 * MOST_UNREAD
        read = 0
        while read < size:
            read += len(await stream.read(65536, 30))
        assert read == size


async def test_a_write_waits_until_the_network_takes_it():
    """As long as it goes on."""
    size = 40 * MOST_UNREAD
    async with connected() as (stream, reader, writer):
        writing = asyncio.create_task(stream.write(bytes(size), 30))
        await asyncio.sleep(0.05)
        assert not writing.done()
        writer.write(b"answers meanwhile")  # does not disturb
        assert len(await reader.readexactly(size)) == size
        await writing


async def test_a_write_ends_after_its_time():
    """When the server does not read."""
    async with connected() as (stream, _, _writer):
        with pytest.raises(httpcore.WriteTimeout):
            await stream.write(bytes(40 * MOST_UNREAD), 0.05)


async def test_closing_does_not_wait_for_what_was_not_sent():
    """The rest of a request that nobody reads is of no use."""
    async with connected() as (stream, _, _writer):
        number = stream.get_extra_info("socket").fileno()
        with pytest.raises(httpcore.WriteTimeout):
            await stream.write(bytes(40 * MOST_UNREAD), 0.05)
        await stream.aclose()
        with pytest.raises(OSError, match="Bad file descriptor"):
            socket.socket(fileno=number)


async def test_a_write_that_breaks_off_is_a_write_error():
    """As is one on a connection that the server has closed."""
    async with connected() as (stream, _, writer):
        writing = asyncio.create_task(stream.write(bytes(40 * MOST_UNREAD), 30))
        await asyncio.sleep(0.05)
        reset(writer)
        with pytest.raises(httpcore.WriteError):
            await writing
        with pytest.raises(httpcore.WriteError):
            await stream.write(b"more")


async def test_a_cancelled_read_can_be_repeated():
    """Nothing of what comes later is lost."""
    async with connected() as (stream, _, writer):
        reading = asyncio.create_task(stream.read(9, 30))
        await asyncio.sleep(0)
        reading.cancel()
        await asyncio.wait([reading])
        writer.write(b"hello")
        assert await stream.read(9, 30) == b"hello"


async def test_closing_ends_a_read():
    """It does not wait for what cannot come any more."""
    async with connected() as (stream, _, _writer):
        reading = asyncio.create_task(stream.read(1))
        await asyncio.sleep(0)
        await stream.aclose()
        with pytest.raises(httpcore.ReadError, match="closed here"):
            await reading


async def test_closing_lets_go_of_the_socket_and_the_timer():
    """At once, and without a word to the server; closing again does nothing."""
    async with connected() as (stream, reader, writer):
        writer.write(b"a")
        await stream.read(1, 60)
        number = stream.get_extra_info("socket").fileno()
        await stream.aclose()
        await stream.aclose()
        assert stream._timer.cancelled()
        assert await reader.read() == b""
        with pytest.raises(OSError, match="Bad file descriptor"):
            socket.socket(fileno=number)


@pytest.mark.parametrize("poll", [True, False])
async def test_a_closed_or_talkative_idle_connection_is_readable(monkeypatch, poll):
    """Also before asyncio has noticed; and where there is no `poll`."""
    if not poll:
        monkeypatch.delattr(select, "poll")
    async with connected() as (stream, _, writer):
        assert not stream.get_extra_info("is_readable")
        writer.get_extra_info("socket").shutdown(socket.SHUT_WR)
        assert stream.get_extra_info("is_readable")
        await asyncio.sleep(0.01)
        assert stream.get_extra_info("is_readable")
    async with connected() as (stream, _, writer):
        writer.write(b"unasked")
        await asyncio.sleep(0.01)
        assert stream.get_extra_info("is_readable")


async def test_a_stream_knows_its_ends():
    """In the words of httpcore."""
    async with connected() as (stream, _, writer):
        assert stream.get_extra_info("client_addr") == writer.get_extra_info("peername")
        assert stream.get_extra_info("server_addr") == writer.get_extra_info("sockname")
        assert stream.get_extra_info("ssl_object") is None


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("127.0.0.1", 1),  # nobody listens
        ("nobody.invalid", 80),
        (f"{'a' * 70}.example", 80),  # too long for DNS
        ("127.0.0.1", 70000),
    ],
)
async def test_a_host_that_cannot_be_reached_is_a_connect_error(host, port):
    """Whatever it is that asyncio raises."""
    with pytest.raises(httpcore.ConnectError):
        await AsyncioBackend(httpcore).connect_tcp(host, port, 30)


async def test_a_host_that_does_not_answer_is_a_timeout():
    """When the time for connecting is over."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        # The first one fills its queue.
        with socket.create_connection(deaf.getsockname()), pytest.raises(httpcore.ConnectTimeout):
            await AsyncioBackend(httpcore).connect_tcp(*deaf.getsockname(), 0.05)


async def test_a_name_is_tried_with_all_its_addresses():
    """The one that answers is taken."""
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        stream = await AsyncioBackend(httpcore).connect_tcp("localhost", port, 30)
        assert stream.get_extra_info("server_addr") == ("127.0.0.1", port)
        assert await stream.read(1, 30) == b""
        await stream.aclose()


async def test_a_connection_that_is_lost_in_the_moment_of_tls_is_a_connect_error():
    """Asyncio then gives no transport."""

    class Loop:
        async def start_tls(self, *_, **__):
            return None

    stream = AsyncioStream(httpcore, Loop())
    stream.connection_made(None)
    with pytest.raises(httpcore.ConnectError, match="closed"):
        await stream.start_tls(None, "one", 5)
