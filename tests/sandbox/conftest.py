"""A sandbox whose clock stands still, and somebody to talk to it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from miro_async.sandbox import Clock
from tests.sandbox.checked import CHECKED, CheckedSandbox
from tests.sandbox.talker import BoardTalker, Talker

NOW = datetime(2026, 1, 5, 10, 30, 15, 250_000, tzinfo=UTC)


@pytest.fixture
def sandbox():
    """Give a new sandbox at 10:30:15.25 on the 5th of January 2026."""
    return CheckedSandbox(clock=Clock(NOW))


@pytest.fixture
def miro(sandbox):
    """Give somebody who talks to it as its first user."""
    return Talker(sandbox)


@pytest.fixture
def board(sandbox):
    """Give somebody who talks to it about a new board."""
    return BoardTalker(sandbox, name="Retro")


def pytest_terminal_summary(terminalreporter):
    """Print how many answers were held against the official document."""
    total, operations = sum(CHECKED.values()), len(CHECKED)
    line = f"sandbox: {total} answers of {operations} operations, each one in the document"
    terminalreporter.write_line(line)
