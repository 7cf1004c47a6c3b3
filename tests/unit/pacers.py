"""A pacer with 1000 credits, and answers to teach it."""

from __future__ import annotations

from email.utils import formatdate

import pytest
from attrs import define

from miro_async.call.pacing import Pacer
from tests.unit.recording import SteppedClock, raw_answer

NOW = SteppedClock().now
"""When every test begins."""


@define
class Ours:
    """A pacer, its clock, and answers as a service gives them whose clock differs."""

    pacer: Pacer
    clock: SteppedClock
    ahead: float = 0.0

    def reset_at(self, reset, *, cost=100, remaining=None, status=200, **headers):
        """Let the pacer learn from an answer whose window ends then, in our time."""
        service_now = self.clock.now + self.ahead
        headers = {"date": formatdate(service_now, usegmt=True), **headers}
        if reset is not None:
            headers["x_ratelimit_reset"] = str(int(reset + self.ahead))
        if remaining is not None:
            headers["x_ratelimit_remaining"] = str(remaining)
        self.pacer.learn(cost, raw_answer(b"", status, **headers))

    def can_take(self, most=200_000):
        """Take all that can be had, in hundreds, and give how much that was."""
        taken = 0
        while taken < most and self.pacer.try_take(100):
            taken += 100
        return taken

    @property
    def remaining(self):
        """What is left."""
        return self.pacer.rate_limit.remaining

    @property
    def seconds_left(self):
        """When there is more, in seconds from now."""
        at = self.pacer.rate_limit.resets_at
        return None if at is None else pytest.approx(at.timestamp() - self.clock.now, abs=0.01)


def made(ahead=0.0, **options):
    """Give a pacer with 1000 credits."""
    clock = SteppedClock()
    return Ours(Pacer(**{"clock": clock, "limit": 1000} | options), clock, ahead)
