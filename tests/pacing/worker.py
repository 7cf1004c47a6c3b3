"""A process of its own that takes shared credits; it prints what it got.

    worker.py PREFIX SECONDS TASKS COST LIMIT

Each line has the window and the credits. Windows last a tenth of a second and the margin.
"""

from __future__ import annotations

import asyncio
import sys
import time

from redis.asyncio import Redis

from miro_async.call.redis_pacing import RedisPacingStore
from miro_async.call.shared_pacing import SharedPacer
from miro_async.clock import SystemClock


async def main(prefix: str, seconds: str, tasks: str, cost: str, limit: str) -> None:
    """Take as much as there is for so long."""
    async with Redis() as client:
        store = RedisPacingStore(client, prefix=prefix)
        pacer = SharedPacer(store, key="key", window=0.1, limit=int(limit), clock=SystemClock())
        await client.ping()
        print("ready", flush=True)  # noqa: T201 - to who began it
        until = float(sys.stdin.readline()) + float(seconds)

        async def work() -> None:
            while True:
                await pacer.take(int(cost))
                print(pacer._given.window, cost, flush=True)  # noqa: T201 - as above

        works = [asyncio.ensure_future(work()) for _ in range(int(tasks))]
        await asyncio.wait(works, timeout=until - time.time())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
