"""What goes wrong on a socket is what goes wrong in process, for the same client."""

from __future__ import annotations

import logging
import socket
import time
from datetime import UTC, datetime

import pytest
from anyio import fail_after

from miro_async import NO_RETRIES, MiroApi, RetryPolicy, Timeout
from miro_async.call.transport.httpx import HttpxTransport
from miro_async.call.transport.protocol import Request
from miro_async.errors import MiroConnectionError, MiroError, MiroTimeoutError
from miro_async.sandbox import Clock, Sandbox, SandboxServer
from miro_async.sandbox.server import Application
from tests.sandbox.test_faults import collect

pytestmark = pytest.mark.anyio

ONCE = [
    *("drop_before", "drop_after", "truncate", "garble"),
    *(401, 429, 500, 502, 503, 504),
    *("unknown_enum", "extra_field", "missing_field"),
]


@pytest.fixture(scope="module")
def server():
    """Give a sandbox on a socket, for all tests of this module."""
    with SandboxServer() as running:
        yield running


@pytest.fixture
def sandbox(server):
    """Give it as it is when it is new."""
    server.sandbox.reset()
    return server.sandbox


def over_socket(server, **options):
    """Give a client over HTTP."""
    options = {"retry": NO_RETRIES, "pacing": False, **options}
    return MiroApi(server.sandbox.token, base_url=server.url, **options)


async def outcome(api, sandbox, what):
    """Give what a call comes to, by all that a caller can see of it."""
    sandbox.faults.add(what, to="boards.create")
    try:
        board = await api.boards.create(name="Retro")
    except MiroError as error:
        found = type(error), getattr(error, "may_have_happened", None), getattr(error, "code", None)
    else:
        found = board.name, board.policy.permissions_policy, dict(board.extra)
    left = [one.name for one in await api.boards.list().collect()]
    record = sandbox.calls.of("boards.create")[0]
    return found, left, record.fault, record.status, record.credits


@pytest.mark.parametrize("what", ONCE)
async def test_the_client_sees_the_same_as_in_process(server, sandbox, what):
    """The same error, the same that is certain, the same that was done; it can be used on."""
    alone = Sandbox()
    async with MiroApi(alone.token, transport=alone, retry=NO_RETRIES, pacing=False) as api:
        expected = await outcome(api, alone, what)
    async with over_socket(server) as api:
        assert await outcome(api, sandbox, what) == expected


@pytest.mark.parametrize("what", ["drop_before", "drop_after", "truncate"])
async def test_a_cut_connection_is_not_used_again(server, sandbox, what):
    """The next try goes over another one, and succeeds."""
    async with over_socket(server, retry=RetryPolicy(random=lambda: 0)) as api:
        board = await api.boards.create()
        sandbox.faults.add(what, to="boards.get", times=2)
        policy = RetryPolicy(backoff=0.001)
        assert (await api.with_options(retry=policy).boards.get(board.id)).id == board.id
    assert len(sandbox.calls.of("boards.get")) == 3


