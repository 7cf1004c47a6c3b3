"""The edge of the network for the programs of the pages: Miro's hosts are on this machine.

The sandbox listens with TLS, with a certificate for the names of Miro's hosts, and a proxy leads
there what is meant for them. Programs are told of both as programs are: by their environment.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from contextlib import contextmanager

import trustme
import uvicorn
from attrs import Factory, define

from miro_async.sandbox.application import Application
from miro_async.sandbox.connections import CuttableConnection

HOSTS = ("api.miro.com", "miro.com")
_LOOPBACK = "127.0.0.1"
_PIECE = 64 * 1024


@define
class Edge:
    """A proxy, and whom it was asked for in vain."""

    port: int
    authority: str
    refused: list[str] = Factory(list)

    @property
    def environment(self):
        """What a program is told."""
        proxy = f"http://{_LOOPBACK}:{self.port}"
        return {
            "HTTPS_PROXY": proxy,
            "HTTP_PROXY": proxy,
            "NO_PROXY": f"{_LOOPBACK},localhost,::1",
            "SSL_CERT_FILE": self.authority,
        }


@contextmanager
def edge(sandbox, folder):
    """Serve a sandbox as Miro, as long as the context lasts."""
    authority = trustme.CA()
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    with _served(sandbox, authority) as port, socket.create_server((_LOOPBACK, 0)) as listener:
        made = Edge(listener.getsockname()[1], str(path))
        accepting = threading.Thread(target=_accept, args=(listener, port, made), daemon=True)
        accepting.start()
        yield made
        listener.shutdown(socket.SHUT_RDWR)
        accepting.join()


@contextmanager
def _served(sandbox, authority):
    config = uvicorn.Config(
        Application(sandbox),
        http=CuttableConnection,
        ws="none",
        lifespan="off",
        log_config=None,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=30,  # TLS ends when both have said so
    )
    config.load()
    config.ssl = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(config.ssl)
    server = uvicorn.Server(config)
    with socket.create_server((_LOOPBACK, 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.005)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


def _accept(listener, port, made):
    while True:
        try:
            raw, _ = listener.accept()
        except OSError:
            return  # it is over
        threading.Thread(target=_answer, args=(raw, port, made), daemon=True).start()


def _answer(raw, port, made):
    with raw:
        asked = _head(raw).decode("latin-1").partition("\r\n")[0]
        if asked.split(" ")[:2] not in [["CONNECT", f"{host}:443"] for host in HOSTS]:
            made.refused.append(asked)
            raw.sendall(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
            return
        raw.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with socket.create_connection((_LOOPBACK, port)) as server:
            back = threading.Thread(target=_pass_on, args=(server, raw), daemon=True)
            back.start()
            _pass_on(raw, server)
            back.join()


def _head(raw):
    head = b""
    while b"\r\n\r\n" not in head and (piece := raw.recv(_PIECE)):
        head += piece
    return head


def _pass_on(source, target):
    try:
        while piece := source.recv(_PIECE):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return  # one of them has hung up
