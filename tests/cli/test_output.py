"""What is printed, and where: tables, tabs, JSON; messages and errors apart from data."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime

import pytest
from attrs import evolve
from rich.cells import cell_len

from miro_async import Wait, operations
from miro_async.cli.connection import client_options
from miro_async.cli.main import main
from miro_async.cli.surroundings import Surroundings, Terminals
from miro_async.cli.words import counted, json_text, moment, plain, printable
from miro_async.sandbox import Clock
from tests.cli.conftest import NOW, NOWHERE, SITTING, Altered

SEEN = Terminals(input=False, output=True, messages=False)
WATCHED = Terminals(input=False, output=False, messages=True)


def test_people_get_a_table(miro, board):
    """With a title for each column, and a count, which is no data."""
    miro.terminals = SITTING
    done = miro.does("boards", "list")
    titles, _, row = [line.split() for line in done.lines if line.strip()]
    assert titles == ["id", "name", "owner", "modified"]
    assert row[:2] == [board, "Retro"]
    assert done.err == "1 board\n"


def test_an_empty_table_is_a_count(miro):
    """Without titles of nothing."""
    miro.terminals = SITTING
    done = miro.does("boards", "list")
    assert (done.out, done.err) == ("", "0 boards\n")


def test_one_thing_is_a_list_of_facts(miro, board):
    """Each with its name."""
    miro.terminals = SEEN
    done = miro.does("boards", "create", "Plans")
    assert ["name", "Plans"] in [line.split() for line in done.lines]


def test_json_is_json_in_a_terminal_too(miro, board):
    """Who asks for it gets it."""
    miro.terminals = SITTING
    assert json.loads(miro.does("boards", "list", "--json").out)["id"] == board


def test_a_narrow_terminal_shows_facts(miro, board, sandbox):
    """A list for each thing, where columns would be a few letters wide: ids can be copied."""
    other = sandbox.add_board("日本語のとても長い名前のボードです、本当に長いですよ")
    miro.terminals = SEEN
    miro.monkeypatch.setenv("COLUMNS", "40")
    first, second = miro.does("boards", "list").out.split("\n\n")
    facts = [line.rstrip().split(maxsplit=1) for line in first.splitlines()]
    assert facts[:3] == [["id", board], ["name", "Retro"], ["owner", "Sandbox user"]]
    assert ["id", other] in [line.split() for line in second.splitlines()]
    words = "".join(line.split()[-1] for line in second.splitlines()[1:-2])
    assert words == "日本語のとても長い名前のボードです、本当に長いですよ"


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_ids_are_never_broken(miro, board, columns):
    """Whatever else is, and however wide signs are."""
    miro.terminals = SEEN
    miro.monkeypatch.setenv("COLUMNS", str(columns))
    name = "長い" * 30
    made = [miro.does("boards", "create", name, "--json").out for _ in range(2)]
    lines = miro.does("boards", "list").lines
    for one in made:
        (line,) = [line for line in lines if json.loads(one)["id"] in line]
        assert cell_len(line) <= columns
    assert "".join("".join(lines).split()).count("長い") == 60


def test_facts_lose_nothing_in_a_narrow_terminal(miro):
    """What is too long goes on in the next line."""
    miro.terminals = SEEN
    miro.monkeypatch.setenv("COLUMNS", "40")
    out = miro.does("whoami").out
    assert "…" not in out
    assert "organizations:groups:write" in "".join(line[17:].strip() for line in out.splitlines())


def test_what_miro_sends_otherwise_is_an_empty_cell(miro):
    """A description of the API may be wrong; a table of all the rest is worth more than that."""

    def otherwise(_, answer):
        listed = json.loads(answer.body)
        listed["data"][0]["owner"] = "Ada"
        listed["data"].append(7)
        return evolve(answer, body=json.dumps(listed).encode())

    miro.sandbox = Altered(clock=Clock(NOW))
    board = miro.sandbox.add_board("Retro")
    miro.sandbox.alter = otherwise
    miro.environ = {"MIRO_ACCESS_TOKEN": miro.sandbox.token}
    assert miro.does("boards", "list").cells == [
        [board, "Retro", "", "2026-01-05 10:30"],
        ["", "", "", ""],
    ]


@pytest.mark.parametrize("terminals", [SEEN, NOWHERE])
def test_an_output_that_lacks_signs_gets_all_others(miro, sandbox, terminals):
    """As a pipe of Windows: question marks in lines; JSON says the same with ASCII alone."""
    sandbox.add_board("Größe 🎉 日本")
    miro.terminals = terminals
    written = []
    for options in ([], ["--json"]):
        with miro.monkeypatch.context() as patch:
            patch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
            around = Surroundings(environ=miro.environ, transport=sandbox, terminals=terminals)
            assert main(["boards", "list", *options], around) == 0
            written.append(sys.stdout.buffer.getvalue())
    assert "Größe ? ??".encode("latin-1") in written[0]
    assert written[1].isascii()
    assert json.loads(written[1])["name"] == "Größe 🎉 日本"


@pytest.mark.parametrize("terminals", [SEEN, Terminals(input=False, output=False, messages=False)])
def test_what_miro_says_does_not_drive_the_terminal(miro, sandbox, terminals):
    """No control characters, no line breaks, no markup of the table's."""
    sandbox.add_board("[red]a\x1b[31m\tb\nc\u202e")
    miro.terminals = terminals
    done = miro.does("boards", "list")
    assert "\x1b" not in done.out
    assert "[red]a\ufffd[31m b c\ufffd" in done.out


