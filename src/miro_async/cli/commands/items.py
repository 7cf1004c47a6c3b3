"""`items`: list, get, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..asking import YES, confirm
from ..command import Group, awaits
from ..output import Column, Output
from ..parameters import board as board_id
from ..progress import progress
from ..words import counted, moment, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...models import Item
    from ..surroundings import Surroundings


@click.group("items", cls=Group)
def items() -> None:
    """List, get and delete items of a board."""


def _words(item: Item) -> str:
    data: Any = getattr(item, "data", None)
    for name in ("content", "title", "url"):
        text = getattr(data, name, None)
        if isinstance(text, str) and text:
            return plain(text)
    return ""


_COLUMNS: tuple[Column[Item], ...] = (
    Column("id", lambda item: item.id, "cyan", whole=True),
    Column("type", lambda item: item.type),
    Column("text", _words),
    Column("x", lambda item: item.position and item.position.x, "dim"),
    Column("y", lambda item: item.position and item.position.y, "dim"),
    Column("frame", lambda item: item.parent and item.parent.id, "dim", whole=True),
)
_ALL: tuple[Column[Item], ...] = (
    *_COLUMNS,
    Column("created", lambda item: moment(item.created_at)),
    Column("modified", lambda item: moment(item.modified_at)),
)


@items.command(
    "list",
    json=True,
    examples=(
        "miro-async items list $BOARD",
        "miro-async items list $BOARD --type sticky_note",
        'miro-async items list $BOARD --json | jq -r ".data.content"',
    ),
)
@click.argument("board", type=board_id)
@click.option("--type", "kind", metavar="TYPE", help="Only items of this kind: sticky_note.")
@click.option("--frame", metavar="ID", help="Only items in this frame.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than these.")
@awaits
async def list_(
    around: Surroundings, *, board: str, kind: str | None, frame: str | None, limit: int | None
) -> None:
    """List the items of a board. Places are those of their centers, in a frame from its corner."""
    from ..connection import connected
    from ..lists import first

    async with connected(around) as api:
        found = (
            api.items.list(board, type=kind)  # type: ignore[arg-type] # Miro says what kinds it knows
            if frame is None
            else api.frames.list_items(board, frame, type=kind)
        )
        await Output(around).table(first(found, limit), _COLUMNS, "item")


@items.command(
    "get",
    json=True,
    examples=("miro-async items get $BOARD $ITEM", "miro-async items get $BOARD $ITEM --json"),
)
@click.argument("board", type=board_id)
@click.argument("item_id", metavar="ITEM")
@awaits
async def get(around: Surroundings, *, board: str, item_id: str) -> None:
    """Show one item."""
    from ..connection import connected

    async with connected(around) as api:
        item = await api.items.get(board, item_id)
    Output(around).facts(item, _ALL)


@items.command(
    "delete",
    json=True,
    examples=("miro-async items delete $BOARD $ITEM", "miro-async items delete $BOARD $ITEM -y"),
)
@click.argument("board", type=board_id)
@click.argument("item_ids", metavar="ITEM...", nargs=-1, required=True)
@YES
@awaits
async def delete(around: Surroundings, *, board: str, item_ids: Sequence[str], yes: bool) -> None:
    """Delete items of a board, for good. What is in a frame stays on the board."""
    from ..connection import connected

    async with connected(around) as api:
        ids = list(dict.fromkeys(item_ids))
        found = [await api.items.get(board, one) for one in ids]
        what = [f"{item.type}  {_words(item)}  ({item.id})" for item in found]
        confirm(around, what, f"Delete {counted(len(ids), 'item')}?", yes=yes)
        with progress(around, "Deleting", len(found)) as tell:
            for done, item in enumerate(found, 1):
                await api.items.delete(board, item.id)
                if around.options.json:
                    Output(around).json({"id": item.id, "type": item.type})
                tell(done, None)
    around.say(f"Deleted {counted(len(ids), 'item')}.")
