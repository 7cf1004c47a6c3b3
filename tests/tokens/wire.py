"""What stands between a storage and its server, and can be down for a while."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from contextlib import contextmanager

from attrs import Factory, define

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # linger for no time: the kernel sends RST, and no FIN
HOST = "127.0.0.1"


@define(eq=False)
class Wire:
    """Carries bytes to and fro, in threads, until it is cut."""

    to: int
    port: int = 0
    listener: socket.socket | None = None
    ends: set[socket.socket] = Factory(set)
    _threads: list[threading.Thread] = Factory(list)
    _lock: threading.Lock = Factory(threading.Lock)

    def mend(self):
        """Listen at the port that it always had, and carry what comes."""
        self.listener = socket.create_server((HOST, self.port), backlog=64)
        self.port = self.listener.getsockname()[1]
        self._start(self._accept, self.listener)

    def cut(self):
        """Be gone: nobody listens, and all connections break."""
        with self._lock:
            listener, self.listener = self.listener, None
            ends, self.ends = self.ends, set()
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for end in ends:
            _reset(end)

    def join(self):
        """Wait until nothing of it runs any more."""
        for thread in self._threads:
            thread.join(60)

    def _start(self, function, *args):
        thread = threading.Thread(target=function, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener):
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection((HOST, self.to))
                with self._lock:
                    gone = self.listener is not listener
                    self.ends |= set() if gone else {near, far}
                if gone:
                    _reset(near)
                    _reset(far)
                    return
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._start(self._carry, near, far)
                self._start(self._carry, far, near)

    def _carry(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with self._lock:
                self.ends.discard(end)
            _reset(end)


def _reset(end):
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def wire_to(port):
    """Put a wire before the server at this port, as long as the block lasts."""
    wire = Wire(port)
    wire.mend()
    try:
        yield wire
    finally:
        wire.cut()
        wire.join()
