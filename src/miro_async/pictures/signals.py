"""Running until a signal ends it, as services are ended."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from anyio import CancelScope, Event, create_task_group, current_time, open_signal_receiver
from attrs import define, field

from .events import logger

if TYPE_CHECKING:
    from .folder import PictureFolder

_ENDED_BY_SIGNAL = 128


@define
class _Ending:
    """How it is told to end: first gently, then at once."""

    grace: float
    stop: Event = field(factory=Event)
    scope: CancelScope = field(factory=CancelScope)
    signal: int = 0

    async def on_signals(self) -> None:
        with open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
            async for number in signals:
                if self.stop.is_set():
                    self.scope.cancel()
                    return
                self.signal = int(number)
                self.stop.set()
                self.scope.deadline = current_time() + self.grace
                logger.info("%s: it ends when what is under way is done", number.name)


async def run_until_signal(folder: PictureFolder, *, grace: float = 10.0) -> int:
    """Keep a folder on its board until SIGINT or SIGTERM comes, and give an exit code.

    The first signal ends what is under way, begins nothing new, and leaves. What takes longer than
    `grace` seconds, or a second signal, is given up: the ledger has it, and the next start looks it
    up on the board.

    It needs a POSIX system: on Windows there is `PictureFolder.run`, and `KeyboardInterrupt`.

    The exit code is 0 if nothing was given up, and otherwise that of the signal: 130 or 143.

    Raises:
        MiroError: As `PictureFolder.run` does.
    """
    ending = _Ending(grace)
    failed: Exception | None = None
    async with create_task_group() as tasks:
        tasks.start_soon(ending.on_signals)
        with ending.scope:
            try:
                await folder.run(stop=ending.stop)
            except Exception as error:  # noqa: BLE001 - it is raised below, and not within a group
                failed = error
        tasks.cancel_scope.cancel()
    if failed is not None:
        raise failed
    if ending.scope.cancelled_caught:
        logger.warning("what was under way is given up: the next start looks it up on the board")
    return _ENDED_BY_SIGNAL + ending.signal if ending.scope.cancelled_caught else 0
