"""The example that makes a board searchable, run as users run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from miro_async.sandbox import SandboxServer
from miro_async.sync import MiroApi

ROOT = Path(__file__).parents[2]


def run(folder, *arguments, **variables):
    """Run the example in a folder, and give how it ended."""
    inherited = {name: value for name, value in os.environ.items() if "MIRO" not in name}
    return subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-W", "error", ROOT / "examples" / "board_to_markdown.py", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=inherited | {"PYTHONUTF8": "1"} | variables,
        timeout=180,
    )


def chunks(folder):
    """Give the pieces that it wrote."""
    return [json.loads(line) for line in (folder / "chunks.jsonl").read_text("utf-8").splitlines()]


def test_it_works_on_a_sandbox_of_its_own(tmp_path):
    """Without a token it makes a board there: Markdown, and a piece for each frame."""
    ended = run(tmp_path)
    assert (ended.stderr, ended.returncode) == ("", 0)
    assert "6 items, 3 pieces" in ended.stdout
    markdown = (tmp_path / "build" / "board.md").read_text("utf-8")
    assert markdown.startswith("# Retro\n")
    assert "\n### This week\n\n- Show it on Friday (tag: demo)\n" in markdown
    assert "\n- Ask users -> Show it on Friday: then\n" in markdown
    board, plan, week = chunks(tmp_path / "build")
    assert [one["frames"] for one in (board, plan, week)] == [[], ["Plan"], ["Plan", "This week"]]
    assert week["text"] == "### This week\n\n- Show it on Friday (tag: demo)\n- **Book a room**"
    assert week["link"].endswith(f"?moveToWidget={week['id'].partition('/')[2]}")
    assert len(week["items"]) == 2


def test_it_reads_a_board_of_its_user(tmp_path):
    """With a token, and the board's id; without the id it asks for it."""
    with SandboxServer() as server:
        with MiroApi(server.token, base_url=server.url) as api:
            board = api.boards.create(name="Mine")
            api.sticky_notes.create(board.id, data={"content": "hello"})
        told = {"MIRO_ACCESS_TOKEN": server.token, "MIRO_BASE_URL": server.url}
        ended = run(tmp_path, board.id, "out", **told)
        asked = run(tmp_path, **told)
    assert (ended.stderr, ended.returncode) == ("", 0)
    (chunk,) = chunks(tmp_path / "out")
    assert chunk["text"] == "# Mine\n\n- hello"
    assert asked.returncode == 1
    assert asked.stderr.startswith("Which board?")
