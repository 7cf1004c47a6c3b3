"""Measures what sharing credits over Redis brings, and what it costs.

    python benchmarks/shared_pacing.py [--windows 3] [--speed 1] [--redis URL]

Worker processes of one user call the sandbox on a socket, as fast as they are let: first with a
`RedisPacingStore`, then each with a pacer of its own. The server counts what it refuses. With
`--speed 10`, all clocks but Redis's run ten times as fast, and what is told to Redis is divided by
ten: a quick look, in which every delay is ten times as long against the window.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from email.utils import formatdate
from random import Random
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, cast

import uvicorn
from attrs import evolve, frozen
from redis.asyncio import Redis

from miro_async import Limits, MiroApi
from miro_async.call.pacing import Pacer
from miro_async.call.redis_pacing import RedisPacingStore
from miro_async.call.shared_pacing import SharedPacer
from miro_async.clock import SystemClock
from miro_async.sandbox import Clock, Sandbox
from miro_async.sandbox.application import Application
from miro_async.sandbox.limits import CREDITS_A_MINUTE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from miro_async.call.pacing_store import Ask, Given, PacingStore
    from miro_async.call.transport.protocol import Request, Response

WINDOW = 60
PREFIX = "miro-benchmark:"
TAKES = 3000
REFUSED = 429

_BEGAN = 1_800_000_000.0
"""The time by the fast clocks when the system's was `_BEGAN`, too."""


@frozen
class FastClock:
    """The time of clients, so many times as fast; the same in all processes."""

    speed: float = 1.0

    def time(self) -> float:
        """Give the seconds since the epoch."""
        return _BEGAN + (time.time() - _BEGAN) * self.speed

    def monotonic(self) -> float:
        """Give seconds that never go back."""
        return time.monotonic() * self.speed

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds / self.speed)


class FastSandboxClock(Clock):
    """The same for the sandbox."""

    def __init__(self, speed: float) -> None:
        super().__init__()
        self._fast = FastClock(speed)

    def now(self) -> float:
        """Give the time in seconds since 1970."""
        return self._fast.time()


@frozen
class SlowedStore:
    """A store whose own clock does not run as fast as those of the clients."""

    store: PacingStore
    speed: float

    async def take(self, key: str, ask: Ask) -> Given:
        """Ask in the store's seconds, and give the answer in the clients'."""
        times = ("waited", "length", "late", "patience", "pause")
        slowed = evolve(ask, **{name: getattr(ask, name) / self.speed for name in times})
        if (heard := ask.heard) is not None:
            told = evolve(heard, reset=heard.reset / self.speed, left=heard.left / self.speed)
            slowed = evolve(slowed, heard=told)
        given = await self.store.take(key, slowed)
        return evolve(given, wait=given.wait * self.speed, left=given.left * self.speed)


class CountingSandbox(Sandbox):
    """A sandbox that counts what it answers in each of its windows, and says when."""

    def __init__(self, speed: float, credits_a_minute: int) -> None:
        super().__init__(clock=FastSandboxClock(speed), credits_a_minute=credits_a_minute)
        self.statuses: Counter[int] = Counter()
        self.windows: dict[int, tuple[float, int]] = {}
        """By their resets: when each began, and what was spent."""

    def answer(self, request: Request) -> Response:
        """Answer, with a date by the same clock as everything else."""
        response = super().answer(request)
        headers = response.headers
        reset, limit = int(headers["x-ratelimit-reset"]), int(headers["x-ratelimit-limit"])
        now, spent = self.clock.now(), limit - int(headers["x-ratelimit-remaining"])
        self.statuses[response.status] += 1
        self.windows[reset] = self.windows.get(reset, (now, 0))[0], spent
        return evolve(response, headers={**headers, "date": formatdate(now, usegmt=True)})

    def report(self) -> dict[str, Any]:
        """Give the refusals, and the part of the credits used until the last window began."""
        *full, (last, _) = self.windows.values()
        passed = (last - full[0][0]) / WINDOW if full else 1.0
        used = sum(spent for _, spent in full) / (passed * CREDITS_A_MINUTE)
        return {
            "answers": sum(self.statuses.values()),
            "refused": self.statuses[REFUSED],
            "others": sum(self.statuses[one] for one in self.statuses if one >= REFUSED + 1),
            "windows": len(self.windows),
            "used": used,
        }


