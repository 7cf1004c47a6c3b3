"""A database for the tests that need no workers as processes."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from examples.org_export.progress import Progress
from tests.org_export.servers import database


@pytest.fixture(params=["asyncio"])
def anyio_backend(request):
    """Run where the drivers do."""
    return request.param


@pytest.fixture(scope="session")
def database_url():
    """Make a database."""
    with database() as url:
        yield url


@pytest.fixture
async def progress(anyio_backend, database_url):
    """Give a table without boards."""
    engine = create_async_engine(database_url)
    progress = Progress(engine)
    await progress.create_table()
    await order(progress, "TRUNCATE org_export_boards")
    yield progress
    await engine.dispose()


async def order(progress, statement):
    """Change the table behind everybody's back."""
    async with progress.engine.begin() as connection:
        await connection.execute(text(statement))
