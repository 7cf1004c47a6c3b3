from __future__ import annotations

import io
import runpy
import signal
import sys
import threading
import time

import anyio
import httpx
import pytest

from miro_async import MiroApi
from miro_async.errors import ConfigurationError
from miro_async.sandbox import SandboxServer, __main__ as command
from miro_async.sandbox.server import Application


@pytest.fixture
def server():
    """Give a sandbox that listens on a free port."""
    with SandboxServer() as running:
        yield running


@pytest.fixture
def http(server):
    """Give an HTTP client that has the token."""
    headers = {"Authorization": f"Bearer {server.token}"}
    with httpx.Client(base_url=server.url, headers=headers, trust_env=False) as client:
        yield client


def test_it_listens_on_this_machine_only(server):
    """On a port that was free."""
    assert server.url == f"http://127.0.0.1:{server.port}"
    assert server.port > 0


def test_calls_over_the_socket(server, http):
    """The same answers as in process; links lead to where the call came from."""
    board = http.post("/v2/boards", json={"name": "Retro"})
    assert board.status_code == 201
    assert board.headers["content-type"].startswith("application/json")
    assert board.headers["x-ratelimit-remaining"] == "99500"
    address = board.json()["links"]["self"]
    assert address.startswith(f"{server.url}/v2/boards/uXjV")
    note = http.post(f"{address}/sticky_notes", json={"data": {"content": "Grüße"}}).json()
    assert http.get(note["links"]["self"]).json()["data"]["content"] == "Grüße"
    gone = http.delete(note["links"]["self"])
    assert (gone.status_code, gone.content) == (204, b"")
    assert http.get(f"{address}/items", params={"limit": 9}).status_code == 400


def test_a_file_goes_up_and_comes_back(http):
    """Through a redirect to a signed address, at which no token is needed."""
    board = http.post("/v2/boards").json()["links"]["self"]
    content = bytes(range(256)) * 300
    files = {"resource": ("a.png", content, "image/png")}
    image = http.post(f"{board}/images", files=files).json()
    signed = http.get(image["data"]["imageUrl"]).json()["url"]
    assert httpx.get(signed, trust_env=False).content == content
    address = image["data"]["imageUrl"].replace("redirect=false", "redirect=true")
    assert http.get(address).status_code == 307
    assert http.get(address, follow_redirects=True).content == content


def test_a_body_that_never_ends_is_not_read_for_ever(http):
    """What is larger than any call takes is refused, not kept."""
    board = http.post("/v2/boards").json()["links"]["self"]
    files = {"resource": ("a.png", b"x" * (9 * 1024 * 1024), "image/png")}
    assert http.post(f"{board}/images", files=files).status_code in {400, 413}


@pytest.mark.anyio
async def test_it_serves_a_client_on_any_event_loop():
    """`async with` starts and stops it without holding up the caller's loop."""
    async with SandboxServer() as server, MiroApi(server.token, base_url=server.url) as api:
        board = await api.boards.create(name="Retro")
        async with anyio.create_task_group() as group:
            for _ in range(10):
                group.start_soon(api.sticky_notes.create, board.id)
        items = await api.items.list(board.id, page_size=10).collect()
        assert len(items) == 10
    assert server.sandbox.credits_spent == 500 + 1000 + 100


def test_it_stops(server):
    """The port is free again; stopping twice, and starting again, are fine."""
    port = server.port
    server.stop()
    server.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(server.url, trust_env=False)
    server.start()
    assert server.port == port
    assert httpx.get(server.url, trust_env=False).status_code == 404


def test_a_port_that_is_taken_is_a_clear_error(server):
    """Nobody has to read a traceback of sockets."""
    with pytest.raises(ConfigurationError, match=r"cannot listen on http://127\.0\.0\.1:"):
        SandboxServer(port=server.port).start()


def test_ipv6_addresses_stand_in_brackets():
    """In the URL only; whether this machine has IPv6 shows when the sandbox starts."""
    server = SandboxServer(host="::1")
    try:
        server.start()
    except ConfigurationError as error:
        assert "cannot listen on http://[::1]:0" in str(error)  # noqa: PT017 - on some machines
    else:
        assert httpx.get(server.url, trust_env=False).status_code == 404
    finally:
        server.stop()
    assert server.url.startswith("http://[::1]:")


def test_without_uvicorn_the_way_out_is_told(monkeypatch):
    """The socket needs an extra; in process nothing is missing."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'miro-async\[sandbox\]'"):
        SandboxServer().start()


def test_a_server_that_does_not_start_is_an_error(monkeypatch):
    """Instead of waiting for it for ever."""
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    with pytest.raises(ConfigurationError, match="did not start"):
        SandboxServer().start()


@pytest.mark.anyio
async def test_it_speaks_http_only():
    """A WebSocket is refused."""
    with pytest.raises(ConfigurationError, match="websocket"):
        await Application(SandboxServer().sandbox)({"type": "websocket"}, None, None)


def test_the_command_tells_where_it_is_and_stops_at_ctrl_c(monkeypatch):
    """It prints the base URL and a token that works there."""
    printed = io.StringIO()
    monkeypatch.setattr("sys.argv", ["sandbox", "--port", "0"])
    monkeypatch.setattr("sys.stdout", printed)
    statuses = []

    def call_and_interrupt():
        try:
            while printed.getvalue().count("\n") < 2:
                time.sleep(0.01)
            url, token = (line.split()[-1] for line in printed.getvalue().splitlines())
            transport = httpx.HTTPTransport(retries=5)  # until it listens
            headers = {"Authorization": f"Bearer {token}"}
            with httpx.Client(transport=transport, headers=headers) as client:
                statuses.append(client.get(f"{url}/v2/boards").status_code)
        finally:
            signal.raise_signal(signal.SIGINT)

    caller = threading.Thread(target=call_and_interrupt, daemon=True)
    caller.start()
    command.main()
    caller.join()
    assert statuses == [200]


def test_the_command_ends_with_a_message_when_it_cannot_listen(monkeypatch, server):
    """And with a status that is not zero."""
    monkeypatch.setattr("sys.argv", ["sandbox", "--port", str(server.port)])
    with pytest.raises(SystemExit, match="cannot listen"):
        command.main()


def test_it_runs_as_a_module(monkeypatch, capsys):
    """`python -m miro_async.sandbox`."""
    monkeypatch.setattr("sys.argv", ["sandbox", "--help"])
    with pytest.raises(SystemExit, match="0"), pytest.warns(RuntimeWarning, match="unpredictable"):
        runpy.run_module("miro_async.sandbox", run_name="__main__")
    assert "--port" in capsys.readouterr().out