async def serve(speed: float, credits_a_minute: int) -> None:
    """Serve until the input ends, and print the report."""
    sandbox = CountingSandbox(speed, credits_a_minute)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(512)
    config = uvicorn.Config(
        Application(sandbox), http="h11", ws="none", lifespan="off", log_config=None,
        server_header=False, date_header=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[listener]))
    print(json.dumps([f"http://127.0.0.1:{listener.getsockname()[1]}", sandbox.token]), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    print(json.dumps(sandbox.report()), flush=True)
    server.should_exit = True
    await serving


async def work(url: str, token: str, job: dict[str, Any]) -> None:
    """Call as fast as one is let, with many tasks, until the time is over."""
    speed, random = job["speed"], Random(job["number"])  # noqa: S311 - the same calls each time
    redis = _redis(job["redis"])
    store: bool | PacingStore = True
    if job["shared"]:
        store = SlowedStore(RedisPacingStore(redis, prefix=PREFIX), speed)
    done = 0
    limits = Limits(max_connections=job["tasks"])
    options: dict[str, Any] = {"pacing": store, "clock": FastClock(speed), "limits": limits}
    async with redis, MiroApi(token, base_url=url, **options) as api:
        board = await api.boards.create(name=f"Of worker {job['number']}")

        async def call() -> None:
            """Make calls until the time is over."""
            nonlocal done
            while True:
                if random.random() < 0.5:  # noqa: PLR2004 - half of them
                    await api.boards.get(board.id)
                else:
                    await api.items.list(board.id).first()
                done += 1

        calls = [asyncio.ensure_future(call()) for _ in range(job["tasks"])]
        await asyncio.wait(calls, timeout=job["seconds"], return_when=asyncio.FIRST_EXCEPTION)
        for one in calls:
            one.cancel()
        ended = await asyncio.gather(*calls, return_exceptions=True)
    failed = [one for one in ended if not isinstance(one, asyncio.CancelledError)]
    print(json.dumps({"done": done, "failed": [repr(one) for one in failed]}), flush=True)


def measured(options: argparse.Namespace, *, shared: bool) -> dict[str, Any]:
    """Run the server and the workers, and give what both say."""
    seconds = (options.windows * (WINDOW + 2) + 5) / options.speed
    arguments = ["--serve", str(options.speed), str(options.credits)]
    server = _started(arguments)
    assert server.stdin is not None
    assert server.stdout is not None
    url, token = json.loads(server.stdout.readline())
    job = {
        "seconds": seconds, "tasks": options.tasks, "speed": options.speed, "shared": shared,
        "redis": options.redis,
    }  # fmt: skip
    workers = [
        _started(["--work", url, token, json.dumps({**job, "number": number})])
        for number in range(options.workers)
    ]
    said = [json.loads(worker.communicate()[0]) for worker in workers]
    report: dict[str, Any] = json.loads(server.communicate()[0])
    assert not any(one["failed"] for one in said), said
    return {**report, "calls": [one["done"] for one in said]}


def _started(arguments: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, __file__, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _redis(url: str) -> Any:  # its types say less
    return cast("Any", Redis).from_url(url)


async def cost_of_takes(url: str) -> dict[str, list[float]]:
    """Give how many microseconds each take took, without others who ask: ours, and bare Redis."""
    taken: dict[str, list[float]] = {}
    async with _redis(url) as redis:
        store = RedisPacingStore(redis, prefix=PREFIX)
        clock = SystemClock()
        shared = SharedPacer(store, key=f"takes {os.getpid()}", limit=10**9, clock=clock)
        alone = Pacer(limit=10**9, clock=clock)
        sides: dict[str, Callable[[], Awaitable[object]]] = {
            "`SharedPacer.take`": lambda: shared.take(50),
            "`Pacer.take`": lambda: alone.take(50),
            "bare `redis.ping()`": redis.ping,
        }
        for _ in range(TAKES):  # in turns
            for name, side in sides.items():
                began = time.perf_counter()
                await side()
                taken.setdefault(name, []).append((time.perf_counter() - began) * 1e6)
    return taken


def main() -> None:
    """Measure, and print it as markdown."""
    parser = argparse.ArgumentParser(description="Measure credits shared over Redis.")
    parser.add_argument("--windows", type=int, default=3, help="minutes of credits to use up")
    parser.add_argument("--speed", type=float, default=1.0, help="how fast the clocks run")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--tasks", type=int, default=50, help="of each worker")
    parser.add_argument("--credits", type=int, default=100_000, help="a minute")
    parser.add_argument("--redis", default="redis://127.0.0.1:6379/0")
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(float(options.serve[0]), int(options.serve[1])))
    elif options.work:
        url, token, job = options.work
        asyncio.run(work(url, token, json.loads(job)))
    else:
        _print_all(options)


def _print_all(options: argparse.Namespace) -> None:
    print("| pacing | answers | 429s | windows | credits used | calls of each worker |")
    print("|---|---|---|---|---|---|")
    for name, shared in (("shared over Redis", True), ("each worker by itself", False)):
        got = measured(options, shared=shared)
        assert not got["others"], got
        calls = ", ".join(map(str, got["calls"]))
        print(
            f"| {name} | {got['answers']} | {got['refused']} | {got['windows']} "
            f"| {got['used']:.1%} | {calls} |",
            flush=True,
        )
    print("\n| one take | median | 95 % are below |\n|---|---|---|")
    for name, taken in asyncio.run(cost_of_takes(options.redis)).items():
        print(f"| {name} | {median(taken):.0f} us | {quantiles(taken, n=20)[-1]:.0f} us |")


if __name__ == "__main__":
    main()
