"""The sandbox's time, which a test can move."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from anyio import sleep
from anyio.lowlevel import checkpoint

from ..errors import InvalidArgumentError


class Clock:
    """Tells the time: the system's, or, with a `start`, one that stands until it is moved.

    It fits wherever the client takes a clock: `MiroApi(..., clock=sandbox.clock)`. Whoever waits by
    a clock that stands moves it, and does not sleep.

    Raises:
        InvalidArgumentError: The start is no datetime with an offset.
    """

    def __init__(self, start: datetime | None = None) -> None:
        if start is not None:
            _demand_moment(start)
        self.stands_at: float | None = start.timestamp() if start else None
        self.ahead: float = 0.0

    def now(self) -> float:
        """Give the time in seconds since 1970."""
        return (time.time() if self.stands_at is None else self.stands_at) + self.ahead

    def time(self) -> float:
        """Give the time in seconds since 1970, as `now` does."""
        return self.now()

    def monotonic(self) -> float:
        """Give seconds since some moment; they never go back."""
        return (time.monotonic() if self.stands_at is None else 0.0) + self.ahead

    def advance(self, seconds: float) -> None:
        """Move the time forward.

        Raises:
            InvalidArgumentError: It would go back, or leave the calendar, which ends in 9999.
        """
        if seconds < 0:
            raise InvalidArgumentError("time goes forward only")
        try:
            written(self.now() + seconds)
        except (ValueError, OverflowError):
            raise InvalidArgumentError("there is no such time") from None
        self.ahead += seconds

    async def sleep(self, seconds: float) -> None:
        """Wait, on asyncio or trio. Tasks that wait at once for a clock that stands do so together.

        It is then moved to the end of the longest wait, and not by all of them added up.
        """
        if self.stands_at is None:
            await sleep(seconds)
            return
        end = self.ahead + seconds
        await checkpoint()
        self.ahead = max(self.ahead, end)

    def stamp(self) -> str:
        """Give the time as Miro writes it: UTC, to the second, with a Z."""
        return written(self.now())


def _demand_moment(start: object) -> None:
    if not isinstance(start, datetime) or start.utcoffset() is None:
        raise InvalidArgumentError("a clock starts at a datetime with a tzinfo, such as UTC")


def written(moment: float) -> str:
    """Give a time as Miro writes it: UTC, to the second, with a Z."""
    return datetime.fromtimestamp(int(moment), tz=UTC).isoformat().replace("+00:00", "Z")
