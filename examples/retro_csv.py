"""A retro board from a CSV file, by way of `Board`: frames, sticky notes, tags and lines.

    python examples/retro_csv.py [FILE.csv]

With MIRO_ACCESS_TOKEN set, the board is made in Miro; without, in the sandbox, a local Miro.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import anyio

from miro_async import MiroApi
from miro_async.board.reading import read_csv
from miro_async.sandbox import SandboxServer
from miro_async.settings import API_URL

if TYPE_CHECKING:
    from miro_async.board import Drafts


async def make_board(token: str, url: str, drafts: Drafts) -> None:
    """Make a board of drafts, and print what is on it."""
    async with MiroApi(token, base_url=url) as api:
        board = await api.create_board("Retro")
        made = await board.batch(drafts).send()
        counts = Counter(item.type for item in made.items)
        counts["connector"], counts["tag"] = len(made.connectors), len(made.tags)
        print(f"Board {board.name!r}: {board.info.view_link}")
        print(*(f"{count:>4} {kind}" for kind, count in counts.items()), sep="\n")


async def main() -> None:
    """Read the file, tell what is wrong with it, and make the board."""
    path = anyio.Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name("retro.csv"))
    reading = read_csv(await path.read_bytes(), group="column", text="note")
    for problem in reading.problems:
        print(f"{path.name}, {problem}", file=sys.stderr)
    if token := os.environ.get("MIRO_ACCESS_TOKEN"):
        await make_board(token, os.environ.get("MIRO_BASE_URL", API_URL), reading.drafts)
    else:
        async with SandboxServer() as server:
            print(f"No MIRO_ACCESS_TOKEN: working with a sandbox at {server.url}")
            await make_board(server.token, server.url, reading.drafts)


if __name__ == "__main__":
    anyio.run(main)
