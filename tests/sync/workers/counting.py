"""A server that has every board, and counts who asks at the same time."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from attrs import Factory, define

from tests.sync.plain_storages import SOON


@define(eq=False)
class Counts:
    """What came."""

    url: str = ""
    asked: int = 0
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = Factory(threading.Lock)
    together: threading.Barrier = Factory(lambda: threading.Barrier(1))
    """The first requests wait here for each other."""

    def begin(self):
        """Count a request."""
        with self.lock:
            self.asked += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            is_first = self.asked <= self.together.parties
        if is_first:
            self.together.wait(SOON)

    def end(self):
        """Count its end."""
        with self.lock:
            self.at_once -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def counting(at_once=1):
    """Run one, where so many ask at the same time at least once."""
    counts = Counts(together=threading.Barrier(at_once))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def setup(self):
            super().setup()
            with counts.lock:
                counts.connections += 1

        def do_GET(self):
            counts.begin()
            body = json.dumps({"id": self.path.rpartition("/")[2], "name": "Retro"}).encode()
            head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\n\r\n"
            counts.end()
            self.wfile.write(head.encode() + body)

        def log_message(self, *_):
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        counts.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield counts
        finally:
            server.shutdown()
            thread.join(SOON)
