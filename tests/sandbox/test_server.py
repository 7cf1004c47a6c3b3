from __future__ import annotations

import logging
import signal
import socket
import subprocess
import sys
import threading

import anyio
import httpx
import pytest

from miro_async import MiroApi
from miro_async.errors import ConfigurationError
from miro_async.sandbox import Sandbox, SandboxServer, __main__ as command
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
    with httpx.Client(base_url=server.url, headers=headers, trust_env=False, timeout=60) as client:
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
    assert "content-length" not in gone.headers
    assert http.get(f"{address}/items", params={"limit": 9}).status_code == 400


def test_a_file_goes_up_and_comes_back(http):
    """Through a redirect to a signed address, at which no token is needed."""
    board = http.post("/v2/boards").json()["links"]["self"]
    content = bytes(range(256)) * 300
    files = {"resource": ("a.png", content, "image/png")}
    image = http.post(f"{board}/images", files=files).json()
    signed = http.get(image["data"]["imageUrl"]).json()["url"]
    assert httpx.get(signed, trust_env=False, timeout=60).content == content
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
        httpx.get(server.url, trust_env=False, timeout=60)
    server.start()
    assert server.port == port
    assert httpx.get(server.url, trust_env=False, timeout=60).status_code == 200


@pytest.mark.anyio
async def test_it_stops_when_its_caller_is_cancelled():
    """Neither its thread nor its port outlives the context."""
    server = SandboxServer()
    with anyio.CancelScope() as scope:
        async with server:
            scope.cancel()
            await anyio.sleep_forever()
    assert "miro-sandbox" not in [thread.name for thread in threading.enumerate()]
    with pytest.raises(OSError, match=r"connect|refused"):
        await anyio.connect_tcp(server.host, server.port)


@pytest.mark.parametrize(
    "begun", ["Content-Length: 500\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"]
)
def test_a_request_that_has_not_ended_is_none(server, http, begun):
    """Who hangs up in the middle of it has asked for nothing: it is neither done nor recorded."""
    head = (
        "POST /v2/boards HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {server.token}\r\n"
    )
    with socket.create_connection((server.host, server.port)) as client:
        client.sendall((head + begun).encode())
        http.get("/v2/boards")  # by now it has seen the other one
    assert http.get("/v2/boards").json()["data"] == []
    assert [call.method for call in server.sandbox.calls] == ["GET"] * 2


@pytest.mark.parametrize("sent", ["GET /v2/boards HTTP/1.1\r\nHost: ", "GET [ HTTP/1.1\r\nHost: x"])
@pytest.mark.parametrize("host", ["[", "[x]", "a b", "x@y", "x/y", "x:80:80", "x:a"])
def test_an_address_that_is_none_is_refused(server, caplog, sent, host):
    """In Miro's form, and nothing is logged."""
    head = sent + (host if sent.endswith(" ") else "")
    with socket.create_connection((server.host, server.port)) as client:
        client.sendall(f"{head}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400")
    assert b'"code":"badRequest"' in answer.replace(b'": ', b'":')
    assert not server.sandbox.calls
    assert caplog.records == []


