"""Knowing when something happens in the folder, by the system's own notices or by polling."""

from __future__ import annotations

from contextlib import aclosing, asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from anyio import Event, create_task_group, move_on_after, sleep, sleep_forever, to_thread
from attrs import frozen

from ..errors import ConfigurationError
from .looking import identity_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

_CHECKED_EACH = 5.0  # seconds, at most: whether it is still the same folder
_AGAIN_AFTER = 1.0  # seconds: for a folder that is not there


class Wakes:
    """Wakes up whoever waits for something to happen."""

    def __init__(self) -> None:
        self._event = Event()

    def wake(self) -> None:
        """Wake up who waits now, or who will next."""
        self._event.set()

    async def wait(self, most: float) -> None:
        """Wait until something happens, or for so many seconds."""
        with move_on_after(most):
            await self._event.wait()
        self._event = Event()


@asynccontextmanager
async def watched(
    folder: Path, *, subfolders: bool, polling: bool | None, rescan: float
) -> AsyncGenerator[Wakes]:
    """Watch a folder as long as the block lasts; all `rescan` seconds, whether it is still there.

    Raises:
        ConfigurationError: The package that watches is not installed.
    """
    try:
        import_module("watchfiles")  # so that it is known before anything is done
    except ImportError:
        raise ConfigurationError(
            "watching needs watchfiles: pip install 'miro-async[watch]'"
        ) from None
    wakes, failed = Wakes(), None
    patience = round(min(rescan, _CHECKED_EACH) * 1000) or 1  # 0 would be without end
    async with create_task_group() as tasks:
        tasks.start_soon(_watch, _Watch(folder, subfolders, polling, patience), wakes)
        try:
            yield wakes
        except Exception as error:  # noqa: BLE001 - it is raised below, and not within a group
            failed = error
        tasks.cancel_scope.cancel()
    if failed is not None:
        raise failed


@frozen
class _Watch:
    """What is watched, and how; `patience` is in milliseconds."""

    folder: Path
    subfolders: bool
    polling: bool | None
    patience: int


async def _watch(watch: _Watch, wakes: Wakes) -> None:
    while True:
        ended = Event()
        async with create_task_group() as tasks:
            tasks.start_soon(_set_at_the_end, ended)
            try:
                await _notice(watch, wakes, ended)
            # watchfiles raises a RuntimeError for a name that is no UTF-8.
            except* (OSError, RuntimeError):
                wakes.wake()
                await sleep(_AGAIN_AFTER)
            tasks.cancel_scope.cancel()


async def _set_at_the_end(ended: Event) -> None:
    # The thread that waits for notices cannot be cancelled; it looks at this many times a second.
    try:
        await sleep_forever()
    finally:
        ended.set()


async def _notice(watch: _Watch, wakes: Wakes, ended: Event) -> None:
    """Wake whenever something happens, until it is another folder that has this path."""
    from watchfiles import awatch

    same = await to_thread.run_sync(identity_of, watch.folder)
    changes = awatch(
        watch.folder,
        watch_filter=None,
        recursive=watch.subfolders,
        force_polling=watch.polling,
        stop_event=ended,
        rust_timeout=watch.patience,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    async with aclosing(changes):
        wakes.wake()  # what happened before it began to watch
        async for change in changes:
            if change:
                wakes.wake()
            if await to_thread.run_sync(identity_of, watch.folder) != same:
                wakes.wake()
                return
