"""The default transport, on a real socket: what it sends, and what becomes of each mishap."""

from __future__ import annotations

import gc
import gzip
import json
from urllib.parse import unquote

import anyio
import httpx
import pytest

from miro_async import MiroApi, Timeout
from miro_async.call.transport.httpx import HttpxTransport
from miro_async.call.transport.protocol import Request
from miro_async.errors import APIError, ConfigurationError, MiroConnectionError, MiroTimeoutError
from tests.unit.loopback import http, says, serving

pytestmark = [pytest.mark.anyio]

BOARD = json.dumps({"id": "b", "type": "board", "name": "Retro"}).encode()
QUICK = Timeout(connect=5, read=0.05, write=5)
NASTY_IDS = ["uXjV=/..", "%2e%2e", "a?b#c", "x\r\nHost: evil", "é漢🟦", "a b+c", "\\", "\x00", ";"]


async def close(stream, _):
    """Close the connection without an answer."""
    await stream.aclose()


async def never(_stream, _request):
    """Give no answer."""
    await anyio.sleep_forever()


def head_of(received):
    """Give the first line of a request, and its headers."""
    first, *lines = received.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return first, {name.lower(): value for name, value in headers.items()}


async def test_a_request_goes_out_as_it_was_made():
    """Method, path, headers and body are ours; httpx adds what the protocol needs."""
    async with (
        serving(says(http(BOARD))) as server,
        MiroApi("user-token", base_url=server.url) as api,
    ):
        await api.boards.create(name="Rétro")

    (received,) = server.received
    first, headers = head_of(received)
    assert first == "POST /v2/boards HTTP/1.1"
    assert headers["authorization"] == "Bearer user-token"
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"].startswith("miro-async/")
    assert received.endswith('{"name":"Rétro"}'.encode())


async def test_the_whole_answer_is_read():
    """Status, headers in lower case, and a body that comes in parts."""
    talk = says(
        b"HTTP/1.1 201 Made\r\nX-RateLimit-Limit: 100000\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"5\r\nhello\r\n",
        b"6\r\n world\r\n0\r\n\r\n",
    )
    async with serving(talk) as server:
        transport = HttpxTransport()
        response = await transport.send(Request(method="GET", url=server.url, headers={}))
        await transport.aclose()

    assert response.status == 201
    assert response.headers["x-ratelimit-limit"] == "100000"
    assert response.body == b"hello world"


async def test_connections_are_used_again():
    """Calls in turn share one connection."""
    async with (
        serving(says(http(BOARD))) as server,
        MiroApi("t", base_url=server.url) as api,
    ):
        for _ in range(3):
            await api.boards.get("b")

    assert server.connections == 1
    assert len(server.received) == 3


async def test_calls_at_once_have_each_their_connection():
    """Two calls do not wait for each other."""
    arrived = []
    both = anyio.Event()

    async def talk(stream, _):
        arrived.append(1)
        if len(arrived) == 2:
            both.set()
        await both.wait()
        await stream.send(http(BOARD))

    async with serving(talk) as server, MiroApi("t", base_url=server.url) as api:
        with anyio.fail_after(5):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(api.boards.get, "a")
                tasks.start_soon(api.boards.get, "b")

    assert server.connections == 2


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Again", "308 Moved"])
async def test_a_redirect_is_not_followed(status):
    """The token goes to nobody else: a redirect is an answer that is no success."""
    async with serving(says(http(BOARD))) as other:
        talk = says(http(b"", status, f"Location: {other.url}/v2/boards/b"))
        async with serving(talk) as server, MiroApi("t", base_url=server.url) as api:
            with pytest.raises(APIError) as caught:
                await api.boards.get("b")

    assert caught.value.status == int(status[:3])
    assert len(server.received) == 1
    assert other.received == []


async def test_a_given_client_that_follows_redirects_does_not_follow_ours():
    """How the caller has set their own httpx client does not send a token elsewhere."""
    async with serving(says(http(BOARD))) as other:
        talk = says(http(b"", "307 Again", f"Location: {other.url}/"))
        async with serving(talk) as server, httpx.AsyncClient(follow_redirects=True) as client:
            with pytest.raises(APIError):
                await MiroApi("t", base_url=server.url, http_client=client).boards.get("b")

    assert other.received == []


async def test_cookies_are_not_kept():
    """What a call sets, no other call sends."""
    async with (
        serving(says(http(BOARD, "200 OK", "Set-Cookie: session=1; Path=/"))) as server,
        MiroApi("t", base_url=server.url) as api,
    ):
        await api.boards.get("b")
        await api.boards.get("b")

    assert all("cookie" not in head_of(received)[1] for received in server.received)


async def test_a_refused_connection_cannot_have_done_anything():
    """Nothing listens: it is a connection error, and the call did not happen."""
    async with serving(never) as server:
        pass

    async with MiroApi("t", base_url=server.url) as api:
        with pytest.raises(MiroConnectionError) as caught:
            await api.boards.delete("b")

    assert caught.value.may_have_happened is False
    assert isinstance(caught.value, ConnectionError)
    assert "may have been" not in str(caught.value)


