"""How it is measured: sides in turn inside each round, and a ratio for each round."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from attrs import Factory, define, field, frozen
from certificate import write_certificate

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

HERE = Path(__file__).parent
SHORTEST = 0.05
"""Seconds of CPU that a round takes at least: shorter ones are noise."""


@frozen(kw_only=True)
class Figure:
    """One figure: a side against its peer, and what is aimed at."""

    what: str
    ours: str
    peer: str
    reach: float | None = None
    stretch: float | None = None


@frozen(kw_only=True)
class Group:
    """Sides that are measured in the same rounds, and the figures that come of them."""

    name: str
    title: str
    sides: Sequence[str]
    figures: Sequence[Figure]
    measure: Literal["cpu", "wall", "MB"] = "cpu"
    fresh: str | None = None
    """What to do in a new process for each round; without it, the sides are jobs that stay."""
    times: Mapping[str, int] = field(factory=dict[str, int])
    """How often a round does a job; for others as often as it takes `SHORTEST`."""
    rounds: int = 15
    tls: bool = False


@define
class Samples:
    """What a group's sides took in each round, for one time each; or why a side gave nothing."""

    taken: dict[str, list[float]] = Factory(dict[str, list[float]])
    missing: dict[str, str] = Factory(dict[str, str])

    def ratios(self, figure: Figure) -> list[float]:
        """Give ours against the peer's, round by round."""
        pairs = zip(self.taken.get(figure.ours, ()), self.taken.get(figure.peer, ()), strict=False)
        return [ours / peer for ours, peer in pairs]


class UnmeasuredError(Exception):
    """A side cannot be measured here; the message says why."""


class Worker:
    """A process that does jobs when told."""

    def __init__(self, stack: ExitStack, url: str) -> None:
        self._process = stack.enter_context(
            subprocess.Popen(
                [sys.executable, str(HERE / "worker.py"), url],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        stack.callback(self._process.kill)

    def round(self, job: str, times: int) -> dict[str, float]:
        """Give what it took to do a job so many times."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps([job, times])}\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline() or '{"error": "died"}')
        if "error" in answer:
            raise UnmeasuredError(answer["error"])
        return answer


class Resident:
    """A side that stays in its process from round to round."""

    def __init__(self, worker: Worker, job: str, measure: str, times: int | None) -> None:
        self._worker = worker
        self._job = job
        self._measure = measure
        self._times = times

    def __call__(self) -> float:
        """Give the time of one call of one round."""
        times = self._times or self._calibrated()
        return self._worker.round(self._job, times)[self._measure] / times

    def _calibrated(self) -> int:
        times = 10
        while (taken := self._worker.round(self._job, times)["cpu"]) < SHORTEST:
            times = max(2 * times, int(1.3 * times * SHORTEST / max(taken, 1e-3)))
        self._times = times
        return times


class Fresh:
    """A side that starts anew in every round."""

    def __init__(self, job: str, client: str, url: str) -> None:
        self._command = [sys.executable, str(HERE / "fresh.py"), job, client, url]

    def __call__(self) -> float:
        """Give the number that the new process prints."""
        done = subprocess.run(self._command, check=False, capture_output=True, text=True)
        if done.returncode:
            raise UnmeasuredError(done.stderr.strip().rpartition("\n")[2])
        return float(done.stdout)


@contextmanager
def sides_of(group: Group, url: str) -> Generator[dict[str, Resident | Fresh]]:
    """Make the sides ready. Each has a process of its own, unless a group says they share one."""
    with ExitStack() as stack:
        if group.fresh is not None:
            yield {side: Fresh(group.fresh, side, url) for side in group.sides}
        else:
            yield {
                side: Resident(Worker(stack, url), side, group.measure, group.times.get(side))
                for side in group.sides
            }


def run(group: Group, url: str, rounds: int) -> Samples:
    """Measure a group: every side once to warm up, then all of them in turn in each round."""
    samples = Samples()
    with sides_of(group, url) as sides:
        for name, side in sides.items():
            try:
                side()
            except UnmeasuredError as error:
                samples.missing[name] = str(error)
        samples.taken = {name: [] for name in sides if name not in samples.missing}
        turns = deque(samples.taken)
        for _ in range(rounds):
            for name in turns:
                samples.taken[name].append(sides[name]())
            turns.rotate()  # whoever comes first pays for the pause
    return samples


@contextmanager
def serving() -> Generator[dict[bool, str]]:
    """Run the server; give its addresses, without TLS and with it."""
    with TemporaryDirectory() as folder:
        certificate, bundle = write_certificate(Path(folder))
        command = [sys.executable, str(HERE / "server.py"), str(certificate)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            try:
                plain, tls = server.stdout.readline().split()
                os.environ["SSL_CERT_FILE"] = str(bundle)  # for the processes that measure
                yield {False: f"http://127.0.0.1:{plain}", True: f"https://127.0.0.1:{tls}"}
            finally:
                server.kill()
