"""The sandbox on a socket: its ASGI application, run by uvicorn (the extra `sandbox`)."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, Protocol

from anyio import CancelScope, to_thread
from attrs import define, field

from ..errors import ConfigurationError
from .application import LOOPBACK, Application
from .sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self


class _Server(Protocol):
    started: bool
    should_exit: bool

    def run(self, sockets: list[socket.socket]) -> None: ...


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
    def authorize_url(self) -> str:
        """Where the app sends the browsers of its users."""
        return f"{self.url}/oauth/authorize"

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
        except (OSError, OverflowError, ValueError) as error:  # or it is no port, or no host
            listener.close()
            why = getattr(error, "strerror", None) or error
            raise ConfigurationError(f"cannot listen on {self.url}: {why}") from error
        self.port = listener.getsockname()[1]
        return listener


def _uvicorn_server(sandbox: Sandbox) -> _Server:
    try:
        import uvicorn

        from .connections import CuttableConnection
    except ImportError:
        message = "the sandbox on a socket needs uvicorn: pip install 'miro-async[sandbox]'"
        raise ConfigurationError(message) from None
    application = Application(sandbox)
    config = uvicorn.Config(
        application,
        http=CuttableConnection,
        ws="none",
        lifespan="off",
        log_config=None,  # logging belongs to the program around it
        server_header=False,
        timeout_keep_alive=60,  # longer than programs under test may stand still
        timeout_graceful_shutdown=1,  # a client that never ends its request must not hold it up
    )
    server = uvicorn.Server(config)
    application.is_closing = lambda: server.should_exit
    return server
