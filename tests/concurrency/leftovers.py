"""What must not be left of a call: sockets and other files, tasks."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import anyio
import sniffio
import trio
from attrs import frozen


@frozen
class Held:
    """What this process holds at a moment."""

    files: int
    tasks: int


def held():
    """Count it."""
    return Held(len(_open_files()), _tasks())


def _open_files():
    """Tell what each open file is; the folder that lists them is none of them."""
    found = []
    for one in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found.append(str(one.readlink()))
    return found


def _tasks():
    if sniffio.current_async_library() == "trio":
        return trio.lowlevel.current_statistics().tasks_living
    return len(asyncio.all_tasks())


async def nothing_but(before, *, connections=0):
    """Wait, though not long, until what is held is what was before, and so many connections."""
    for _ in range(6000):
        now = held()
        if now.tasks <= before.tasks and now.files <= before.files + connections:
            return
        await anyio.sleep(0.005)
    raise AssertionError(f"{now} are held, {before} were before: {_open_files()}")
