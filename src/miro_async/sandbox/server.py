"""The sandbox on a socket: a small ASGI application, run by uvicorn (the extra `sandbox`)."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from anyio import CancelScope, to_thread
from attrs import define, field

from ..call.transport.protocol import Request
from ..errors import ConfigurationError
from .sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from typing import Self

LOOPBACK = "127.0.0.1"
_LARGEST_BODY = 8 * 1024 * 1024  # more than any operation takes: files may have 6 MB


class _Server(Protocol):
    started: bool
    should_exit: bool

    def run(self, sockets: list[socket.socket]) -> None: ...


@define
class Application:
    """The sandbox as an ASGI application, for any ASGI server."""

    sandbox: Sandbox

    async def __call__(
        self,
        scope: Mapping[str, Any],
        receive: Callable[[], Awaitable[Mapping[str, Any]]],
        send: Callable[[Mapping[str, Any]], Awaitable[None]],
    ) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise ConfigurationError(f"the sandbox does not speak {scope['type']}")
        request = _request(scope, await _body(receive))
        response = await self.sandbox.send(request)
        headers = {**response.headers, "content-length": str(len(response.body))}
        if response.status == 204:  # noqa: PLR2004 - it must not have a length (RFC 9110, 8.6)
            del headers["content-length"]
        encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": response.status, "headers": encoded})
        await send({"type": "http.response.body", "body": response.body})


@define
class SandboxServer:
    """A sandbox on a socket of this machine, served by a thread while the context lasts.

        with SandboxServer() as server:
            api = MiroApi(server.token, base_url=server.url)

    Also as `async with`, on asyncio and trio. Port 0 takes any port that is free.
    """

    sandbox: Sandbox = field(factory=Sandbox)
    host: str = LOOPBACK
    port: int = 0
    _server: _Server | None = None
    _thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The base URL; its port is known once the server listens."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def token(self) -> str:
        """An access token of the sandbox's first user."""
        return self.sandbox.token

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        await to_thread.run_sync(self.start)
        return self

    async def __aexit__(self, *_: object) -> None:
        # Not given up when the caller is cancelled: the thread would outlive the context.
        with CancelScope(shield=True):
            await to_thread.run_sync(self.stop)

    def start(self) -> None:
        """Listen, and serve in a thread."""
        if self._thread:
            raise ConfigurationError("the sandbox's server runs already")
        server = _uvicorn_server(self.sandbox)
        listener = self._listen()
        thread = threading.Thread(
            target=server.run, args=([listener],), name="miro-sandbox", daemon=True
        )
        thread.start()
        while not server.started:
            if not thread.is_alive():
                listener.close()
                raise ConfigurationError("the sandbox's server did not start")
            time.sleep(0.005)
        self._server, self._thread = server, thread

    def stop(self) -> None:
        """Stop listening; calls in flight have a second to end. Stopping twice is allowed."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join()
            self._server = self._thread = None

    def serve(self, listening: Callable[[], None]) -> None:
        """Serve in this thread until a signal ends it; calls `listening` when the port is known."""
        server = _uvicorn_server(self.sandbox)
        with self._listen() as listener:
            listening()
            server.run([listener])

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        # asyncio sets TCP_NODELAY only on sockets that say they are TCP; without, calls take 40 ms.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((self.host, self.port))
            listener.listen()  # at once: two may bind one port, as long as neither listens
        except OSError as error:
            listener.close()
            raise ConfigurationError(f"cannot listen on {self.url}: {error.strerror}") from error
        self.port = listener.getsockname()[1]
        return listener


def _uvicorn_server(sandbox: Sandbox) -> _Server:
    try:
        import uvicorn
    except ImportError:
        message = "the sandbox on a socket needs uvicorn: pip install 'miro-async[sandbox]'"
        raise ConfigurationError(message) from None
    config = uvicorn.Config(
        Application(sandbox),
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,  # logging belongs to the program around it
        server_header=False,
        timeout_graceful_shutdown=1,  # a client that never ends its request must not hold it up
    )
    return uvicorn.Server(config)


async def _body(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> bytes:
    body, more = bytearray(), True
    while more and len(body) <= _LARGEST_BODY:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _request(scope: Mapping[str, Any], body: bytes) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", LOOPBACK)
    # ASGI servers may leave out the path as it was sent; then it is encoded again.
    path = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1")
    query = scope["query_string"].decode("latin-1")
    url = f"{scope['scheme']}://{host}{path}" + (f"?{query}" if query else "")
    return Request(method=scope["method"], url=url, headers=headers, body=body or None)
