from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial

from miro_async.auth.storage.redis import RedisStorage
from tests.storage.kind import Kind, Place
from tests.storage.redis.servers import connected, new_prefix


@asynccontextmanager
async def redis(_, **options):
    """Open keys with a prefix of their own, on the server that is shared."""
    async with connected(**options) as client, new_prefix(client) as prefix:
        yield Place(storage=lambda: RedisStorage(client, prefix=prefix))


KINDS = [
    Kind(name="redis", open=redis, backends=("asyncio",)),
    Kind(
        name="redis-decoded",
        open=partial(redis, decode_responses=True, protocol=3),
        backends=("asyncio",),
    ),
]
