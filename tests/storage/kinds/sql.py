from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from itertools import cycle

from miro_async.auth.storage.sql import SqlStorage
from tests.storage.kind import Kind, Place
from tests.storage.sql.databases import NAMES, connected, demand, new_table, url_of


@asynccontextmanager
async def sql(name, folder):
    """Open a new table; storages on it have one of two engines in turn, as two processes have."""
    await demand(name)
    url = url_of(name, folder)
    async with connected(url) as one, connected(url) as other, new_table(one) as table:
        engines = cycle([one, other])
        yield Place(storage=lambda: SqlStorage(next(engines), table=table))


KINDS = [Kind(name=name, open=partial(sql, name), backends=("asyncio",)) for name in NAMES]
