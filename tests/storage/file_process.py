"""What processes of their own do with a file of tokens: `python -m tests.storage.file_process`.

Each is told what to do, where the file is, and who it is. It says "ready" on a line of its own
before anybody else may go on, and what it has found out in the end.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import anyio

from miro_async.auth.storage.file import FileStorage
from tests.storage.holders import count, kept_out, take
from tests.storage.tokens import token

ROOT = Path(__file__).parents[2]
ROUNDS = 15
KILLS = 40


@contextmanager
def process(doing, path, name=""):
    """Run one, which is killed in the end if it still runs."""
    # Newer Pythons warn of forks where there are threads; here the child is told what to do.
    python = [sys.executable, "-W", "ignore::DeprecationWarning"]
    command = [*python, "-m", "tests.storage.file_process", doing, str(path), name]
    with subprocess.Popen(  # noqa: S603 - this file
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout.readline() == "ready\n"
            yield running
        finally:
            running.kill()


def say(text):
    """Tell whoever started this process."""
    print(text, flush=True)  # noqa: T201 - it is how they talk


def wait_for_word():
    """Wait until we are told to go on."""
    sys.stdin.readline()


def work(path, name):
    """Set tokens of users of our own, and count up the token that all processes share."""
    storage = FileStorage(path)
    say("ready")
    wait_for_word()

    async def run():
        for number in range(ROUNDS):
            await storage.set(f"{name}-{number}", token(name))
            await count(storage)

    anyio.run(run)
    say("done")


def hold(path, _):
    """Hold the lock of the user until we are killed."""

    async def run():
        async with FileStorage(path).lock("user"):
            say("ready")
            await anyio.sleep_forever()

    anyio.run(run)


def be_killed(path, _):
    """Let children write, and kill each of them at some moment; tell what they left.

    Other than processes that are started anew, these write within a moment.
    """
    say("ready")
    storage, found = FileStorage(path), set()
    os.umask(0)
    for number in range(10 * KILLS):
        hear, say_so = os.pipe()
        child = os.fork()
        if child == 0:
            anyio.run(write_for_ever, path, say_so)
        if number % 4:
            os.read(hear, 1)  # it has written once, however long that took
        time.sleep(0.0005 * (number % KILLS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(hear)
        os.close(say_so)
        for left in Path(path).parent.iterdir():
            if left.stat().st_mode & 0o077:
                found.add(f"{left.name} is for others, too")
        found.add(state_of(anyio.run(storage.get, "user")))
        if number > KILLS and found >= set(TEXTS):
            break
    say(" ".join(sorted(found)))


TEXTS = {"first": "1" * 20_000, "second": "2" * 40_000}


async def write_for_ever(path, say_so):
    """Write tokens, which take some time, one after the other; tell when the first is there."""
    storage = FileStorage(path)
    while True:
        for text in TEXTS.values():
            await storage.set("user", token(text))
            if say_so:
                os.write(say_so, b".")
                say_so = 0


def state_of(found):
    """Tell which of the two it is."""
    if found is None:
        return "none"
    return next((name for name, text in TEXTS.items() if found == token(text)), "neither")


def fork(path, _):
    """Fork while we hold the lock; neither the child's life nor its end changes anything of it."""
    say("ready")
    storage, held, over = FileStorage(path), asyncio.Event(), asyncio.Event()
    holding = hold_until(storage, held, over)

    async def run():
        task = asyncio.ensure_future(holding)
        await held.wait()
        # What becomes of the parent's tasks in a child that has a loop of its own.
        assert ended(forked(holding.close)) == 0
        say("kept out" if await kept_out(storage) else "let in")
        child = forked(signal.pause)
        over.set()
        await task
        await take(storage)
        say("let in")
        os.kill(child, signal.SIGKILL)
        assert ended(child) == -signal.SIGKILL

    asyncio.run(run())


async def hold_until(storage, held, over):
    """Hold the lock of the user for a while."""
    async with storage.lock("user"):
        held.set()
        await over.wait()


def forked(function):
    """Do something in a child, and nothing else."""
    child = os.fork()
    if child == 0:
        try:
            function()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def ended(child):
    """Tell how a child has ended."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    {"work": work, "hold": hold, "be_killed": be_killed, "fork": fork}[sys.argv[1]](*sys.argv[2:])
