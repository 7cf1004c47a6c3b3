"""The transport on aiohttp, on a real socket: what it sends, what it gives, what it leaves."""

from __future__ import annotations

import gzip
from urllib.parse import unquote

import anyio
import pytest

from miro_async import Limits, MiroApi, Timeout
from miro_async.call.transport.aiohttp import AiohttpTransport
from miro_async.call.transport.aiohttp_exchange import payload_of
from miro_async.call.transport.protocol import Request
from miro_async.errors import (
    MiroConnectionError,
)
from tests.faults.talks import BOARD
from tests.unit.loopback import http, says, serving
from tests.unit.test_transport_httpx import NASTY_IDS, head_of

pytestmark = [pytest.mark.anyio]

PATIENT = Timeout(connect=30, read=30, write=30)


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


def get(url, **headers):
    """Give a request to get this."""
    return Request(method="GET", url=url, headers=headers, timeout=PATIENT)


def put(url, body=b"{}"):
    """Give a request to put this."""
    return Request(method="PUT", url=url, headers={}, body=body, timeout=PATIENT)


async def test_a_request_goes_out_as_it_was_made(transport):
    """Its own headers, and those that HTTP needs: nothing that aiohttp would add."""
    request = Request(
        method="POST",
        url="{}/v2/boards?a=%2F",
        headers={"Authorization": "Bearer t", "User-Agent": "us", "Content-Type": "text/x"},
        body="é".encode(),
    )
    async with serving(says(http(BOARD))) as server:
        await transport.send(
            Request(
                method=request.method,
                url=request.url.format(server.url),
                headers=request.headers,
                body=request.body,
            )
        )

    first, headers = head_of(server.received[0])
    assert first == "POST /v2/boards?a=%2F HTTP/1.1"
    assert headers == {
        "host": server.url.removeprefix("http://"),
        "authorization": "Bearer t",
        "user-agent": "us",
        "content-type": "text/x",
        "content-length": "2",
        "accept-encoding": "gzip, deflate",
    }
    assert server.received[0].endswith(b"\r\n\r\n" + "é".encode())


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
async def test_a_request_without_a_body_has_no_content_type(transport, method):
    """There is nothing whose type it could be."""
    async with serving(says(http(BOARD))) as server:
        await transport.send(Request(method=method, url=server.url, headers={}))

    _, headers = head_of(server.received[0])
    assert "content-type" not in headers
    assert headers.get("content-length", "0") == "0"


async def test_a_large_body_arrives_whole(transport):
    """Written in pieces, under its own length."""
    body = bytes(range(256)) * 1000
    async with serving(says(http(BOARD))) as server:
        await transport.send(put(server.url, body))

    assert payload_of(put("", b"text" * 20_000)).decode().startswith("texttext")  # as aiohttp asks
    head, _, received = server.received[0].partition(b"\r\n\r\n")
    assert received == body
    assert b"chunked" not in head.lower()


async def test_the_headers_of_an_answer_come_by_name():
    """In lower case, those of one name joined, and bytes that are no ASCII as Latin-1."""
    talk = says(
        http(BOARD, "201 Made", "X-Twice: a", "x-twice: b").replace(
            b"\r\n\r\n", b"\r\nX-Odd: \xe9\xc3\xa9\r\n\r\n", 1
        )
    )
    async with serving(talk) as server:
        transport = AiohttpTransport()
        response = await transport.send(get(server.url))
        await transport.aclose()

    assert response.status == 201
    assert response.headers["x-twice"] == "a, b"
    assert response.headers["x-odd"] == "éÃ©"
    assert response.body == BOARD


async def test_a_compressed_answer_is_undone(transport):
    """By us, and not by aiohttp."""
    talk = says(http(gzip.compress(BOARD), "200 OK", "Content-Encoding: gzip"))
    async with serving(talk) as server:
        response = await transport.send(get(server.url))

    assert response.body == BOARD


async def test_a_stream_gives_the_bytes_as_they_were_sent(transport):
    """Compression is not asked for, and where it comes it stays."""
    packed = gzip.compress(BOARD)
    talk = says(http(packed, "200 OK", "Content-Encoding: gzip"))
    async with serving(talk) as server, transport.stream(get(server.url)) as answer:
        chunks = [chunk async for chunk in answer.chunks]

    assert (answer.status, b"".join(chunks)) == (200, packed)
    assert head_of(server.received[0])[1]["accept-encoding"] == "identity"


async def test_streams_and_calls_share_connections(transport):
    """A stream that is read to its end leaves its connection to the next call."""
    async with serving(says(http(BOARD))) as server:
        await transport.send(get(server.url))
        async with transport.stream(get(server.url)) as answer:
            assert b"".join([chunk async for chunk in answer.chunks]) == BOARD
        await transport.send(get(server.url))

    assert server.connections == 1


async def test_a_stream_that_breaks_off_is_an_error(transport):
    """Its length was said, so what is missing is known."""

    async def talk(stream, _):
        await stream.send(http(BOARD)[:-5])
        await stream.aclose()

    async with serving(talk) as server, transport.stream(get(server.url)) as answer:
        with pytest.raises(MiroConnectionError) as caught:
            async for _ in answer.chunks:
                pass

    assert caught.value.may_have_happened


async def test_a_stream_that_is_left_early_gives_its_slot_back():
    """And its connection is closed, as the rest of the answer is on it."""
    transport = AiohttpTransport(limits=Limits(max_connections=1))
    async with serving(says(http(bytes(1_000_000)))) as server:
        async with transport.stream(get(server.url)) as answer:
            await anext(answer.chunks)
        response = await transport.send(get(server.url))
        await transport.aclose()

    assert len(response.body) == 1_000_000
    assert server.connections == 2


async def test_a_stream_waits_for_its_turn():
    """It has a slot as long as it is open, as a call has."""
    transport = AiohttpTransport(limits=Limits(max_connections=1))
    order = []

    async def second(url):
        async with transport.stream(get(url)) as answer:
            order.append("second")
            assert b"".join([chunk async for chunk in answer.chunks]) == BOARD

    async with serving(says(http(BOARD))) as server:
        async with anyio.create_task_group() as tasks, transport.stream(get(server.url)):
            tasks.start_soon(second, server.url)
            await anyio.wait_all_tasks_blocked()
            order.append("first")
        await transport.aclose()

    assert order == ["first", "second"]


async def test_no_id_leaves_its_place_on_the_wire():
    """What the server sees is one segment, whatever the id is."""
    async with (
        serving(says(http(b"{}"))) as server,
        MiroApi("t", base_url=server.url, http_client="aiohttp") as api,
    ):
        for value in NASTY_IDS:
            await api.items.get("b", value)

    paths = [head_of(received)[0].split(" ")[1] for received in server.received]
    assert [path.rpartition("/")[0] for path in paths] == ["/v2/boards/b/items"] * len(NASTY_IDS)
    assert [unquote(path.rpartition("/")[2]) for path in paths] == NASTY_IDS
