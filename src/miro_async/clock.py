"""Time, as this package reads it and waits for it; tests put their own in its place."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """What tells the time, and waits."""

    def time(self) -> float:
        """Give the seconds since the epoch, which the service's headers speak of."""
        ...

    def monotonic(self) -> float:
        """Give seconds since some moment; they never go back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait; cancellation ends it at once."""
        ...


class SystemClock:
    """The clock of this machine."""

    def time(self) -> float:
        """Give the seconds since the epoch."""
        return time.time()

    def monotonic(self) -> float:
        """Give seconds since some moment."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait, on asyncio or trio."""
        from anyio import sleep

        await sleep(seconds)
