"""`apply`: a board, brought in step with a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from ..asking import YES, confirm
from ..command import Command, awaits
from ..output import Output
from ..parameters import KEPT_FILE
from ..progress import progress
from ..source import demand_all, read, told
from ..sources import how_of, source_options
from ..words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ...board.apply.steps import Plan
    from ..source import Kind
    from ..surroundings import Surroundings


@click.command(
    "apply",
    cls=Command,
    json=True,
    examples=(
        "miro-async apply retro.csv --board $BOARD --column text=note --mapping k.json --dry-run",
        "miro-async apply outline.md --board $BOARD --mapping outline.keys.json --yes",
    ),
)
@source_options
@click.option(
    "--mapping",
    type=KEPT_FILE,
    required=True,
    metavar="FILE",
    help="Where it is kept which key of the source became which item; it is made if need be.",
)
@click.option("--keep", is_flag=True, help="Delete nothing that has gone from the source.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@YES
@awaits
async def apply(  # noqa: PLR0913 - what can be typed
    around: Surroundings,
    *,
    file: Path,
    board: str,
    kind: Kind | None,
    columns: Sequence[tuple[str, str]],
    make: Literal["sticky_note", "card"],
    at: tuple[float, float] | None,
    encoding: str | None,
    mapping: Path,
    keep: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Bring a board in step with a file, in the fewest calls; what `import` reads, it reads.

    It shows the plan and asks first. Running it twice changes nothing. Only what it has made itself
    is ever changed or deleted; a snapshot of this very board also brings back what others made.
    Keep the mapping file, one for each source: without it, everything is made anew.

    What cannot be made of the file is named on stderr and left out, and the exit code is 6.
    """
    from ..connection import connected

    source = read(file, how_of(kind, columns, make, at, encoding))
    _warn(around, source.problems)
    async with connected(around) as api:
        target = await api.board(board)
        plan = await target.apply(source.wanted, mapping=mapping, plan=True, delete=not keep)
        left_out = told(plan.left_out)
        _warn(around, left_out)
        _show(around, plan)
        if plan and not dry_run:
            confirm(around, (), f"Do this on {printable(target.name)}?", yes=yes)
            with progress(around, "Applying") as tell:
                await target.apply(plan, progress=lambda far: tell(far.done, far.total))
            around.say("Done.")
    lost = [line for line in told(plan.left_out) if line not in left_out]
    _warn(around, lost)
    demand_all([*source.problems, *left_out, *lost])


def _warn(around: Surroundings, problems: Sequence[str]) -> None:
    for problem in problems:
        around.warn(printable(problem))


def _show(around: Surroundings, plan: Plan) -> None:
    if around.options.json:
        Output(around).json(plan.to_json())
        return
    for line in str(plan).splitlines():
        Output(around).line(line)
