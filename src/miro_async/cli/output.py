"""What goes to stdout: tables for people, lines with tabs for pipes, JSON lines for programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click
from attrs import field, frozen

from .words import counted, json_text, printable

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Mapping, Sequence

    from .surroundings import Surroundings

T = TypeVar("T")


@frozen
class Column(Generic[T]):
    """A column of a table: its title, and what stands there of a thing."""

    title: str
    value: Callable[[T], object]
    style: str | None = None


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
            row = [printable(_text(column.value(thing))) for column in columns]
            if self.around.terminals.output:
                rows.append(row)
            else:
                click.echo("\t".join(row))
        if self.around.terminals.output and not self.around.options.json:
            self._draw(rows, columns, name)

    def facts(self, thing: object, facts: Mapping[str, object]) -> None:
        """Print one thing: as JSON, or what is to be known of it, a line for each fact."""
        if self.around.options.json:
            self.json(thing)
            return
        rows = {name: printable(_text(value)) for name, value in facts.items()}
        if not self.around.terminals.output:
            for name, value in rows.items():
                click.echo(f"{name}\t{value}")
            return
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 2))
        for name, value in rows.items():
            table.add_row(Text(name, style="bold"), Text(value))
        self._print(table)

    def json(self, thing: object) -> None:
        """Print a thing as JSON, in Miro's own words, on a line of its own."""
        click.echo(json_text(self._plain(thing)))

    def json_text(self, thing: object) -> None:
        """Print JSON as it is: in lines for people, on one line for programs."""
        click.echo(json_text(thing, indent=2 if self.around.terminals.output else None))

    def _plain(self, thing: object) -> object:
        if not hasattr(thing, "__attrs_attrs__"):
            return thing
        if not self._codec:
            from ..codec.codec import Codec

            self._codec.append(Codec())
        return self._codec[0].dump(thing)

    def _draw(self, rows: Sequence[Sequence[str]], columns: Sequence[Column[T]], name: str) -> None:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for column in columns:
            table.add_column(column.title, style=column.style, overflow="fold")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))  # no markup of Rich's in what Miro says
        if rows:
            self._print(table)
        self.around.say(counted(len(rows), name))

    def _print(self, drawn: object) -> None:
        from rich.console import Console

        # NO_COLOR and TERM are honored by Rich itself.
        Console(file=sys.stdout, highlight=False).print(drawn)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
