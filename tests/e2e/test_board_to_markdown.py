"""The example that makes a board searchable, run as users run it."""

from __future__ import annotations

import json

from miro_async.sandbox import SandboxServer
from miro_async.sync import MiroApi
from tests.e2e.scripts import as_process, here

SCRIPT = "board_to_markdown.py"


def chunks(folder):
    """Give the pieces that it wrote."""
    return [json.loads(line) for line in (folder / "chunks.jsonl").read_text("utf-8").splitlines()]


def test_it_works_on_a_sandbox_of_its_own(tmp_path):
    """Without a token it makes a board there: Markdown, and a piece for each frame."""
    ended = as_process(SCRIPT, folder=tmp_path)
    assert (ended.stderr, ended.code) == ("", 0)
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
    """With a token, and the board's id; one without the other is refused."""
    with SandboxServer() as server:
        with MiroApi(server.token, base_url=server.url) as api:
            board = api.boards.create(name="Mine")
            api.sticky_notes.create(board.id, data={"content": "hello"})
        told = {"MIRO_ACCESS_TOKEN": server.token, "MIRO_BASE_URL": server.url}
        ended = here(SCRIPT, board.id, "out", folder=tmp_path, **told)
        alone = here(SCRIPT, folder=tmp_path, **told), here(SCRIPT, board.id, folder=tmp_path)
    assert (ended.stderr, ended.code) == ("", 0)
    (chunk,) = chunks(tmp_path / "out")
    assert chunk["text"] == "# Mine\n\n- hello"
    for half in alone:
        assert half.code == 1
        assert half.stderr == "A board in Miro takes both: its BOARD_ID, and MIRO_ACCESS_TOKEN\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
