"""Stores of credits: the model, and Redis, a server of which has to be there."""

from __future__ import annotations

import pytest

from miro_async.call.redis_pacing import RedisPacingStore
from tests.pacing.places import ModelPlace, RedisPlace
from tests.storage.redis.servers import connected, new_prefix


@pytest.fixture(params=["asyncio"])
def anyio_backend(request):
    """Run where redis.asyncio does."""
    return request.param


@pytest.fixture
async def redis(anyio_backend):
    """Give the store in Redis, with keys of this test's own."""
    async with connected(decode_responses=True) as client, new_prefix(client) as prefix:
        yield RedisPlace(client, prefix, RedisPacingStore(client, prefix=prefix))


@pytest.fixture(params=["model", "redis"])
async def place(request, anyio_backend):
    """Give a store of each kind."""
    if request.param == "model":
        yield ModelPlace()
        return
    async with connected(decode_responses=True) as client, new_prefix(client) as prefix:
        yield RedisPlace(client, prefix, RedisPacingStore(client, prefix=prefix))
