"""What is used of httpx, and of httpcore, its network; httpx2 has both anew.

The libraries are told apart here and nowhere else. They have the same names, so the types of the
one stand for both.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, cast

from ...errors import ConfigurationError

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx

LibraryName: TypeAlias = Literal["httpx", "httpx2"]

_CORES = {"httpx": "httpcore", "httpx2": "httpcore2"}


class NetworkStream(Protocol):
    """What connections need of an `httpcore.AsyncNetworkStream`."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's word
        """Give the next bytes, `b""` at the end."""
        ...

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's word
        """Send bytes."""
        ...

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's word
    ) -> NetworkStream:
        """Go on with TLS."""
        ...

    def get_extra_info(self, info: str) -> Any:
        """Tell `is_readable`, or give the `socket`."""
        ...

    async def aclose(self) -> None:
        """Close the stream."""
        ...


class Network(Protocol):
    """What connections need of an `httpcore.AsyncNetworkBackend`."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's word
    ) -> NetworkStream:
        """Connect to a host."""
        ...


class Faults(Protocol):
    """What all of these modules raise."""

    ConnectError: type[httpcore.ConnectError]
    ConnectTimeout: type[httpcore.ConnectTimeout]
    LocalProtocolError: type[httpcore.LocalProtocolError]
    PoolTimeout: type[httpcore.PoolTimeout]
    ProxyError: type[httpcore.ProxyError]
    TimeoutException: type[httpcore.TimeoutException]
    UnsupportedProtocol: type[httpcore.UnsupportedProtocol]


class Core(Faults, Protocol):
    """What connections raise: the module `httpcore` or `httpcore2`, or our `core_errors`."""

    ReadError: type[httpcore.ReadError]
    ReadTimeout: type[httpcore.ReadTimeout]
    RemoteProtocolError: type[httpcore.RemoteProtocolError]
    WriteError: type[httpcore.WriteError]
    WriteTimeout: type[httpcore.WriteTimeout]


class Httpx(Faults, Protocol):
    """The module `httpx` or `httpx2`."""

    AsyncBaseTransport: type[httpx.AsyncBaseTransport]
    AsyncByteStream: type[httpx.AsyncByteStream]
    AsyncClient: type[httpx.AsyncClient]
    InvalidURL: type[httpx.InvalidURL]
    Limits: type[httpx.Limits]
    Request: type[httpx.Request]
    Response: type[httpx.Response]
    URL: type[httpx.URL]

    def __hash__(self) -> int: ...

    def create_ssl_context(self) -> ssl.SSLContext:
        """Give a context that trusts whom the library trusts."""
        ...


def httpx_of(name: LibraryName) -> Httpx:
    """Give the library of this name.

    Raises:
        ConfigurationError: It is not installed.
    """
    try:
        return cast("Httpx", import_module(name))
    except ModuleNotFoundError as error:
        extra = "" if name == "httpx" else f"[{name}]"
        raise ConfigurationError(
            f'{name} is not installed: pip install "miro-async{extra}"'
        ) from error


def core_and_network(name: LibraryName, *, trio: bool) -> tuple[Core, Network]:
    """Give what makes connections in an event loop, and the errors that it raises."""
    if trio:
        httpcore = import_module(_CORES[name])
        return cast("Core", httpcore), cast("Network", httpcore.TrioBackend())
    from . import core_errors
    from .asyncio_network import AsyncioBackend

    core = cast("Core", core_errors)
    return core, AsyncioBackend(core)
