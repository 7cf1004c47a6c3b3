"""Miro's rate limits: credits for each user of an app, in a fixed time that begins with a call."""

from __future__ import annotations

import math

from attrs import define, field

from .clock import Clock  # noqa: TC001 - what is read back is found by its type

CREDITS_A_MINUTE = 100_000
WINDOW_SECONDS = 60
SCIM_CREDITS = 10_000
SCIM_WINDOW_SECONDS = 30


@define
class Window:
    """What somebody has spent since a moment."""

    started: float
    spent: int = 0


@define
class Limits:
    """Counts the credits of everybody who calls, known by a key."""

    clock: Clock = field(eq=False, repr=False)
    budget: int
    window_seconds: int
    spent: int = 0
    windows: dict[str, Window] = field(factory=dict[str, Window])

    def charge(self, key: str, cost: int) -> bool:
        """Take the credits of a call; `False`: there are not enough, and none are taken."""
        if not cost:
            return True  # and no minute begins
        window = self._window(key)
        if window is None:
            window = self.windows[key] = Window(self.clock.now())
        if window.spent + cost > self.budget:
            return False
        window.spent += cost
        self.spent += cost
        return True

    def give_back(self, key: str, cost: int) -> None:
        """Give back the credits of the call that was charged last."""
        if cost:
            self.windows[key].spent -= cost
            self.spent -= cost

    def headers(self, key: str | None) -> dict[str, str]:
        """Give the headers that tell what is left; without a key, an untouched budget."""
        window = self._window(key) if key else None
        started, spent = (window.started, window.spent) if window else (self.clock.now(), 0)
        return {
            "x-ratelimit-limit": str(self.budget),
            "x-ratelimit-remaining": str(self.budget - spent),
            "x-ratelimit-reset": str(math.ceil(started + self.window_seconds)),
        }

    def running(self) -> dict[str, tuple[int, float]]:
        """Give, for each key whose window runs, what is left in it and when it ends."""
        running = {key: window for key in self.windows if (window := self._window(key))}
        return {
            key: (self.budget - window.spent, window.started + self.window_seconds)
            for key, window in running.items()
        }

    def _window(self, key: str) -> Window | None:
        window = self.windows.get(key)
        if window and self.clock.now() < window.started + self.window_seconds:
            return window
        return None
