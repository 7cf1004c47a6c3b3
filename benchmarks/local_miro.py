"""The sandbox in this process, as tests use it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from clients import Client, Concurrent

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from miro_async import MiroApi

    Run = Callable[[int], Awaitable[None]]

ITEMS = 5_000
_BULK = 20
_ENDLESS = 10**12
"""Credits: the client would wait for those of the next minute."""


class InProcess(Concurrent):
    """Our client, with a sandbox instead of a network."""

    def __init__(self, api: MiroApi, board_id: str) -> None:
        self.api = api
        self.board_id = board_id

    async def get(self) -> object:
        """Get the board."""
        return await self.api.boards.get(self.board_id)

    async def post(self) -> object:
        """Create a sticky note."""
        return await self.api.sticky_notes.create(self.board_id, data={"content": "Hello"})

    async def items(self, most: int) -> list[Any]:
        """List the board's items, up to so many."""
        return await self.api.items.list(self.board_id).collect(limit=most)


@asynccontextmanager
async def sandbox(_url: str) -> AsyncGenerator[Client]:
    """Use this package on a sandbox with one board."""
    from miro_async import MiroApi
    from miro_async.sandbox import Sandbox

    miro = Sandbox(credits_a_minute=_ENDLESS)
    async with MiroApi(miro.token, transport=miro) as api:
        yield InProcess(api, miro.add_board("Retro"))


@asynccontextmanager
async def large(_url: str) -> AsyncGenerator[Client]:
    """Use it with a board of many items."""
    async with sandbox(_url) as client:
        assert isinstance(client, InProcess)
        await fill(client)
        yield client


async def fill(client: InProcess) -> None:
    """Put the items on the board, in rows."""
    api, board_id = client.api, client.board_id
    kinds = ("sticky_note", "shape", "text", "card")
    for start in range(0, ITEMS, _BULK):
        await api.items.create_bulk(
            board_id,
            items=[
                {
                    "type": kinds[number % len(kinds)],
                    "data": {"title" if kinds[number % len(kinds)] == "card" else "content": "Hi"},
                    "position": {"x": number % 100 * 300.0, "y": number // 100 * 300.0},
                }
                for number in range(start, start + _BULK)
            ],
        )


@asynccontextmanager
async def drawing(_url: str) -> AsyncGenerator[Run]:
    """Draw the board with many items."""
    from miro_async.drawing import board_svg

    async with large(_url) as client:
        items = await client.items(ITEMS)

        async def run(times: int) -> None:
            """Draw the board so often."""
            for _ in range(times):
                assert board_svg(items)

        yield run
