"""The example that keeps a folder on a board, run as users run it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from miro_async.sandbox import SandboxServer
from tests.pictures.painted import png

EXAMPLE = Path(__file__).parents[2] / "examples" / "picture_folder.py"
PATIENCE = 120


def started(home, *arguments, **variables):
    """Start the example, with its state in a folder of ours."""
    inherited = {name: value for name, value in os.environ.items() if "MIRO" not in name}
    return subprocess.Popen(  # noqa: S603 - our own example
        [sys.executable, "-W", "error", EXAMPLE, *arguments],
        env=inherited | {"PYTHONUTF8": "1", "HOME": str(home)} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_tells_its_story_on_a_sandbox_of_its_own(tmp_path):
    """Three pictures come; one changes, one is renamed, one is deleted; a text is left."""
    with started(tmp_path) as example:
        output, errors = example.communicate(timeout=PATIENCE)
    assert example.returncode == 0, errors
    happened = [line.split(":")[0] for line in output.splitlines() if line[:1].islower()]
    assert sorted(happened[:4]) == [
        "left      'notes.png'",
        "uploaded  'a blue one.png'",
        "uploaded  'a green one.png'",
        "uploaded  'a red one.png'",
    ]
    assert [line for line in happened[4:] if not line.startswith("in_step")] == [
        "replaced  'a red one.png'",
        "renamed   'a grün one.png'",
        "removed   'a blue one.png'",
    ]
    assert "2 pictures are on the board, 1 file was left:" in output
    # Columns of 320 with gaps of 40, within the frame; the cell of the deleted one is free.
    places = [line.rpartition(" at ")[2] for line in output.splitlines()[-2:]]
    assert set(places) <= {"200, 200", "560, 200", "200, 560"}
    assert errors.count("is left: its content is no picture") == 1


def test_with_a_token_it_keeps_a_folder_until_ctrl_c(tmp_path):
    """On the board that the environment names; it ends with 0."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "a.png").write_bytes(png(1))
    with SandboxServer() as server:
        board_id = server.sandbox.add_board("Pictures")
        variables = {
            "MIRO_ACCESS_TOKEN": server.token,
            "MIRO_BASE_URL": server.url,
            "MIRO_BOARD_ID": board_id,
        }
        with started(tmp_path, folder, **variables) as example:
            assert example.stdout.readline() == "uploaded  'a.png'\n"
            assert example.stdout.readline().startswith("in_step")
            example.send_signal(signal.SIGINT)
            _, errors = example.communicate(timeout=PATIENCE)
        assert (example.returncode, errors) == (0, "")
