"""A board as Markdown, and in pieces for a search: one for each frame, with a link to it.

    python examples/board_to_markdown.py [BOARD_ID [FOLDER]]

With MIRO_ACCESS_TOKEN set, the board is read from Miro. Without it, and without a board, this
starts the sandbox, a local Miro, makes a small board there, and reads that: no account is needed,
and nothing leaves this machine.

It writes `board.md`, and `chunks.jsonl`: a line for each frame, and for what is in no frame, as
search engines and vector stores take them: an id that stays the same, the titles of the frames
around, the text, the ids of its items, a link, and when it was read.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import anyio

from miro_async import MiroApi
from miro_async.board.export import markdown_sections, to_markdown
from miro_async.sandbox import SandboxServer
from miro_async.settings import API_URL

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from miro_async.board import Board, Snapshot


@asynccontextmanager
async def somewhere() -> AsyncGenerator[tuple[str, str]]:
    """Give a token and an address: Miro's if there is a token for it, a sandbox's if not."""
    if token := os.environ.get("MIRO_ACCESS_TOKEN"):
        yield token, os.environ.get("MIRO_BASE_URL", API_URL)
        return
    async with SandboxServer() as server:
        print(f"No MIRO_ACCESS_TOKEN: working with a sandbox at {server.url}")
        yield server.token, server.url


async def sample(api: MiroApi) -> Board:
    """Make a small board: a frame in a frame, notes with a tag, a connector, a card."""
    board = await api.create_board("Retro")
    plan = await board.add_frame("Plan", at=(600, 400), width=1200, height=800)
    week = await board.add_frame(
        "This week", at=(850, 400), width=600, height=600, frame=plan, relative_to="frame"
    )
    first = await board.add_sticky_note("Ask users\nfirst", at=(130, 130), frame=plan)
    demo = await board.add_sticky_note("Show it on Friday", at=(130, 130), frame=week)
    await board.add_card("Book a room", at=(350, 450), frame=week)
    await board.add_text("Everything here is a *draft*", at=(0, -200))
    await first.connect_to(demo, caption="then")
    await demo.tag("demo")
    return board


def chunks(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    """Give the pieces of a board that a search finds; frames without anything are none."""
    board_id = snapshot.info.id
    for section in markdown_sections(snapshot):
        if section.text and section.item_ids:
            yield {
                "id": f"{board_id}/{section.frame_id or 'board'}",
                "board": snapshot.info.name,
                "frames": list(section.titles),
                "text": f"{section.heading}\n\n{section.text}",
                "items": list(section.item_ids),
                "link": section.link,
                "read_at": snapshot.taken_at.isoformat(),
            }


def write(snapshot: Snapshot, folder: Path) -> None:
    """Write both files, and say what is in them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "board.md").write_text(to_markdown(snapshot), encoding="utf-8")
    lines = [json.dumps(chunk, ensure_ascii=False) for chunk in chunks(snapshot)]
    (folder / "chunks.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(snapshot)} items, {len(lines)} pieces, in {folder.resolve()}")


async def main() -> None:
    """Read a board, and write it."""
    given = iter(sys.argv[1:])
    board_id, folder = next(given, None), Path(next(given, "build"))
    if bool(board_id) != bool(os.environ.get("MIRO_ACCESS_TOKEN")):
        sys.exit("A board in Miro takes both: its BOARD_ID, and MIRO_ACCESS_TOKEN")
    async with somewhere() as (token, url), MiroApi(token, base_url=url) as api:
        board = await api.board(board_id) if board_id else await sample(api)
        snapshot = await board.snapshot()
    await anyio.to_thread.run_sync(write, snapshot, folder)


if __name__ == "__main__":
    anyio.run(main)