async def test_half_of_a_body_arrives(server, sandbox):
    """With the length of the whole; then the connection ends."""
    came = []
    headers = {"Authorization": f"Bearer {sandbox.token}"}
    request = Request(method="GET", url=f"{server.url}/v2/boards", headers=headers)
    transport = HttpxTransport()
    whole = await transport.send(request)
    sandbox.faults.add("truncate")
    async with transport.stream(request) as response:
        assert response.headers["content-length"] == str(len(whole.body))
        with pytest.raises(MiroConnectionError):
            await collect(response.chunks, came)
    assert b"".join(came) == whole.body[: len(whole.body) // 2]
    await transport.aclose()


async def test_without_a_body_nothing_arrives(server, sandbox):
    """A 204 is dropped whole; the board is gone."""
    board_id = sandbox.add_board("A")
    async with over_socket(server) as api:
        sandbox.faults.add("truncate", to="boards.delete")
        with pytest.raises(MiroConnectionError):
            await api.boards.delete(board_id)
        assert await api.boards.list().collect() == []


async def test_a_large_answer_is_cut_too(server, sandbox, tmp_path):
    """More than a socket takes at once; no file is left."""
    async with over_socket(server) as api:
        board_id = sandbox.add_board("A")
        image = await api.images.upload(board_id, b"x" * 5_000_000, file_name="a.png")
        sandbox.faults.add("truncate", to="resources.download")
        with pytest.raises(MiroConnectionError):
            await api.download(image, tmp_path / "a.png")
        assert list(tmp_path.iterdir()) == []
        await api.download(image, tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size == 5_000_000


async def test_a_delay_is_waited_for(server, sandbox):
    """By a clock that runs; a client that has no patience times out."""
    async with over_socket(server, timeout=Timeout(read=0.05)) as api:
        sandbox.faults.add("delay", to="boards.create", seconds=0.3)
        with pytest.raises(MiroTimeoutError) as caught:
            await api.boards.create()
        assert caught.value.may_have_happened
        patient = api.with_options(timeout=Timeout(read=30))
        assert len(await patient.boards.list().collect()) == 1


async def test_a_delay_moves_a_clock_that_stands(sandbox):
    """Nobody waits, on a socket neither."""
    clock = Clock(datetime(2026, 1, 5, tzinfo=UTC))
    async with SandboxServer(Sandbox(clock=clock)) as server, over_socket(server) as api:
        server.sandbox.faults.add("delay", seconds=3600)
        await api.boards.list().collect()
    assert clock.now() == datetime(2026, 1, 5, 1, tzinfo=UTC).timestamp()


async def test_cutting_is_no_fault_of_the_server(server, sandbox, caplog):
    """Its log has nothing to complain about."""
    caplog.set_level(logging.INFO, logger="uvicorn")
    async with over_socket(server) as api:
        for what in ("drop_before", "drop_after", "truncate"):
            sandbox.faults.add(what)
            with pytest.raises(MiroConnectionError):
                await api.boards.create()
    assert [one for one in caplog.records if one.levelno > logging.INFO] == []


async def test_a_request_that_is_too_large_can_be_dropped(server, sandbox):
    """What has not been read of it holds nothing up."""
    board_id = sandbox.add_board("A")
    sandbox.faults.add("drop_before")
    headers = {"Authorization": f"Bearer {sandbox.token}"}
    url = f"{server.url}/v2/boards/{board_id}/images"
    transport = HttpxTransport()
    body = b"x" * (9 * 1024 * 1024)
    with pytest.raises(MiroConnectionError):
        await transport.send(Request(method="POST", url=url, headers=headers, body=body))
    listed = Request(method="GET", url=f"{server.url}/v2/boards", headers=headers)
    assert (await transport.send(listed)).status == 200
    await transport.aclose()


async def test_another_server_cannot_cut():
    """It is told why its connection breaks."""
    sandbox = Sandbox()
    sandbox.faults.add("drop_after")
    scope = {"type": "http", "method": "GET", "scheme": "http", "query_string": b"", "headers": []}

    async def receive():
        return {"type": "http.request", "body": b""}

    with pytest.raises(ConnectionAbortedError, match="only the sandbox's own server"):
        await Application(sandbox)({**scope, "path": "/v2/boards"}, receive, None)


async def test_what_is_left_of_a_request_is_read_until_the_connection_is_gone():
    """There is no answer, and nobody is kept waiting."""
    sandbox = Sandbox()
    sandbox.faults.add("drop_after")
    cut = []
    scope = {"type": "http", "method": "GET", "scheme": "http", "query_string": b"", "headers": []}
    messages = [{"type": "http.request", "body": b""}] * 3 + [{"type": "http.disconnect"}]

    async def receive():
        return messages.pop(0)

    extensions = {"miro_async.cut": lambda: cut.append(len(messages))}
    scope = {**scope, "path": "/v2/boards", "extensions": extensions}
    await Application(sandbox)(scope, receive, None)
    assert (cut, messages) == ([3], [])


def test_a_delay_does_not_hold_up_the_end(caplog):
    """Whoever still waits is let down, and nobody complains."""
    with SandboxServer() as server:
        sandbox = server.sandbox
        sandbox.faults.add("delay", seconds=600)
        head = (
            f"GET /v2/boards HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {sandbox.token}\r\n\r\n"
        )
        with socket.create_connection((server.host, server.port)) as waiting:
            waiting.sendall(head.encode())
            while not sandbox.calls:
                time.sleep(0.005)
            before = time.monotonic()
            server.stop()
            assert b"200" not in waiting.recv(1000)
    assert time.monotonic() - before < 60
    assert caplog.records == []  # uvicorn would wait for a second, and log an error


async def test_a_delay_ends_when_the_client_has_gone():
    """Nothing waits on for somebody who is no longer there."""
    sandbox = Sandbox()
    sandbox.faults.add("delay", seconds=600)
    scope = {"type": "http", "method": "GET", "scheme": "http", "query_string": b"", "headers": []}
    messages = [{"type": "http.request", "body": b""}] * 2 + [{"type": "http.disconnect"}]

    async def receive():
        return messages.pop(0)

    with fail_after(30):
        await Application(sandbox)({**scope, "path": "/v2/boards"}, receive, None)
    assert messages == []
    assert sandbox.calls[0].fault == "delay"
