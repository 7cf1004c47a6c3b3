"""An engine for each database, and storages with a table of each test's own."""

from __future__ import annotations

import threading

import anyio
import pytest

from miro_async.auth.storage.sql import SqlStorage
from tests.ports import free_port
from tests.storage.sql.databases import GONE, NAMES, connected, demand, new_table, url_of


@pytest.fixture(params=["asyncio"])
def anyio_backend(request):
    """Run where SQLAlchemy does."""
    return request.param


@pytest.fixture(autouse=True)
async def ended_threads(anyio_backend):
    """Wait for aiosqlite's threads, which otherwise tell a closed loop that they have ended."""
    yield
    for _ in range(6000):
        if not any("_connection_worker_thread" in one.name for one in threading.enumerate()):
            break
        await anyio.sleep(0.005)


@pytest.fixture(params=NAMES)
def database(request):
    """Name each database."""
    return request.param


@pytest.fixture
async def url(database, tmp_path):
    """Give the address of a database that is there."""
    await demand(database)
    return url_of(database, tmp_path)


@pytest.fixture
async def engine(url):
    """Give an engine."""
    async with connected(url) as engine:
        yield engine


@pytest.fixture
async def table(engine):
    """Give a table of this test's own."""
    async with new_table(engine) as name:
        yield name


@pytest.fixture
def storage(engine, table):
    """Give a storage."""
    return SqlStorage(engine, table=table)


@pytest.fixture
def brief(engine, table):
    """Give a storage whose locks pass on soon."""
    return SqlStorage(engine, table=table, lease=GONE)


@pytest.fixture
def unused_port():
    """Give a port on which nobody listens."""
    return free_port()
