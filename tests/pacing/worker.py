"""A process of its own that takes shared credits; it prints what it got.

    worker.py PREFIX WINDOWS TASKS COST LIMIT

It ends when it has got something of one window more than it was told: those before are over.
Each line has the window and the credits. Windows last a tenth of a second and the margin.
"""

from __future__ import annotations

import asyncio
import sys

from redis.asyncio import Redis

from miro_async.call.redis_pacing import RedisPacingStore
from miro_async.call.shared_pacing import SharedPacer
from miro_async.clock import SystemClock


async def main(prefix: str, windows: str, tasks: str, cost: str, limit: str) -> None:
    """Take as much as there is of so many windows."""
    async with Redis() as client:
        store = RedisPacingStore(client, prefix=prefix)
        pacer = SharedPacer(store, key="key", window=0.1, limit=int(limit), clock=SystemClock())
        await client.ping()
        print("ready", flush=True)  # noqa: T201 - to who began it
        sys.stdin.readline()
        seen: set[object] = set()
        over = asyncio.Event()

        async def work() -> None:
            while True:
                await pacer.take(int(cost))
                seen.add(pacer._given.window)
                if len(seen) > int(windows):
                    over.set()
                print(pacer._given.window, cost, flush=True)  # noqa: T201 - as above

        works = [asyncio.ensure_future(work()) for _ in range(int(tasks))]
        await asyncio.wait_for(over.wait(), 60)
        for one in works:
            one.cancel()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
