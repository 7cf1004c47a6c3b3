"""The token that is in use, and until when."""

from __future__ import annotations

from datetime import UTC, datetime
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..clock import Clock
    from .token import Token

_AGAIN_AFTER = 10.0
_REJECTED_FOR = 60.0


class Held:
    """A token in memory.

    When it is due is measured by a clock that nobody sets, so that it does not matter when somebody
    sets the other one.
    """

    def __init__(self, clock: Clock, leeway: float) -> None:
        self.token: Token | None = None
        self._clock = clock
        self._leeway = leeway
        self._due = inf
        self._rejected: str | None = None
        self._rejected_until = -inf

    @property
    def is_due(self) -> bool:
        """Whether it is time to refresh it."""
        return self._clock.monotonic() >= self._due

    def take(self, token: Token) -> None:
        """Hold a token."""
        self._hold(token, self._leeway)

    def take_new(self, token: Token) -> None:
        """Hold a token that is new: for half of its life at least, however long the leeway is."""
        self._hold(token, min(self._leeway, (self.left(token) or 0) / 2))

    def drop(self) -> None:
        """Hold none."""
        self.token, self._due = None, inf

    def reject(self, token: Token) -> None:
        """Hold none, and know for a minute that Miro does not refresh this one.

        Not for ever: what made Miro refuse it may be put right, the secret of the app for example.
        """
        self.drop()
        self._rejected = token.fingerprint
        self._rejected_until = self._clock.monotonic() + _REJECTED_FOR

    def is_rejected(self, token: Token) -> bool:
        """Tell whether Miro did not refresh a token a moment ago."""
        fresh = self._clock.monotonic() < self._rejected_until
        return fresh and token.fingerprint == self._rejected

    def left(self, token: Token) -> float | None:
        """Give the seconds that a token has left; `None`: it does not expire."""
        return token.expires_in(now=datetime.fromtimestamp(self._clock.time(), UTC))

    def is_over(self, token: Token) -> bool:
        """Tell whether a token has expired."""
        left = self.left(token)
        return left is not None and left <= 0

    def postpone(self) -> None:
        """Try again later to refresh it, but not later than it expires."""
        assert self.token is not None
        left = self.left(self.token)
        self._due = self._clock.monotonic() + min(inf if left is None else left, _AGAIN_AFTER)

    def _hold(self, token: Token, leeway: float) -> None:
        left = self.left(token)
        self.token, self._due = token, inf
        if token.refresh_token is not None and left is not None:
            self._due = self._clock.monotonic() + left - leeway
