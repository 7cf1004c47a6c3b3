"""Progress on long work, for people who watch a terminal; for others there is none."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from .surroundings import Surroundings


def _nobody(done: float, of: float | None = None) -> None:
    """Tell nobody how much is done."""


@contextmanager
def progress(
    around: Surroundings, what: str, total: float | None = None
) -> Generator[Callable[[float, float | None], None]]:
    """Show progress while the block lasts; gives what is told how much is done, of how much."""
    if not around.terminals.messages:
        yield _nobody
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(what, total=total)

        def tell(done: float, of: float | None = None) -> None:
            shown.update(task, completed=done, total=total if of is None else of)

        yield tell
