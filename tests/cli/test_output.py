"""What is printed, and where: tables, tabs, JSON; messages and errors apart from data."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from miro_async import Wait, operations
from miro_async.cli.connection import client_options
from miro_async.cli.surroundings import Surroundings, Terminals
from miro_async.cli.words import counted, json_text, moment, plain, printable
from tests.cli.conftest import NOWHERE, SITTING

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
