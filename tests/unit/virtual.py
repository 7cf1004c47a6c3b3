"""Time that passes only when nothing else happens: a minute's wait takes no time, on both backends.

`run` gives an event loop whose clock jumps to the next timer as soon as all tasks wait; the code
that is tested sleeps as it always does.
"""

from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING, Any

import anyio
import trio.testing
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

BACKENDS = ["asyncio", "trio"]
BEGINNING = 1_790_000_000.0
"""The time of day, in epoch seconds, at which virtual time begins."""


def run(backend: str, main: Callable[[], Awaitable[Any]]) -> Any:
    """Run to the end in virtual time, which begins at 0, and give the result."""
    options: dict[str, Any] = {"loop_factory": _JumpingLoop}
    if backend == "trio":
        options = {"clock": trio.testing.MockClock(autojump_threshold=0)}
    return anyio.run(main, backend=backend, backend_options=options)


@frozen
class VirtualClock:
    """The clock of `run`, as the client knows clocks; `ahead` of the true time of day."""

    ahead: float = 0.0

    def time(self) -> float:
        """Give the time of day."""
        return BEGINNING + self.ahead + self.monotonic()

    def monotonic(self) -> float:
        """Give the time since the beginning."""
        return anyio.current_time()

    async def sleep(self, seconds: float) -> None:
        """Wait; virtual time passes."""
        await anyio.sleep(seconds)


class _JumpingSelector(selectors.DefaultSelector):
    """Does not wait for anything: says how long it would have."""

    jumped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout != 0:
            assert timeout is not None, "all tasks wait, and for nothing that will happen"
            self.jumped += max(timeout, 0.0)
        return ready


class _JumpingLoop(asyncio.SelectorEventLoop):
    """Has a clock that stands still while anything can be done."""

    def __init__(self) -> None:
        self._virtual = _JumpingSelector()
        super().__init__(self._virtual)

    def time(self) -> float:
        return self._virtual.jumped
