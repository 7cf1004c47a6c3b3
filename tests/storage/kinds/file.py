from __future__ import annotations

from contextlib import asynccontextmanager

from miro_async.auth.storage.file import FileStorage
from tests.storage.kind import Kind, Place


@asynccontextmanager
async def file(folder):
    """Open a file that does not exist yet."""
    yield Place(storage=lambda: FileStorage(folder / "tokens.json"))


KINDS = [Kind(name="file", open=file)]
