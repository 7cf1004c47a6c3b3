"""The first things of a list, without asking for more pages than they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator

T = TypeVar("T")


async def first(things: AsyncIterable[T], limit: int | None) -> AsyncIterator[T]:
    """Give the first of these things; `limit`: no more than so many, `None` all."""
    count = 0
    async for thing in things:
        yield thing
        count += 1
        if count == limit:
            return
