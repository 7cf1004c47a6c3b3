"""The clients of the matrix: of each HTTP library, made by us or by the caller."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from typing import Any, TypeAlias

import aiohttp
import httpx

from miro_async import MiroApi

Clients: TypeAlias = Callable[..., AbstractAsyncContextManager[MiroApi]]
"""Makes a client with these options, and closes it after the block."""


@cache
def tls() -> ssl.SSLContext:
    """Give one TLS context for all: making one takes longer than a whole test."""
    return ssl.create_default_context()


def own(library: str) -> Clients:
    """Give clients of our own making."""

    @asynccontextmanager
    async def clients(**options: Any):
        async with MiroApi("user-token", http_client=library, ssl_context=tls(), **options) as api:
            yield api

    return clients


def of_caller(make: Callable[[], Any]) -> Clients:
    """Give clients on what the caller made, who closes it."""

    @asynccontextmanager
    async def clients(**options: Any):
        async with make() as client:
            async with MiroApi("user-token", http_client=client, **options) as api:
                yield api
            assert not getattr(client, "is_closed", getattr(client, "closed", None))

    return clients


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=tls()))


BOTH = ("asyncio", "trio")

CLIENTS: dict[str, tuple[Clients, tuple[str, ...]]] = {
    "httpx": (own("httpx"), BOTH),
    "httpx of the caller": (of_caller(lambda: httpx.AsyncClient(verify=tls())), BOTH),
    "httpx2": (own("httpx2"), BOTH),
    "aiohttp": (own("aiohttp"), ("asyncio",)),
    "aiohttp of the caller": (of_caller(_session), ("asyncio",)),
}
"""Each kind of client, and the event loops that it runs on."""
