"""The export of one board: what all the rest of this example is for, and its smallest part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from miro_async import MiroApi


async def export_board(api: MiroApi, board_id: str, folder: Path) -> Mapping[str, int]:
    """Write a board into a folder that is there and empty; give how many there are of each kind."""
    board = await api.board(board_id)
    exported = await board.export(folder)
    snapshot = exported.snapshot
    return {
        "items": len(snapshot.items),
        "connectors": len(snapshot.connectors),
        "tags": len(snapshot.tags),
        "groups": len(snapshot.groups),
        "files": len(exported.files),
        "problems": len(exported.problems),
    }
