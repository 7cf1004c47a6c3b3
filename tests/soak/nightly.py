"""100,000 calls by 50 tasks, at a server that closes 1 % of the connections.

It takes minutes, so its name keeps it out of the usual run: `pytest -rP tests/soak/nightly.py`
runs it, and prints what it took.
"""

from __future__ import annotations

import pytest

from tests.soak.load import KINDS, MOST, load

pytestmark = [pytest.mark.anyio]

CALLS = 100_000


@pytest.mark.parametrize(("library", "anyio_backend"), KINDS)
async def test_safe_calls_succeed_and_memory_stays_flat(library, server):
    """Every safe call succeeds, within the limit of connections; files are closed at the end."""
    figures = await load(server, library, CALLS)

    print(library, figures)  # noqa: T201 - what the run is for, besides passing
    assert figures.cut > CALLS / 200
    assert figures.most_open <= MOST
    assert figures.blocks < CALLS / 100
    assert figures.memory < 3
