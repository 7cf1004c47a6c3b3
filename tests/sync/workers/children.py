"""Processes that use the sync client, `python -m tests.sync.workers.<script>`, told by lines."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

from attrs import define

from tests.tokens.processes import Process

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0
"""Seconds for which a process may say nothing, and in which it must end."""


@define(eq=False)
class Child(Process):
    """One of them, as the test sees it: both say lines of JSON."""

    complaints: list = None
    reader: threading.Thread = None

    def wait(self):
        """Wait for its end; give its status, and what it wrote to stderr."""
        status = self.running.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return status, "".join(self.complaints)


@contextmanager
def child(script, *, warnings="error"):
    """Start one, which is killed in the end if it still runs."""
    # Newer Pythons warn of forks where there are threads; some of these fork on purpose.
    python = [sys.executable, "-W", warnings, "-W", "ignore::DeprecationWarning"]
    with subprocess.Popen(  # noqa: S603 - a script beside this file
        [*python, "-m", f"tests.sync.workers.{script}"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as running:
        complaints = []
        reader = threading.Thread(
            target=lambda: complaints.extend(line.decode() for line in running.stderr)
        )
        reader.start()
        try:
            yield Child(running, complaints, reader)
        finally:
            running.kill()
            reader.join(PATIENCE)
            sys.stderr.write("".join(complaints))
