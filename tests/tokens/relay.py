"""What stands between an app and the sandbox, and spoils requests for tokens.

It runs in threads, with blocking sockets: what it does it does at that moment, whatever the event
loop of the test is busy with. Everything but the token endpoint it leaves alone.
"""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias

import anyio
from attrs import Factory, define, field

TOKEN_PATH = "/v1/oauth/token"
PATIENCE = 60.0
"""Seconds after which it gives up: a test hangs no longer than that."""


class Cut(Exception):  # noqa: N818 - the end of a connection, and no error
    """The connection is at its end, without an answer."""


@define(eq=False)
class Exchange:
    """One request for tokens."""

    port: int
    handler: BaseHTTPRequestHandler
    body: bytes
    quiet: threading.Semaphore

    def pass_on(self) -> bytes:
        """Let Miro answer; gives the answer as it goes over the wire."""
        upstream = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            headers = dict(self.handler.headers.items())
            upstream.request(self.handler.command, self.handler.path, self.body, headers)
            response = upstream.getresponse()
            return answer(response.status, response.read(), **dict(response.headers.items()))
        finally:
            upstream.close()

    def wait_for_the_end(self) -> None:
        """Say nothing until the client goes."""
        self.quiet.release()
        self.handler.connection.settimeout(PATIENCE)
        try:
            while self.handler.connection.recv(65536):
                pass
        except OSError:
            pass


Fault: TypeAlias = Callable[[Exchange], bytes]
"""What is done with one request for tokens: it gives the answer, or cuts the connection."""


def answer(status, body=b"", **headers):
    """Give an answer as it goes over the wire."""
    named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    for name in ("content-length", "transfer-encoding", "connection"):
        named.pop(name, None)
    named["content-length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} X\r\n{head}\r\n".encode() + body


def says(status, body=b"", **headers) -> Fault:
    """Answer in the place of Miro, which hears nothing of the request."""
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
        headers["content_type"] = "application/json"
    return lambda _: answer(status, body, **headers)


def passes(exchange):
    """Do no harm."""
    return exchange.pass_on()


def cut_before(_):
    """Cut the connection; Miro has heard nothing."""
    raise Cut


def cut_after(exchange):
    """Cut the connection; Miro has given new tokens, which nobody gets."""
    exchange.pass_on()
    raise Cut


def cut_within(exchange):
    """Cut the connection in the middle of the tokens."""
    exchange.handler.wfile.write(exchange.pass_on()[:-20])
    raise Cut


def silent_before(exchange):
    """Give no answer; Miro has heard nothing."""
    exchange.wait_for_the_end()
    raise Cut


def silent_after(exchange):
    """Give no answer; Miro has given new tokens, which nobody gets."""
    exchange.pass_on()
    exchange.wait_for_the_end()
    raise Cut


SILENT = (silent_before, silent_after)


def speaks_no_http(exchange):
    """Answer as a mail server does."""
    exchange.handler.wfile.write(b"220 mail.example ESMTP\r\n")
    raise Cut


def says_after(status, body=b"", **headers) -> Fault:
    """Give another answer than Miro, which has given new tokens."""
    instead = says(status, body, **headers)

    def fault(exchange):
        exchange.pass_on()
        return instead(exchange)

    return fault


@define(eq=False)
class Held:
    """Holds the answer back until it is told to go on.

    Or the request, of which Miro then hears nothing.
    """

    request: bool = False
    reached: threading.Event = Factory(threading.Event)
    over: threading.Event = Factory(threading.Event)

    async def is_reached(self):
        """Wait until the request is here."""
        assert await anyio.to_thread.run_sync(self.reached.wait, PATIENCE)

    def __call__(self, exchange):
        """Hold it."""
        given = None if self.request else exchange.pass_on()
        self.reached.set()
        self.over.wait(PATIENCE)
        if given is None:
            raise Cut
        return given


def meanwhile(function, fault=passes) -> Fault:
    """Do something when Miro has answered, and before the app hears of it."""

    def then(exchange):
        given = fault(exchange)
        function()
        return given

    return then


@define(eq=False)
class Relay:
    """Where it is, what it does, and what it has seen."""

    port: int
    faults: list[Fault] = field(factory=list)
    """What it does with the next requests for tokens; all others pass."""
    always: Fault = passes
    """What it does when none of these is left."""
    asked: list[str] = field(factory=list)
    """The bodies of all requests for tokens."""
    quiet: threading.Semaphore = field(factory=lambda: threading.Semaphore(0))
    """Counts the requests that it says nothing to: Miro has heard by then what it is to hear."""

    @property
    def upcoming(self) -> Fault:
        """What it does with the next request for tokens."""
        return self.faults[0] if self.faults else self.always

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def behave(self, *faults, always=passes):
        """Forget what was; from now on do this."""
        self.faults, self.always = list(faults), always
        self.asked.clear()
        self.quiet = threading.Semaphore(0)

    def next(self) -> Fault:
        """Give what is to be done now."""
        return self.faults.pop(0) if self.faults else self.always


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # or a connection in a crowd takes a second


@contextmanager
def relay_to(port):
    """Put a relay before the server at this port, as long as the block lasts."""
    relay = Relay(0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self):
            """Relay one request."""
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            exchange = Exchange(port, self, body, relay.quiet)
            fault = passes
            if self.path == TOKEN_PATH:
                relay.asked.append(body.decode())
                fault = relay.next()
            try:
                self.wfile.write(fault(exchange))
            except (Cut, OSError):
                self.close_connection = True

        do_GET = do_POST  # noqa: N815 - as above

        def log_message(self, *_):
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        relay.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield relay
        finally:
            server.shutdown()
            thread.join(PATIENCE)
