"""Several processes that share credits in Redis, one of which is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

pytestmark = [pytest.mark.anyio]

WORKER = Path(__file__).with_name("worker.py")
LIMIT = 1000


def began(prefix, *, windows, tasks, cost):
    """Begin a process that waits to be told to go."""
    given = [str(one) for one in (prefix, windows, tasks, cost, LIMIT)]
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, str(WORKER), *given],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


async def test_4_processes_never_take_more_than_there_is(redis):
    """50 tasks each; the windows are full, each gets its share, and who dies leaves no trace."""
    workers = [began(redis.prefix, windows=windows, tasks=50, cost=10) for windows in (99, 3, 3, 3)]
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * 4
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    time.sleep(1.3)  # noqa: ASYNC251 - nothing else is to be done
    workers[0].kill()
    said = [worker.communicate(timeout=60)[0] for worker in workers]

    spent, shares = Counter(), Counter()
    for number, lines in enumerate(said):
        for line in lines.splitlines():
            window, cost = line.split()
            spent[window] += int(cost)
            shares[number] += int(cost)
    windows = [spent[window] for window in sorted(spent)]
    assert max(windows) <= LIMIT
    # The one that is killed has a place, or does not come to say what it took.
    assert windows[:3] == [pytest.approx(LIMIT, abs=20)] * 3
    assert min(shares[number] for number in (1, 2, 3)) > max(shares.values()) / 3
    assert [worker.returncode for worker in workers] == [-9, 0, 0, 0]
