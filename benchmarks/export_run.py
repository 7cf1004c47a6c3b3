"""One run of the export: its sandbox, its database, and its workers."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, cast

from attrs import define
from export_sandbox import CALLBACK
from redis import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    import argparse
    from collections.abc import Generator, Sequence

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
TICKS = os.sysconf("SC_CLK_TCK")


@define
class Run:
    """What is under way."""

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
        rows = await ask(
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


async def ask(database: str, statement: str) -> Sequence[Any]:
    """Have a database carry out a statement, and give the rows."""
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
    asyncio.run(ask(options.postgresql, f"CREATE DATABASE {name}"))
    with ExitStack() as stack:
        stack.callback(
            lambda: asyncio.run(ask(options.postgresql, f"DROP DATABASE {name} WITH (FORCE)"))
        )
        stack.callback(_forget, options.redis, f"{name}:")
        server = stack.enter_context(
            subprocess.Popen(
                [sys.executable, HERE / "export_sandbox.py", folder / "organization.json", database,
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
