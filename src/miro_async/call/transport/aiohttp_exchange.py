"""One exchange through aiohttp: a request that goes out once and as it is, its answer, its faults.

The only ways that aiohttp has for this are its middlewares, its connector and its payloads.
"""

from __future__ import annotations

import asyncio
import selectors
from contextlib import aclosing
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

import aiohttp
from attrs import define

from ...errors import MiroConnectionError, MiroTimeoutError, TransportError
from ...options import Timeout
from .content import read_to_end

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from aiohttp.abc import AbstractStreamWriter
    from multidict import CIMultiDict

    from .protocol import Departure, Request

# Of these it is known that the request has not been sent.
_NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ServerFingerprintMismatch,
)
# A closed session makes RuntimeErrors of what is under way in it.
FAULTS = (aiohttp.ClientError, OSError, RuntimeError)

# Where there is no poll, there is at least select, which knows no descriptors above 1023.
_Selector: type[selectors.BaseSelector] = getattr(
    selectors, "PollSelector", selectors.SelectSelector
)

_PIECE = 64 * 1024  # what is written at once; aiohttp waits for room after as much


_DEPARTING: ContextVar[Departure] = ContextVar("miro_async_departing")
"""Of the request that this task sends: a connector learns nothing else of it."""


class Fault(Exception):  # noqa: N818 - it never leaves the transport
    """An error of aiohttp's under a name that aiohttp does not know."""

    def __init__(self, error: aiohttp.ClientError) -> None:
        super().__init__()
        self.error = error


