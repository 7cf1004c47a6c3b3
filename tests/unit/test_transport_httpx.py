"""The transport over httpx and httpx2, on real sockets: what it sends, and what comes back."""

from __future__ import annotations

import gzip
from contextlib import asynccontextmanager
from urllib.parse import unquote

import anyio
import httpx
import httpx2
import pytest

from miro_async import MiroApi
from miro_async.call.transport.httpx import HttpxTransport
from miro_async.call.transport.protocol import Request
from miro_async.errors import ConfigurationError, InvalidArgumentError
from tests.unit.loopback import http, says, serving

pytestmark = [pytest.mark.anyio]

HEADERS = {"Authorization": "Bearer user-token", "Accept": "application/json"}
NASTY_IDS = ["uXjV=/..", "%2e%2e", "a?b#c", "x\r\nHost: evil", "é漢🟦", "a b+c", "\\", "\x00", ";"]
GIVEN = {"given httpx": httpx.AsyncClient, "given httpx2": httpx2.AsyncClient}


@pytest.fixture(params=["httpx", "httpx2", *GIVEN])
async def transport(request):
    """Give a transport of each kind."""
    async with of_kind(request.param) as transport:
        yield transport


@asynccontextmanager
async def of_kind(kind, **options):
    """Give a transport; of one on a client of the caller's, `options` are for that."""
    if kind not in GIVEN:
        transport = HttpxTransport(library=kind)
        yield transport
        await transport.aclose()
        return
    async with GIVEN[kind](**options) as client:
        transport = HttpxTransport(client, library=kind.removeprefix("given "))
        yield transport
        await transport.aclose()
        assert not client.is_closed


def request_to(url, method="GET", body=None, headers=HEADERS):
    """Give a request."""
    return Request(method=method, url=url, headers=headers, body=body)


def head_of(received):
    """Give the first line of a request, and its headers."""
    first, *lines = received.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    headers = [line.split(": ", 1) for line in lines]
    assert len({name.lower() for name, _ in headers}) == len(headers)
    return first, {name.lower(): value for name, value in headers}


async def test_a_request_goes_out_as_it_was_made(transport):
    """Nothing is added to what the caller gave but what HTTP needs."""
    async with serving(says(http(b"{}"))) as server:
        sent = request_to(f"{server.url}/v2/boards?a=b%20c", "POST", b"body")
        response = await transport.send(sent)

    first, headers = head_of(server.received[0])
    assert response.status == 200
    assert first == "POST /v2/boards?a=b%20c HTTP/1.1"
    assert headers == {
        "host": server.url.removeprefix("http://"),
        "authorization": "Bearer user-token",
        "accept": "application/json",
        "accept-encoding": "gzip, deflate",
        "content-length": "4",
    }
    assert server.received[0].endswith(b"\r\n\r\nbody")


@pytest.mark.parametrize(
    ("method", "length"),
    [("GET", None), ("DELETE", None), ("POST", "0"), ("PUT", "0"), ("PATCH", "0")],
)
async def test_a_request_without_a_body_says_so_where_one_is_expected(transport, method, length):
    """As the protocol wants it."""
    async with serving(says(http(b"{}"))) as server:
        await transport.send(request_to(server.url, method))

    first, headers = head_of(server.received[0])
    assert first == f"{method} / HTTP/1.1"
    assert headers.get("content-length") == length


async def test_a_large_body_arrives_whole(transport):
    """Larger than what the network takes at once."""
    body = bytes(range(256)) * 4096 * 6
    async with serving(says(http(b"{}"))) as server:
        await transport.send(request_to(server.url, "POST", body))

    assert server.received[0].partition(b"\r\n\r\n")[2] == body


