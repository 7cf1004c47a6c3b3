"""A client that downloads, an API and a file host, all only pretended."""

from __future__ import annotations

import json
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
import anyio.lowlevel
from attrs import Factory, define, frozen

from miro_async import Hooks, MiroApi, Retry
from miro_async.call.transport.protocol import Request, Response, StreamedResponse
from miro_async.errors import MiroConnectionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

API = "https://api.miro.com"
RESOURCE = f"{API}/v2/boards/uXjV%3D/resources/images/12?format=preview&redirect=false"
SIGNED = "https://files.example/boat.png?signature=hush"
TOKEN = "user-token"


@frozen
class Sent:
    """What a file host answers: pieces of a file, and perhaps no end or an early one."""

    pieces: Iterable[bytes] = ()
    status: int = 200
    headers: dict[str, str] = Factory(dict)
    breaks_off: bool = False
    stops: bool = False


def sent(*pieces: bytes, length: int | None = None, **headers: str) -> Sent:
    """Give a whole file with its length, or with a length that is wrong."""
    announced = sum(len(piece) for piece in pieces) if length is None else length
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    known = {"content-type": "image/png", "content-length": str(announced)}
    return Sent(pieces, headers={**known, **named})


def broken(*pieces: bytes, length: int = 100) -> Sent:
    """Give a file that breaks off, in the way of a transport."""
    return Sent(pieces, headers={"content-length": str(length)}, breaks_off=True)


def refused(status: int, **headers: str) -> Sent:
    """Give another status, and a body that nobody should see."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Sent((b"<StringToSign>hush</StringToSign>",), status, named)


def leads_to(location: str | None, status: int = 302) -> Sent:
    """Give a redirect."""
    return Sent((), status, {"location": location} if location else {})


def told(url: object = SIGNED) -> Response:
    """Give the API's answer that has the signed address."""
    return Response(status=200, headers={}, body=json.dumps({"type": "image", "url": url}).encode())


@define(slots=False)
class Hosts:
    """The API and the file host as one transport; the last answer of each is given for ever."""

    files: list[Sent]
    addresses: list[Response] = Factory(lambda: [told()])
    asked: list[Request] = Factory(list)
    fetched: list[Request] = Factory(list)
    open: int = 0
    most_open: int = 0

    async def send(self, request: Request) -> Response:
        """Answer as the API."""
        await anyio.lowlevel.checkpoint()
        self.asked.append(request)
        return _next(self.addresses)

    @asynccontextmanager
    async def stream(self, request: Request):
        """Answer as the file host."""
        self.fetched.append(request)
        await anyio.lowlevel.checkpoint()
        answer = _next(self.files)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            async with aclosing(_chunks(answer)) as chunks:
                yield StreamedResponse(status=answer.status, headers=answer.headers, chunks=chunks)
        finally:
            self.open -= 1

    async def aclose(self) -> None:
        """Keep everything."""


def _next(answers: list[Any]) -> Any:
    return answers.pop(0) if len(answers) > 1 else answers[0]


async def _chunks(answer: Sent):
    for piece in answer.pieces:
        await anyio.lowlevel.checkpoint()
        yield piece
    if answer.stops:
        await anyio.sleep_forever()
    if answer.breaks_off:
        raise MiroConnectionError("The connection to Miro failed.", may_have_happened=True)


@define(slots=False)
class Time:
    """A clock that moves only when somebody sleeps."""

    now: float = 1_700_000_000.0

    def time(self) -> float:
        """Give the time."""
        return self.now

    def monotonic(self) -> float:
        """Give the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        await anyio.lowlevel.checkpoint()
        self.now += seconds


@define
class Downloads:
    """A client of such hosts, what they have seen, and the tries that were followed by others."""

    hosts: Hosts
    api: MiroApi
    retries: list[Retry]
    clock: Time


def downloads(*files: Sent, addresses: Sequence[Response] = (), **options: Any) -> Downloads:
    """Give a client of an API and a file host with these answers."""
    hosts, retries, clock = Hosts(list(files)), [], Time()
    hosts.addresses = list(addresses) or [told()]
    listening = Hooks(retry=retries.append)
    api = MiroApi(TOKEN, transport=hosts, clock=clock, hooks=listening, **options)
    return Downloads(hosts, api, retries, clock)
