"""`upload`: files, side by side."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from anyio import to_thread
from attrs import define, field

from ..command import Command, awaits
from ..exits import demand_whole
from ..output import Column, Output
from ..parameters import Figure, board as board_id, place
from ..progress import progress
from ..words import printable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from ...board.board import Board
    from ...board.drafts import Draft
    from ...board.handle import BoardItem
    from ...models import Item
    from ..surroundings import Surroundings

_AT_ONCE = 4


@click.command(
    "upload",
    cls=Command,
    json=True,
    examples=(
        "miro-async upload picture.png --board $BOARD",
        "miro-async upload picture.png plan.pdf --board $BOARD --at 0,1500 --columns 2",
        "miro-async upload picture.png --board $BOARD --frame $FRAME",
    ),
)
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--board", type=board_id, required=True, help="The board.")
@click.option("--frame", metavar="ID", help="The frame that they go into; it grows if need be.")
@click.option("--at", type=place, default="0,0", show_default=True, help="Where their middle goes.")
@click.option("--columns", type=click.IntRange(min=1), metavar="N", help="How many in a row.")
@click.option(
    "--size",
    type=Figure(min=8),
    default=320.0,
    show_default=True,
    help="Their longer side.",
)
@awaits
async def upload(  # noqa: PLR0913 - what can be typed
    around: Surroundings,
    *,
    files: Sequence[Path],
    board: str,
    frame: str | None,
    at: tuple[float, float],
    columns: int | None,
    size: float,
) -> None:
    """Put pictures and documents on a board, in a grid; at most 6 MB each.

    What is a picture (PNG, JPEG, GIF, WebP, SVG) is told by its content; the rest are documents.
    All files are looked at before the first is sent.
    """
    from ...board.drafts import Drafts
    from ..connection import connected

    drafts = [await to_thread.run_sync(_draft, path, size) for path in files]
    Drafts().grid(drafts, at=at, columns=columns)
    async with connected(around) as api:
        target = await api.board(board)
        uploading = _Uploading(target, files, drafts)
        try:
            await uploading.run(around)
        finally:  # whatever ends it: what is on the board is told
            await Output(around).table(uploading.done(), _COLUMNS, "file")
        if frame is not None and uploading.made:
            handles = [handle for _, handle in sorted(uploading.made.items())]
            await target.grid(handles, frame=frame, columns=columns)
    reasons = [f"{files[number]} ({why})" for number, why in sorted(uploading.failed.items())]
    words = f"not uploaded: {'; '.join(reasons)}"
    demand_whole(reasons, words, done=bool(uploading.made))


@define
class _Uploading:
    """Uploads files, several at once; what becomes of each is kept by its number."""

    board: Board
    files: Sequence[Path]
    drafts: Sequence[Draft]
    made: dict[int, BoardItem[Item]] = field(factory=dict[int, "BoardItem[Item]"])
    failed: dict[int, str] = field(factory=dict[int, str])

    async def run(self, around: Surroundings) -> None:
        """Upload them. What is refused because of one file does not hold up the others."""
        from ...board.side_by_side import side_by_side

        with progress(around, "Uploading", len(self.drafts)) as tell:
            jobs = (partial(self._upload, number, tell) for number in range(len(self.drafts)))
            await side_by_side(jobs, at_once=_AT_ONCE)

    async def _upload(self, number: int, tell: Callable[[float, float | None], None]) -> None:
        from ...errors import BadRequestError, ContentTooLargeError, UploadError

        try:
            self.made[number] = await self.board.add(self.drafts[number])
        except (BadRequestError, ContentTooLargeError, UploadError) as error:
            self.failed[number] = printable(str(error))
        tell(len(self.made) + len(self.failed), None)

    async def done(self) -> AsyncIterator[dict[str, Any]]:
        """Give those that are on the board, in the order of the files."""
        for number, handle in sorted(self.made.items()):
            yield {"file": str(self.files[number]), "id": handle.id, "type": handle.type}


def _draft(path: Path, size: float) -> Draft:
    from ...board.drafts import Draft
    from ...pictures.kinds import inspect

    content = _content(path)
    found = inspect(content)
    title = {"title": printable(path.name)}  # forms have quotes in names as %22
    if found.kind is None:
        return Draft(type="document", file=path, data=title, geometry={"width": size})
    if found.fault:
        raise click.UsageError(f"{path} cannot be uploaded: {found.fault}")
    width, height = found.size or (1.0, 1.0)
    side = "width" if width >= height else "height"
    return Draft(type="image", file=path, data=title, geometry={side: size})


def _content(path: Path) -> bytes:
    from ...uploads import LARGEST_UPLOAD

    try:
        # A pipe would be waited for, and is empty when it is read again to be sent.
        if path.exists() and not path.is_file():
            raise click.UsageError(f"{path} is no file")
        with path.open("rb") as file:
            content = file.read(LARGEST_UPLOAD + 1)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}") from error
    if not content:
        raise click.UsageError(f"{path} is empty")
    if len(content) > LARGEST_UPLOAD:
        raise click.UsageError(f"{path} is larger than the 6 MB that Miro takes")
    return content


_COLUMNS: tuple[Column[dict[str, Any]], ...] = (
    Column("file", lambda one: one["file"]),
    Column("id", lambda one: one["id"], "cyan"),
    Column("type", lambda one: one["type"]),
)
