"""What unit tests share: a pretended service, its client, and the figures they print."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.unit.recording import Service

FIGURES: pytest.StashKey[Counter[str]] = pytest.StashKey()


def pytest_configure(config):
    """Begin to count."""
    config.stash[FIGURES] = Counter()


def pytest_terminal_summary(terminalreporter, config):
    """Print what was counted."""
    for what, number in config.stash[FIGURES].items():
        terminalreporter.write_line(f"unit: {number} {what}")


@pytest.fixture
def service():
    """Give a service that has nothing to say yet."""
    return Service()


@pytest.fixture
def api(service):
    """Give a client of the service; it has nothing of its own to close."""
    return service.client()
