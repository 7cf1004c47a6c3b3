"""A kanban board that is kept in step with a JSON export of issues.

    python examples/kanban.py [ISSUES.json] [--dry-run]

A frame for each state, a card for each issue, labels as tags. Run it again after the export has
changed: only the differences are sent. Cards that people add stay, titles that they change are put
back. With MIRO_ACCESS_TOKEN and MIRO_BOARD_ID set, it is a board in Miro, and which issue became
which card is kept beside the export. Without, this starts the sandbox, a local Miro: there it runs
twice, the second time with an issue that has moved, one that is new, and one that is gone.
"""

from __future__ import annotations

import json
import os
import sys
from html import escape
from pathlib import Path
from typing import TypedDict

import anyio

from miro_async import MiroApi
from miro_async.board import Board, Draft, Drafts, KeyStorage, MemoryKeys
from miro_async.board.layout import column
from miro_async.sandbox import SandboxServer
from miro_async.settings import API_URL

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


def changed(issues: list[Issue]) -> list[Issue]:
    """Give the issues of a day later: one is done, one has other words, the last one is gone."""
    later: list[Issue] = [{**issue} for issue in issues[:-1]]
    later[0]["state"] = "done"
    later[-1]["title"], later[-1]["labels"] = "Warn before the disk is full", ["feature"]
    new: Issue = {
        "number": 25,
        "title": "Undo",
        "state": "doing",
        "labels": ["feature"],
        "url": "https://tracker.example/issues/25",
    }
    return [*later, new]


async def main() -> None:
    """Keep a board in step with the export."""
    names = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    path = Path(names[0] if names else Path(__file__).with_name("issues.json"))
    dry = "--dry-run" in sys.argv
    issues: list[Issue] = json.loads(await anyio.Path(path).read_text("utf-8"))
    if token := os.environ.get("MIRO_ACCESS_TOKEN"):
        async with MiroApi(token, base_url=os.environ.get("MIRO_BASE_URL", API_URL)) as api:
            board = await api.board(os.environ["MIRO_BOARD_ID"])
            print(f"Board {board.name!r}: {board.info.view_link}")
            await sync(board, issues, path.with_suffix(".keys.json"), dry=dry)
        return
    async with SandboxServer() as server, MiroApi(server.token, base_url=server.url) as api:
        print(f"No MIRO_ACCESS_TOKEN: working with a sandbox at {server.url}")
        board, keys = await api.create_board("Kanban"), MemoryKeys()
        await sync(board, issues, keys, dry=dry)
        print("\nA day later:")
        await sync(board, changed(issues), keys, dry=dry)
        print("\nAnd once more:")
        await sync(board, changed(issues), keys, dry=dry)


if __name__ == "__main__":
    anyio.run(main)
