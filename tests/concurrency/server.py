"""A fast server in a process of its own, on a bare protocol of asyncio.

It acts by the id of the board that is asked for: `together-3-...` is answered when three such have
come, for example. Whoever started it asks it by a line on its standard input for what it has seen.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import ssl
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from functools import partial
from typing import ClassVar

import anyio
from attrs import define

BOARD = b'{"id":"b","type":"board","name":"Retro"}'
FILE = bytes(range(256)) * 400
PIECES = 4
A_MOMENT = 0.002


def http(body=b"", status="200 OK", *headers):
    """Give the bytes of an answer."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", *headers]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


class Connection(asyncio.Protocol):
    """One connection; requests on it are answered in turn."""

    seen: ClassVar[Counter[str]] = Counter(
        dict.fromkeys(("open", "most open", "connections", "requests", "POST", "cut"), 0)
    )
    boards: ClassVar[Counter[str]] = Counter()
    together: ClassVar[dict[str, list[Connection]]] = {}
    cuts: ClassVar[float] = 0.0
    # The same faults in each run.
    random: ClassVar[random.Random] = random.Random(7)  # noqa: S311 - no secret

    def connection_made(self, transport):
        """Count it."""
        self.transport = transport
        self.held = b""
        self.open = True
        self.seen["connections"] += 1
        self.seen["open"] += 1
        self.seen["most open"] = max(self.seen["most open"], self.seen["open"])

    def connection_lost(self, _):
        """Count it no more."""
        self.end()

    def end(self, *, cut=False):
        """Close the connection; from here it is closed, whenever the client notices."""
        if self.open:
            self.open = False
            self.seen["open"] -= 1
            self.seen["cut"] += cut
            self.transport.close()

    def data_received(self, data):
        """Answer each request that is complete."""
        self.held += data
        while (end := self.held.find(b"\r\n\r\n")) >= 0:
            head = self.held[:end].decode("latin-1")
            lines = dict(line.split(": ", 1) for line in head.lower().split("\r\n")[1:])
            whole = end + 4 + int(lines.get("content-length", 0))
            if len(self.held) < whole:
                return
            self.held = self.held[whole:]
            self.seen["requests"] += 1
            method, target, _ = head.partition("\r\n")[0].split(" ")
            self.answer(method, target)
            if lines.get("connection") == "close":
                self.end()

    def answer(self, method, target):
        """Answer one request."""
        path = target.partition("?")[0].strip("/").split("/")
        board = path[2] if len(path) > 2 else ""
        self.boards[board] += 1
        self.seen[method] += 1
        if self.cuts and self.random.random() < self.cuts:
            self.cut()
        elif path[-1] == "items":
            self.page(target)
        elif path[0] == "files":
            self.say(http(FILE), PIECES)
        elif "resources" in path:
            self.say(http(b'{"url":"/files/1"}'))
        elif method == "POST":
            self.say(http(BOARD, "201 Created"))
        elif method == "DELETE":
            self.say(http(b"", "204 No Content"))
        else:
            kind = board.partition("-")[0]
            getattr(self, f"as_{kind}", self.as_usual)(board)

    def cut(self):
        """Close the connection: without an answer, or soon after it, as it might be used again."""
        if self.random.random() < 0.5:
            self.end(cut=True)
            return
        self.transport.write(http(BOARD))
        soon = self.random.random() * A_MOMENT
        asyncio.get_running_loop().call_later(soon, partial(self.end, cut=True))

    def say(self, answer, pieces=1):
        """Send an answer, in so many pieces."""
        size = -(-len(answer) // pieces)
        for piece in range(pieces):
            part = answer[piece * size : (piece + 1) * size]
            if piece:
                asyncio.get_running_loop().call_later(piece * A_MOMENT, self.transport.write, part)
            else:
                self.transport.write(part)

    def page(self, target):
        """Send one of three pages, each with a thing."""
        number = int(target.partition("cursor=")[2].partition("&")[0] or 0)
        more = {} if number == 2 else {"cursor": str(number + 1)}
        page = {"data": [{"id": str(number), "type": "text"}], **more}
        self.say(http(json.dumps(page).encode()))

    def as_usual(self, _):
        """Send a board."""
        self.transport.write(http(BOARD))

    def as_pieces(self, _):
        """Send a board bit by bit."""
        self.say(http(BOARD), PIECES)

    def as_late(self, _):
        """Send a board after a moment."""
        asyncio.get_running_loop().call_later(10 * A_MOMENT, self.transport.write, http(BOARD))

    def as_spent(self, _):
        """Send a board, and say that there are no credits left."""
        said = {"Limit": 100_000, "Remaining": 0, "Reset": 60}
        headers = [f"X-RateLimit-{name}: {value}" for name, value in said.items()]
        self.transport.write(http(BOARD, "200 OK", *headers))

    def as_closing(self, _):
        """Send a board, and close the connection."""
        self.transport.write(http(BOARD, "200 OK", "Connection: close"))
        self.end()

    def as_flaky(self, board):
        """Send a board; fail at the first time."""
        failed = self.boards[board] == 1
        self.transport.write(http(b"{}", "503 Overloaded") if failed else http(BOARD))

    def as_together(self, board):
        """Send a board, when so many requests wait for it."""
        waiting = self.together.setdefault(board, [])
        waiting.append(self)
        if len(waiting) == int(board.split("-")[1]):
            for one in self.together.pop(board):
                one.transport.write(http(BOARD))


def answer_questions():
    """Tell what was seen, for each line that comes; end with whoever asks."""
    for line in sys.stdin:
        seen, cuts = Connection.seen, line.strip()
        if cuts:
            Connection.cuts = float(cuts)
            seen["most open"] = seen["open"]
        print(json.dumps(seen), flush=True)  # noqa: T201 - how it answers
    os._exit(0)


async def main(certificate):
    """Serve until the standard input ends; over TLS where there is a certificate."""
    loop = asyncio.get_running_loop()
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    server = await loop.create_server(Connection, "127.0.0.1", 0, backlog=512, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - how its port gets known
    threading.Thread(target=answer_questions, daemon=True).start()
    await server.serve_forever()


@define
class Server:
    """The server, as a test has it."""

    url: str
    process: subprocess.Popen[str]

    def ask(self, line=""):
        """Give what it has seen; with a figure, cut so many connections from now on."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


async def alone(server):
    """Wait until nobody is connected, count anew from there, and give what was seen."""
    for _ in range(6000):
        if not server.ask()["open"]:
            return server.ask("0")
        await anyio.sleep(0.005)
    raise AssertionError("somebody is still connected")


@contextmanager
def serving(certificate=""):
    """Run the server as long as the block lasts."""
    scheme = "https" if certificate else "http"
    with subprocess.Popen(  # noqa: S603 - this file
        [sys.executable, __file__, str(certificate)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Server(f"{scheme}://127.0.0.1:{int(process.stdout.readline())}", process)
        finally:
            process.kill()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(sys.argv[1]))
