"""A retro board from a CSV file: frames, sticky notes, connectors, tags and a picture.

    python examples/quickstart.py [DRAWING.svg]

With MIRO_ACCESS_TOKEN set, the board is made in Miro. Without, this starts the sandbox, a local
Miro, and talks to it over HTTP: no account is needed, and nothing leaves this machine.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections import Counter
from contextlib import asynccontextmanager
from http import HTTPStatus
from itertools import cycle
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import anyio

from miro_async import Hooks, MiroApi
from miro_async.drawing import board_svg
from miro_async.models import (
    BulkItem,
    ConnectorEnd,
    ConnectorStyle,
    FrameData,
    FrameItem,
    ParentRef,
    Position,
    SizeGeometry,
    StickyNoteData,
    StickyNoteItem,
    StickyNoteStyle,
)
from miro_async.sandbox import SandboxServer
from miro_async.settings import API_URL

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from miro_async import Operation, Response
    from miro_async.models import Connector, Item, Tag
    from miro_async.models.enums import TagColor

HERE = Path(__file__).parent
PICTURE = HERE / "retro.png"
NOTES_A_ROW, STEP_X, STEP_Y, MARGIN = 2, 200, 225, 30
NOTE_COLORS = ["light_green", "light_pink", "light_blue", "light_yellow"]
TAG_COLORS: list[TagColor] = ["cyan", "magenta", "blue", "violet", "dark_green"]

Row = dict[str, str]  # of the CSV file: key, column, note, tag, leads_to


class Bill:
    """Counts calls, and the credits that they take from the 100,000 of each minute."""

    def __init__(self) -> None:
        self.calls = self.credits = 0

    def add(self, operation: Operation[object], response: Response) -> None:
        """Count a call; one for many items costs its credits for each of them."""
        items = 1
        if operation.per_item and response.status == HTTPStatus.CREATED:
            items = len(json.loads(response.body)["data"])
        self.calls += 1
        self.credits += items * (operation.credits or 0)


@asynccontextmanager
async def somewhere() -> AsyncGenerator[tuple[str, str]]:
    """Give a token and an address: Miro's if there is a token for it, a sandbox's if not."""
    if token := os.environ.get("MIRO_ACCESS_TOKEN"):
        url = os.environ.get("MIRO_BASE_URL", API_URL)
        print(f"Working with Miro at {url}")
        yield token, url
    else:
        async with SandboxServer() as server:
            print(f"No MIRO_ACCESS_TOKEN: working with a sandbox at {server.url}")
            yield server.token, server.url


async def add_frames(api: MiroApi, board_id: str, rows: list[Row]) -> dict[str, str]:
    """Make a frame for each column, and give their ids by the columns' names."""
    lengths = Counter(row["column"] for row in rows)
    width = NOTES_A_ROW * STEP_X + 2 * MARGIN
    height = ceil(max(lengths.values()) / NOTES_A_ROW) * STEP_Y + 2 * MARGIN
    frames: dict[str, str] = {}
    for place, column in enumerate(lengths):
        frame = await api.frames.create(
            board_id,
            data=FrameData(title=column),
            position=Position(x=place * (width + 150) + width / 2, y=height / 2),
            geometry=SizeGeometry(width=width, height=height),
        )
        frames[column] = frame.id
        print(f"  frame {column!r}")
    return frames


async def add_notes(
    api: MiroApi, board_id: str, rows: list[Row], frames: dict[str, str]
) -> dict[str, str]:
    """Put the notes into their frames, and give their ids by their keys."""
    colors = dict(zip(frames, cycle(NOTE_COLORS), strict=False))
    placed: Counter[str] = Counter()
    notes: list[BulkItem] = []
    for row in rows:
        column = row["column"]
        down, across = divmod(placed[column], NOTES_A_ROW)
        placed[column] += 1
        note = BulkItem(
            type="sticky_note",
            data=StickyNoteData(content=row["note"]),
            style=StickyNoteStyle(fill_color=colors[column], text_align_vertical="middle"),
            # Inside of a frame, this is where the note's center is from the frame's top left.
            position=Position(x=MARGIN + (across + 0.5) * STEP_X, y=MARGIN + (down + 0.5) * STEP_Y),
            geometry=SizeGeometry(width=STEP_X - 20),
            parent=ParentRef(id=frames[column]),
        )
        notes.append(note)
    made: list[Item] = []
    for start in range(0, len(notes), 20):  # Miro makes up to 20 items in a call
        made += await api.items.create_bulk(board_id, items=notes[start : start + 20])
        print(f"  {len(made)} of {len(notes)} sticky notes")
    return {row["key"]: item.id for row, item in zip(rows, made, strict=True)}


