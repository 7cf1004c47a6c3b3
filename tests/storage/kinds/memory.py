from __future__ import annotations

from contextlib import asynccontextmanager

from miro_async.auth.storage.memory import MemoryStorage
from tests.storage.kind import Kind, Place


@asynccontextmanager
async def memory(_):
    """Open one that lives as long as its object: there is no other way to the same place."""
    only = MemoryStorage()
    yield Place(storage=lambda: only)


KINDS = [Kind(name="memory", open=memory)]
