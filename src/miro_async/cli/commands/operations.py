"""`operations`: what the API can do, what it costs, and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..command import Command, awaits
from ..output import Column, Output

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from ...call.operation import Operation
    from ..surroundings import Surroundings


@click.command(
    "operations",
    cls=Command,
    json=True,
    examples=(
        "miro-async operations sticky",
        "miro-async operations board delete",
        "miro-async operations --group boards --json",
        "miro-async operations --scope auditlogs:read",
        "miro-async operations --costs-at-least 2000",
    ),
)
@click.argument("words", nargs=-1)
@click.option("--group", metavar="NAME", help="Only those of this group: boards.")
@click.option("--scope", metavar="SCOPE", help="Only those that need this scope.")
@click.option(
    "--costs-at-least", type=click.IntRange(min=0), metavar="N", help="Only dear ones, in credits."
)
@click.option(
    "--costs-at-most", type=click.IntRange(min=0), metavar="N", help="Only cheap ones, in credits."
)
@awaits
async def operations(  # noqa: PLR0913 - what can be typed
    around: Surroundings,
    *,
    words: Sequence[str],
    group: str | None,
    scope: str | None,
    costs_at_least: int | None,
    costs_at_most: int | None,
) -> None:
    """Find operations of the API by words in their names and paths: what they cost and need.

    What is found is called as `miro-async raw METHOD PATH`, and in Python as `api.<group>.<name>`.
    """
    from ...endpoints import operations as all_operations

    async def found() -> AsyncIterator[dict[str, Any]]:
        """Give what all of it applies to."""
        for one in all_operations():
            if (
                _has(one, words)
                and (group is None or one.group == group)
                and (scope is None or scope in one.scopes)
                and _costs(one, costs_at_least, costs_at_most)
            ):
                yield _told(one)

    await Output(around).table(found(), _COLUMNS, "operation")


def _has(one: Operation[object], words: Sequence[str]) -> bool:
    text = f"{one.call} {one.id} {one.method} {one.path}".casefold()
    return all(word.casefold() in text for word in words)


def _costs(one: Operation[object], least: int | None, most: int | None) -> bool:
    if least is None and most is None:
        return True
    return one.credits is not None and (least or 0) <= one.credits <= (
        one.credits if most is None else most
    )


def _told(one: Operation[object]) -> dict[str, Any]:
    return {
        "call": one.call,
        "method": one.method,
        "path": one.path,
        "credits": one.credits,
        "per_item": one.per_item,
        "scopes": list(one.scopes),
        "plan": one.plan,
        "paged": one.paging is not None,
        "experimental": one.experimental,
        "deprecated": one.deprecated,
        "id": one.id,
    }


def _price(one: dict[str, Any]) -> str:
    return "" if one["credits"] is None else f"{one['credits']}{' each' * one['per_item']}"


_COLUMNS: tuple[Column[dict[str, Any]], ...] = (
    Column("call", lambda one: one["call"], "cyan", whole=True),
    Column("method", lambda one: one["method"]),
    Column("path", lambda one: one["path"]),
    Column("credits", _price),
    Column("scopes", lambda one: " ".join(one["scopes"])),
    Column("plan", lambda one: one["plan"], "dim"),
)