async def add_connectors(
    api: MiroApi, board_id: str, rows: list[Row], notes: dict[str, str]
) -> None:
    """Draw a line from each note to the one that it leads to."""
    leading = [row for row in rows if row["leads_to"]]
    for row in leading:
        await api.connectors.create(
            board_id,
            start_item=ConnectorEnd(id=notes[row["key"]], snap_to="right"),
            end_item=ConnectorEnd(id=notes[row["leads_to"]], snap_to="left"),
            style=ConnectorStyle(stroke_color="#414bb2", stroke_width="2"),
        )
    print(f"  {len(leading)} connectors")


async def add_tags(
    api: MiroApi, board_id: str, rows: list[Row], notes: dict[str, str]
) -> dict[str, Tag]:
    """Make the tags, attach them all at once, and give them by the ids of their notes."""
    titles = dict.fromkeys(row["tag"] for row in rows if row["tag"])
    tags: dict[str, Tag] = {}
    for title in titles:
        color = TAG_COLORS[len(tags) % len(TAG_COLORS)]
        tags[title] = await api.tags.create(board_id, title=title, fill_color=color)
    tagged = {notes[row["key"]]: tags[row["tag"]] for row in rows if row["tag"]}
    async with anyio.create_task_group() as group:
        for note_id, tag in tagged.items():
            group.start_soon(api.tags.attach, board_id, note_id, tag.id)
    print(f"  {len(tags)} tags, attached to {len(tagged)} notes")
    return tagged


async def list_by_tens(api: MiroApi, board_id: str) -> tuple[dict[str, Item], list[Connector]]:
    """Give all items of the board by their ids, and all connectors, which are no items."""
    items: dict[str, Item] = {}
    async for page in api.items.list(board_id, page_size=10).pages():
        items |= {item.id: item for item in page.data}
        print(f"  listed {len(items)} of {page.total} items")
    connectors = await api.connectors.list(board_id, page_size=10).collect()
    print(f"  listed {len(connectors)} connectors")
    return items, connectors


def show(items: dict[str, Item], connectors: list[Connector], tags: dict[str, Tag]) -> None:
    """Print a table of what is on the board."""
    titles = {i.id: i.data.title for i in items.values() if isinstance(i, FrameItem) and i.data}
    table: Counter[str] = Counter()
    for item in items.values():
        parent = item.parent if isinstance(item, StickyNoteItem) else None
        inside = f" in {titles[parent.id]!r}" if parent and parent.id in titles else ""
        table[item.type + inside] += 1
    table["connector"] = len(connectors)
    table["tag, attached"] = sum(item_id in tags for item_id in items)
    print(
        f"\n{'On the board':<32}{'count':>6}",
        *(f"{k:<32}{n:>6}" for k, n in table.items()),
        sep="\n",
    )


async def main() -> None:
    """Make a board, list it, change it, and show it."""
    rows = list(csv.DictReader((HERE / "retro.csv").read_text("utf-8").splitlines()))
    bill = Bill()
    async with (
        somewhere() as (token, url),
        MiroApi(token, base_url=url, hooks=Hooks(response=bill.add)) as api,
    ):
        board = await api.boards.create(name="Retro", description="Made with miro-async")
        print(f"Board {board.name!r}: {board.view_link}")
        frames = await add_frames(api, board.id, rows)
        notes = await add_notes(api, board.id, rows, frames)
        await add_connectors(api, board.id, rows, notes)
        tags = await add_tags(api, board.id, rows, notes)
        above = Position(x=240, y=-240)
        picture = await api.images.upload(board.id, PICTURE, title="Our boat", position=above)
        print(f"  a picture from {PICTURE.name}")

        items, connectors = await list_by_tens(api, board.id)

        better = StickyNoteData(content="First review within one working day")
        changed = await api.sticky_notes.update(board.id, notes["a1"], data=better)
        items[changed.id] = changed
        await api.sticky_notes.delete(board.id, notes["w8"])
        del items[notes["w8"]]
        print("  one note changed, one deleted")

    show(items, connectors, tags)
    print(f"\n{bill.calls} calls took {bill.credits:,} of the 100,000 credits that a minute has.")
    pictures = {picture.id: PICTURE.read_bytes()}
    on_items = {item_id: [tag] for item_id, tag in tags.items()}
    save(board_svg(items.values(), connectors, on_items, pictures=pictures))


def save(drawing: str) -> None:
    """Write the drawing to where the command line says, or else into `build`."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "build/board.svg")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(drawing, encoding="utf-8")
    print(f"The board as a picture: {path.resolve()}")


if __name__ == "__main__":
    anyio.run(main)
