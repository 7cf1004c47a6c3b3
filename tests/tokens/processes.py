"""Processes that share tokens: `python -m tests.tokens.<script>`, told what to do line by line."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from select import select

from attrs import define

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds for which a process may say nothing."""


@define(eq=False)
class Process:
    """One of them, as the test sees it: both say lines of JSON."""

    running: subprocess.Popen

    @property
    def pid(self) -> int:
        """Its number."""
        return self.running.pid

    def say(self, **words):
        """Tell it what to do."""
        self.running.stdin.write(json.dumps(words).encode() + b"\n")

    def hear(self):
        """Wait for what it says."""
        ready, _, _ = select([self.running.stdout], [], [], PATIENCE)
        line = self.running.stdout.readline() if ready else b""
        assert line, f"process {self.pid} says nothing: {self.running.poll()}"
        return json.loads(line)

    def has_spoken(self):
        """Tell whether it has said something that nobody has heard."""
        return bool(select([self.running.stdout], [], [], 0)[0])

    def ask(self, **words):
        """Tell it what to do, and wait for what it says."""
        self.say(**words)
        return self.hear()


@contextmanager
def process(script):
    """Start one, which is killed in the end if it still runs."""
    # Newer Pythons warn of forks where there are threads; some of these fork on purpose.
    python = [sys.executable, "-W", "ignore::DeprecationWarning"]
    command = [*python, "-m", f"tests.tokens.{script}"]
    with subprocess.Popen(  # noqa: S603 - a script beside this file
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as running:
        try:
            yield Process(running)
        finally:
            running.kill()


def say(**words):
    """Tell whoever started this process."""
    print(json.dumps(words), flush=True)  # noqa: T201 - it is how they talk


def heard():
    """Give what we are told to do next; nothing: this is over, and so it is at the end."""
    return json.loads(sys.stdin.readline() or "{}")