async def test_the_whole_answer_is_read(transport):
    """Status, headers in lower case, several of one name as one, and a body that comes in parts."""
    talk = says(
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 201 Made\r\nX-RateLimit-Limit: 100000\r\nTransfer-Encoding: chunked\r\n",
        b"Vary: A\r\nvary: B\r\nX-Name: caf\xe9\r\n\r\n",
        b"5\r\nhello\r\n",
        b"6\r\n world\r\n0\r\n\r\n",
    )
    async with serving(talk) as server:
        response = await transport.send(request_to(server.url))

    assert response.status == 201
    assert response.headers["x-ratelimit-limit"] == "100000"
    assert response.headers["vary"] == "A, B"
    assert response.headers["x-name"] == "café"
    assert response.body == b"hello world"


async def test_a_compressed_answer_is_read(transport):
    """Gzip is asked for, and undone."""
    talk = says(http(gzip.compress(b"hello"), "200 OK", "Content-Encoding: gzip"))
    async with serving(talk) as server:
        response = await transport.send(request_to(server.url))

    assert response.body == b"hello"


async def test_an_answer_that_ends_with_its_connection_is_read(transport):
    """Old servers give no length."""

    async def talk(stream, _):
        await stream.send(b"HTTP/1.0 200 OK\r\n\r\nhello")
        await stream.aclose()

    async with serving(talk) as server:
        for _ in range(2):
            assert (await transport.send(request_to(server.url))).body == b"hello"

    assert server.connections == 2


async def test_connections_are_used_again(transport):
    """Calls in turn share one connection."""
    async with serving(says(http(b"{}"))) as server:
        for _ in range(3):
            await transport.send(request_to(server.url))

    assert server.connections == 1


async def test_calls_at_once_have_each_their_connection(transport):
    """Two calls do not wait for each other."""
    arrived = []
    both = anyio.Event()

    async def talk(stream, _):
        arrived.append(1)
        if len(arrived) == 2:
            both.set()
        await both.wait()
        await stream.send(http(b"{}"))

    async with serving(talk) as server:
        with anyio.fail_after(30):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(transport.send, request_to(server.url))
                tasks.start_soon(transport.send, request_to(server.url))

    assert server.connections == 2


async def test_an_idle_connection_that_the_server_has_closed_is_not_used(transport):
    """The next call gets a new one, and nobody notices."""

    async def talk(stream, _):
        await stream.send(http(b"{}"))
        await stream.aclose()
        closed.set()

    async with serving(talk) as server:
        for _ in range(3):
            closed = anyio.Event()
            await transport.send(request_to(server.url, "POST", b"{}"))
            await closed.wait()
            await anyio.sleep(0.02)

    assert server.connections == 3


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Again", "308 Moved"])
@pytest.mark.parametrize("kind", ["httpx", "httpx2", *GIVEN])
async def test_a_redirect_is_an_answer(kind, status):
    """It is not followed, whatever the caller's client would do: the token goes nowhere else."""
    async with (
        serving(says(http(b"{}"))) as other,
        serving(says(http(b"", status, f"Location: {other.url}/v2/boards/b"))) as server,
        of_kind(kind, follow_redirects=True) as transport,
    ):
        response = await transport.send(request_to(server.url))

    assert response.status == int(status[:3])
    assert response.headers["location"] == f"{other.url}/v2/boards/b"
    assert other.received == []


async def test_cookies_are_not_kept(transport):
    """What a call sets, no other call sends."""
    async with serving(says(http(b"{}", "200 OK", "Set-Cookie: session=1; Path=/"))) as server:
        for _ in range(2):
            await transport.send(request_to(server.url))

    assert all("cookie" not in head_of(received)[1] for received in server.received)


