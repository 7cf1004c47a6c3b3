"""`import`: a file, put on a board."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

import click

from ..asking import YES, confirm
from ..command import Command, awaits
from ..output import Column, Output
from ..progress import progress
from ..source import demand_all, read, told, words_of
from ..sources import how_of, source_options
from ..words import counted, printable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
    from pathlib import Path

    from ...board.drafts import Draft, Drafts
    from ...board.made import Made
    from ...board.sending.sending import Progress
    from ..source import Kind
    from ..surroundings import Surroundings


@click.command(
    "import",
    cls=Command,
    json=True,
    examples=(
        "miro-async import retro.csv --board $BOARD --dry-run",
        "miro-async import retro.csv --board $BOARD --column text=note --column group=column",
        "miro-async import outline.md --board $BOARD --at 0,2000 --yes",
        "miro-async import backup/board.json --board $BOARD --yes",
    ),
)
@source_options
@click.option("--dry-run", is_flag=True, help="Only tell what would be made.")
@click.option(
    "--on-error",
    type=click.Choice(["stop", "keep", "undo"]),
    default="stop",
    show_default=True,
    help="If Miro refuses something: stop, make the rest, or delete again what was made.",
)
@YES
@awaits
async def import_(  # noqa: PLR0913 - what can be typed
    around: Surroundings,
    *,
    file: Path,
    board: str,
    kind: Kind | None,
    columns: Sequence[tuple[str, str]],
    make: Literal["sticky_note", "card"],
    at: tuple[float, float] | None,
    encoding: str | None,
    dry_run: bool,
    on_error: Literal["stop", "keep", "undo"],
    yes: bool,
) -> None:
    """Put a file on a board: a CSV table, a Markdown outline, or a snapshot of a board (JSON).

    Rows become sticky notes or cards, in a frame for each group; headings become frames, and the
    entries of lists sticky notes; a snapshot becomes what it was, with the files of its export. It
    shows what will be made and asks first. What is there stays as it is, and importing twice makes
    everything twice: to keep a board in step with a file, there is `miro-async apply`.

    What cannot be made of the file is named on stderr and left out, and the exit code is 6; a dry
    run tells it before.
    """
    from ..connection import connected

    source = read(file, how_of(kind, columns, make, at, encoding))
    problems = [*source.problems, *told(source.left_out)]
    for problem in problems:
        around.warn(printable(problem))
    if dry_run:
        await Output(around).table(_each(source.drafts), _PLANNED, "item")
        around.say(_summary(source.drafts))
        demand_all(problems)
        return
    async with connected(around) as api:
        target = await api.board(board)
        what = [_summary(source.drafts)]
        confirm(around, what, f"Put it on {printable(target.name)}?", yes=yes)
        with progress(around, "Importing") as tell:

            def show(how_far: Progress) -> None:
                """Show how far it is."""
                tell(how_far.done, how_far.total)

            batch = target.batch(source.drafts, on_error=on_error, progress=show)
            try:
                await batch.send()
            finally:
                rows = [*_made(source.drafts, batch.result)]
                await Output(around).table(_given(rows), _MADE, "item")
    demand_all(problems)


def _summary(drafts: Drafts) -> str:
    kinds = Counter(draft.type.replace("_", " ") for draft in drafts.items)
    parts = [counted(number, kind) for kind, number in kinds.items()]
    tags = {*drafts.tags, *(title for draft in drafts.items for title in draft.tags)}
    for number, thing in (
        (len(drafts.connectors), "line"),
        (len(tags), "tag"),
        (len(drafts.groups), "group"),
    ):
        parts += [counted(number, thing)] if number else []
    return ", ".join(parts) or "nothing"


async def _each(drafts: Drafts) -> AsyncIterator[dict[str, Any]]:
    for draft in drafts.items:
        yield {
            "key": draft.key,
            "type": draft.type,
            "text": words_of(draft),
            "tags": list(draft.tags),
            "frame": _frame_of(draft),
        }


def _frame_of(draft: Draft) -> str | None:
    from ...board.drafts import Draft as Drafted

    return draft.frame.key if isinstance(draft.frame, Drafted) else None


def _made(drafts: Drafts, made: Made) -> Iterable[dict[str, Any]]:
    for draft in drafts.items:
        if draft in made:
            yield {"key": draft.key, "id": made[draft].id, "type": draft.type}


async def _given(rows: Iterable[dict[str, Any]]) -> AsyncIterator[dict[str, Any]]:
    for row in rows:
        yield row


_PLANNED: tuple[Column[Mapping[str, Any]], ...] = (
    Column("key", lambda one: one["key"], "cyan"),
    Column("type", lambda one: one["type"]),
    Column("text", lambda one: one["text"]),
    Column("tags", lambda one: ", ".join(one["tags"])),
    Column("frame", lambda one: one["frame"], "dim"),
)
_MADE: tuple[Column[Mapping[str, Any]], ...] = (
    Column("key", lambda one: one["key"]),
    Column("id", lambda one: one["id"], "cyan", whole=True),
    Column("type", lambda one: one["type"]),
)
