"""What goes to stdout: tables for people, lines with tabs for pipes, JSON lines for programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click
from attrs import field, frozen

from .words import counted, json_text, printable

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Sequence

    from rich.console import Console

    from .surroundings import Surroundings

T = TypeVar("T")
_NARROWEST = 12  # of a column whose cells are broken over lines
_BETWEEN = 3  # of columns, at most


@frozen
class Column(Generic[T]):
    """A column of a table: its title, and what stands there of a thing.

    Attributes:
        title: Its title.
        value: Gives what stands there.
        style: How it looks, in Rich's words.
        whole: Never broken over lines: an id can be copied.
    """

    title: str
    value: Callable[[T], object]
    style: str | None = None
    whole: bool = False

    def cell(self, thing: T) -> str:
        """Give what stands there; nothing, where Miro has sent something else than it says."""
        try:
            value = self.value(thing)
        except (AttributeError, TypeError):
            return ""
        return _encodable(printable(_text(value)))


@frozen
class Output:
    """Prints what a command gives, for whoever reads it."""

    around: Surroundings
    _codec: list[Any] = field(factory=list[Any], init=False, repr=False)

    async def table(
        self, things: AsyncIterable[T], columns: Sequence[Column[T]], name: str
    ) -> None:
        """Print things, each as soon as it is there; a table for people, when all are."""
        rows: list[list[str]] = []
        async for thing in things:
            if self.around.options.json:
                self.json(thing)
                continue
            row = [column.cell(thing) for column in columns]
            if self.around.terminals.output:
                rows.append(row)
            else:
                click.echo("\t".join(row))
        if self.around.terminals.output and not self.around.options.json:
            self._draw(rows, columns)
            self.around.say(counted(len(rows), name))

    def facts(self, thing: T, columns: Sequence[Column[T]]) -> None:
        """Print one thing: as JSON, or what is to be known of it, a line for each fact."""
        if self.around.options.json:
            self.json(thing)
            return
        row = [column.cell(thing) for column in columns]
        if self.around.terminals.output:
            _list(_console(), row, columns)
            return
        for column, cell in zip(columns, row, strict=True):
            click.echo(f"{column.title}\t{cell}")

    def json(self, thing: object) -> None:
        """Print a thing as JSON, in Miro's own words, on a line of its own."""
        click.echo(json_text(self._plain(thing), ascii=not _has_all_signs()))

    def json_text(self, thing: object) -> None:
        """Print JSON as it is: in lines for people, on one line for programs."""
        indent = 2 if self.around.terminals.output else None
        click.echo(json_text(thing, indent, ascii=not _has_all_signs()))

    def line(self, text: str) -> None:
        """Print a line of words; how far it is indented is kept."""
        indent = text[: len(text) - len(text.lstrip(" "))]
        click.echo(indent + _encodable(printable(text)))

    def _plain(self, thing: object) -> object:
        if not hasattr(thing, "__attrs_attrs__"):
            return thing
        if not self._codec:
            from ..codec.codec import Codec

            self._codec.append(Codec())
        return self._codec[0].dump(thing)

    def _draw(self, rows: Sequence[Sequence[str]], columns: Sequence[Column[T]]) -> None:
        if not rows:
            return
        console = _console()
        if _needed(rows, columns) <= console.width:
            _draw_table(console, rows, columns)
            return
        for number, row in enumerate(rows):
            if number:
                console.print()
            _list(console, row, columns)


def _needed(rows: Sequence[Sequence[str]], columns: Sequence[Column[T]]) -> int:
    """Give how wide a table of these rows has to be."""
    from rich.cells import cell_len

    total = 0
    for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
        widest = max(cell_len(one) for one in (column.title, *cells))
        total += _BETWEEN + (widest if column.whole else min(widest, _NARROWEST))
    return total


def _draw_table(
    console: Console, rows: Sequence[Sequence[str]], columns: Sequence[Column[T]]
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.title, style=column.style, overflow="fold", no_wrap=column.whole)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # no markup of Rich's in what Miro says
    console.print(table)


def _list(console: Console, row: Sequence[str], columns: Sequence[Column[T]]) -> None:
    """Print what is known of a thing, a line for each fact, and more for those that are long."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for column, cell in zip(columns, row, strict=True):
        table.add_row(Text(column.title, style="bold"), Text(cell))
    console.print(table)


def _console() -> Console:
    from rich.console import Console

    # NO_COLOR and TERM are honored by Rich itself.
    return Console(file=sys.stdout, highlight=False)


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _has_all_signs() -> bool:
    return _encoding().lower().startswith("utf")


def _encodable(text: str) -> str:
    """Give a text with question marks for what the output has no signs for: a pipe of Windows."""
    return text.encode(_encoding(), "replace").decode(_encoding())


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
