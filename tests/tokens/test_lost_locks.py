"""The lock of a refresh gets lost while it is held: an operator removed it, or a cleaning script.

Two then refresh the same token. Miro refuses the second one, who finds the token of the first.
"""

from __future__ import annotations

from pathlib import Path

import anyio
import pytest
from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.tokens.apps import Looking, works
from tests.tokens.marked import Marked
from tests.tokens.places import storage_at

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize("kind", ["file", "sqlite", "postgresql", "redis"]),
]


async def remove_locks(place):
    """Remove all locks of the place, whoever has them."""
    if place.kind == "file":
        for lock in Path(place.address).parent.glob("*.lock"):
            lock.unlink()
    elif place.kind == "redis":
        async with Redis(port=int(place.address)) as client:
            async for key in client.scan_iter(match=f"{place.name}*:lock"):
                await client.delete(key)
    else:
        engine = create_async_engine(place.address)
        async with engine.begin() as connection:
            await connection.execute(text(f"UPDATE {place.name} SET lease_holder = NULL"))  # noqa: S608 - our own name
        await engine.dispose()


@pytest.mark.parametrize("point", ["read", "saving"])
async def test_two_refresh_the_same_token(point, scene):
    """Before the request of the one who lost the lock, or after it: neither notices anything."""
    user, others_turn, over = scene.user, anyio.Event(), anyio.Event()
    looking = Looking()

    async def at(now):
        if now == point and not others_turn.is_set():
            await remove_locks(scene.place)
            others_turn.set()
            if point == "read":
                await over.wait()
            else:
                await scene.is_refused()
        if now == "saved":
            looking.is_over()

    async with storage_at(scene.place) as there:
        marked = Marked(there)
        async with scene.app(marked) as miro, scene.app() as other:
            api = await scene.authorize(miro)
            scene.expire()
            marked.at = at
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(looking.works, api)
                await others_turn.wait()
                await looking.works(other.as_user(user))
                looking.is_over()
                over.set()
            await works(api)
            await works(other.as_user(user))

    assert scene.counts == (1, 1)
    assert await scene.is_well()
