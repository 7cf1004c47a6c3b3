"""Where tokens are kept in these tests: a text says where, so that other processes find it, too."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager

import pytest
from attrs import asdict, evolve, frozen
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from miro_async import FileStorage, MemoryStorage, RedisStorage, SqlStorage
from tests.storage.redis import servers
from tests.storage.sql import databases

SHARED = ["file", "sqlite", "postgresql", "mariadb", "redis"]
"""What several processes can share."""

BRIEF = 0.3
"""Seconds of a lease whose end tests wait for."""

CASES = [
    pytest.param(kind, backend, id=f"{kind}-{backend}")
    for kind, backend in [
        ("memory", "asyncio"),
        ("memory", "trio"),
        ("file", "asyncio"),
        ("file", "trio"),
        *[(kind, "asyncio") for kind in SHARED[1:]],
    ]
]
"""Each kind of storage, on the event loops that it runs on."""


@frozen(kw_only=True)
class Place:
    """A place without tokens: what kind it is, where, and how long a lease lasts."""

    kind: str
    address: str = ""
    name: str = ""
    lease: float = 60.0

    def to_json(self) -> str:
        """Give what another process can read."""
        return json.dumps(asdict(self))

    def through(self, port) -> Place:
        """Give the same place by way of another port."""
        if self.kind == "redis":
            return evolve(self, address=str(port))
        url = make_url(self.address).set(port=port)
        return evolve(self, address=url.render_as_string(hide_password=False))

    @property
    def port(self) -> int:
        """The port of its server."""
        return int(self.address) if self.kind == "redis" else make_url(self.address).port


@asynccontextmanager
async def storage_at(place: Place):
    """Give a storage at this place, as a process of its own has it."""
    if place.kind == "file":
        yield FileStorage(place.address)
    elif place.kind == "redis":
        # Its own way of trying again takes many seconds; a connection that broke costs one try.
        retry = Retry(NoBackoff(), 1)
        async with Redis(port=int(place.address), retry=retry, socket_timeout=30) as client:
            yield RedisStorage(client, prefix=place.name, lease=place.lease)
    elif place.kind == "memory":
        yield MemoryStorage()
    else:
        engine = create_async_engine(place.address)
        try:
            yield SqlStorage(engine, table=place.name, lease=place.lease)
        finally:
            await engine.dispose()


@asynccontextmanager
async def new_place(kind, folder, *, lease=60.0):
    """Give a place that no other test has, and leave nothing behind."""
    if kind == "memory":
        yield Place(kind=kind)
    elif kind == "file":
        yield Place(kind=kind, address=str(folder / "tokens.json"))
    elif kind == "redis":
        async with servers.connected() as client, servers.new_prefix(client) as prefix:
            yield Place(kind=kind, address=str(servers.PORT), name=prefix, lease=lease)
    else:
        await databases.demand(kind)
        url = databases.url_of(kind, folder)
        address = url.render_as_string(hide_password=False)
        async with databases.connected(url) as engine, databases.new_table(engine) as table:
            yield Place(kind=kind, address=address, name=table, lease=lease)
