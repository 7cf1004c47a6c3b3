"""What goes out: a request's address and headers, as the bytes that they are on the wire."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import InvalidArgumentError
from ...options import Timeout

if TYPE_CHECKING:
    from .libraries import Httpx
    from .protocol import Departure, Request

LARGEST_PORT = 65535

_DEFAULT = Timeout()
_WITH_CONTENT = {"POST", "PUT", "PATCH"}  # without any they say so (RFC 9110, 8.6)


class Address(NamedTuple):
    """Where a request goes to; `name` is how that is written in its `Host`."""

    scheme: bytes
    host: bytes
    port: int | None
    name: bytes


class Outgoing:
    """A request as a connection takes it. It shows nothing of itself, as it has the token."""

    __slots__ = ("address", "body", "departure", "headers", "method", "target", "timeout")

    def __init__(  # noqa: PLR0913 - what a request is made of, each by keyword
        self,
        *,
        address: Address,
        method: str,
        target: bytes,
        headers: list[tuple[bytes, bytes]],
        body: bytes,
        timeout: Timeout,
        departure: Departure,
    ) -> None:
        self.address: Address = address
        self.method: str = method
        self.target: bytes = target
        self.headers: list[tuple[bytes, bytes]] = headers
        self.body: bytes = body
        self.timeout: Timeout = timeout
        self.departure: Departure = departure


def outgoing_of(library: Httpx, request: Request, encodings: str) -> Outgoing:
    """Give the request as a connection takes it."""
    address, target = address_of(library, request.url)
    return Outgoing(
        address=address,
        method=request.method,
        target=target,
        headers=headers_of(request, address, encodings),
        body=request.body or b"",
        timeout=request.timeout or _DEFAULT,
        departure=request.departure,
    )


def address_of(library: Httpx, url: str) -> tuple[Address, bytes]:
    """Split a URL into where a request goes to, and what it asks for there.

    Raises:
        InvalidArgumentError: It is no http or https address.
    """
    start = url.find("/", len("https://"))
    base, target = (url, "/") if start < 0 else (url[:start], url[start:])
    if _is_plain(target) and "?" not in base and "#" not in url:
        return _address(library, base), target.encode()
    parsed = _parsed(library, url)
    return _address(library, f"{parsed.scheme}://{parsed.netloc.decode()}"), parsed.raw_path


def headers_of(request: Request, address: Address, encodings: str) -> list[tuple[bytes, bytes]]:
    """Give the headers to send: those of the request, and those that HTTP needs."""
    headers = [(b"Host", address.name)]
    headers += [(name.encode(), value.encode()) for name, value in request.headers.items()]
    headers.append((b"Accept-Encoding", encodings.encode()))
    if request.body is not None or request.method in _WITH_CONTENT:
        headers.append((b"Content-Length", b"%d" % len(request.body or b"")))
    return headers


def demand_plain_headers(request: Request) -> None:
    """Refuse headers that are no ASCII; the message, as the frame, shows no value."""
    for name, value in request.headers.items():
        if not (name.isascii() and value.isascii()):
            del value
            raise InvalidArgumentError(f"the header {name!r} has characters other than ASCII")


def timeouts_of(request: Request) -> dict[str, Any]:
    """Give the timeouts as httpx's extension of a request."""
    wait = request.timeout or _DEFAULT
    return {
        "timeout": {
            "connect": wait.connect,
            "read": wait.read,
            "write": wait.write,
            "pool": None,  # waiting for a turn among our own calls is no fault of the network
        }
    }


@lru_cache(maxsize=64)
def _address(library: Httpx, base: str) -> Address:
    url = _parsed(library, base)
    if url.scheme not in {"http", "https"} or not url.host or (url.port or 0) > LARGEST_PORT:
        raise InvalidArgumentError("a request needs a whole address: https://...")
    return Address(url.raw_scheme, url.raw_host, url.port, url.netloc)


def _parsed(library: Httpx, url: str) -> Any:
    with suppress(library.InvalidURL, ValueError):  # a host that is none, bytes that are no text
        parsed = library.URL(url)
        parsed.host.encode("idna")  # as Python does later, to find the host
        return parsed
    # Outside of the handler, whose error would show the query.
    raise InvalidArgumentError("an address that cannot be understood")


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text
