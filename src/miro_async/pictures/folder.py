"""`PictureFolder`: the pictures of a folder, kept on a board."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from anyio import create_task_group, to_thread
from attrs import fields, frozen

from ..clock import SystemClock
from ..errors import ConfigurationError
from ..geometry import Point
from .carrying import Carrying
from .confirming import Confirming, Depth
from .events import Telling
from .grid import Grid
from .ledger import default_path, open_ledger
from .looking import Looking, is_looked_at, scan
from .planning import Deleted
from .session import Session
from .watching import watched

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from anyio import Event

    from ..board.board import Board
    from ..board.drafts import At, HasId
    from ..clock import Clock
    from .events import OnEvent, PictureReport
    from .ledger import Ledger
    from .session import Outcome
    from .watching import Wakes

_FRUITLESS = 6


@frozen(kw_only=True)
class Patience:
    """How long to wait for what, in seconds.

    Attributes:
        settle: A file that stays as it is for so long is taken for finished.
        incomplete: A file that is no whole picture may still become one for so long; only `run`
            waits for that.
        unknown: An upload without an answer may still appear on the board for so long. Then it is
            sent again.
        rescan: So often `run` looks at the folder even if nothing was noticed.
        longest_backoff: So long `run` waits at most between two tries when Miro is away.

    Raises:
        ConfigurationError: A figure is not 0 or more.
    """

    settle: float = 1.0
    incomplete: float = 10.0
    unknown: float = 30.0
    rescan: float = 60.0
    longest_backoff: float = 60.0

    def __attrs_post_init__(self) -> None:
        for name in (field.name for field in fields(Patience)):
            if not getattr(self, name) >= 0:
                raise ConfigurationError(f"{name} is in seconds, 0 or more")


class PictureFolder:
    """Puts the pictures of a folder on a board, and keeps them there.

        board = await api.board(board_id)
        await PictureFolder(board, "pictures", frame=frame_id).run()

    Each file is on the board exactly once, in a cell of a grid that it keeps. One that changes gets
    its new content in the same item; one that is renamed, another title. What is no picture by its
    content, is broken, or has more than 6 MB is told of, and left.

    An upload costs 100 credits, reading it back 50, its file another 500. What is on the board is
    listed once after each start, if there is anything new, and after uploads without an answer: 100
    credits for 50 images.

    Args:
        board: The board.
        folder: The folder. Hidden and temporary files in it are passed over, and so are links that
            lead out of it.
        frame: The frame that they go into, or its id. It grows as needed.
        at: The upper left corner of the grid, from the middle of the board, or from the corner of
            the frame.
        columns: How many pictures a row has.
        cell: How wide and high a picture may be, in board units.
        gap: How far they are apart.
        deleted: Whether to `"keep"` pictures whose files are deleted, or `"remove"` them.
        confirm: What is read back of each upload: its `"bytes"`, or only the `"item"`.
        subfolders: Whether the pictures of subfolders belong to it.
        ledger: The file that says what was uploaded, which one program at a time may use; by
            default one in `~/.local/state/miro-async/pictures`. It is none of the folder's.
        name: What the ledger and the marks in titles know the folder by; by default its path. With
            a name of its own, a folder can be moved.
        at_once: How many pictures are sent at the same time; each is in memory meanwhile.
        on_event: What is told of everything that happens, sync or async.
        patience: How long to wait for what.
        polling: Whether to look at the folder all the time instead of waiting for notices of the
            system, which network drives do not give; by default, watchfiles decides.
        clock: What tells the time and waits, in tests.

    Raises:
        ConfigurationError: The arguments cannot be right.
    """

    def __init__(  # noqa: PLR0913 - what a folder can be told, each by keyword
        self,
        board: Board,
        folder: str | os.PathLike[str],
        *,
        frame: HasId | str | None = None,
        at: At | None = None,
        columns: int = 5,
        cell: float = 320.0,
        gap: float = 40.0,
        deleted: Deleted = "keep",
        confirm: Depth = "bytes",
        subfolders: bool = False,
        ledger: str | os.PathLike[str] | None = None,
        name: str | None = None,
        at_once: int = 4,
        on_event: OnEvent | None = None,
        patience: Patience | None = None,
        polling: bool | None = None,
        clock: Clock | None = None,
    ) -> None:
        _demand_one_of("deleted", deleted, get_args(Deleted))
        _demand_one_of("confirm", confirm, get_args(Depth))
        if at_once < 1:
            raise ConfigurationError("at_once is 1 or more")
        corner = (0.0, 0.0) if frame is None else (gap, gap)
        self.board: Board = board
        self.folder: Path = Path(folder)
        self.frame_id: str | None = frame if frame is None or isinstance(frame, str) else frame.id
        self._grid = Grid(at=Point(*(at or corner)), columns=columns, cell=cell, gap=gap)
        self._deleted: Deleted = deleted
        self._confirm: Depth = confirm
        self._subfolders = subfolders
        self._ledger = None if ledger is None else Path(ledger)
        self._name = name
        self._at_once = at_once
        self._on_event = on_event
        self._patience = patience or Patience()
        self._polling = polling
        self._clock: Clock = clock or SystemClock()

    async def sync(self) -> PictureReport:
        """Bring the board in step with the folder as it is now, and tell what was done.

        Raises:
            ConfigurationError: There is no such folder, it cannot be read, or the ledger is in it.
            LedgerError: The ledger is in use, damaged, or about something else.
            MiroError: The board is gone or must not be changed, or Miro did not do what was asked
                for although that was tried several times. What was done is known to the ledger.
            OSError: The folder cannot be read any more, or its disk fails.
        """
        fruitless = 0
        async with self._session(incomplete=0.0) as session:
            while (outcome := await session.passage()).seconds is not None:
                fruitless = fruitless + 1 if outcome.error else 0
                if outcome.error and fruitless >= _FRUITLESS:
                    raise outcome.error
                await self._clock.sleep(outcome.seconds)
            return session.report()

    async def run(self, *, stop: Event | None = None) -> PictureReport:
        """Keep the board in step with the folder until it is told to stop.

        When Miro or the folder is away, it waits and goes on. Cancelling it ends uploads in the
        middle, which are looked up on the board when it is started again.

        Args:
            stop: When this is set, it ends what is under way, begins nothing new, and returns.

        Raises:
            ConfigurationError: There is no such folder at the beginning, the ledger is in it, or
                watchfiles is missing.
            LedgerError: The ledger is in use, damaged, or about something else.
            MiroError: The board is gone, or must not be changed.
        """
        async with (
            self._session(incomplete=self._patience.incomplete) as session,
            watched(
                self.folder,
                subfolders=self._subfolders,
                polling=self._polling,
                rescan=self._patience.rescan,
            ) as wakes,
        ):
            while not (stop and stop.is_set()):
                outcome = await session.passage(stop)
                await self._until_next(outcome, wakes, stop)
            return session.report()

    async def _until_next(self, outcome: Outcome, wakes: Wakes, stop: Event | None) -> None:
        async with create_task_group() as tasks:

            async def end(wait: Callable[[], Awaitable[object]]) -> None:
                await wait()
                tasks.cancel_scope.cancel()

            if stop is not None:
                tasks.start_soon(end, stop.wait)
            if outcome.seconds is not None:
                tasks.start_soon(end, partial(self._clock.sleep, outcome.seconds))
            if outcome.error is None:  # when Miro is away, new files change nothing about that
                tasks.start_soon(end, partial(wakes.wait, self._patience.rescan))

    @asynccontextmanager
    async def _session(self, *, incomplete: float) -> AsyncGenerator[Session]:
        path = await to_thread.run_sync(_demand_folder, self.folder)
        collection = self._name or path
        known_as = collection.encode(errors="replace").decode()
        file = self._ledger or default_path(self.board.id, collection)
        await to_thread.run_sync(partial(_demand_apart, file, path, subfolders=self._subfolders))
        ledger = await to_thread.run_sync(
            open_ledger, file, {"board": self.board.id, "folder": known_as}
        )
        try:
            session = self._begun(ledger, collection, incomplete)
            await session.begin()
            yield session
        finally:
            ledger.close()

    def _begun(self, ledger: Ledger, collection: str, incomplete: float) -> Session:
        tell, patience, api = Telling(self._on_event), self._patience, self.board.api
        confirming = Confirming(api, self.board.id, self._confirm, self._clock)
        carrying = Carrying(
            api=api,
            board_id=self.board.id,
            frame_id=self.frame_id,
            grid=self._grid,
            root=self.folder,
            collection=collection,
            ledger=ledger,
            confirming=confirming,
            tell=tell,
            clock=self._clock,
        )
        return Session(
            carrying=carrying,
            looking=Looking(root=self.folder, settle=patience.settle, subfolders=self._subfolders),
            tell=tell,
            at_once=self._at_once,
            deleted=self._deleted,
            incomplete=incomplete,
            unknown=patience.unknown,
            longest_backoff=patience.longest_backoff,
        )


def _demand_folder(folder: Path) -> str:
    """Give the path of a folder; it waits for the disk."""
    try:
        next(scan(folder, subfolders=False), None)
    except OSError as error:
        raise ConfigurationError(f"{folder} is no folder that can be read: {error}") from error
    return os.path.realpath(folder)


def _demand_apart(ledger: Path, folder: str, *, subfolders: bool) -> None:
    # Who closes a file takes all locks of the process off it, so a look would set the ledger free.
    if is_looked_at(ledger, folder, subfolders=subfolders):
        raise ConfigurationError(f"the ledger cannot be in the folder itself: {ledger}")


def _demand_one_of(name: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ConfigurationError(f"{name} is one of {', '.join(known)}, not {value!r}")
