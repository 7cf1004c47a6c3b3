"""The clients that block, which are compared as well; calls at once are made by threads."""

from __future__ import annotations

import importlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any

from clients import BOARD_ID, BOARD_PATH, HEADERS, NOTES_PATH, TOKEN
from samples import NOTE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from clients import Client

    from miro_async.sync import MiroApi


class Blocking:
    """What they have in common."""

    def __init__(self) -> None:
        self._threads: dict[int, ThreadPoolExecutor] = {}

    async def get(self) -> object:
        """Get a board."""
        return self.got()

    async def post(self) -> object:
        """Create a sticky note."""
        return self.posted()

    async def items(self, most: int) -> list[Any]:
        """List a board's items, up to so many."""
        raise NotImplementedError

    def got(self) -> object:
        """Get a board, blocking."""
        raise NotImplementedError

    def posted(self) -> object:
        """Create a sticky note, blocking."""
        raise NotImplementedError

    async def at_once(self, name: str, times: int, width: int) -> None:
        """Do so many calls of a kind, by as many threads."""
        call = {"get": self.got, "post": self.posted}[name]
        left = iter(range(times))
        threads = self._threads.setdefault(width, ThreadPoolExecutor(width))

        def work(left: Iterator[int]) -> None:
            """Make calls until none are left."""
            for _ in left:
                call()

        for done in [threads.submit(work, left) for _ in range(width)]:
            done.result()


class OursSync(Blocking):
    """This package, without `await`."""

    def __init__(self, api: MiroApi) -> None:
        from miro_async.models import Position, StickyNoteData, StickyNoteStyle

        super().__init__()
        self._api = api
        self._data, self._style, self._position = StickyNoteData, StickyNoteStyle, Position

    def got(self) -> object:
        """Get a board, blocking."""
        return self._api.boards.get(BOARD_ID)

    def posted(self) -> object:
        """Create a sticky note, blocking."""
        return self._api.sticky_notes.create(
            BOARD_ID,
            data=self._data(content="<p>Hello</p>", shape="square"),
            style=self._style(fill_color="light_yellow"),
            position=self._position(x=1.5, y=2.5),
        )

    async def items(self, most: int) -> list[Any]:
        """List a board's items, up to so many."""
        return self._api.items.list(BOARD_ID).collect(limit=most)


@asynccontextmanager
async def ours_sync(url: str, **options: Any) -> AsyncGenerator[Client]:
    """Use this package without `await`, as it comes."""
    from miro_async.sync import MiroApi

    with MiroApi(TOKEN, base_url=url, **options) as api:
        yield OursSync(api)


def ours_sync_fast(url: str) -> AbstractAsyncContextManager[Client]:
    """Use it with what the extra `fast` installs."""
    return ours_sync(url, http_client="aiohttp", json="orjson")


class HttpxSync(Blocking):
    """httpx's client that blocks, and json; gives dicts."""

    def __init__(self, client: Any, url: str) -> None:
        super().__init__()
        self._client = client
        self._url = url

    def got(self) -> object:
        """Get a board, blocking."""
        return self._client.get(self._url + BOARD_PATH).json()

    def posted(self) -> object:
        """Create a sticky note, blocking."""
        return self._client.post(self._url + NOTES_PATH, json=NOTE).json()


@asynccontextmanager
async def httpx_sync(url: str) -> AsyncGenerator[Client]:
    """Use httpx's client that blocks, with its defaults."""
    import httpx as library

    with library.Client(headers=HEADERS) as client:
        yield HttpxSync(client, url)


class MiroApiPeer(Blocking):
    """The official client."""

    def __init__(self, library: Any) -> None:
        super().__init__()
        models = importlib.import_module("miro_api.models")
        self._api = library.MiroApi(TOKEN)
        self._models = models

    def posted(self) -> object:
        """Create a sticky note, blocking."""
        models = self._models
        return self._api.create_sticky_note_item(
            BOARD_ID,
            models.StickyNoteCreateRequest(
                data=models.StickyNoteData(content="<p>Hello</p>", shape="square"),
                style=models.StickyNoteStyle(fill_color="light_yellow"),
                position=models.PositionChange(x=1.5, y=2.5),
            ),
        )

    def got(self) -> object:
        """Get a board, blocking."""
        return self._api.get_specific_board(BOARD_ID)

    async def items(self, most: int) -> list[Any]:
        """List a board's items, up to so many."""
        items: list[Any] = []
        cursor: str | None = None
        while True:
            page = self._api.get_items(BOARD_ID, limit="50", cursor=cursor)
            items += page.data
            if len(items) >= most or not page.cursor:
                return items
            cursor = page.cursor


@asynccontextmanager
async def miro_api(url: str) -> AsyncGenerator[Client]:
    """Use the official client, told to keep 32 connections so that its threads need not reopen."""
    library = importlib.import_module("miro_api")
    configuration = importlib.import_module("miro_api.configuration").Configuration.get_default()
    configuration.host = url
    configuration.connection_pool_maxsize = 32
    yield MiroApiPeer(library)
