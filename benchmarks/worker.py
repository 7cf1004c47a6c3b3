"""A process that measures what it is told to: `python worker.py URL`.

It reads lines from its input: the name of a job and how often to do it. For each it does the job
inside a running loop, and writes what that took.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobs import Run

WARM = 20  # a connection that the server has closed meanwhile is replaced before it counts


async def measured(run: Run, times: int) -> dict[str, float]:
    """Give the CPU and the wall time of a round, in seconds."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    await run(times)
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}


def described(error: BaseException) -> str:
    """Say what went wrong; of a group, what went wrong first."""
    match error:
        case BaseExceptionGroup(exceptions=[first, *_]):
            return described(first)
        case _:
            return f"{type(error).__name__}: {error}"


async def work(url: str) -> None:
    """Do what the lines say until there are no more."""
    from jobs import JOBS

    running: dict[str, Run] = {}
    async with AsyncExitStack() as stack:
        for line in sys.stdin:
            name, times = json.loads(line)
            try:
                if name not in running:
                    running[name] = await stack.enter_async_context(JOBS[name](url))
                await running[name](min(times, WARM))
                answer: dict[str, object] = {**await measured(running[name], times)}
            except Exception as error:  # noqa: BLE001 - the report says why there is no figure
                answer = {"error": described(error)}
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]))
