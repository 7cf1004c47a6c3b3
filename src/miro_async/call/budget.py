"""A budget of credits in fixed windows: what is known of it, and what that allows.

Pure: every method is told the time. `pacing` tells how it works.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from .rate_headers import Said

MARGIN = 1.0
"""Seconds that are waited beyond a window's end, as the service's machines differ by as much."""

LONGEST_PAUSE = 120.0
"""Seconds after which a service that wanted a longer pause is asked again."""

_DOUBT = 5.0
"""Seconds by which the service's window may be over before ours, all roundings together."""


@define
class Budget:
    """The credits of the present window. Times are those of a clock that never goes back."""

    window: float
    limit: int
    spent: int = 0
    """Credits of this window that are not there any more; those in flight are among them."""
    in_flight: int = 0
    """Credits of calls that have no answer yet."""
    ends: float | None = None
    """When the window ends; `None` while it has not begun, as nothing is spent."""

    _began: float | None = None
    """When the first call of this window was let through."""
    _open: bool = True
    """Whether the next call may be the one that begins the service's window."""
    _said: int = 0
    """What the service says is spent; more than ours where others use the same token."""
    _carried: int = 0
    """At most so many of the credits in flight are of calls sent in an earlier window."""
    _doubtful: int = 0
    """Credits of calls lost so late that the service may count them in its next window."""
    _reset: float = -inf
    """The end of the latest window that an answer was of, in the service's time."""
    _ahead: float = inf
    """Our time less the service's; too large by the way back of the fastest answer."""
    _known: bool = False
    """Whether `_reset` is that of the present window."""
    _pause: float = -inf
    """Until when the service wants to be left alone."""

    def fits(self, now: float, cost: int) -> bool:
        """Tell whether a call may go; into an untouched window even one that is too large."""
        self.look(now)
        return self.spent + cost <= self.limit or self.spent == 0

    def look(self, now: float) -> None:
        """Begin a new window when this one is over."""
        if self.ends is not None and now >= self.ends:
            self._turn(now)

    def take(self, now: float, cost: int) -> None:
        """Count a call that goes now."""
        if self._began is None:
            self._began = now
        if self._open and not self._known:
            # The service's begins when the call gets there; the margin allows for the way.
            self.ends = now + self.window + MARGIN
        self._open = False
        self.spent += cost
        self.in_flight += cost

    def give_back(self, cost: int) -> None:
        """Forget a call that never got to the service."""
        self._land(cost)
        self._reduce(cost)

    def lost(self, now: float, cost: int) -> None:
        """Leave a call counted that has no answer, as the service may have counted it."""
        self.look(now)
        self._land(cost)
        self._open = True
        soonest = now if self.ends is None else self.ends - _DOUBT
        if self._began is not None:
            soonest = min(soonest, self._began + self.window)
        if now > soonest:
            self._doubtful += cost

    def answered(self, now: float, cost: int, said: Said) -> None:
        """Learn from an answer."""
        if self._heard(now, cost, said) and said.reset is not None and said.remaining is not None:
            self._say(self.limit - said.remaining)

    def refused(self, now: float, cost: int, said: Said) -> None:
        """Learn from a 429: nothing is left until the window ends, or as long as the answer says.

        Without either it is a whole window.
        """
        if not self._heard(now, cost, said):
            return
        self._say(self.limit)
        if said.wait is not None:
            self._pause = now + min(max(said.wait, MARGIN), LONGEST_PAUSE)
        if self._known:
            self.ends = max(self.ends or now, self._pause, now + MARGIN)
        else:
            self.ends = now + self.window if said.wait is None else self._pause

    def _heard(self, now: float, cost: int, said: Said) -> bool:
        """Find the window of an answer; give whether it is the present one."""
        self.look(now)
        if said.reset is not None:
            if self._is_late(now, cost, said.date, said.reset):
                if cost <= self._carried:
                    self._carried -= cost
                    self._reduce(cost)  # the service counted it in the window that is over
                self._land(cost)
                return False
            self._place(now, said.date, said.reset)
        self._land(cost)
        if said.limit is not None:
            self.limit = said.limit
        return True

    def _is_late(self, now: float, cost: int, date: float, reset: float) -> bool:
        """Tell whether an answer is of a window that is over."""
        if self._known:
            return reset < self._reset - self.window / 2
        if cost > self._carried:  # not sent in an earlier window: the service's clock was moved
            return False
        return min(self._ahead, now - date) + reset + MARGIN <= now

    def _place(self, now: float, date: float, reset: float) -> None:
        """Take over when the window ends, and notice that the service has begun another."""
        ahead = now - date
        # Windows are told apart by their resets; those of one window differ by a second or two.
        if abs(reset - self._reset) <= self.window / 2:
            ahead, reset = min(ahead, self._ahead), max(reset, self._reset)
        elif self._known:
            self._turn(now)
        self._ahead, self._reset, self._known = ahead, reset, True
        ends = max(ahead + reset + MARGIN, self._pause)
        # The service says that it is not over, whatever the clocks say.
        self.ends = ends if ends > now else now + MARGIN

    def _turn(self, now: float) -> None:
        """Begin anew; what is in flight may be counted in the new window."""
        if self.ends is not None and now >= self.ends + self.window:
            self._doubtful = 0  # the window that may have had them is over, too
        self.spent, self._carried = self.in_flight + self._doubtful, self.in_flight
        self._doubtful = 0
        self._said, self._began, self._open = 0, None, True
        self._known = False
        self.ends = now + self.window + MARGIN if self.spent else None

    def _say(self, spent: int) -> None:
        self._said = max(self._said, spent)
        self.spent = max(self.spent, spent)

    def _land(self, cost: int) -> None:
        self.in_flight = max(0, self.in_flight - cost)
        self._carried = min(self._carried, self.in_flight)

    def _reduce(self, cost: int) -> None:
        self.spent = max(self.spent - cost, self._said)
        self._open = True
        if self.spent == 0 and not self._known:
            self.ends = self._began = None