@pytest.mark.parametrize("host", ["localhost", "[::1]:80", "x.test:8080", "127.0.0.1:", ""])
def test_an_address_may_be_any_other(server, host):
    """As whoever calls has called it."""
    with socket.create_connection((server.host, server.port)) as client:
        client.sendall(f"GET /v2 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert client.recv(12) == b"HTTP/1.1 404"


def test_no_query_is_logged(server, caplog):
    """There may be tokens in it, also in that of the page."""
    caplog.set_level(logging.INFO, logger="uvicorn.access")
    for path in ("/", "/v2/boards"):
        httpx.get(f"{server.url}{path}?access_token=secret", trust_env=False, timeout=60)
    assert len(caplog.records) == 2
    assert "secret" not in caplog.text


def test_it_stops_though_a_request_has_not_ended(server):
    """A client that says nothing more does not hold it up."""
    head = b"POST /v2/boards HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
    with socket.create_connection((server.host, server.port)) as client:
        client.sendall(head)
        httpx.get(server.url, trust_env=False, timeout=60)  # by now it has seen the other one
        stopping = threading.Thread(target=server.stop, daemon=True)
        stopping.start()
        stopping.join(30)
        assert not stopping.is_alive()


def test_it_does_not_start_twice(server):
    """Not even on another port: there would be no way to stop the first."""
    server.port = 0
    with pytest.raises(ConfigurationError, match="runs already"):
        server.start()


def test_logging_is_left_alone():
    """It belongs to the program around the sandbox."""
    names = ["uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"]

    def setup():
        found = [logging.getLogger(name) for name in names]
        return [(one.handlers[:], one.level, one.propagate, one.disabled) for one in found]

    before = setup()
    with SandboxServer():
        assert setup() == before


def test_a_port_that_is_taken_is_a_clear_error(server):
    """Nobody has to read a traceback of sockets."""
    with pytest.raises(ConfigurationError, match=r"cannot listen on http://127\.0\.0\.1:"):
        SandboxServer(port=server.port).start()


@pytest.mark.parametrize("port", [70000, -1])
def test_a_port_that_is_none_is_a_clear_error(port):
    """With those that there are."""
    with pytest.raises(ConfigurationError, match=r"cannot listen on .*0-65535"):
        SandboxServer(port=port).start()


def test_ipv6_addresses_stand_in_brackets():
    """In the URL only; whether this machine has IPv6 shows when the sandbox starts."""
    server = SandboxServer(host="::1")
    try:
        server.start()
    except ConfigurationError as error:
        assert "cannot listen on http://[::1]:0" in str(error)  # noqa: PT017 - on some machines
    else:
        assert httpx.get(server.url, trust_env=False, timeout=60).status_code == 200
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


@pytest.mark.anyio
@pytest.mark.parametrize("raw_path", [b"/v2/boards/a%2Fb", None])
async def test_the_path_may_come_decoded_only(raw_path):
    """ASGI leaves it to the server whether the path is there as it was sent."""
    path = {"path": "/v2/boards/a/b" if raw_path else "/v2/boards/a b", "raw_path": raw_path}
    scope = {"type": "http", "method": "GET", "scheme": "http", "query_string": b"", "headers": []}
    sent = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    sandbox = Sandbox()
    authorization = (b"authorization", f"Bearer {sandbox.token}".encode())
    await Application(sandbox)({**scope, **path, "headers": [authorization]}, receive, send)
    assert sent[0]["status"] == 404
    assert b"Board not found" in sent[1]["body"]


def test_the_command_tells_where_it_is_and_stops_at_ctrl_c():
    """It prints the base URL and a token that works there at once; Ctrl-C is a normal end."""
    command_line = [sys.executable, "-m", "miro_async.sandbox", "--port", "0"]
    with subprocess.Popen(command_line, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            url, token = (process.stdout.readline().split()[-1] for _ in range(2))
            headers = {"Authorization": f"Bearer {token}"}
            answer = httpx.get(f"{url}/v2/boards", headers=headers, trust_env=False, timeout=60)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()
    assert answer.status_code == 200


@pytest.mark.parametrize("end", [None, KeyboardInterrupt])
def test_the_command_serves_until_it_is_interrupted(monkeypatch, capsys, end):
    """And it can be reached from the moment in which it says where."""
    reached = []

    def run(self, sockets):
        address = capsys.readouterr().out.split()[2]
        port = int(address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)):
            reached.append(address)
        if end:
            raise end

    monkeypatch.setattr("uvicorn.Server.run", run)
    monkeypatch.setattr("sys.argv", ["sandbox", "--port", "0"])
    command.main()
    assert reached == [f"http://127.0.0.1:{reached[0].rpartition(':')[2]}"]


def test_the_command_ends_with_a_message_when_it_cannot_listen(monkeypatch, server):
    """And with a status that is not zero."""
    monkeypatch.setattr("sys.argv", ["sandbox", "--port", str(server.port)])
    with pytest.raises(SystemExit, match="cannot listen"):
        command.main()


def test_it_runs_as_a_module():
    """`python -m miro_async.sandbox`."""
    command = [sys.executable, "-m", "miro_async.sandbox", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert "--port" in done.stdout
