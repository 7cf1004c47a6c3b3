"""The sandbox's time, which a test can move."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """Tells the time: the system's, or, with a `start`, one that stands until it is moved."""

    def __init__(self, start: datetime | None = None) -> None:
        self._stands_at = start.timestamp() if start else None
        self._ahead = 0.0

    def now(self) -> float:
        """Give the time in seconds since 1970."""
        return (time.time() if self._stands_at is None else self._stands_at) + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the time forward."""
        self._ahead += seconds

    def stamp(self) -> str:
        """Give the time as Miro writes it: UTC, to the second, with a Z."""
        now = datetime.fromtimestamp(int(self.now()), tz=UTC)
        return now.isoformat().replace("+00:00", "Z")
