"""What unit tests share: a pretended service, its client, and how hard properties are tried."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import settings

from tests.unit.recording import Service

settings.register_profile("default", deadline=None, max_examples=60, print_blob=True)
settings.register_profile("nightly", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

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
