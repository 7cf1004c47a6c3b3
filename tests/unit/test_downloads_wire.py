"""Downloads over a real socket: what goes out, and what becomes of answers that break."""

from __future__ import annotations

import json
import traceback
from contextlib import asynccontextmanager

import anyio
import pytest

from miro_async import NO_RETRIES, Limits, MiroApi, RetryPolicy, Timeout
from miro_async.errors import (
    DecodeError,
    MiroConnectionError,
    MiroError,
    MiroTimeoutError,
    ServerError,
)
from tests.unit.loopback import http, serving

CONTENT = bytes(range(256)) * 2000
HALF = http(CONTENT)[:-1000]
TWICE = RetryPolicy(attempts=2, backoff=0)

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize(
        ("anyio_backend", "library"),
        [("asyncio", "httpx"), ("trio", "httpx"), ("asyncio", "aiohttp")],
        indirect=["anyio_backend"],
    ),
]


class Hosts:
    """An API, and a file host that answers the next of these each time, the last for ever."""

    def __init__(self, *files):
        self.files = list(files)
        self.asked = []
        self.fetched = []
        self.url = ""

    async def __call__(self, stream, request):
        """Answer a request; what is not whole is followed by the end of the connection."""
        if request.startswith(b"GET /v2/"):
            self.asked.append(request)
            await stream.send(http(json.dumps({"url": f"{self.url}/file?sig=hush"}).encode()))
            return
        self.fetched.append(request)
        file = self.files.pop(0) if len(self.files) > 1 else self.files[0]
        await stream.send(file)
        if file is STUCK:
            await anyio.sleep_forever()
        if file in CUT:
            await stream.aclose()


STUCK = HALF + b"x"
NO_LENGTH = b"HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n\r\n" + CONTENT
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
NONSENSE = b"nonsense\r\n\r\n"
NOTHING = b"HTTP/1.1 200 OK\r\n"
CUT = {HALF, NO_LENGTH, CHUNKED, NONSENSE, NOTHING}


@asynccontextmanager
async def client_of(hosts, library, **options):
    """Give a client of these hosts, and the address of the file."""
    async with serving(hosts) as server:
        hosts.url = hosts.url or server.url
        options = {"base_url": server.url, "http_client": library, **options}
        async with MiroApi("user-token", **options) as api:
            yield api, f"{server.url}/v2/boards/b/resources/images/9"


async def downloaded(hosts, path, library, **options):
    """Download from these hosts, and give what came of it."""
    async with client_of(hosts, library, **options) as (api, url):
        return await api.download(url, path)


async def failure(hosts, path, library, **options):
    """Give the error of a download that is tried once."""
    async with client_of(hosts, library, retry=NO_RETRIES, **options) as (api, url):
        with pytest.raises(MiroError) as caught:
            await api.download(url, path)
    return caught.value


async def test_the_file_host_gets_what_any_visitor_sends(tmp_path, library):
    """No token, no cookie, and no header that was meant for the API."""
    hosts = Hosts(http(b"", "302 Found", "Location: /moved", "Set-Cookie: a=b"), http(CONTENT))

    done = await downloaded(hosts, tmp_path / "a", library, headers={"X-Gateway": "k"})

    assert done.size == len(CONTENT)
    assert (tmp_path / "a").read_bytes() == CONTENT
    assert b"user-token" in hosts.asked[0]
    assert b"x-gateway" in hosts.asked[0]
    first, moved = hosts.fetched
    assert first.startswith(b"GET /file?sig=hush HTTP/1.1\r\n")
    assert moved.startswith(b"GET /moved HTTP/1.1\r\n")
    for request in hosts.fetched:
        names = {line.partition(b":")[0].lower() for line in request.split(b"\r\n")[1:] if line}
        assert names <= {b"host", b"accept", b"accept-encoding", b"user-agent", b"connection"}
        assert b"Accept-Encoding: identity" in request


@pytest.mark.parametrize("fault", [HALF, CHUNKED, NONSENSE, NOTHING, http(b"", "503 Busy")])
async def test_what_breaks_off_is_had_whole_by_another_try(tmp_path, library, fault):
    """With the same address; the file is the second answer alone."""
    hosts = Hosts(fault, http(CONTENT))

    await downloaded(hosts, tmp_path / "a", library, retry=TWICE)

    assert (tmp_path / "a").read_bytes() == CONTENT
    assert (len(hosts.asked), len(hosts.fetched)) == (1, 2)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (HALF, MiroConnectionError),
        (CHUNKED, MiroConnectionError),
        (NONSENSE, MiroConnectionError),
        (NOTHING, MiroConnectionError),
        (http(b"<hush>", "500 Broken"), ServerError),
        (http(CONTENT, "200 OK", "Content-Encoding: gzip"), DecodeError),
    ],
)
async def test_what_stays_broken_is_an_error_of_ours_without_secrets(
    tmp_path, library, fault, kind
):
    """It names the call, and leaves no file; the address's signature is in no traceback."""
    error = await failure(Hosts(fault), tmp_path / "a", library)

    assert type(error) is kind
    assert str(error).startswith("images.download: ")
    assert error.operation == "get-image-resource"
    shown = "".join(traceback.format_exception(error))
    assert "hush" not in shown
    assert "user-token" not in shown
    assert list(tmp_path.iterdir()) == []


async def test_a_file_without_a_length_ends_with_its_connection(tmp_path, library):
    """There is nothing to check it by."""
    done = await downloaded(Hosts(NO_LENGTH), tmp_path / "a", library)

    assert (done.size, done.content_type) == (len(CONTENT), "a/b")


@pytest.mark.parametrize(
    "wait", [Timeout(read=0.1), Timeout(total=0.3)], ids=["for a step", "for all"]
)
async def test_a_file_that_stops_coming_is_a_timeout(tmp_path, library, wait):
    """In the middle of the file."""
    error = await failure(Hosts(STUCK), tmp_path / "a", library, timeout=wait)

    assert type(error) is MiroTimeoutError
    assert str(error).startswith("images.download: ")
    assert list(tmp_path.iterdir()) == []


async def test_a_file_host_that_is_not_there_is_a_connection_error(tmp_path, library):
    """The message has no signature in it either."""
    hosts = Hosts(b"")
    hosts.url = "http://127.0.0.1:1"

    error = await failure(hosts, tmp_path / "a", library)

    assert type(error) is MiroConnectionError
    assert str(error).startswith("images.download: ")
    assert error.may_have_happened is False
    assert "hush" not in "".join(traceback.format_exception(error))


async def test_a_cancelled_download_lets_go_of_its_connection(tmp_path, library):
    """And the client can be used for the next one."""
    hosts = Hosts(STUCK, http(CONTENT))
    async with client_of(hosts, library, limits=Limits(max_connections=1)) as (api, url):
        with anyio.CancelScope() as scope:
            async with api.open_file(url) as opened:
                await anext(opened)
                scope.cancel()
                async for _ in opened:
                    pass
        await api.download(url, tmp_path / "a")

    assert (tmp_path / "a").read_bytes() == CONTENT
