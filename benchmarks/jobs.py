"""What the resident processes do: name, how to make it ready, and what one round of it is."""

from __future__ import annotations

import json
import time
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING, Any, TypeAlias

import blocking
import clients
import local_miro
from samples import BOARD, CREATED, NOTE, headers, page

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from miro_async.call.transport.protocol import Response

Run: TypeAlias = "Callable[[int], Awaitable[None]]"
Job: TypeAlias = "Callable[[str], AbstractAsyncContextManager[Run]]"


@asynccontextmanager
async def one_by_one(opener: clients.Opener, url: str) -> AsyncGenerator[Run]:
    """Get a board, again and again."""
    async with opener(url) as client:

        async def run(times: int) -> None:
            """Make so many calls, one after another."""
            for _ in range(times):
                await client.get()

        yield run


@asynccontextmanager
async def at_once(opener: clients.Opener, name: str, width: int, url: str) -> AsyncGenerator[Run]:
    """Make calls of a kind, so many at the same time."""
    async with opener(url) as client:

        async def run(times: int) -> None:
            """Make so many calls."""
            await client.at_once(name, times, width)

        yield run


@asynccontextmanager
async def listing(opener: clients.Opener, url: str) -> AsyncGenerator[Run]:
    """List items, as many as a round has times."""
    async with opener(url) as client:

        async def run(times: int) -> None:
            """List so many items."""
            found = await client.items(times)
            assert len(found) >= times

        yield run


class Immediate:
    """A transport that has the answer already."""

    def __init__(self, status: int, body: bytes) -> None:
        from miro_async.call.transport.protocol import Response

        now = time.time()
        given = {name.lower(): value for name, value in headers(now, now + 60).items()}
        self._response = Response(status=status, headers=given, body=body)

    async def send(self, _request: object) -> Response:
        """Give the answer."""
        return self._response

    def stream(self, _request: object) -> Any:
        """Fail: nothing that is measured streams."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Do nothing: there is nothing to close."""


@asynccontextmanager
async def path(name: str, library: str, url: str) -> AsyncGenerator[Run]:
    """Make calls whose answers are there: what is left is our own part."""
    transport = Immediate(200, BOARD) if name == "get" else Immediate(201, CREATED)
    options = {} if library == "json" else {"json": library}
    async with clients.ours(url, transport=transport, **options) as client:
        call = getattr(client, name)

        async def run(times: int) -> None:
            """Make so many calls."""
            for _ in range(times):
                await call()

        yield run


@asynccontextmanager
async def local(prepare: Callable[[], Callable[[], object]], _url: str) -> AsyncGenerator[Run]:
    """Do something that needs no server."""
    do = prepare()

    async def run(times: int) -> None:
        """Do it so often."""
        for _ in range(times):
            do()

    yield run


def pages(strange: bool = False) -> list[bytes]:
    """Give pages of 2,000 items, one after another: whoever keeps what it met meets new things."""
    return [page(number, strange=strange) for number in range(40)]


def decoding(library: str, *, strange: bool = False) -> Callable[[], object]:
    """Make typed objects of a page of 50 items."""
    from miro_async.call.answer import Answers
    from miro_async.call.transport.protocol import Response
    from miro_async.codec import Codec
    from miro_async.endpoints.items import LIST

    make: Any = Codec
    codec = make() if library == "json" else make(library)
    answers = Answers(codec, drift=None)
    responses = cycle([Response(status=200, headers={}, body=body) for body in pages(strange)])
    return lambda: answers.page(LIST, next(responses))


def encoding(library: str) -> Callable[[], object]:
    """Write the body of a sticky note, made of objects that the caller has."""
    from miro_async.codec import Codec
    from miro_async.models import Position, StickyNoteData, StickyNoteStyle

    make: Any = Codec
    codec = make() if library == "json" else make(library)
    body = {
        "data": StickyNoteData(content="<p>Hello</p>", shape="square"),
        "style": StickyNoteStyle(fill_color="light_yellow"),
        "position": Position(x=1.5, y=2.5),
    }
    return lambda: codec.body(body)


def json_loads(*, strange: bool = False) -> Callable[[], object]:
    """Parse the page, no more."""
    bodies = cycle(pages(strange))
    return lambda: json.loads(next(bodies))


def json_dumps() -> Callable[[], object]:
    """Write the body from a dict that is there already."""
    return lambda: json.dumps(NOTE).encode()


def orjson_loads(*, strange: bool = False) -> Callable[[], object]:
    """Parse the page, no more."""
    import orjson

    bodies = cycle(pages(strange))
    return lambda: orjson.loads(next(bodies))


def orjson_dumps() -> Callable[[], object]:
    """Write the body from a dict that is there already."""
    import orjson

    return lambda: orjson.dumps(NOTE)


def peer_decoding() -> Callable[[], object]:
    """Make the official client's objects of the page."""
    import importlib

    decode = importlib.import_module("miro_api").MiroApi("token").api_client.deserialize
    bodies = cycle(pages())
    return lambda: decode(next(bodies).decode(), "GenericItemCursorPaged")


OPENERS: dict[str, clients.Opener] = {
    "ours": clients.ours,
    "ours fast": clients.ours_fast,
    "httpx": clients.httpx,
    "aiohttp": clients.aiohttp,
    "miro_api": blocking.miro_api,
    "sync": blocking.ours_sync,
    "sync fast": blocking.ours_sync_fast,
    "httpx.Client": blocking.httpx_sync,
    "floor": clients.floor,
}

JOBS: dict[str, Job] = {
    "decode ours": partial(local, partial(decoding, "json")),
    "decode ours fast": partial(local, partial(decoding, "orjson")),
    "decode json.loads": partial(local, json_loads),
    "decode orjson.loads": partial(local, orjson_loads),
    "decode miro_api": partial(local, peer_decoding),
    "decode strange ours": partial(local, partial(decoding, "json", strange=True)),
    "decode strange ours fast": partial(local, partial(decoding, "orjson", strange=True)),
    "decode strange json.loads": partial(local, partial(json_loads, strange=True)),
    "decode strange orjson.loads": partial(local, partial(orjson_loads, strange=True)),
    "encode ours": partial(local, partial(encoding, "json")),
    "encode ours fast": partial(local, partial(encoding, "orjson")),
    "encode json.dumps": partial(local, json_dumps),
    "encode orjson.dumps": partial(local, orjson_dumps),
    "path get ours": partial(path, "get", "json"),
    "path get ours fast": partial(path, "get", "orjson"),
    "path post ours": partial(path, "post", "json"),
    "path post ours fast": partial(path, "post", "orjson"),
}
JOBS["get sandbox"] = partial(one_by_one, local_miro.sandbox)
JOBS["list sandbox"] = partial(listing, local_miro.large)
JOBS["draw sandbox"] = local_miro.drawing
for _name, _opener in OPENERS.items():
    JOBS[f"get {_name}"] = partial(one_by_one, _opener)
    JOBS[f"list {_name}"] = partial(listing, _opener)
    for _width in (1, 32, 200):
        JOBS[f"get {_width} {_name}"] = partial(at_once, _opener, "get", _width)
        JOBS[f"post {_width} {_name}"] = partial(at_once, _opener, "post", _width)
