"""A kanban board that is kept in step with a JSON export of issues.

    python examples/kanban.py [ISSUES.json] [--dry-run]

A frame for each state, a card for each issue, labels as tags. Run it again after the export has
changed: only the differences are sent. Cards that people add stay, titles that they change are put
back. With MIRO_ACCESS_TOKEN and MIRO_BOARD_ID set, it is a board in Miro, and which issue became
which card is kept beside the export. Without, this starts the sandbox, a local Miro, and runs there
more than once: of the example there is an export of a day later.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from functools import partial
from html import escape
from pathlib import Path
from typing import TypedDict

import anyio

from miro_async import MiroApi
from miro_async.board import Board, Draft, Drafts, KeyStorage, MemoryKeys
from miro_async.board.layout import column
from miro_async.sandbox import SandboxServer
from miro_async.settings import API_URL

EXAMPLE = Path(__file__).with_name("issues.json")
A_DAY_LATER = EXAMPLE.with_name("issues_later.json")
STATES = ("to do", "doing", "done")
CARD = (320.0, 94.0)
FRAME_WIDTH, GAP = CARD[0] + 40, 60


class Issue(TypedDict):
    """An issue as the tracker exports it."""

    number: int
    title: str
    state: str
    labels: list[str]
    url: str


def read(path: Path) -> list[Issue]:
    """Read an export; one with a state that has no frame would lose cards without a word."""
    issues: list[Issue] = json.loads(path.read_text("utf-8"))
    if strange := {issue["state"] for issue in issues}.difference(STATES):
        sys.exit(f"{path.name}: there is no frame for {', '.join(sorted(strange))}")
    return issues


def drafts_of(issues: list[Issue]) -> Drafts:
    """Give what is to be on the board."""
    drafts = Drafts()
    most = max((sum(issue["state"] == state for issue in issues) for state in STATES), default=0)
    places = column([CARD] * max(most, 6))
    frames: dict[str, Draft] = {}
    for place, state in enumerate(STATES):
        left = place * (FRAME_WIDTH + GAP)
        frames[state] = drafts.add_frame(
            state.capitalize(),
            at=(left + FRAME_WIDTH / 2, places.height / 2),
            width=FRAME_WIDTH,
            height=places.height,
            key=f"state {state}",
        )
    for state in STATES:
        # By number: an issue that is done moves few of the others.
        inside = sorted((i for i in issues if i["state"] == state), key=lambda i: i["number"])
        for issue, spot in zip(inside, places.centers, strict=False):
            drafts.add_card(
                f"#{issue['number']} {issue['title']}",
                description_html=f'<a href="{escape(issue["url"])}">{escape(issue["url"])}</a>',
                frame=frames[state],
                at=spot,
                width=CARD[0],
                tags=issue["labels"],
                key=f"issue {issue['number']}",
            )
    return drafts


async def sync(board: Board, issues: list[Issue], keys: KeyStorage | Path, *, dry: bool) -> None:
    """Bring a board in step with the issues, and print what that takes."""
    plan = await board.apply(drafts_of(issues), mapping=keys, plan=True)
    print(plan)
    if plan and not dry:
        await board.apply(plan)


async def main(path: Path, *, dry: bool) -> None:
    """Keep a board in step with an export."""
    issues = read(path)
    if token := os.environ.get("MIRO_ACCESS_TOKEN"):
        board_id = os.environ.get("MIRO_BOARD_ID") or sys.exit("MIRO_BOARD_ID is missing")
        async with MiroApi(token, base_url=os.environ.get("MIRO_BASE_URL", API_URL)) as api:
            board = await api.board(board_id)
            print(f"Board {board.name!r}: {board.info.view_link}")
            await sync(board, issues, path.with_suffix(".keys.json"), dry=dry)
        return
    async with SandboxServer() as server, MiroApi(server.token, base_url=server.url) as api:
        print(f"No MIRO_ACCESS_TOKEN: working with a sandbox at {server.url}")
        board, keys = await api.create_board("Kanban"), MemoryKeys()
        await sync(board, issues, keys, dry=dry)
        if path == EXAMPLE:
            print("\nA day later:")
            issues = read(A_DAY_LATER)
            await sync(board, issues, keys, dry=dry)
        print("\nAnd once more:")
        await sync(board, issues, keys, dry=dry)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Keep a kanban board in step with issues.")
    parser.add_argument("issues", nargs="?", type=Path, default=EXAMPLE, metavar="ISSUES.json")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be sent")
    options = parser.parse_args()
    anyio.run(partial(main, options.issues, dry=options.dry_run))
