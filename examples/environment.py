"""What the web apps are told by the environment: which app of Miro's they are, and their storage.

- `MIRO_CLIENT_ID`, `MIRO_CLIENT_SECRET`, `MIRO_REDIRECT_URL`: the app as Miro knows it, which sends
  its users back to https://this-app.example/callback. `Miro` reads these by itself.
- `MIRO_BASE_URL`: another Miro, that of `python -m miro_async.sandbox` for example.
- `SESSION_SECRET`: the key to the sessions' cookies, the same for all workers; made with
  `python -c "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"`.
- `STORAGE_URL`: where tokens are kept: redis://... (`pip install 'miro-async[redis]'`) or
  postgresql+asyncpg://... (`pip install 'miro-async[sql]' asyncpg`), for the Flask app
  postgresql://... (`pip install psycopg`); by default in memory, which does for one worker, until
  it ends.
- `PORT` and `LOG_LEVEL`: for an app that is run as a script.
"""

from __future__ import annotations

import asyncio
import os
from base64 import urlsafe_b64encode
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from miro_async import MemoryStorage, MiroApi
from miro_async.sandbox import Sandbox, SandboxServer
from miro_async.settings import API_URL

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from miro_async import PacingStore, TokenStorage

MY_BOARDS, ADAS_BOARDS = ["Roadmap", "R&D <draft>"], ["Retro", "Engines", "Numbers"]


@asynccontextmanager
async def token_storage() -> AsyncGenerator[tuple[TokenStorage, PacingStore | bool]]:
    """Open where tokens are kept, and, in Redis, where all workers count the credits of a user.

    Whoever can read it can act for all users; `EncryptedStorage` around it changes that. What an
    app imports at its top is imported here, so that only what is used must be installed.
    """
    url = os.environ.get("STORAGE_URL")
    if not url:
        yield MemoryStorage(), True
    elif url.startswith("redis"):
        from redis.asyncio import Redis

        from miro_async import RedisPacingStore, RedisStorage

        # Redis does not say what else `from_url` takes.
        async with Redis.from_url(url) as client:  # pyright: ignore[reportUnknownMemberType]
            yield RedisStorage(client), RedisPacingStore(client)
    else:
        from sqlalchemy.ext.asyncio import create_async_engine

        from miro_async import SqlStorage

        engine = create_async_engine(url, pool_pre_ping=True)
        try:
            storage = SqlStorage(engine)
            await storage.create_table()  # where there are migrations, they do this
            yield storage, True
        finally:
            await engine.dispose()


def base_url() -> str:
    """Give the address of Miro's API, or of another one in its place."""
    return os.environ.get("MIRO_BASE_URL", API_URL)


def over_https() -> bool:
    """Tell whether browsers come by HTTPS, so that cookies can be kept to that."""
    return os.environ["MIRO_REDIRECT_URL"].startswith("https://")


@contextmanager
def sandbox_unless_configured(port: int) -> Generator[None]:
    """Have a local Miro, and set the variables for it, if the environment names no app."""
    if "MIRO_CLIENT_ID" in os.environ:
        yield
        return
    url = f"http://127.0.0.1:{port}"
    sandbox = Sandbox(redirect_urls=[f"{url}/callback"])
    asyncio.run(_add_boards(sandbox))
    with SandboxServer(sandbox) as server:
        print(f"No MIRO_CLIENT_ID: working with a sandbox. Open {url} in a browser.", flush=True)
        os.environ |= {
            "MIRO_CLIENT_ID": sandbox.client_id,
            "MIRO_CLIENT_SECRET": sandbox.client_secret,
            "MIRO_REDIRECT_URL": f"{url}/callback",
            "MIRO_BASE_URL": server.url,
            "SESSION_SECRET": urlsafe_b64encode(os.urandom(32)).decode(),
        }
        yield


async def _add_boards(sandbox: Sandbox) -> None:
    for token, titles in ((sandbox.token, MY_BOARDS), (sandbox.add_user("Ada").token, ADAS_BOARDS)):
        async with MiroApi(token, transport=sandbox) as api:
            for title in titles:
                await api.boards.create(name=title)
