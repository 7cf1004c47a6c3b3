"""`miro_async.pictures.folder` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin, plain

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from ...board.drafts import At, HasId
    from ...clock import Clock
    from ...pictures import folder as awaited
    from ...pictures.confirming import Depth
    from ...pictures.events import OnEvent, PictureReport
    from ...pictures.folder import Patience
    from ...pictures.planning import Deleted
    from ..board.board import Board


class PictureFolder(Twin):
    """Puts the pictures of a folder on a board, and keeps them there.

        board = api.board(board_id)
        PictureFolder(board, "pictures", frame=frame_id).run()

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

    @property
    def _awaited(self) -> awaited.PictureFolder:
        return cast("awaited.PictureFolder", self._other)

    def __init__(
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
        from ...pictures.folder import PictureFolder as Awaited

        self._become(
            board.api,
            Awaited(
                plain(board),
                folder,
                frame=plain(frame),
                at=at,
                columns=columns,
                cell=cell,
                gap=gap,
                deleted=deleted,
                confirm=confirm,
                subfolders=subfolders,
                ledger=ledger,
                name=name,
                at_once=at_once,
                on_event=on_event,
                patience=patience,
                polling=polling,
                clock=clock,
            ),
        )

    @property
    def board(self) -> Board:
        """Its board."""
        return cast("Board", self._twin(self._awaited.board))

    @property
    def folder(self) -> Path:
        """Its folder."""
        return self._awaited.folder

    @property
    def frame_id(self) -> str | None:
        """Its frame id."""
        return self._awaited.frame_id

    def sync(self) -> PictureReport:
        """Bring the board in step with the folder as it is now, and tell what was done.

        Raises:
            ConfigurationError: There is no such folder, it cannot be read, or the ledger is in it.
            LedgerError: The ledger is in use, damaged, or about something else.
            MiroError: The board is gone or must not be changed, or Miro did not do what was asked
                for although that was tried several times. What was done is known to the ledger.
            OSError: The folder cannot be read any more, or its disk fails.
        """
        return self._way.call(self._awaited.sync)

    def run(self) -> PictureReport:
        """Keep the board in step with the folder until it is told to stop.

        When Miro or the folder is away, it waits and goes on. Cancelling it ends uploads in the
        middle, which are looked up on the board when it is started again.

        Raises:
            ConfigurationError: There is no such folder at the beginning, the ledger is in it, or
                watchfiles is missing.
            LedgerError: The ledger is in use, damaged, or about something else.
            MiroError: The board is gone, or must not be changed.
        """
        return self._way.call(self._awaited.run)
