"""Servers in threads of their own, for tests with more than one event loop, TLS, or a proxy."""

from __future__ import annotations

import select
import socket
import socketserver
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrs import Factory, define

from tests.unit.loopback import http

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator


@define(slots=False)
class Outside:
    """Where a server is, and what it has seen."""

    url: str = ""
    connections: int = 0
    closed: int = 0
    received: list[bytes] = Factory(list)

    @property
    def netloc(self) -> str:
        """The host and the port."""
        return urlsplit(self.url).netloc


@contextmanager
def _running(
    handle: Callable[[socket.socket, Outside], None], tls: ssl.SSLContext | None = None
) -> Iterator[Outside]:
    seen = Outside()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            seen.connections += 1
            connection = self.request
            with suppress(OSError):  # whoever tests us may leave at any moment
                if tls is not None:
                    connection = tls.wrap_socket(connection, server_side=True)
                with connection:
                    connection.settimeout(60)
                    handle(connection, seen)
            seen.closed += 1

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        host, port = server.server_address[:2]
        seen.url = f"http{'s' if tls else ''}://{host}:{port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield seen
        finally:
            server.shutdown()
            thread.join()


def serving(
    answer: bytes | None = None, tls: ssl.SSLContext | None = None
) -> contextmanager[Outside]:
    """Give a server that answers every request with the same bytes."""
    said = http(b"hello") if answer is None else answer

    def handle(connection: socket.socket, seen: Outside) -> None:
        while head := _head(connection):
            seen.received.append(head)
            connection.sendall(said)

    return _running(handle, tls)


def saying(words: bytes) -> contextmanager[Outside]:
    """Give a server that says something, whatever it hears, and hangs up."""

    def handle(connection: socket.socket, _: Outside) -> None:
        connection.recv(1)
        connection.sendall(words)

    return _running(handle)


def proxying() -> contextmanager[Outside]:
    """Give an HTTP proxy: it forwards plain requests, and tunnels the others."""

    def handle(connection: socket.socket, seen: Outside) -> None:
        head = _head(connection)
        seen.received.append(head)
        method, where, rest = head.split(b" ", 2)
        tunnel = method == b"CONNECT"
        target = urlsplit(f"//{where.decode()}" if tunnel else where.decode())
        if target.hostname == "forbidden.example":
            connection.sendall(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection((target.hostname, target.port)) as upstream:
            if tunnel:
                connection.sendall(b"HTTP/1.1 200 Go\r\n\r\n")
            else:
                upstream.sendall(b" ".join([method, target.path.encode() or b"/", rest]))
            _relay(connection, upstream)

    return _running(handle)


def _head(connection: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        data = connection.recv(65536)
        if not data:
            return b""
        head += data
    return head


def _relay(one: socket.socket, other: socket.socket) -> None:
    while True:
        ready, _, _ = select.select([one, other], [], [], 10)
        for end in ready:
            data = end.recv(65536)
            if not data:
                return
            (other if end is one else one).sendall(data)


def sockets_open() -> int:
    """Count the sockets of this process."""
    count = 0
    for number in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one that lists them
            count += str(number.readlink()).startswith("socket:")
    return count
