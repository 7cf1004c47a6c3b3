"""A folder, a board on a sandbox whose clock stands still, and what keeps one on the other."""

from __future__ import annotations

import pytest

from miro_async.pictures import PictureFolder
from tests.pictures.scene import Scene


@pytest.fixture
async def scene(miro_api, miro_sandbox, tmp_path):
    """Give an empty folder and an empty board."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    board = await miro_api.create_board("Pictures")
    return Scene(miro_sandbox, board, folder, tmp_path / "ledger.sqlite3")


@pytest.fixture
def picture_folder(scene):
    """Give what makes a `PictureFolder` of the scene."""

    def make(**options):
        usual = {"ledger": scene.ledger, "clock": scene.sandbox.clock, "on_event": scene.hear}
        return PictureFolder(scene.board, scene.folder, **usual | options)

    return make
