"""The options of the commands that read a file: `import` and `apply`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from .parameters import FILE, board, pair, place
from .source import KINDS, ROLES, How

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .source import Kind

F = TypeVar("F", bound="Callable[..., Any]")

_OPTIONS = (
    click.argument("file", type=FILE),
    click.option("--board", type=board, required=True, help="The board."),
    click.option(
        "--format",
        "kind",
        type=click.Choice(KINDS),
        help="What the file is; by default, what its ending or its content says.",
    ),
    click.option(
        "--column",
        "columns",
        type=pair,
        multiple=True,
        metavar="ROLE=NAME",
        help=f"Which column of a table is what: {', '.join(ROLES)}. By default they are known by "
        "their names.",
    ),
    click.option(
        "--make",
        type=click.Choice(["sticky_note", "card"]),
        default="sticky_note",
        show_default=True,
        help="What the rows of a table become.",
    ),
    click.option("--at", type=place, metavar="X,Y", help="The upper left corner. [default: 0,0]"),
    click.option("--encoding", metavar="NAME", help="Of a text that is no UTF-8: cp1252."),
)


def source_options(command: F) -> F:
    """Give a command the options that say what is read, and how."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def how_of(
    kind: Kind | None,
    columns: Sequence[tuple[str, str]],
    make: Literal["sticky_note", "card"],
    at: tuple[float, float] | None,
    encoding: str | None,
) -> How:
    """Give how a file is to be read, of what was typed."""
    return How(kind=kind, columns=dict(columns), make=make, at=at, encoding=encoding)
