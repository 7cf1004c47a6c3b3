"""The `AsyncClient` that owns a pool: httpx itself can send with it, too."""

from __future__ import annotations

import httpcore
import httpcore2
import httpx
import httpx2
import pytest

from miro_async.call.transport.pooled_client import pooled_client
from miro_async.errors import ConfigurationError
from tests.unit.networks import Network

pytestmark = [pytest.mark.anyio]


@pytest.fixture(params=[(httpx, httpcore), (httpx2, httpcore2)], ids=["httpx", "httpx2"])
async def end(request):
    """Give a library, a client of it on a pool, and the pool's network."""
    library, core = request.param
    network = Network()
    client = pooled_client(library, network.pool(core=core))
    yield library, client, network
    await client.aclose()
    assert network.open == 0


async def test_a_client_sends_over_the_pool(end):
    """With all that it can do itself; connections are used again."""
    _, client, network = end
    for _ in range(2):
        response = await client.post("http://one/path", params={"a": "b"}, json={})
        assert (response.status_code, response.text) == (200, "hello")

    (stream,) = network.streams
    assert stream.received[0].startswith(b"POST /path?a=b HTTP/1.1\r\nHost: one\r\n")
    assert stream.received[0].endswith(b"\r\n\r\n{}")


async def test_an_answer_that_is_not_read_closes_its_connection(end):
    """As it would in httpx's own pool."""
    _, client, network = end
    async with client.stream("GET", "http://one/"):
        pass

    assert network.alive() == []


async def test_errors_are_those_of_the_library(end):
    """Whether they come before or within the answer."""
    library, client, network = end
    network.answer = b"nonsense\r\n\r\n"
    with pytest.raises(library.RemoteProtocolError):
        await client.get("http://one/")
    network.answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"
    with pytest.raises(library.RemoteProtocolError):
        await client.get("http://one/")
    network.error = OSError("no")
    with pytest.raises(library.ConnectError, match="no"):
        await client.get("http://one/")


async def test_other_errors_stay_what_they_are(end):
    """Those of a pool that somebody else has closed, for one."""
    _, client, network = end
    await client.get("http://one/")
    await network.pools[0].aclose()
    with pytest.raises(ConfigurationError, match="closed"):
        await client.get("http://one/")


async def test_a_body_may_come_piece_by_piece(end):
    """It is sent when it is whole."""
    _, client, network = end

    async def body():
        yield b"one "
        yield b"two"

    await client.post("http://one/", content=body())

    (written,) = network.streams[0].received
    assert written.endswith(b"\r\n\r\n7\r\none two\r\n0\r\n\r\n")


async def test_a_closed_client_has_closed_its_pool(end):
    """It owns the connections."""
    _, client, network = end
    await client.get("http://one/")
    await client.aclose()

    assert network.open == 0
