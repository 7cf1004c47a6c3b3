"""Draws the board of the first page: `python docs/sitegen/board.py` writes it.

It is a board of the sandbox, made by calls and read by calls; nothing in it is drawn by hand.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import anyio

from miro_async import MiroApi
from miro_async.drawing import board_svg
from miro_async.models import (
    CardData,
    ConnectorCaption,
    ConnectorEnd,
    ConnectorStyle,
    FrameData,
    FrameStyle,
    Geometry,
    ParentRef,
    Position,
    ShapeData,
    ShapeStyle,
    SizeGeometry,
    StickyNoteData,
    StickyNoteStyle,
)
from miro_async.sandbox import Clock, Sandbox

PICTURE = Path(__file__).parents[1] / "figures" / "board.svg"
TITLE = "A retro board of the sandbox, drawn from its items"
COLUMNS = {
    "Went well": ("light_green", "#eef7ea", ["The demo ran offline", "No token was lost"]),
    "To improve": ("light_pink", "#fbeef1", ["Flaky tests", "Long reviews"]),
}


async def fill(api: MiroApi, board_id: str) -> None:
    """Put a small retro on a board."""
    poorly = ""
    for number, (title, (color, ground, notes)) in enumerate(COLUMNS.items()):
        frame = await api.frames.create(
            board_id,
            data=FrameData(title=title),
            style=FrameStyle(fill_color=ground),
            position=Position(x=number * 580, y=0),
            geometry=SizeGeometry(width=540, height=300),
        )
        for place, content in enumerate(notes):
            note = await api.sticky_notes.create(
                board_id,
                data=StickyNoteData(content=content),
                style=StickyNoteStyle(fill_color=color),
                parent=ParentRef(id=frame.id),
                position=Position(x=145 + place * 250, y=150),
            )
            poorly = note.id if content == "Flaky tests" else poorly
    await _decide(api, board_id, poorly)


async def _decide(api: MiroApi, board_id: str, reason: str) -> None:
    action = await api.shapes.create(
        board_id,
        data=ShapeData(content="Let the sandbox's clock stand still", shape="round_rectangle"),
        style=ShapeStyle(
            fill_color="#fff3c4",
            border_color="#7a5c00",
            font_size="22",
            text_align="center",
            text_align_vertical="middle",
        ),
        position=Position(x=580, y=300),
        geometry=Geometry(width=400, height=110),
    )
    await api.connectors.create(
        board_id,
        start_item=ConnectorEnd(id=reason, snap_to="bottom"),
        end_item=ConnectorEnd(id=action.id, snap_to="top"),
        captions=[ConnectorCaption(content="so")],
        style=ConnectorStyle(end_stroke_cap="filled_triangle", stroke_width="3"),
    )
    await api.cards.create(
        board_id,
        data=CardData(title="Ada: tell the others"),
        position=Position(x=0, y=300),
        geometry=Geometry(width=360),
    )
    tag = await api.tags.create(board_id, title="first", fill_color="yellow")
    await api.tags.attach(board_id, reason, tag_id=tag.id)


async def drawn() -> str:
    """Give the picture of the board, the same in every run."""
    sandbox = Sandbox(clock=Clock(datetime(2026, 1, 1, tzinfo=UTC)))
    async with MiroApi(sandbox.token, transport=sandbox, clock=sandbox.clock) as api:
        board = await api.boards.create(name="Retro")
        await fill(api, board.id)
        items = await api.items.list(board.id).collect()
        connectors = await api.connectors.list(board.id).collect()
        tags = {item.id: await api.tags.list_for_item(board.id, item.id) for item in items}
        return board_svg(items, connectors, tags, title=TITLE)


if __name__ == "__main__":
    PICTURE.write_text(anyio.run(drawn), encoding="utf-8")
