"""A service that counts credits as Miro does, and calls of it in virtual time."""

from __future__ import annotations

import math
from email.utils import formatdate
from typing import TYPE_CHECKING

import anyio
from attrs import Factory, define

from miro_async.call.transport.protocol import Response
from tests.unit.virtual import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Callable


@define
class Window:
    """A window of the service: when it began, and what was spent in it."""

    began: float
    spent: int = 0


@define(kw_only=True)
class Metered:
    """Fixed windows that begin with the first call; `ahead` is how its clock differs from ours."""

    limit: int = 100_000
    length: float = 60.0
    rounded: Callable[[float], int] = math.ceil
    ahead: float = 0.0
    windows: list[Window] = Factory(list)
    refused: int = 0

    def answer(self, cost: int) -> Response:
        """Count a call, and answer it with the three headers and a date, all in whole seconds."""
        now = anyio.current_time()
        if not self.windows or now >= self.windows[-1].began + self.length:
            self.windows.append(Window(now))
        window = self.windows[-1]
        fits = window.spent + cost <= self.limit
        if fits:
            window.spent += cost
        else:
            self.refused += 1
        own_time = BEGINNING + self.ahead
        return Response(
            status=200 if fits else 429,
            headers={
                "date": formatdate(math.floor(own_time + now), usegmt=True),
                "x-ratelimit-limit": str(self.limit),
                "x-ratelimit-remaining": str(self.limit - window.spent),
                "x-ratelimit-reset": str(self.rounded(own_time + window.began + self.length)),
            },
        )

    async def call(self, cost: int, there: float, back: float) -> Response:
        """Answer a call that takes its time on the way there and back."""
        await anyio.sleep(there)
        response = self.answer(cost)
        await anyio.sleep(back)
        return response

    @property
    def used(self) -> float:
        """The part of the budget that was used, from the first window to the begin of the last."""
        *full, last = self.windows
        passed = (last.began - self.windows[0].began) / self.length
        return sum(window.spent for window in full) / (passed * self.limit)
