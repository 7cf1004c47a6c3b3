"""A client of the shared server, and storages with keys of each test's own."""

from __future__ import annotations

import pytest

from miro_async.auth.storage.redis import RedisStorage
from tests.storage.redis.servers import GONE, connected, new_prefix


@pytest.fixture(params=["asyncio"])
def anyio_backend(request):
    """Run where redis.asyncio does."""
    return request.param


@pytest.fixture
async def client():
    """Give a client that gives text."""
    async with connected(decode_responses=True) as client:
        yield client


@pytest.fixture
async def prefix(client):
    """Give a prefix of this test's own."""
    async with new_prefix(client) as prefix:
        yield prefix


@pytest.fixture
def storage(client, prefix):
    """Give a storage."""
    return RedisStorage(client, prefix=prefix)


@pytest.fixture
def brief(client, prefix):
    """Give a storage whose locks pass on soon."""
    return RedisStorage(client, prefix=prefix, lease=GONE)