@define(eq=False, repr=False)
class Once:
    """Sends a request with its own headers and no others, and sends it once.

    By itself aiohttp sends GET, PUT and DELETE again, when the connection turns out to be closed:
    a board would be copied twice. There is no setting for that, but it only does so for errors that
    it knows, and a middleware stands between.
    """

    request: Request
    encodings: str
    """What the answer may be compressed by."""
    last: bool
    """Whether the connection is not to be kept."""

    async def __call__(
        self, outgoing: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Send it; whatever goes wrong passes by aiohttp as a `Fault`."""
        self._dress(outgoing.headers)
        before = _DEPARTING.set(self.request.departure)
        try:
            return await handler(outgoing)
        except aiohttp.ClientError as error:
            raise Fault(error) from None
        finally:
            _DEPARTING.reset(before)

    def _dress(self, headers: CIMultiDict[str]) -> None:
        # Not given to the session as an argument: that would be among the locals of every error,
        # token and all, and a session with an `auth` of its own refuses it.
        own = [(name, headers[name]) for name in ("Host", "Content-Length") if name in headers]
        own.append(("Accept-Encoding", self.encodings))
        headers.clear()
        headers.extend(own)
        headers.extend(self.request.headers)
        if self.last:
            headers["Connection"] = "close"


class Connector(aiohttp.TCPConnector):
    """Gives no connection that the server has closed, even if the event loop has not seen it yet.

    A loop that was kept busy learns of it only after it has written the next request.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # pyright: ignore[reportUnknownMemberType]
        self._used: WeakKeyDictionary[object, Callable[[], object]] = WeakKeyDictionary()

    async def connect(self, *args: Any, **kwargs: Any) -> aiohttp.connector.Connection:
        """Give a connection: an idle one that is alive, or a new one."""
        departure = _DEPARTING.get()
        departure.held = True
        connection = await self._connected(*args, **kwargs)
        departure.held = False
        return connection

    async def _connected(self, *args: Any, **kwargs: Any) -> aiohttp.connector.Connection:
        while True:
            connection = await super().connect(*args, **kwargs)
            has_news = self._used.get(connection.protocol)
            if has_news is None:
                self._used[connection.protocol] = _watch(connection)
                return connection
            ended = has_news() and await _has_ended(connection)
            # It should be closed, too, when something came that nobody had asked for.
            if not ended and not connection.protocol.should_close:  # type: ignore[union-attr]
                return connection
            connection.close()


def _watch(connection: aiohttp.connector.Connection) -> Callable[[], object]:
    """Give what tells, by the kernel's word, whether anything has come that nobody has read."""
    selector = _Selector()
    transport = cast("asyncio.Transport", connection.transport)
    selector.register(transport.get_extra_info("socket").fileno(), selectors.EVENT_READ)
    return partial(selector.select, 0)


async def _has_ended(connection: aiohttp.connector.Connection) -> bool:
    # Once for the event loop to see it, and once for the connection to be told.
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    transport = connection.transport
    return transport is None or transport.is_closing()


class _Pieces(aiohttp.Payload):
    """A large body, written piece by piece, each within its time: aiohttp has no time for it."""

    def __init__(self, body: bytes, seconds: float | None) -> None:
        super().__init__(body, content_type="application/octet-stream")
        self._size = len(body)
        self._bytes = body
        self._seconds = seconds

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """Give the body as text, which aiohttp demands of every body."""
        return self._bytes.decode(encoding, errors)

    async def write(self, writer: AbstractStreamWriter) -> None:
        """Write the body."""
        body = memoryview(self._bytes)
        for start in range(0, len(body), _PIECE):
            async with asyncio.timeout(self._seconds):
                await writer.write(body[start : start + _PIECE])


def payload_of(request: Request) -> bytes | _Pieces | None:
    """Give the body of a request in the form in which aiohttp is to write it."""
    body = request.body
    if body is None or len(body) <= _PIECE:
        return body
    return _Pieces(body, (request.timeout or Timeout()).write)


def client_timeout(timeout: Timeout, *, owned: bool) -> aiohttp.ClientTimeout:
    """Give a timeout as aiohttp's; `owned` tells whether the session is."""
    # Of a session of the caller's, `connect` would count the wait for a turn among its own calls.
    return aiohttp.ClientTimeout(
        total=None,
        connect=timeout.connect if owned else None,
        sock_connect=None if owned else timeout.connect,
        sock_read=timeout.read,
    )


async def chunks_of(answer: aiohttp.ClientResponse) -> AsyncGenerator[bytes]:
    """Give the body of an answer, piece by piece, as it was sent.

    Raises:
        TransportError: It breaks off, or is not as long as it said.
    """
    content = answer.content
    while not content.at_eof():
        try:
            chunk = await content.readany()
        except FAULTS as fault:
            error = translated(fault)
        else:
            yield chunk
            continue
        raise error


async def whole_body(answer: aiohttp.ClientResponse) -> bytes:
    """Give the body of an answer.

    Raises:
        TransportError: It breaks off, is not as long as it said, or larger than what is taken.
    """
    if answer.content.is_eof():  # as most are: all of it has come with the headers
        return answer.content.read_nowait()
    async with aclosing(chunks_of(answer)) as chunks:
        return await read_to_end(chunks)


def end(answer: aiohttp.ClientResponse) -> None:
    """Let go of an answer."""
    if not answer.closed:  # not read to its end: its connection goes with it
        answer.close()


def headers_of(answer: aiohttp.ClientResponse) -> dict[str, str]:
    """Give the headers of an answer, with names in lower case, those of one name as one."""
    headers: dict[str, str] = {}
    for name, value in answer.headers.items():
        key = name.lower()
        if not value.isascii():  # aiohttp takes it for UTF-8, and keeps what is none
            value = value.encode("utf-8", "surrogateescape").decode("latin-1")  # noqa: PLW2901
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return headers


def translated(error: Exception) -> TransportError:
    """Give our error for one of aiohttp's, with that one as its cause."""
    sent = not isinstance(error, _NOT_SENT)
    # What it says itself of an answer that is no HTTP has the URL, and it keeps the headers sent.
    told = error.__cause__ if isinstance(error, aiohttp.ClientResponseError) else error
    what = f"{type(told).__name__}: {told}" if str(told) else type(told).__name__
    kind: type[TransportError] = MiroConnectionError
    message = f"The connection to Miro failed ({what})."
    if isinstance(error, TimeoutError):
        kind, message = MiroTimeoutError, f"Miro did not answer in time ({what})."
    result = kind(message, may_have_happened=sent)
    result.__cause__ = told
    return result
