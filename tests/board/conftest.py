"""A board on a sandbox whose clock stands still: waiting takes no time."""

from __future__ import annotations

import pytest


@pytest.fixture
async def board(miro_api):
    """Give a new board."""
    return await miro_api.create_board("Board")
