"""A short run of what `nightly.py` does for long."""

from __future__ import annotations

import anyio
import pytest

from tests.soak.load import KINDS, MOST, load

pytestmark = [pytest.mark.anyio]

CALLS = 2_000


@pytest.mark.parametrize(("library", "anyio_backend"), KINDS)
async def test_safe_calls_succeed_although_connections_are_cut(library, server):
    """All of them, on no more connections than allowed, and without keeping memory."""
    with anyio.fail_after(600):
        figures = await load(server, library, CALLS)

    assert figures.cut > 0
    assert figures.retries > 0
    assert figures.most_open <= MOST
    assert figures.blocks < CALLS / 2
