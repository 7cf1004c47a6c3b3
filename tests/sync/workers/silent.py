"""A server that answers what it was told to, and then says nothing any more."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager, suppress

from attrs import Factory, define

from tests.sync.plain_storages import SOON


def answer(body, *, length=None, **headers):
    """Give an answer as it goes over the wire, which may say that it is longer than it is."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines.append(f"content-length: {len(body) if length is None else length}")
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode() + body


@define(eq=False)
class Silent:
    """What happens there: `asked`, the request that gets a part of an answer; `left`, its end."""

    url: str
    answers: list[bytes] = Factory(list)
    part: bytes = b""
    asked: threading.Event = Factory(threading.Event)
    left: threading.Event = Factory(threading.Event)

    def serve(self, connection):
        """Answer, or say nothing until the client goes."""
        with connection, suppress(OSError):
            connection.settimeout(SOON)
            while connection.recv(65536):
                if not self.answers:
                    break
                connection.sendall(self.answers.pop(0))
            else:
                return
            connection.sendall(self.part)
            self.asked.set()
            while connection.recv(65536):
                pass
            self.left.set()


@contextmanager
def silent(*answers):
    """Run one; it is silent when it has given these answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Silent(f"http://127.0.0.1:{listening.getsockname()[1]}", list(answers))
        threads = []

        def accept():
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threads.append(threading.Thread(target=server.serve, args=(connection,)))
                    threads[-1].start()

        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join(SOON)
            for thread in threads:
                thread.join(SOON)
