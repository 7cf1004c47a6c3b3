"""A server that goes wrong on purpose, on a real socket of this machine.

It runs in threads, with blocking sockets: what it does to a connection it does at that moment and
byte for byte, whatever the event loop of the test is busy with.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import TypeAlias

from attrs import Factory, define, frozen

PATIENCE = 60.0
"""Seconds after which the server gives up a connection: a test hangs no longer than that."""

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # linger for no time: the kernel sends RST, and no FIN


class Gone(Exception):  # noqa: N818 - the end of a visit, and no error
    """The connection is at its end."""


@define(eq=False)
class Visit:
    """A connection, as the server sees it."""

    sock: socket.socket
    heads: list[bytes]
    elsewhere: str

    def wait(self) -> None:
        """Wait until something has come, and leave it unread."""
        if not self.sock.recv(1, socket.MSG_PEEK):
            raise Gone

    def head(self) -> bytes:
        """Read a request up to its body, and no further."""
        data = b""
        while b"\r\n\r\n" not in data:
            seen = self.sock.recv(65536, socket.MSG_PEEK)
            end = (data + seen).find(b"\r\n\r\n")
            data += self.some(len(seen) if end < 0 else end + 4 - len(data))
        self.heads.append(data)
        return data

    def request(self) -> None:
        """Read a whole request."""
        length = 0
        for line in self.head().lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        while length:
            length -= len(self.some(length))

    def some(self, most: int) -> bytes:
        """Read what is there, or comes."""
        data = self.sock.recv(most)
        if not data:
            raise Gone
        return data

    def send(self, *parts: bytes) -> None:
        """Send bytes."""
        for part in parts:
            self.sock.sendall(part)

    def hold(self) -> None:
        """Do nothing until the client ends the connection."""
        while True:
            self.some(65536)

    def close(self) -> None:
        """End the connection: with a FIN, if all that came was read."""
        raise Gone

    def reset(self) -> None:
        """End the connection with a RST."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        raise Gone


Talk: TypeAlias = Callable[[Visit], None]
"""What the server does with one request, from before it is read."""


@frozen
class Greeting:
    """What the server does with a connection at once, without waiting for a request."""

    talk: Talk

    def __call__(self, visit: Visit) -> None:
        """Do it."""
        self.talk(visit)


@define(eq=False)
class FaultServer:
    """Where the server is, what it does, and what it has seen."""

    listener: socket.socket
    talks: list[Talk] = Factory(list)
    """What it does with each request, in their order; the last one is for all that follow."""
    requests: int = 0
    """How many requests came, whether they were read or not."""
    heads: list[bytes] = Factory(list)
    """The first part of those that were read."""
    connections: int = 0
    elsewhere: str = ""
    """The address of another host, for redirects."""
    _open: int = 0
    _busy: int = 0
    _lock: threading.Lock = Factory(threading.Lock)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self.listener.getsockname()[1]

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def behave(self, *talks: Talk) -> None:
        """Forget what was; from now on do this with requests, in their order."""
        with self._lock:
            self.talks = list(talks)
            self.requests = self.connections = 0
            self.heads.clear()

    def is_quiet(self) -> bool:
        """Tell whether it has nothing to do: it only waits for requests, if there are connections.

        What it has sent until then, and the end of connections, is with the client's kernel.
        """
        return self._busy == 0

    @property
    def kept(self) -> int:
        """How many connections there are."""
        return self._open

    def is_left_alone(self) -> bool:
        """Tell whether there are no connections."""
        return self._open == 0

    def accept(self) -> None:
        """Take connections, until the server is closed."""
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self.listener.accept()
                sock.settimeout(PATIENCE)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with self._lock:
                    self.connections += 1
                    self._open += 1
                    self._busy += 1
                threading.Thread(target=self._receive, args=(sock,), daemon=True).start()

    def _receive(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError, Gone), sock:
            visit = Visit(sock, self.heads, self.elsewhere)
            while True:
                if not isinstance(self.talks[0], Greeting):
                    self._wait(visit)
                self._next()(visit)
        with self._lock:
            self._open -= 1
            self._busy -= 1

    def _wait(self, visit: Visit) -> None:
        with self._lock:
            self._busy -= 1
        try:
            visit.wait()
        finally:
            with self._lock:
                self._busy += 1

    def _next(self) -> Talk:
        with self._lock:
            self.requests += 1
            return self.talks.pop(0) if len(self.talks) > 1 else self.talks[0]


@contextmanager
def fault_server():
    """Give a server, as long as the block lasts."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    server = FaultServer(listener)
    thread = threading.Thread(target=server.accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(PATIENCE)
