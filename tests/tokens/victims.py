"""Processes that come to a bad end while they refresh a token, as the tests see them."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
from attrs import define

if TYPE_CHECKING:
    from tests.tokens.processes import Process


@define(eq=False)
class Victim:
    """One of them; `zygote` is the process that starts them."""

    zygote: Process
    pid: int = 0

    async def start(self, scene, *, point="", end="SIGKILL", **limits):
        """Let it call for the user; at this point of its storage it is killed, or stopped."""
        self.zygote.say(**scene.told, point=point, end=end, timeout=limits)
        self.pid = (await self._hear())["pid"]

    async def dies_at(self, point):
        """Wait until it was killed there."""
        assert await self._hear() == {"at": point}
        assert await self._hear() == {"ended": -signal.SIGKILL}

    async def stops_at(self, point):
        """Wait until it was stopped there."""
        assert await self._hear() == {"at": point}
        await self._is_stopped()

    async def kill(self):
        """Kill it, wherever it is."""
        os.kill(self.pid, signal.SIGKILL)
        assert await self._hear() == {"ended": -signal.SIGKILL}

    async def interrupt(self):
        """Do what Ctrl-C does."""
        os.kill(self.pid, signal.SIGINT)

    async def stop(self):
        """Stop it, wherever it is, unless it is at its end."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGSTOP)
            await self._is_stopped()

    def has_spoken(self):
        """Tell whether it has said something that nobody has heard."""
        return self.zygote.has_spoken()

    async def goes_on(self):
        """Let it go on to its end; give the error of its call, if there was one."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGCONT)
        return await self.error()

    async def error(self):
        """Wait for its end; give the error of its call, if there was one."""
        said = await self._hear()
        assert await self._hear() == {"ended": 0}
        return said["error"]

    def clear_up(self):
        """Let nothing of it be left, whatever became of the test."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def _is_stopped(self):
        with anyio.fail_after(30):
            while _state(self.pid) != "T":  # noqa: ASYNC110 - nobody tells
                await anyio.sleep(0.005)

    async def _hear(self):
        return await anyio.to_thread.run_sync(self.zygote.hear)


def _state(pid):
    """Give the letter that the system has for what a process does."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError as error:
        raise ProcessLookupError from error
