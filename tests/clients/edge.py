"""The edge of the network: what is meant for api.miro.com arrives at a sandbox of this machine.

The official clients have the address of the token endpoint hard-coded, and speak TLS. So there is a
relay that speaks it, with a certificate for that name, and passes all on to the sandbox.
"""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import trustme
from attrs import frozen

if TYPE_CHECKING:
    from pathlib import Path

HOST = "api.miro.com"
_PIECE = 64 * 1024


@frozen
class Edge:
    """Where the relay listens, and the file of the authority that made its certificate."""

    port: int
    authority: Path


@contextmanager
def edge(port, folder):
    """Relay to a port of this machine, as long as the context lasts."""
    authority = trustme.CA()
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_accept, args=(listener, context, port), daemon=True).start()
        yield Edge(listener.getsockname()[1], path)
        listener.shutdown(socket.SHUT_RDWR)


def _accept(listener, context, port):
    while True:
        try:
            raw, _ = listener.accept()
        except OSError:
            return  # it is over
        threading.Thread(target=_relay, args=(raw, context, port), daemon=True).start()


def _relay(raw, context, port):
    with (
        context.wrap_socket(raw, server_side=True) as client,
        socket.create_connection(("127.0.0.1", port)) as server,
    ):
        back = threading.Thread(target=_pass_on, args=(server, client), daemon=True)
        back.start()
        _pass_on(client, server)
        back.join()


def _pass_on(source, target):
    try:
        while piece := source.recv(_PIECE):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return  # one of them has hung up
