"""Measures what more workers bring to `examples/org_export`, and whether they share the credits.

    python benchmarks/export_workers.py --workers 1 2 3 --items 60 --credits 1000000000
    python benchmarks/export_workers.py --workers 1 3 --items 300 --kill

A sandbox in a process of its own has the boards; the workers are started as machines would start
them, and a board counts when its row in PostgreSQL says that it is done. With `--credits` as Miro's
(the default) the sandbox refuses what is too much, and its windows tell what was used of them.
`--kill` ends one worker with SIGKILL while it has boards. Tokens live for `--expires` seconds.

The queue and the credits are in Redis (`--redis`), and the tables in a database that is made for
each run (`--postgresql`, the address of a server that lets us do so).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

import uvicorn
from attrs import define
from redis import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from miro_async import Miro, MiroApi, SqlStorage
from miro_async.sandbox import Clock, Sandbox
from miro_async.sandbox.application import Application
from miro_async.sandbox.limits import CREDITS_A_MINUTE

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from miro_async.call.transport.protocol import Request, Response

EXAMPLES = Path(__file__).parents[1] / "examples"
CALLBACK = "https://this-app.example/callback"
TOO_MANY = 429
BULK = 20
COLUMNS = (
    "workers", "boards", "s", "boards/s", "CPU s of workers", "of sandbox", "answers", "429s",
    "credits used", "refreshes", "refused", "begun again", "not whole",
)  # fmt: skip
TICKS = os.sysconf("SC_CLK_TCK")


class CountingSandbox(Sandbox):
    """A sandbox that counts its answers, and what is spent in each of its windows.

    The windows are known by when they end; of each there is when it began, and what was spent.
    """

    statuses: Counter[int]
    windows: dict[int, tuple[float, int]]

    def answer(self, request: Request) -> Response:
        """Answer, and count."""
        response = super().answer(request)
        self.statuses[response.status] += 1
        headers = response.headers
        if "x-ratelimit-reset" in headers:
            reset, limit = int(headers["x-ratelimit-reset"]), int(headers["x-ratelimit-limit"])
            spent = limit - int(headers["x-ratelimit-remaining"])
            began = self.windows.get(reset, (time.time(), 0))[0]
            self.windows[reset] = began, max(spent, self.windows.get(reset, (0, 0))[1])
        return response


def organization(path: Path, options: argparse.Namespace) -> None:
    """Make the boards, by a clock that waits for nobody, and keep them in a file."""
    made = Sandbox(
        clock=Clock(datetime(2026, 1, 1, tzinfo=UTC)),
        redirect_urls=[CALLBACK],
        expires_in=options.expires,
        credits_a_minute=10**9,
    )

    async def fill() -> None:
        """Put notes onto new boards."""
        async with MiroApi(made.token, transport=made, pacing=False) as api:
            for number in range(options.boards):
                board_id = made.add_board(f"Board {number}")
                for start in range(0, options.items, BULK):
                    texts = range(start, min(start + BULK, options.items))
                    await api.items.create_bulk(board_id, items=[_note(number, n) for n in texts])

    asyncio.run(fill())
    made.save(path)


def _note(board: int, number: int) -> dict[str, object]:
    position = {"x": number % 20 * 220.0, "y": number // 20 * 250.0}
    content = f"Note {number} of board {board}"
    return {"type": "sticky_note", "data": {"content": content}, "position": position}


async def serve(path: str, database: str, budget: int, latency: float) -> None:
    """Serve the organization until the input ends, and print what came."""
    sandbox = CountingSandbox.load(path, clock=Clock())
    sandbox._service.limits.budget = budget  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - the file has that of its making
    sandbox.statuses, sandbox.windows = Counter(), {}
    if latency:
        sandbox.faults.add("delay", to="*", seconds=latency, times=10**9)
    await _authorize(sandbox, database)
    config = uvicorn.Config(
        Application(sandbox), http="h11", ws="none", lifespan="off", log_config=None, port=0,
        server_header=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
    listener = config.bind_socket()
    server = uvicorn.Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[listener]))
    told = {
        "MIRO_BASE_URL": f"http://127.0.0.1:{listener.getsockname()[1]}",
        "MIRO_CLIENT_ID": sandbox.client_id,
        "MIRO_CLIENT_SECRET": sandbox.client_secret,
        "EXPORT_USERS": sandbox.user_ids[0],
    }
    print(json.dumps(told), flush=True)
    cpu = time.process_time()
    await asyncio.to_thread(sys.stdin.readline)
    said = {
        "statuses": sandbox.statuses,
        "windows": [one for one in sandbox.windows.values() if one[1]],  # not of tokens
        "refreshes": [sandbox.refreshes, sandbox.refused_refreshes],
        "cpu": time.process_time() - cpu,
    }
    print(json.dumps(said), flush=True)
    server.should_exit = True
    await serving


async def _authorize(sandbox: Sandbox, database: str) -> None:
    engine = create_async_engine(database)
    storage = SqlStorage(engine)
    await storage.create_table()
    async with Miro(
        client_id=sandbox.client_id, client_secret=sandbox.client_secret, redirect_url=CALLBACK,
        storage=storage, transport=sandbox,
    ) as miro:  # fmt: skip
        url, state = miro.authorization_url()
        redirected = sandbox.authorize(url, user=sandbox.user_ids[0])
        await miro.exchange_code_for_access_token(redirected, state=state)
    await engine.dispose()


@define
class Run:
    """One run: its sandbox, its database, and its workers."""

    options: argparse.Namespace
    database: str
    variables: dict[str, str]
    workers: list[subprocess.Popen[bytes]]

    def command(self, *arguments: str) -> str:
        """Run a command of the example."""
        return subprocess.run(
            [sys.executable, "-m", "org_export", *arguments],
            check=True, capture_output=True, text=True, env=self.variables,
        ).stdout  # fmt: skip

    def start(self, logs: Path) -> None:
        """Start a worker with its processes, and wait until it listens."""
        log = logs / f"{len(self.workers)}.log"
        with log.open("wb") as output:
            worker = subprocess.Popen(
                [sys.executable, "-m", "org_export", "work"],
                env=self.variables, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
        self.workers.append(worker)
        while "Listening started" not in log.read_text():
            time.sleep(0.05)

    def cpu(self) -> float:
        """Give the seconds of CPU that the workers have used so far."""
        spent = 0.0
        for worker in self.workers:
            for pid in [worker.pid, *_children(worker.pid)]:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                spent += (int(fields[11]) + int(fields[12])) / TICKS
        return spent

    async def states(self) -> dict[str, int]:
        """Give how many boards are in each state."""
        rows = await _ask(
            self.database, "SELECT state, count(*) FROM org_export_boards GROUP BY state"
        )
        return {state: count for state, count in rows}  # noqa: C416 - a row is no pair

    async def wait(self, seconds: float) -> None:
        """Wait until all boards are done, or for so long; kill a worker meanwhile, if asked."""
        end, kill = time.monotonic() + seconds, self.options.kill
        while time.monotonic() < end:
            states = await self.states()
            if not states.keys() & {"waiting", "running"}:
                return
            if kill and states.get("done", 0) > self.options.boards / 3:
                kill = False
                killed = self.workers.pop()
                os.killpg(killed.pid, signal.SIGKILL)
                killed.wait()
            await asyncio.sleep(0.2)


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


async def _ask(database: str, statement: str) -> Sequence[Any]:
    engine = create_async_engine(database, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            answer = await connection.execute(text(statement))
            return answer.all() if answer.returns_rows else []
    finally:
        await engine.dispose()


@contextmanager
def prepared(options: argparse.Namespace, folder: Path) -> Generator[tuple[Run, list[Any]]]:
    """Give a run with its sandbox; what that says in the end is put into the list."""
    name, said = f"miro_{token_hex(8)}", list[Any]()
    database = f"{options.postgresql.rpartition('/')[0]}/{name}"
    asyncio.run(_ask(options.postgresql, f"CREATE DATABASE {name}"))
    with ExitStack() as stack:
        stack.callback(
            lambda: asyncio.run(_ask(options.postgresql, f"DROP DATABASE {name} WITH (FORCE)"))
        )
        stack.callback(_forget, options.redis, f"{name}:")
        server = stack.enter_context(
            subprocess.Popen(
                [sys.executable, __file__, "--serve", str(folder / "organization.json"), database,
                 str(options.credits), str(options.latency)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
        assert server.stdin is not None
        assert server.stdout is not None
        stack.callback(server.kill)
        variables = os.environ | json.loads(server.stdout.readline()) | {
            "PYTHONPATH": str(EXAMPLES), "MIRO_REDIRECT_URL": CALLBACK, "DATABASE_URL": database,
            "REDIS_URL": options.redis, "EXPORT_PREFIX": f"{name}:", "EXPORT_LEASE": "10",
            "EXPORT_FOLDER": str(folder / name), "EXPORT_BOARDS_AT_ONCE": str(options.at_once),
        }  # fmt: skip
        run = Run(options, database, variables, [])
        try:
            yield run, said
        finally:
            server.stdin.write("\n")
            server.stdin.flush()
            said.append(json.loads(server.stdout.readline()))
            for worker in run.workers:
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()


def _forget(url: str, prefix: str) -> None:
    redis: Any = cast("Any", Redis).from_url(url)  # its types say less
    with redis:
        for key in redis.scan_iter(match=f"*{prefix}*", count=1000):
            redis.delete(key)


def measured(options: argparse.Namespace, folder: Path, workers: int) -> dict[str, Any]:
    """Export all boards with so many workers, and give what it took."""
    logs = folder / token_hex(4)
    logs.mkdir()
    with prepared(options, folder) as (run, said):
        for _ in range(workers):
            run.start(logs)
        cpu = run.cpu()
        run.command("plan")
        asyncio.run(run.wait(options.longest))
        report: dict[str, Any] = {"cpu": run.cpu() - cpu, "states": asyncio.run(run.states())}
        [(seconds, again)] = asyncio.run(
            _ask(
                run.database,
                "SELECT CAST(extract(epoch FROM max(since) - min(sent_at)) AS double precision),"
                " count(*) FILTER (WHERE attempts > 1) FROM org_export_boards WHERE state = 'done'",
            )
        )
        report |= {
            "seconds": seconds,
            "again": again,
            "check": run.command("check").partition(" ")[0],
        }
        report["folders"] = len(
            [*(Path(run.variables["EXPORT_FOLDER"]) / "export/boards").iterdir()]
        )
    return report | {"sandbox": said[0], "budget": options.credits}


def used(windows: Sequence[tuple[float, int]], budget: int) -> str:
    """Tell what was used of the credits of each window, and how far apart the windows began."""
    parts = [f"{spent / budget:.1%}" for _, spent in windows]
    gaps = [f"{later - began:.0f}" for (began, _), (later, _) in pairwise(windows)]
    return f"{', '.join(parts)}; after {', '.join(gaps) or '-'} s"


def main() -> None:
    """Measure, and print it as markdown."""
    parser = argparse.ArgumentParser(description="Measure the export of an organization.")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--boards", type=int, default=300)
    parser.add_argument("--items", type=int, default=60, help="of each board")
    parser.add_argument("--at-once", type=int, default=8, help="boards of each worker")
    parser.add_argument("--credits", type=int, default=CREDITS_A_MINUTE, help="a minute")
    parser.add_argument("--latency", type=float, default=0, help="seconds that an answer takes")
    parser.add_argument("--expires", type=int, default=3600, help="seconds that tokens live")
    parser.add_argument("--longest", type=float, default=240, help="seconds that a run may take")
    parser.add_argument("--kill", action="store_true", help="one of the workers, midway")
    parser.add_argument("--redis", default="redis://127.0.0.1:6379/0")
    parser.add_argument("--postgresql", default="postgresql+asyncpg://root@127.0.0.1:5432/test")
    parser.add_argument("--serve", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        path, database, budget, latency = options.serve
        asyncio.run(serve(path, database, int(budget), float(latency)))
        return
    print(f"| {' | '.join(COLUMNS)} |")
    print("|---" * len(COLUMNS) + "|")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # which ends the workers, too
    with TemporaryDirectory() as folder:
        organization(Path(folder) / "organization.json", options)
        for workers in options.workers:
            _print(workers, measured(options, Path(folder), workers))


def _print(workers: int, got: dict[str, Any]) -> None:
    sandbox, done = got["sandbox"], got["states"].get("done", 0)
    cells = (
        workers, f"{done} in {got['folders']} folders", f"{got['seconds']:.1f}",
        f"{done / got['seconds']:.1f}", f"{got['cpu']:.1f}", f"{sandbox['cpu']:.1f}",
        sum(sandbox["statuses"].values()), sandbox["statuses"].get(str(TOO_MANY), 0),
        used(sandbox["windows"], got["budget"]), *sandbox["refreshes"], got["again"], got["check"],
    )  # fmt: skip
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


if __name__ == "__main__":
    main()
