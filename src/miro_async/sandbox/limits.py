"""Miro's rate limits: credits for each user, in a fixed minute that begins with a call."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from .clock import Clock

CREDITS_A_MINUTE = 100_000
WINDOW_SECONDS = 60


@define
class _Window:
    started: float
    spent: int = 0


class Limits:
    """Counts the credits of every user."""

    def __init__(self, clock: Clock, credits_a_minute: int = CREDITS_A_MINUTE) -> None:
        self.credits_a_minute = credits_a_minute
        self.credits_spent: int = 0
        self._clock = clock
        self._windows: dict[str, _Window] = {}

    def charge(self, user_id: str, cost: int) -> bool:
        """Take the credits of a call; `False`: there are not enough, and none are taken."""
        window = self._window(user_id)
        if window is None:
            window = self._windows[user_id] = _Window(self._clock.now())
        if window.spent + cost > self.credits_a_minute:
            return False
        window.spent += cost
        self.credits_spent += cost
        return True

    def headers(self, user_id: str | None) -> dict[str, str]:
        """Give the headers that tell a user what is left; without a user, an untouched budget."""
        window = self._window(user_id) if user_id else None
        started, spent = (window.started, window.spent) if window else (self._clock.now(), 0)
        return {
            "x-ratelimit-limit": str(self.credits_a_minute),
            "x-ratelimit-remaining": str(self.credits_a_minute - spent),
            "x-ratelimit-reset": str(math.ceil(started + WINDOW_SECONDS)),
        }

    def _window(self, user_id: str) -> _Window | None:
        window = self._windows.get(user_id)
        if window and self._clock.now() < window.started + WINDOW_SECONDS:
            return window
        return None