@pytest.mark.parametrize(
    "talk",
    [
        close,
        says(b"nonsense\r\n\r\n"),
        says(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", b""),
    ],
    ids=["closed", "no http", "cut short"],
)
async def test_a_broken_answer_leaves_open_what_happened(talk):
    """The request was sent: Miro may have acted on it, and the error says so."""

    async def talk_and_close(stream, request):
        await talk(stream, request)
        await stream.aclose()

    async with serving(talk_and_close) as server, MiroApi("t", base_url=server.url) as api:
        with pytest.raises(MiroConnectionError) as caught:
            await api.boards.delete("b")

    assert caught.value.may_have_happened is True
    assert "may have been carried out" in str(caught.value)
    assert caught.value.__cause__ is not None


@pytest.mark.parametrize(
    "talk", [never, says(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab")], ids=["all", "rest"]
)
async def test_an_answer_that_does_not_come_is_a_timeout(talk):
    """After the time set for reading; also in the middle of an answer."""

    async def talk_and_wait(stream, request):
        await talk(stream, request)
        await anyio.sleep_forever()

    async with (
        serving(talk_and_wait) as server,
        MiroApi("t", base_url=server.url, timeout=QUICK) as api,
    ):
        with pytest.raises(MiroTimeoutError) as caught:
            await api.boards.delete("b")

    assert caught.value.may_have_happened is True
    assert isinstance(caught.value, TimeoutError)


async def test_a_connection_that_does_not_come_about_is_a_timeout():
    """Then nothing was sent."""

    def fail(request):
        raise httpx.ConnectTimeout("", request=request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(fail)) as client:
        with pytest.raises(MiroTimeoutError, match="ConnectTimeout") as caught:
            await MiroApi("t", http_client=client).boards.get("b")

    assert caught.value.may_have_happened is False


async def test_a_compressed_answer_is_read():
    """Gzip is asked for, and undone."""
    talk = says(http(gzip.compress(BOARD), "200 OK", "Content-Encoding: gzip"))
    async with serving(talk) as server, MiroApi("t", base_url=server.url) as api:
        board = await api.boards.get("b")

    assert board.name == "Retro"
    assert "gzip" in head_of(server.received[0])[1]["accept-encoding"]


# httpx leaves its generators to the garbage collector when an answer cannot be decompressed.
@pytest.mark.filterwarnings("ignore:Async generator.*:ResourceWarning")
async def test_an_answer_that_cannot_be_decompressed_is_an_error_of_ours():
    """Bytes that are no gzip: the call was carried out, its answer is lost."""
    talk = says(http(b"no gzip", "200 OK", "Content-Encoding: gzip"))
    async with serving(talk) as server, MiroApi("t", base_url=server.url) as api:
        with pytest.raises(MiroConnectionError, match="DecodingError") as caught:
            await api.boards.delete("b")
        may_have_happened = caught.value.may_have_happened
        del caught
        gc.collect()

    assert may_have_happened is True


async def test_a_given_client_that_is_closed_is_an_error_of_ours():
    """The caller closed it too early: that is a mistake in the setup, and said as one."""
    client = httpx.AsyncClient()
    await client.aclose()

    with pytest.raises(ConfigurationError, match="closed"):
        await MiroApi("t", http_client=client).boards.get("b")


async def test_no_id_leaves_its_place_on_the_wire():
    """What the server sees is one segment, whatever the id is."""
    async with serving(says(http(b"{}"))) as server, MiroApi("t", base_url=server.url) as api:
        for value in NASTY_IDS:
            await api.items.get("b", value)

    paths = [head_of(received)[0].split(" ")[1] for received in server.received]
    assert [path.rpartition("/")[0] for path in paths] == ["/v2/boards/b/items"] * len(NASTY_IDS)
    assert [unquote(path.rpartition("/")[2]) for path in paths] == NASTY_IDS


async def test_closing_closes_the_connections():
    """After the block the server sees the end, and a second closing does nothing."""
    ended = anyio.Event()

    async def talk(stream, _):
        await stream.send(http(BOARD))
        with pytest.raises(anyio.EndOfStream):
            await stream.receive()
        ended.set()

    async with serving(talk) as server:
        api = MiroApi("t", base_url=server.url)
        await api.boards.get("b")
        await api.aclose()
        await api.aclose()
        with anyio.fail_after(5):
            await ended.wait()


async def test_a_cancelled_call_leaves_the_client_usable():
    """A caller's own timeout ends the call; the next one works."""
    arrived = anyio.Event()

    async def talk(stream, _):
        if not arrived.is_set():
            arrived.set()
            await anyio.sleep_forever()
        await stream.send(http(BOARD))

    async with serving(talk) as server, MiroApi("t", base_url=server.url) as api:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(api.boards.get, "b")
            await arrived.wait()
            tasks.cancel_scope.cancel()
        board = await api.boards.get("b")

    assert board.name == "Retro"