@pytest.mark.parametrize("kind", GIVEN)
async def test_what_the_callers_client_would_add_is_left_out(kind, monkeypatch, tmp_path):
    """Its headers, authentication, cookies and parameters, and what a `.netrc` says."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password hush\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    options = {
        "auth": ("me", "hush"),
        "headers": {"X-Mine": "1"},
        "cookies": {"mine": "1"},
        "params": {"mine": "1"},
    }
    async with serving(says(http(b"{}"))) as server, of_kind(kind, **options) as transport:
        await transport.send(request_to(f"{server.url}/v2/boards", headers={}))

    first, headers = head_of(server.received[0])
    assert first == "GET /v2/boards HTTP/1.1"
    assert headers.keys() == {"host", "accept-encoding"}


@pytest.mark.parametrize("kind", GIVEN)
async def test_a_client_that_only_pretends_is_used_like_any_other(kind):
    """Tests of the caller's have answers that were never on a wire, compressed or not."""
    library = httpx if kind == "given httpx" else httpx2

    def answer(request):
        packed = gzip.compress(request.url.path.encode())
        return library.Response(200, headers={"Content-Encoding": "gzip"}, content=packed)

    async with of_kind(kind, transport=library.MockTransport(answer)) as transport:
        response = await transport.send(request_to("https://api.miro.com/v2/boards"))

    assert response.body == b"/v2/boards"


@pytest.mark.parametrize("kind", GIVEN)
async def test_a_client_of_the_callers_that_is_closed_is_an_error_that_says_so(kind):
    """The caller closed it too early: that is a mistake in the setup."""
    client = GIVEN[kind]()
    await client.aclose()
    transport = HttpxTransport(client, library=kind.removeprefix("given "))
    with pytest.raises(ConfigurationError, match="closed"):
        await transport.send(request_to("http://127.0.0.1"))


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("", "/"),
        ("/", "/"),
        ("?a=/b", "/?a=/b"),
        ("/a b", "/a%20b"),
        ("/é", "/%C3%A9"),
        ("/a#b", "/a"),
        ("#/b", "/"),
        ("/a%2Fb;c?d=%20&e=f+g", "/a%2Fb;c?d=%20&e=f+g"),
    ],
)
async def test_any_address_is_understood(transport, given, target):
    """Signed addresses of files come as they are; ours have nothing to be mended."""
    async with serving(says(http(b"{}"))) as server:
        for _ in range(2):
            await transport.send(request_to(f"{server.url}{given}"))

    assert [head_of(received)[0] for received in server.received] == [f"GET {target} HTTP/1.1"] * 2


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.miro.com/v2?token=hush",
        "ftp://api.miro.com/hush",
        "https:///v2?token=hush",
        "https://[::1/hush",
        "https://a:b:c/hush",
        f"https://{'a' * 70}.example/hush",
        "https://a..b/hush",
        "https://xn--\udcff/hush",
        "http://host:99999999/hush",
    ],
)
async def test_what_is_no_address_is_refused(transport, url):
    """Nothing is sent; the message does not show it."""
    with pytest.raises(InvalidArgumentError) as caught:
        await transport.send(request_to(url))

    assert "hush" not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "headers",
    [{"X-Mine": "hush\r\nX-Other: 1"}, {"X-Mine": "hush é"}, {"X Mine": "hush"}, {"X-é": "hush"}],
)
async def test_headers_that_are_none_are_refused(transport, headers):
    """Nothing is sent; the error does not show what is in them."""
    async with serving(says(http(b"{}"))) as server:
        with pytest.raises(InvalidArgumentError) as caught:
            await transport.send(request_to(server.url, headers=headers))

    assert server.received == []
    assert "hush" not in str(caught.value)
    assert caught.value.__context__ is None


async def test_no_id_leaves_its_place_on_the_wire():
    """What the server sees is one segment, whatever the id is."""
    async with serving(says(http(b"{}"))) as server, MiroApi("t", base_url=server.url) as api:
        for value in NASTY_IDS:
            await api.items.get("b", value)

    paths = [head_of(received)[0].split(" ")[1] for received in server.received]
    assert [path.rpartition("/")[0] for path in paths] == ["/v2/boards/b/items"] * len(NASTY_IDS)
    assert [unquote(path.rpartition("/")[2]) for path in paths] == NASTY_IDS
