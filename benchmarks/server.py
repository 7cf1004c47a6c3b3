"""A server that costs next to nothing, in a process of its own: `python server.py CERTIFICATE`.

It has a board, a page of items for each cursor, and says 201 to whatever is posted, with the
headers of the service. The credits it grants are so many that nobody has to wait. It prints two
ports, one without TLS and one with it, and serves until it is killed.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
import time

from pinning import pin
from samples import BOARD, CREATED, PAGES, cursor, headers, page

_HEAD_END = b"\r\n\r\n"
_WINDOW = 60


class Answers:
    """The bytes of all answers; their date and reset follow the clock."""

    def __init__(self) -> None:
        self._bodies = {cursor(number).encode(): page(number) for number in range(1, PAGES)}
        self._bodies[b""] = page(0)
        self._reset = 0.0
        self.refresh()

    def refresh(self) -> None:
        """Write the heads anew, with the time as it is."""
        now = time.time()
        if now >= self._reset:
            self._reset = now + _WINDOW
        lines = headers(now, self._reset).items()
        common = "".join(f"{name}: {value}\r\n" for name, value in lines).encode()
        self._ok = b"HTTP/1.1 200 OK\r\n" + common
        self.board = _answer(self._ok, BOARD)
        self.created = _answer(b"HTTP/1.1 201 Created\r\n" + common, CREATED)

    def to_get(self, target: bytes) -> bytes:
        """Give the board, or a page of its items."""
        path, _, query = target.partition(b"?")
        if not path.endswith(b"/items"):
            return self.board
        given = query.partition(b"cursor=")[2].partition(b"&")[0]
        return _answer(self._ok, self._bodies[given])


def _answer(head: bytes, body: bytes) -> bytes:
    return b"%sContent-Length: %d\r\n\r\n%s" % (head, len(body), body)


class Serving(asyncio.Protocol):
    """Answers each request of a connection as soon as it is complete."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that has come; the body of a POST is let go of."""
        received = self._received + data
        while (end := received.find(_HEAD_END)) >= 0:
            method, target, _ = received[:end].split(b" ", 2)
            after = end + len(_HEAD_END)
            if method == b"GET":
                answer = self._answers.to_get(target)
            else:
                after += _length(received[:end])
                if len(received) < after:
                    break
                answer = self._answers.created
            self._transport.write(answer)
            received = received[after:]
        self._received = received


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])


async def main(certificate: str) -> None:
    """Serve until killed."""
    loop = asyncio.get_running_loop()
    answers = Answers()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    servers = [
        await loop.create_server(lambda: Serving(answers), "127.0.0.1", 0, backlog=512, ssl=tls)
        for tls in (None, context)
    ]
    print(*(server.sockets[0].getsockname()[1] for server in servers), flush=True)
    while True:
        await asyncio.sleep(1)
        answers.refresh()


if __name__ == "__main__":
    pin("server")
    asyncio.run(main(sys.argv[1]))
