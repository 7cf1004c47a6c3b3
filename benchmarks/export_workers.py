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
import signal
from itertools import pairwise
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from export_run import ask, prepared
from export_sandbox import organization

from miro_async.sandbox.limits import CREDITS_A_MINUTE

if TYPE_CHECKING:
    from collections.abc import Sequence

TOO_MANY = 429
COLUMNS = (
    "workers", "boards", "s", "boards/s", "CPU s of workers", "of sandbox", "answers", "429s",
    "credits used", "refreshes", "refused", "begun again", "not whole",
)  # fmt: skip


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
        spent = "-" if options.kill else f"{run.cpu() - cpu:.1f}"  # nobody knows the dead one's
        report: dict[str, Any] = {"cpu": spent, "states": asyncio.run(run.states())}
        [(seconds, again)] = asyncio.run(
            ask(
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
    options = parser.parse_args()
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
        f"{done / got['seconds']:.1f}", got["cpu"], f"{sandbox['cpu']:.1f}",
        sum(sandbox["statuses"].values()), sandbox["statuses"].get(str(TOO_MANY), 0),
        used(sandbox["windows"], got["budget"]), *sandbox["refreshes"], got["again"], got["check"],
    )  # fmt: skip
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


if __name__ == "__main__":
    main()
