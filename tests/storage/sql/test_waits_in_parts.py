"""A lease whose holder has died, and callers with less time than it lasts."""

from __future__ import annotations

import asyncio
import time

import pytest

from miro_async.auth.storage.sql import SqlStorage
from tests.storage.sql.databases import NAMES, connected, demand, new_table, url_of

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    """Run on asyncio, as SQLAlchemy does."""
    return "asyncio"


@pytest.mark.parametrize("name", NAMES)
async def test_callers_with_deadlines_wait_for_it_together(name, tmp_path):
    """Each of them goes on watching where the one before it had to stop."""
    await demand(name)
    async with connected(url_of(name, tmp_path)) as engine, new_table(engine) as table:
        dead = SqlStorage(engine, table=table, lease=60).lock("7")
        await dead.__aenter__()
        storage, began, tries = SqlStorage(engine, table=table, lease=1.0), time.monotonic(), 0
        while True:
            tries += 1
            try:
                async with asyncio.timeout(0.4), storage.lock("7"):
                    break
            except TimeoutError:
                assert tries < 50
        assert time.monotonic() - began >= 1.0
        assert tries > 1
        await dead.__aexit__(None, None, None)
