"""Services that are only pretended, for clients that block."""

from __future__ import annotations

from contextlib import asynccontextmanager
from threading import Event
from typing import TYPE_CHECKING, Any

import anyio

from miro_async import NO_RETRIES
from miro_async.sync import MiroApi

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from miro_async import Request, Response, StreamedResponse

BOARD = {"id": "b", "type": "board", "name": "Retro"}
LONG = 60
"""Seconds within which everything happens; nothing waits for so long unless it is broken."""


class Hanging:
    """A transport that never answers, and tells what becomes of its calls."""

    def __init__(self) -> None:
        self.begun, self.ended, self.closed = Event(), Event(), Event()

    async def send(self, _: Request) -> Response:
        """Wait until it is cancelled."""
        self.begun.set()
        try:
            await anyio.sleep_forever()
        finally:
            self.ended.set()
        raise AssertionError

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncGenerator[StreamedResponse]:
        """Do the same."""
        await self.send(request)
        yield  # type: ignore[misc]

    async def aclose(self) -> None:
        """Note it."""
        self.closed.set()


def client(transport: object, **options: Any) -> MiroApi:
    """Give a client that tries nothing again."""
    return MiroApi(
        **({"access_token": "token", "transport": transport, "retry": NO_RETRIES} | options)
    )
