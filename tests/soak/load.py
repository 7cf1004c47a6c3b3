"""Very many calls at a server that keeps closing connections, and what they leave behind."""

from __future__ import annotations

import gc
import resource
import sys
import time
from pathlib import Path

import anyio
from attrs import frozen

from miro_async import Hooks, MiroApi
from miro_async.call.retry import RetryPolicy
from miro_async.options import Limits
from tests.concurrency.leftovers import held, nothing_but
from tests.concurrency.server import alone

CUTS = 0.01
"""The part of requests at which the server closes the connection; half of them are answered."""

TASKS = 50
MOST = 20

KINDS = [
    ("httpx", "asyncio"),
    ("httpx", "trio"),
    ("httpx2", "asyncio"),
    ("httpx2", "trio"),
    ("aiohttp", "asyncio"),
]
"""Each library, and the event loops that it runs on."""


@frozen(kw_only=True)
class Figures:
    """What a run took."""

    calls: int
    retries: int
    cut: int
    most_open: int
    seconds: float
    cpu: float
    memory: float
    """The growth of memory after the warm-up, in MB."""
    blocks: int
    """The growth of the number of allocated blocks."""

    def __str__(self):
        return (
            f"{self.calls} calls in {self.seconds:.1f} s ({self.cpu:.1f} s CPU), {self.cut} "
            f"connections cut, {self.retries} retries, at most {self.most_open} connections, "
            f"{self.memory:+.2f} MB and {self.blocks:+d} blocks after the warm-up"
        )


async def load(server, library, calls):
    """Make the calls, of which the first tenth is a warm-up; all are safe, so all must succeed."""
    before, seen = held(), await alone(server)
    retries = []
    async with MiroApi(
        "token",
        base_url=server.url,
        http_client=library,
        limits=Limits(max_connections=MOST),
        retry=RetryPolicy(backoff=0.01),
        pacing=False,
        hooks=Hooks(retry=lambda retry: retries.append(retry.attempt)),
    ) as api:
        server.ask(str(CUTS))
        await _calls(api, calls // 10)
        memory, blocks = _memory()
        begun, cpu = time.perf_counter(), time.process_time()
        await _calls(api, calls - calls // 10)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
        more_memory, more_blocks = _memory()
    await nothing_but(before)
    after = server.ask()
    server.ask("0")
    return Figures(
        calls=calls,
        retries=len(retries),
        cut=after["cut"] - seen["cut"],
        most_open=after["most open"],
        seconds=seconds,
        cpu=cpu,
        memory=(more_memory - memory) / 2**20,
        blocks=more_blocks - blocks,
    )


async def _calls(api, number):
    numbers = iter(range(number))

    async def work():
        for one in numbers:
            if one % 10:
                assert (await api.boards.get("plain")).name == "Retro"
            else:
                await api.boards.delete("plain")

    async with anyio.create_task_group() as tasks:
        for _ in range(TASKS):
            tasks.start_soon(work)


def _memory():
    """Give the bytes that this process has, and how many blocks of them Python uses."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize(), sys.getallocatedblocks()
