"""The clients that are compared. Each can get a board, post a sticky note, and list all items.

These are for `await`, `blocking.py` has the others. All of them use what they import inside of
functions: a process that measures one of them has loaded no other.
"""

from __future__ import annotations

import json
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from samples import BOARD, CREATED, NOTE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from miro_async import MiroApi

BOARD_ID = "uXjVB123abc="
TOKEN = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_abcdefghijklmnopqrst"  # noqa: S105 - opens nothing
BOARD_PATH = "/v2/boards/uXjVB123abc%3D"
NOTES_PATH = f"{BOARD_PATH}/sticky_notes"
ITEMS_PATH = f"{BOARD_PATH}/items"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


class Client(Protocol):
    """What is measured of each."""

    async def get(self) -> object:
        """Get a board."""
        ...

    async def post(self) -> object:
        """Create a sticky note."""
        ...

    async def items(self, most: int) -> list[Any]:
        """List a board's items, up to so many."""
        ...

    async def at_once(self, name: str, times: int, width: int) -> None:
        """Do so many calls of a kind, never more than `width` at the same time."""
        ...


Opener: TypeAlias = "Callable[[str], AbstractAsyncContextManager[Client]]"


class Concurrent:
    """Calls at once by as many tasks, which share the work that is left."""

    async def at_once(self, name: str, times: int, width: int) -> None:
        """Do so many calls of a kind, never more than `width` at the same time."""
        import asyncio

        call = getattr(self, name)
        left = iter(range(times))

        async def work() -> None:
            """Make calls until none are left."""
            for _ in left:
                await call()

        async with asyncio.TaskGroup() as tasks:
            for _ in range(width):
                tasks.create_task(work())


class Ours(Concurrent):
    """This package."""

    def __init__(self, api: MiroApi) -> None:
        from miro_async.models import Position, StickyNoteData, StickyNoteStyle

        self._api = api
        self._data, self._style, self._position = StickyNoteData, StickyNoteStyle, Position

    async def get(self) -> object:
        """Get a board."""
        return await self._api.boards.get(BOARD_ID)

    async def post(self) -> object:
        """Create a sticky note."""
        return await self._api.sticky_notes.create(
            BOARD_ID,
            data=self._data(content="<p>Hello</p>", shape="square"),
            style=self._style(fill_color="light_yellow"),
            position=self._position(x=1.5, y=2.5),
        )

    async def items(self, most: int) -> list[Any]:
        """List a board's items, up to so many."""
        return await self._api.items.list(BOARD_ID).collect(limit=most)


@asynccontextmanager
async def ours(url: str, **options: Any) -> AsyncGenerator[Client]:
    """Use this package as it comes."""
    from miro_async import MiroApi

    async with MiroApi(TOKEN, base_url=url, **options) as api:
        yield Ours(api)


def ours_fast(url: str) -> AbstractAsyncContextManager[Client]:
    """Use this package with what the extra `fast` installs."""
    return ours(url, http_client="aiohttp", json="orjson")


class Bare(Concurrent):
    """An HTTP library and json, as one writes it by hand; gives dicts."""

    def __init__(self, client: Any, url: str) -> None:
        self._client = client
        self._url = url

    async def get(self) -> object:
        """Get a board."""
        return await self._read("GET", BOARD_PATH)

    async def post(self) -> object:
        """Create a sticky note."""
        return await self._read("POST", NOTES_PATH, json=NOTE)

    async def items(self, most: int) -> list[Any]:
        """List a board's items, up to so many."""
        items: list[Any] = []
        query = {"limit": "50"}
        while True:
            page = await self._read("GET", ITEMS_PATH, params=query)
            items += page["data"]
            if len(items) >= most or not page.get("cursor"):
                return items
            query["cursor"] = page["cursor"]

    async def _read(self, method: str, path: str, **more: Any) -> Any:
        raise NotImplementedError


class BareHttpx(Bare):
    """httpx."""

    async def _read(self, method: str, path: str, **more: Any) -> Any:
        answer = await self._client.request(method, self._url + path, **more)
        return answer.json()


class BareAiohttp(Bare):
    """aiohttp."""

    async def _read(self, method: str, path: str, **more: Any) -> Any:
        from yarl import URL

        address = URL(self._url + path, encoded=True)
        async with self._client.request(method, address, **more) as answer:
            return await answer.json()


@asynccontextmanager
async def httpx(url: str) -> AsyncGenerator[Client]:
    """Use httpx with its defaults: it may open a connection for each of 100 calls."""
    import httpx as library

    async with library.AsyncClient(headers=HEADERS) as client:
        yield BareHttpx(client, url)


@asynccontextmanager
async def aiohttp(url: str) -> AsyncGenerator[Client]:
    """Use aiohttp with its defaults."""
    import aiohttp as library

    async with library.ClientSession(headers=HEADERS) as session:
        yield BareAiohttp(session, url)


@asynccontextmanager
async def floor(url: str) -> AsyncGenerator[Client]:
    """Send prebuilt bytes by a bare asyncio protocol, and read no more than has to be."""
    from floor import Connections

    host = url.removeprefix("http://")
    head = f"HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {TOKEN}\r\n"
    body = json.dumps(NOTE)
    connections = Connections(
        *host.split(":"),
        get=f"GET {BOARD_PATH} {head}\r\n".encode(),
        post=(
            f"POST {NOTES_PATH} {head}Content-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode(),
        lengths={"get": len(BOARD), "post": len(CREATED)},
    )
    try:
        yield connections
    finally:
        connections.close()
