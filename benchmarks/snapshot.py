"""What a board of many items takes to read: memory and time, as a snapshot and as a stream.

    python benchmarks/snapshot.py [ITEMS ...]

The board is a sandbox's, in this process. What is measured is what Python allocates from the
moment at which the board is complete; the board itself does not count. Beside it: the same without
keeping track of memory, in seconds, and the credits.
"""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING

import anyio

from miro_async import MiroApi
from miro_async.board import diff
from miro_async.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from miro_async.board import Board

MEGABYTE = 1024 * 1024
SIZES = (1_000, 10_000, 50_000)


async def filled(api: MiroApi, count: int) -> Board:
    """Give a board of so many sticky notes."""
    board = await api.create_board("Many")
    for start in range(0, count, 20):
        notes = [
            {
                "type": "sticky_note",
                "data": {"content": f"<p>Note {number} of a board with many</p>"},
                "position": {"x": number % 100 * 220, "y": number // 100 * 240},
            }
            for number in range(start, min(count, start + 20))
        ]
        await api.items.create_bulk(board.id, items=notes)
    return board


async def stream(board: Board) -> int:
    """Walk over the board, keeping nothing."""
    count = 0
    async for _ in board.stream():
        count += 1
    return count


async def collect(board: Board) -> int:
    """Take a snapshot."""
    return len(await board.snapshot())


async def peak(work: Callable[[Board], Awaitable[int]], board: Board, count: int) -> float:
    """Give the megabytes that were allocated at once."""
    gc.collect()
    tracemalloc.start()
    assert await work(board) == count
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / MEGABYTE


async def seconds(work: Callable[[Board], Awaitable[int]], board: Board) -> float:
    """Give the seconds that it took."""
    began = time.perf_counter()
    await work(board)
    return time.perf_counter() - began


async def measure(count: int) -> None:
    """Print a line for a board of so many items."""
    sandbox = Sandbox(credits_a_minute=10**9)
    async with MiroApi(sandbox.token, transport=sandbox, pacing=False) as api:
        board = await filled(api, count)
        before = sandbox.credits_spent
        snapshot = await board.snapshot()
        spent = sandbox.credits_spent - before
        text = snapshot.to_json()
        began = time.perf_counter()
        assert type(snapshot).from_json(text) == snapshot
        read = time.perf_counter() - began
        began = time.perf_counter()
        assert not diff(snapshot, snapshot)
        compared = time.perf_counter() - began
        size = len(text.encode()) / MEGABYTE
        del snapshot, text
        figures = [
            await peak(stream, board, count),
            await peak(collect, board, count),
            await seconds(stream, board),
            await seconds(collect, board),
            read,
            compared,
            size,
        ]
    shown = "".join(f"{figure:>11.2f}" for figure in figures)
    print(f"{count:>7,}{shown}{spent:>11,}")


async def main() -> None:
    """Measure each size."""
    heads = (
        *("stream MB", "whole MB", "stream s", "whole s"),
        *("JSON in s", "diff s", "JSON MB", "credits"),
    )
    print(f"{'items':>7}{''.join(f'{head:>11}' for head in heads)}")
    for count in [int(argument) for argument in sys.argv[1:]] or SIZES:
        await measure(count)


if __name__ == "__main__":
    anyio.run(main)
