"""What each process has open: PostgreSQL, Redis, and `Miro` on both."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from attrs import frozen
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import create_async_engine

from miro_async import Limits, Miro, RedisPacingStore, SqlStorage

from .progress import Progress

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from .settings import Settings


@frozen
class Connections:
    """The OAuth app, whose tokens and credits all workers share, and the progress."""

    miro: Miro
    progress: Progress


@asynccontextmanager
async def connected(settings: Settings) -> AsyncGenerator[Connections]:
    """Open them, and create the tables that are not there yet.

    Tokens are in PostgreSQL, where what is committed stays: a Redis that restarts may forget them,
    and then users have to log in again. What it counts of credits is worth a minute.
    """
    # Not to wait for a worker that was stopped while it held a row; and no values in messages.
    limits = {"idle_in_transaction_session_timeout": str(int(settings.lease * 1000))}
    engine = create_async_engine(
        settings.database_url,
        pool_size=settings.boards_at_once + 4,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"server_settings": limits, "timeout": 10, "command_timeout": 30},
    )
    # Redis does not say what else `from_url` takes.
    redis = Redis.from_url(settings.redis_url)  # pyright: ignore[reportUnknownMemberType]
    try:
        storage, progress = SqlStorage(engine), Progress(engine)
        await storage.create_table()
        await progress.create_table()
        async with Miro(
            storage=storage,
            pacing=RedisPacingStore(redis, prefix=settings.prefix),
            base_url=settings.base_url,
            limits=Limits(max_connections=2 * settings.boards_at_once),
        ) as miro:
            yield Connections(miro, progress)
    finally:
        await redis.aclose()
        await engine.dispose()
