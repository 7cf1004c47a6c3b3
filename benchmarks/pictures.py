"""Measures a burst of pictures: dropped into a folder at once, with a share of all calls failing.

    python benchmarks/pictures.py [--pictures 500] [--kilobytes 200] [--faults 0.05] [--at-once 4]

A sandbox listens on a socket of this process, with its limit of credits lifted. Another process
keeps the folder on its board, and measures itself: the time, and the memory that it takes beyond
what it had when the client was there. Waits for credits and between tries are twenty times as
short; how long an upload without an answer may still appear (30 seconds) is not. In the end the
board is compared with the folder, byte by byte.

With TRACED=1 it also tells the most memory that Python's objects took, and is much slower.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
import tracemalloc
from collections import Counter
from hashlib import sha256
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zlib import crc32

import anyio

from miro_async import MiroApi, Timeout
from miro_async.clock import SystemClock
from miro_async.models import ImageItem
from miro_async.pictures import PictureFolder
from miro_async.sandbox import Sandbox, SandboxServer

if TYPE_CHECKING:
    from collections.abc import Sequence

HASTE = 20
NO_LIMIT = 10**9
READ_TIMEOUT = 5.0


class HastyClock(SystemClock):
    """The system's time, and shorter waits."""

    async def sleep(self, seconds: float) -> None:
        """Wait for a twentieth of it."""
        await anyio.sleep(seconds / HASTE)


def picture(size: int) -> bytes:
    """Give a PNG file of about so many bytes, unlike any other."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", 1600, 1200, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", os.urandom(size))  # nobody decodes it
    return b"\x89PNG\r\n\x1a\n" + head + data + chunk(b"IEND", b"")


def memory() -> float:
    """Give the most memory that this process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def keep(url: str, token: str, board_id: str, folder: Path, at_once: int) -> None:
    """Put the folder on the board, and print what that took."""
    clock = HastyClock()
    quick = Timeout(read=READ_TIMEOUT)
    async with MiroApi(token, base_url=url, clock=clock, timeout=quick, pacing=False) as api:
        board = await api.board(board_id)
        ledger = folder.with_name("ledger.sqlite3")
        pictures = PictureFolder(board, folder, ledger=ledger, at_once=at_once, clock=clock)
        traced = "TRACED" in os.environ
        if traced:  # it makes everything slower: in a run of its own
            tracemalloc.start()
        before, cpu, wall = memory(), time.process_time(), time.perf_counter()
        report = await pictures.sync()
        figures = {
            "wall s": time.perf_counter() - wall,
            "CPU s": time.process_time() - cpu,
            "memory MB": memory() - before,
            "traced MB": tracemalloc.get_traced_memory()[1] / 2**20 if traced else 0.0,
            "uploaded": report.uploaded,
            "left": len(report.left),
        }
    print(json.dumps(figures))


def add_faults(sandbox: Sandbox, share: float) -> None:
    """Let so large a share of all calls fail, in seven ways."""
    each, add = share / 7, sandbox.faults.add
    add(429, share=each, seed=1)
    add(500, share=each, seed=2)
    add(500, to="*.upload", share=each, seed=3, done=True)
    add(503, share=each, seed=4)
    add("drop_before", share=each, seed=5)
    add("drop_after", share=each, seed=6)
    add("delay", share=each, seed=7, seconds=READ_TIMEOUT + 1)


async def compared(server: SandboxServer, board_id: str, wanted: Counter[str]) -> str:
    """Say how the board differs from the folder, by the hashes of the files."""
    server.sandbox.faults.clear()
    shown: Counter[str] = Counter()
    async with MiroApi(server.token, transport=server.sandbox, pacing=False) as api:
        async for item in api.items.list(board_id, type="image"):
            assert isinstance(item, ImageItem)
            async with api.open_file(item) as opened:
                shown[sha256(b"".join([piece async for piece in opened])).hexdigest()] += 1
    twice, missing = (shown - wanted).total(), (wanted - shown).total()
    return f"{shown.total()} on the board, {missing} missing, {twice} too many"


def main(arguments: Sequence[str] | None = None) -> None:
    """Drop the pictures, have them kept on a board, and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=int, default=500)
    parser.add_argument("--kilobytes", type=int, default=200)
    parser.add_argument("--faults", type=float, default=0.05)
    parser.add_argument("--at-once", type=int, default=4)
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as place, SandboxServer(Sandbox(credits_a_minute=NO_LIMIT)) as server:
        folder = Path(place) / "pictures"
        folder.mkdir()
        for number in range(asked.pictures):
            (folder / f"{number:05}.png").write_bytes(picture(asked.kilobytes * 1024))
        board_id = server.sandbox.add_board("Pictures")
        add_faults(server.sandbox, asked.faults)
        where = [server.url, server.token, board_id, str(folder), str(asked.at_once)]
        done = subprocess.run(
            [sys.executable, __file__, "keep", *where], stdout=subprocess.PIPE, check=True
        )
        injected = server.sandbox.faults.injected
        calls = len(server.sandbox.calls)
        for name, figure in json.loads(done.stdout).items():
            print(f"{name:<12}{figure:>10,.1f}")
        print(f"{injected} of {calls} calls failed")
        wanted = Counter(sha256(path.read_bytes()).hexdigest() for path in folder.iterdir())
        print(anyio.run(compared, server, board_id, wanted))


if __name__ == "__main__":
    if sys.argv[1:2] == ["keep"]:
        _, _, url, token, board_id, folder, at_once = sys.argv
        anyio.run(keep, url, token, board_id, Path(folder), int(at_once))
    else:
        main()