@pytest.mark.parametrize("terminals", [SEEN, NOWHERE])
@pytest.mark.parametrize("command", [("boards", "list", "--json"), ("raw", "GET", "/v2/boards")])
def test_json_does_not_drive_the_terminal(miro, sandbox, terminals, command):
    """What is not printable is escaped: the JSON says the same; what people read stays."""
    name = "Größe 🎉\x1b[31m\x9b31m\u202e\x7f\U000e0041"
    sandbox.add_board(name)
    miro.terminals = terminals
    done = miro.does(*command)
    assert all(line.isprintable() for line in done.lines)
    read = json.loads(done.out)
    assert read.get("data", [read])[0]["name"] == name
    assert '"Größe 🎉\\u001b[31m\\u009b31m\\u202e\\u007f\\udb40\\udc41"' in done.out


def test_half_a_character_can_be_printed():
    """No encoding has one; JSON does."""
    text = json_text({"a": "\ud83d", "\u202e": ["\\\x9b\n"]})
    assert text == r"""{"a": "\ud83d", "\u202e": ["\\\u009b\n"]}"""
    assert json.loads(text) == {"a": "\ud83d", "\u202e": ["\\\x9b\n"]}


def test_a_pipe_gets_no_messages(miro, board):
    """Neither on stdout nor on stderr, when all goes well."""
    done = miro.does("boards", "delete", board, "--yes")
    assert (done.out, done.err) == ("", "")


def test_somebody_who_watches_gets_messages(miro, board):
    """On stderr."""
    miro.terminals = WATCHED
    done = miro.does("boards", "delete", board, "--yes")
    assert (done.out, done.err) == ("", "Deleted Retro.\n")


def test_somebody_who_watches_is_told_of_waits(miro, sandbox):
    """A minute without credits would look like a program that hangs."""
    miro.terminals = WATCHED
    sandbox.faults.add(429, times=1)
    assert "Waiting 61 s for Miro's credits." in miro.does("boards", "list").err


def test_short_waits_are_not_told(miro):
    """Who watches does not notice them."""
    miro.terminals = WATCHED
    around = Surroundings(terminals=WATCHED)
    hooks = client_options(around, "https://api.miro.com")["hooks"]
    hooks.wait(Wait(operation=operations()[0], seconds=1.0))
    assert miro.capsys.readouterr().err == ""


def test_words_are_made_of_markup():
    """Breaks become spaces, and what stands for a character becomes it."""
    assert plain("<p>a<br/>b</p><p>c &lt;d&gt;</p>") == "a b c <d>"
    assert printable("a\x00b\n c") == "a\ufffdb c"


def test_times_are_shown_in_utc():
    """To the minute; what is none as it came."""
    assert moment(datetime.fromisoformat("2026-05-01T01:30:10+02:00")) == "2026-04-30 23:30"
    assert moment(None) == ""
    assert moment("soon") == "soon"


def test_numbers_go_with_their_words():
    """One is one."""
    assert [counted(1, "box", "boxes"), counted(0, "box", "boxes"), counted(1234, "item")] == [
        "1 box",
        "0 boxes",
        "1,234 items",
    ]
