"""The examples of boards that come from files, run as users run them."""

from __future__ import annotations

import json

import anyio
import pytest

from miro_async import MiroApi
from miro_async.sandbox import SandboxServer
from tests.e2e.scripts import as_process, here


def run(name, *arguments, folder, code=0, how=here, **variables):
    """Run an example in a folder, and give what it prints."""
    ended = how(name, *arguments, folder=folder, **variables)
    assert ended.code == code, ended.stderr
    return ended.stdout, ended.stderr


def issue(number, state="to do", *labels):
    """Give an issue as the export has it."""
    url = f"https://tracker.example/issues/{number}"
    return {"number": number, "title": f"T{number}", "state": state, "labels": labels, "url": url}


def test_the_kanban_runs_on_a_sandbox_of_its_own(tmp_path):
    """Eight cards in three frames; a day later five things differ, and then none.

    A day later: 12 goes from doing to done, where 18 and it change places; 21 moves up in doing,
    and 25 comes below it; 23 gets another text and a tag; 24 is deleted.
    """
    output, errors = run("kanban.py", folder=tmp_path, how=as_process)
    first, later, again = output.split("\n\n")
    assert errors == ""
    # 11 items, the tags bug, search, feature and design, and each on its cards.
    assert "15 to create, 9 to tag" in first
    assert later.splitlines()[0] == "A day later:"
    assert later.count("move card") == 3
    assert "~ update card 'issue 23': data.title" in later
    assert "+ create card 'issue 25'" in later
    assert "- delete card 'issue 24'" in later
    assert again == "And once more:\nnothing to do\n"


@pytest.fixture
def board():
    """Give a server with a board."""
    with SandboxServer() as server:
        yield server, server.sandbox.add_board("Kanban")


def cards(server, board_id):
    """Give the titles of the cards on the board, with those of their frames."""

    async def read():
        async with MiroApi(server.token, transport=server.sandbox) as api:
            items = await api.items.list(board_id).collect()
        titles = {item.id: item.data.title for item in items}
        return {item.data.title: titles[item.parent.id] for item in items if item.type == "card"}

    return anyio.run(read)


def test_the_kanban_follows_its_export(tmp_path, board):
    """Keys are kept beside the export; a dry run tells and writes nothing."""
    server, board_id = board
    variables = {
        "MIRO_ACCESS_TOKEN": server.token, "MIRO_BASE_URL": server.url, "MIRO_BOARD_ID": board_id,
    }  # fmt: skip
    export = tmp_path / "mine.json"
    export.write_text(json.dumps([issue(1), issue(2, "doing", "bug")]), "utf-8")
    output, _ = run("kanban.py", export, "--dry-run", folder=tmp_path, **variables)
    assert "6 to create, 1 to tag" in output
    assert cards(server, board_id) == {}
    assert not (tmp_path / "mine.keys.json").exists()
    run("kanban.py", export, folder=tmp_path, **variables)
    assert cards(server, board_id) == {"#1 T1": "To do", "#2 T2": "Doing"}
    export.write_text(json.dumps([issue(1, "doing"), issue(3)]), "utf-8")
    run("kanban.py", export, folder=tmp_path, **variables)
    assert cards(server, board_id) == {"#1 T1": "Doing", "#3 T3": "To do"}
    output, _ = run("kanban.py", export, folder=tmp_path, **variables)
    assert output.splitlines()[-1] == "nothing to do"


def test_what_would_lose_cards_is_refused(tmp_path):
    """A state without a frame, a misspelt option, no board: before anything is sent."""
    export = tmp_path / "mine.json"
    export.write_text(json.dumps([issue(1), issue(2, "blocked")]), "utf-8")
    nowhere = {"MIRO_ACCESS_TOKEN": "t", "MIRO_BASE_URL": "http://127.0.0.1:9"}
    _, told = run("kanban.py", export, folder=tmp_path, code=1, MIRO_BOARD_ID="b", **nowhere)
    assert told == "mine.json: there is no frame for blocked\n"
    _, told = run("kanban.py", "--dryrun", folder=tmp_path, code=2, MIRO_BOARD_ID="b", **nowhere)
    assert "unrecognized arguments: --dryrun" in told
    export.write_text("[]", "utf-8")
    _, told = run("kanban.py", export, folder=tmp_path, code=1, **nowhere)
    assert told == "MIRO_BOARD_ID is missing\n"
    output, _ = run("kanban.py", export, folder=tmp_path)
    assert output.splitlines()[-2:] == ["And once more:", "nothing to do"]


def test_the_retro_runs_on_a_sandbox_of_its_own(tmp_path):
    """Three frames, 23 notes, five lines, four tags, as in the file."""
    output, errors = run("retro_csv.py", folder=tmp_path, how=as_process)
    assert errors == ""
    assert output.splitlines()[-4:] == [
        "   3 frame", "  23 sticky_note", "   5 connector", "   4 tag",
    ]  # fmt: skip


def test_the_retro_works_with_a_token_and_another_file(tmp_path):
    """Rows that are no notes are told, with the name of the file and the line."""
    table = tmp_path / "mine.csv"
    table.write_text("key;note;column\n1;Grüße;A\n2;;A\n", "utf-8-sig")
    with SandboxServer() as server:
        variables = {"MIRO_ACCESS_TOKEN": server.token, "MIRO_BASE_URL": server.url}
        output, errors = run("retro_csv.py", table, folder=tmp_path, **variables)
    assert errors == "mine.csv, line 3: it has no text\n"
    assert output.splitlines()[-4:-2] == ["   1 frame", "   1 sticky_note"]
