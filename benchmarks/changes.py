"""What `board.changes()` costs in an hour, on the sandbox, in virtual time.

    python benchmarks/changes.py [--json]

For boards of 100, 1,000 and 10,000 items, while nothing changes and while something changes between
any two looks, at 10 and at 60 seconds from look to look; and how large a token is.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import anyio

from miro_async import MiroApi
from miro_async.sandbox import Clock, Sandbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

HOUR = 3600.0
SIZES = (100, 1_000, 10_000)
INTERVALS = (10.0, 60.0)


class Hour:
    """A clock that ends a scope after an hour, and has something done at each wait."""

    def __init__(
        self, clock: Clock, scope: anyio.CancelScope, at_wait: Callable[[], Awaitable[None]]
    ) -> None:
        self._clock = clock
        self._scope = scope
        self._at_wait = at_wait
        self._end = clock.monotonic() + HOUR

    def begin(self) -> None:
        """Let the hour begin now."""
        self._end = self._clock.monotonic() + HOUR

    def time(self) -> float:
        """Give the sandbox's time."""
        return self._clock.time()

    def monotonic(self) -> float:
        """Give the sandbox's time."""
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        await self._at_wait()
        await self._clock.sleep(seconds)
        if self._clock.monotonic() >= self._end:
            self._scope.cancel()
            await anyio.lowlevel.checkpoint()


async def filled(items: int) -> tuple[Sandbox, str, list[str]]:
    """Give a sandbox with a board of so many notes, and their ids."""
    sandbox = Sandbox(clock=Clock(datetime(2026, 1, 1, tzinfo=UTC)))
    board_id = sandbox.add_board("Board")
    ids: list[str] = []
    async with MiroApi(sandbox.token, transport=sandbox, clock=sandbox.clock) as api:
        for start in range(0, items, 20):
            made = await api.items.create_bulk(
                board_id,
                items=[
                    {"type": "sticky_note", "data": {"content": f"Note {start + number}"}}
                    for number in range(20)
                ],
            )
            ids += [item.id for item in made]
    return sandbox, board_id, ids


async def measured(items: int, interval: float, *, busy: bool) -> dict[str, float]:
    """Watch a board for an hour."""
    sandbox, board_id, ids = await filled(items)
    told = 0
    writer = MiroApi(sandbox.token, transport=sandbox, clock=sandbox.clock)

    async def change() -> None:
        """Change a note, on a board where something happens."""
        if busy:
            content = {"content": f"at {sandbox.clock.monotonic()}"}
            await writer.sticky_notes.update(board_id, ids[0], data=content)

    scope = anyio.CancelScope()
    clock = Hour(sandbox.clock, scope, change)
    api = MiroApi(sandbox.token, transport=sandbox, clock=clock)
    changes = (await api.board(board_id)).changes(interval=interval)
    await changes.look()
    changes.credits = 0  # the first look is paid once, and not by the hour
    clock.begin()
    sandbox.calls.clear()
    with scope:
        async for _ in changes:
            told += 1
    looks = len(sandbox.calls.of("boards.get"))
    return {
        "items": items, "interval": interval, "busy": busy, "looks": looks,
        "credits": changes.credits, "told": told, "token": len(changes.token),
    }  # fmt: skip


async def main() -> None:
    """Measure, and print a table."""
    as_json = "--json" in sys.argv
    if not as_json:
        print(
            f"{'items':>7} {'every':>6} {'board':>6} {'looks/h':>8} {'credits/h':>10} {'token':>9}"
        )
    for items in SIZES:
        for interval in INTERVALS:
            for busy in (False, True):
                row = await measured(items, interval, busy=busy)
                print(json.dumps(row) if as_json else line(row), flush=True)


def line(row: dict[str, float]) -> str:
    """Give a row of the table."""
    board = "busy" if row["busy"] else "idle"
    return (
        f"{row['items']:>7,} {row['interval']:>4.0f} s {board:>6} {row['looks']:>8,} "
        f"{row['credits']:>10,} {row['token']:>9,}"
    )


if __name__ == "__main__":
    anyio.run(main)
