"""Waiting for what nobody tells about: a lock that another process or thread may let go of."""

from __future__ import annotations

from random import random
from typing import TYPE_CHECKING, TypeVar

from anyio import sleep

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")

_SHORTEST = 0.005
_LONGEST = 0.1


async def until_given(attempt: Callable[[], Awaitable[T | None]]) -> T:
    """Try until there is something else than `None`: soon at first, then about 15 times a second.

    In real time: who holds the lock may be in another process, where no clock of ours is.
    """
    pause = _SHORTEST
    while (given := await attempt()) is None:
        await sleep(pause * (0.5 + random()))  # noqa: S311 - spreads who waits, protects nothing
        pause = min(pause * 1.5, _LONGEST)
    return given
