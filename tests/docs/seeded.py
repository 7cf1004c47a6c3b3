"""The sandbox that the programs of the pages find at api.miro.com: a board, and people."""

from __future__ import annotations

import shutil
from pathlib import Path

import anyio

from miro_async import MiroApi
from miro_async.models import (
    CardData,
    ConnectorEnd,
    FrameData,
    ParentRef,
    Position,
    ShapeData,
    SizeGeometry,
    StickyNoteData,
    StickyNoteStyle,
    TextData,
)
from miro_async.sandbox import Sandbox
from tests.docs import reader

EXAMPLES = Path(__file__).parents[2] / "examples"
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0>>endobj\n"
)
COLUMNS = {"Went well": "light_green", "To improve": "light_pink"}
NOTES = 30


def put_files(folder):
    """Put the files there that the pages name."""
    shutil.copy(EXAMPLES / "retro.csv", folder / "retro.csv")
    shutil.copy(EXAMPLES / "retro.png", folder / "picture.png")
    (folder / "plan.pdf").write_bytes(_PDF + b"trailer<</Root 1 0 R>>\n%%EOF\n")


def seeded(redirect_url):
    """Give the sandbox, and the environment of somebody who works with it."""
    sandbox = Sandbox(redirect_urls=[redirect_url])
    reader.sandbox = sandbox
    reader.ada, reader.grace = sandbox.add_user("Ada"), sandbox.add_user("Grace")
    # By another app, so that the credits of the reader's are whole.
    other = sandbox.add_app("Seeds")
    token = sandbox.new_token(sandbox.user_ids[0], client_id=other.client_id)
    board_id = anyio.run(_fill, sandbox, token)
    sandbox.calls.clear()
    return sandbox, {
        "MIRO_ACCESS_TOKEN": sandbox.token,
        "MIRO_CLIENT_ID": sandbox.client_id,
        "MIRO_CLIENT_SECRET": sandbox.client_secret,
        "MIRO_REDIRECT_URL": redirect_url,
        "MIRO_BOARD_ID": board_id,
        "MIRO_TEAM_ID": sandbox.team_id,
        "MIRO_ORGANIZATION_ID": sandbox.organization_id,
        "MIRO_SCIM_TOKEN": sandbox.scim_token,
        "SESSION_SECRET": "kZ6mYcO6qVQfH7u3pVdW0o5m2cJv0X1c4c8hJ2s9b1E=",
    }


async def _fill(sandbox, token):
    async with MiroApi(token, transport=sandbox) as api:
        await api.boards.create(name="Ideas")
        await api.boards.create(name="Roadmap")
        board = await api.boards.create(name="Retro")
        for number, (title, color) in enumerate(COLUMNS.items()):
            await _fill_column(api, board.id, number * 1400, title, color)
        await _add_others(api, board.id)
        return board.id


async def _fill_column(api, board_id, x, title, color):
    frame = await api.frames.create(
        board_id,
        data=FrameData(title=title),
        position=Position(x=x, y=0),
        geometry=SizeGeometry(width=1300, height=1300),
    )
    for number in range(NOTES):
        row, column = divmod(number, 6)
        await api.sticky_notes.create(
            board_id,
            data=StickyNoteData(content=f"{title}: {number + 1}"),
            style=StickyNoteStyle(fill_color=color),
            parent=ParentRef(id=frame.id),
            position=Position(x=120 + column * 210, y=220 + row * 220),
        )


async def _add_others(api, board_id):
    ends = [
        await api.shapes.create(
            board_id, data=ShapeData(content=text, shape="rectangle"), position=Position(x=x, y=900)
        )
        for text, x in (("Before", 0), ("After", 400))
    ]
    start, end = (ConnectorEnd(id=item.id) for item in ends)
    await api.connectors.create(board_id, start_item=start, end_item=end)
    await api.cards.create(
        board_id, data=CardData(title="Ask Ada"), position=Position(x=800, y=900)
    )
    await api.texts.create(
        board_id, data=TextData(content="Retro of May"), position=Position(x=0, y=-900)
    )
    await api.tags.create(board_id, title="Later", fill_color="blue")
    await api.images.upload(board_id, EXAMPLES / "retro.png", position=Position(x=1200, y=900))
