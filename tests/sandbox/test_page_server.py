"""The page on a socket, with many who look at it, and with much to draw."""

from __future__ import annotations

import gc
import json
import socket
import threading
from time import monotonic
from urllib.parse import quote

import anyio
import httpx

from miro_async.call.transport.protocol import Request
from miro_async.sandbox import Sandbox, SandboxServer
from miro_async.sandbox.page.feed import Easel, Feed
from miro_async.sandbox.page.sketch import Sketch
from tests.sandbox.talker import ORIGIN


def test_the_server_stops_with_open_streams():
    """It does not wait for them; and the browsers are told that it was the end."""
    ended = []

    def listen(url, begun):
        with httpx.stream("GET", url, trust_env=False, timeout=60) as answer:
            for line in answer.iter_lines():
                if line.startswith("event: credits"):
                    begun.release()
            ended.append(answer.is_stream_consumed)

    with SandboxServer() as server:
        board_id = server.sandbox.add_board("Retro")
        begun = threading.Semaphore(0)
        urls = [f"{server.url}/events", f"{server.url}/boards/{board_id}/events"] * 4
        threads = [threading.Thread(target=listen, args=(url, begun)) for url in urls]
        for thread in threads:
            thread.start()
        for _ in threads:
            assert begun.acquire(timeout=60)
        start = monotonic()
    assert monotonic() - start < 30
    for thread in threads:
        thread.join(60)
    assert ended == [True] * 8


def test_what_servers_log_has_no_query(caplog):
    """Somebody may put a token there, though the page takes none."""
    with SandboxServer() as server, caplog.at_level("INFO", "uvicorn.access"):
        for path in ("/", "/boards/none", "/page/style.css"):
            httpx.get(f"{server.url}{path}?access_token=secret", trust_env=False, timeout=60)
    assert '"GET / HTTP/1.1" 200' in caplog.text
    assert "secret" not in "".join(
        record.getMessage() for record in caplog.records if record.name == "uvicorn.access"
    )


def test_a_page_that_is_closed_leaves_nothing_behind():
    """Neither a task nor a drawing, though the browser says nothing when it goes."""
    with SandboxServer() as server:
        board_id = server.sandbox.add_board("Retro")
        head = f"GET /boards/{board_id}/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for _ in range(3):
            with socket.create_connection((server.host, server.port)) as client:
                client.sendall(head.encode())
                while b"drawing" not in client.recv(65536):
                    pass
        application = server._server.config.app
        end = monotonic() + 60
        while len(application._page._easels) and monotonic() < end:
            gc.collect()
        assert len(application._page._easels) == 0


def test_a_large_board_is_told_piece_by_piece():
    """In several messages; then a change sends one item, and not before long."""
    sandbox = Sandbox(credits_a_minute=10**9)
    board_id = sandbox.add_board("Large")
    for row in range(55):
        places = [{"x": 220 * column, "y": 240 * row} for column in range(20)]
        add_notes(sandbox, board_id, places)

    async def look():
        feed = Feed(sandbox, Easel(board_id, Sketch("/boards/large")))
        first = [about for name, about in await feed.news() if name == "drawing"]
        assert [len(about["put"]) for about in first] == [500, 500, 100]
        assert [about["whole"] for about in first] == [True, False, False]
        add_notes(sandbox, board_id, [{"x": 0, "y": -500}])
        assert "drawing" not in dict(await feed.news())  # it rests: calls come first
        with anyio.fail_after(30):
            news = {}
            while "drawing" not in news:
                await anyio.sleep(0.01)
                news = dict(await feed.news())
        assert len(news["drawing"]["put"]) == 1

    anyio.run(look)


def add_notes(sandbox, board_id, places):
    """Make notes at these places, without a look at the answers, of which there are many."""
    notes = [{"type": "sticky_note", "position": place} for place in places]
    headers = {"Authorization": f"Bearer {sandbox.token}", "Content-Type": "application/json"}
    url = f"{ORIGIN}/v2/boards/{quote(board_id)}/items/bulk"
    body = json.dumps(notes).encode()
    assert sandbox.answer(Request(method="POST", url=url, headers=headers, body=body)).status == 201
