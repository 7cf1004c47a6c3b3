"""A service that is only pretended: it keeps what it is sent, and answers what it is told."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

import anyio.lowlevel
from attrs import Factory, define

from miro_async.call.retry import NO_RETRIES
from miro_async.call.transport.protocol import Request, Response, StreamedResponse
from miro_async.client import MiroApi

Answer: TypeAlias = Callable[[Request], Response]


def answer(content: object, status: int = 200, **headers: str) -> Response:
    """Give an answer with JSON."""
    return raw_answer(json.dumps(content).encode(), status, **headers)


def raw_answer(body: bytes = b"", status: int = 200, **headers: str) -> Response:
    """Give an answer with any bytes; underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status=status, headers={"content-type": "application/json", **named}, body=body)


@define
class Service:
    """A transport that answers by a function, or from a list, in order."""

    answers: Answer | list[Response] = Factory(list)
    requests: list[Request] = Factory(list)
    closed: bool = False

    async def send(self, request: Request) -> Response:
        """Keep the request and answer it; other tasks get a turn, as with a real service."""
        self.requests.append(request)
        await anyio.lowlevel.checkpoint()
        return self.answers(request) if callable(self.answers) else self.answers.pop(0)

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncIterator[StreamedResponse]:
        """Answer as `send` does, byte for byte."""
        response = await self.send(request)
        yield StreamedResponse(
            status=response.status, headers=response.headers, chunks=_bytewise(response.body)
        )

    async def aclose(self) -> None:
        """Remember that it was closed."""
        self.closed = True

    def client(self, **options: Any) -> MiroApi:
        """Give a client of this service, which tries nothing again unless it is told to."""
        given = {"access_token": "user-token", "scim_token": "scim-token", "retry": NO_RETRIES}
        return MiroApi(transport=self, **(given | options))

    @property
    def request(self) -> Request:
        """The only request."""
        (request,) = self.requests
        return request

    @property
    def body(self) -> Any:
        """The JSON of the only request."""
        assert self.request.body is not None
        return json.loads(self.request.body)

    @property
    def queries(self) -> list[dict[str, str]]:
        """The query of each request."""
        return [query_of(request) for request in self.requests]


@define
class SteppedClock:
    """Time that moves only by waiting."""

    now: float = 1_800_000_000.0
    slept: list[float] = Factory(list)

    def time(self) -> float:
        """Give the seconds since the epoch."""
        return self.now

    def monotonic(self) -> float:
        """Give the same: it never goes back."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Be later at once; other tasks get a turn."""
        self.slept.append(seconds)
        self.now += seconds
        await anyio.lowlevel.checkpoint()


async def _bytewise(body: bytes) -> AsyncIterator[bytes]:
    for byte in body:
        await anyio.lowlevel.checkpoint()
        yield bytes([byte])


def query_of(request: Request) -> dict[str, str]:
    """Give the query of a request."""
    pairs = parse_qsl(
        urlsplit(request.url).query, keep_blank_values=True, strict_parsing=bool("=" in request.url)
    )
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def service_with(*answers: Response) -> Service:
    """Give a service with these answers."""
    return Service(list(answers))
