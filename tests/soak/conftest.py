"""What runs under load share."""

from __future__ import annotations

import pytest

from tests.concurrency.server import serving


@pytest.fixture(scope="module")
def server():
    """Give a fast server, in a process of its own."""
    with serving() as server:
        yield server
