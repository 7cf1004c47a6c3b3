"""A worker: takes boards out of the queue, and puts those there that are due."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import AsyncExitStack, suppress
from functools import partial
from logging import getLogger
from secrets import token_hex
from typing import TYPE_CHECKING

from anyio import CancelScope, create_task_group, current_time, move_on_after, sleep, to_thread
from attrs import define, field
from sqlalchemy.exc import SQLAlchemyError

from .boards import export_board
from .connections import connected
from .endings import ending_of
from .files import Place, seal
from .progress import Ending, LeaseLostError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeVar

    from .connections import Connections
    from .progress import Claim, Figures, Progress
    from .settings import Settings

    T = TypeVar("T")

DATABASE_AWAY = (SQLAlchemyError, OSError)
LOOK = 1.0
"""Seconds between two looks at what is due."""

_log = getLogger("org_export")


def new_name() -> str:
    """Name a worker: readable, and like no other."""
    return f"{socket.gethostname()}:{os.getpid()}:{token_hex(3)}"


async def dispatch(
    progress: Progress, settings: Settings, send: Callable[[str, str], Awaitable[object]]
) -> int:
    """Put what is due into the queue, with what dead workers have left; give how many boards."""
    await progress.take_away(settings.attempts)
    due = await progress.take_due(settings.lease)
    for number, (export, board_id) in enumerate(due):
        try:
            await send(export, board_id)
        except Exception:
            for unsent in due[number:]:
                await progress.not_sent(*unsent)
            raise
    return len(due)


@define
class Worker:
    """One process that exports boards, several at once."""

    settings: Settings
    send: Callable[[str, str], Awaitable[object]]
    name: str = field(factory=new_name)
    _connections: Connections | None = None
    _stack: AsyncExitStack = field(factory=AsyncExitStack)
    _dispatching: asyncio.Task[None] | None = None
    _exporting: set[asyncio.Task[None]] = field(factory=set[asyncio.Task[None]])

    async def start(self) -> None:
        """Connect, and begin to look for what is due."""
        self._connections = await self._stack.enter_async_context(connected(self.settings))
        # The engine has one handler for the start and one for the end, so no group can be around.
        self._dispatching = asyncio.create_task(self._dispatch())

    async def stop(self) -> None:
        """Give back what is not done, and disconnect."""
        ending = [*self._exporting, *filter(None, [self._dispatching])]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        if self._connections:
            with suppress(*DATABASE_AWAY):
                await self._connections.progress.leave(self.name)
        self._connections = None
        await self._stack.aclose()

    async def export(self, export: str, board_id: str) -> None:
        """Export a board, if it is still to be exported and nobody else does."""
        task = asyncio.create_task(self._export(export, board_id))
        self._exporting.add(task)
        task.add_done_callback(self._exporting.discard)
        await asyncio.wait([task])

    async def _export(self, export: str, board_id: str) -> None:
        progress = self._open.progress
        begin = partial(progress.begin, export, board_id, self.name, self.settings.lease)
        # Without the database there is nothing else to do, so this waits for it.
        if (claim := await _patiently(begin)) is None:
            return
        place = Place(self.settings.folder / export, board_id)
        try:
            await self._finish(claim, place, await self._write(claim, place))
        except LeaseLostError:
            _log.warning("%s: somebody else has it by now", board_id)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is about this board alone
            ending = ending_of(error, claim, self.settings.attempts)
            _log.warning("%s: %s: %s", board_id, ending.state, ending.reason)
            await self._put_back(claim, ending)
        finally:
            with CancelScope(shield=True):
                await to_thread.run_sync(place.discard, claim.fence)

    @property
    def _open(self) -> Connections:
        assert self._connections is not None
        return self._connections

    async def _write(self, claim: Claim, place: Place) -> Figures:
        """Write the files, as long as the lease lasts."""
        figures: Figures | None = None
        failed: Exception | None = None
        async with create_task_group() as tasks:
            tasks.start_soon(self._keep, claim, tasks.cancel_scope)
            try:
                folder = await to_thread.run_sync(place.begin, claim.fence)
                api = self._open.miro.as_user(claim.user_id)
                counts = await export_board(api, claim.board_id, folder)
                figures = await to_thread.run_sync(seal, folder, claim, counts)
            except Exception as error:  # noqa: BLE001 - raised below, not in a group of errors
                failed = error
            tasks.cancel_scope.cancel()
        if failed:
            raise failed
        if figures is None:
            raise LeaseLostError("the lease was taken away, or could not be prolonged")
        return figures

    async def _keep(self, claim: Claim, scope: CancelScope) -> None:
        """Prolong the lease, and end the work where that fails for too long."""
        lease = self.settings.lease
        ends = current_time() + lease
        while current_time() + lease / 4 < ends:
            await sleep(lease / 4)
            asked = current_time()
            with move_on_after(ends - asked), suppress(*DATABASE_AWAY):
                try:
                    await self._open.progress.prolong(claim, lease)
                except LeaseLostError:
                    break
                ends = asked + lease
        scope.cancel()

    async def _finish(self, claim: Claim, place: Place, figures: Figures) -> None:
        async def publish() -> None:
            await to_thread.run_sync(place.publish, claim.fence)

        await self._open.progress.finish(claim, figures, publish)
        _log.info("%s: done, %d bytes", claim.board_id, figures.bytes)

    async def _put_back(self, claim: Claim, ending: Ending) -> None:
        # Where this fails, the lease ends, and another worker takes it up.
        with suppress(*DATABASE_AWAY):
            await self._open.progress.put_back(claim, ending)

    async def _dispatch(self) -> None:
        while True:
            try:
                await dispatch(self._open.progress, self.settings, self.send)
            except Exception as error:  # noqa: BLE001 - whatever is away, this goes on
                _log.warning("nothing is put into the queue: %s", type(error).__name__)
            await sleep(LOOK)


async def _patiently(ask: Callable[[], Awaitable[T]]) -> T:
    while True:
        try:
            return await ask()
        except DATABASE_AWAY as error:
            _log.warning("waiting for the database: %s", type(error).__name__)
        await sleep(LOOK)
