"""That a token is not in the storage yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..clock import Clock
    from .token import Token

_PAUSE = 1.0
_TIMES = 5


class Unsaved:
    """Whether a user's token is still to be saved, in the place of which one, and when.

    The first call tries at once. When that fails there is a pause, five times as long as the try
    took, so that a storage that hangs does not hold up every call.
    """

    def __init__(self, clock: Clock) -> None:
        self.exists: bool = False
        self.replaces: Token | None = None
        """The token in whose place it belongs, `None` where there was none."""
        self.overrides: bool = False
        """Whether it belongs there whatever is there, as that could not be read."""
        self._clock = clock
        self._next = 0.0

    @property
    def is_due(self) -> bool:
        """Whether it is time to try to save it."""
        return self.exists and self._clock.monotonic() >= self._next

    def note(self, replaces: Token | None, *, overrides: bool = False) -> None:
        """Note that a token could not be saved."""
        self.exists, self.replaces, self.overrides = True, replaces, overrides
        self._next = 0.0

    def postpone(self, since: float) -> None:
        """Note that it failed again, in a try that began then."""
        now = self._clock.monotonic()
        self._next = now + max(_PAUSE, _TIMES * (now - since))

    def clear(self) -> None:
        """Note that there is nothing to be saved."""
        self.exists, self.replaces, self.overrides = False, None, False

    def outranks(self, stored: Token | None) -> bool:
        """Tell whether the token counts that is not saved, and not the one in the storage."""
        if not self.exists or self.overrides:
            return self.exists
        return stored is None if self.replaces is None else is_same(stored, self.replaces)


def is_same(one: Token | None, other: Token) -> bool:
    """Tell whether a token is this one."""
    return one is not None and one.fingerprint == other.fingerprint
