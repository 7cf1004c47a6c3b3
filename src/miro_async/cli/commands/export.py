"""`export`: a board, got out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..command import Command, awaits
from ..exits import demand_whole
from ..output import Output
from ..parameters import NEW_FOLDER, board as board_id
from ..progress import progress
from ..words import counted, printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ...board.export import ExportFormat, ExportProgress
    from ..surroundings import Surroundings


@click.command(
    "export",
    cls=Command,
    json=True,
    examples=(
        "miro-async export $BOARD backup",
        "miro-async export $BOARD notes --format markdown --no-files",
    ),
)
@click.argument("board", type=board_id)
@click.argument("folder", type=NEW_FOLDER)
@click.option(
    "--format",
    "formats",
    type=click.Choice(["json", "markdown", "csv", "svg"]),
    multiple=True,
    help="Only as this; may be given several times.",
)
@click.option("--no-files", is_flag=True, help="Without its images and documents.")
@awaits
async def export(
    around: Surroundings,
    *,
    board: str,
    folder: Path,
    formats: Sequence[ExportFormat],
    no_files: bool,
) -> None:
    """Get a board out into a folder: as JSON, Markdown, CSV and SVG, with its files beside them.

    An export that was interrupted goes on: files that are there already are not fetched again. The
    JSON can be put on a board again by `miro-async import`. Ends with 6 if a file could not be had.
    """
    from ...board.export.export import FORMATS
    from ..connection import connected

    async with connected(around) as api:
        target = await api.board(board)
        with progress(around, "Exporting") as tell:

            def told(how_far: ExportProgress) -> None:
                """Show how far it is."""
                tell(how_far.done, how_far.total)

            done = await target.export(
                folder, formats=formats or FORMATS, files=not no_files, progress=told
            )
    for problem in done.problems:
        around.warn(
            printable(f"not exported: {problem.title or problem.item_id}: {problem.reason}")
        )
    written = [*map(str, done.paths.values()), *map(str, done.files.values())]
    if around.options.json:
        Output(around).json({"files": written, "problems": len(done.problems)})
    else:
        for path in written:
            Output(around).line(path)
    around.say(f"Exported {printable(target.name)}: {counted(len(written), 'file')}.")
    demand_whole(done.problems, f"not exported: {counted(len(done.problems), 'file')}")
