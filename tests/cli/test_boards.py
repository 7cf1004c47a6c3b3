"""`miro-async boards`."""

from __future__ import annotations

import io
import json
import threading

import pytest

from miro_async.cli.asking import confirm
from miro_async.cli.surroundings import Surroundings
from tests.cli.conftest import SITTING


def test_boards_are_listed_with_tabs_in_a_pipe(miro, board):
    """A line for each: id, name, owner, when it was modified."""
    done = miro.does("boards", "list")
    assert done.out == f"{board}\tRetro\tSandbox user\t2026-01-05 10:30\n"
    assert done.err == ""


def test_boards_are_listed_as_json_lines(miro, board, sandbox):
    """In Miro's own words, each on a line."""
    other = sandbox.add_board("Plans")
    boards = [json.loads(line) for line in miro.does("boards", "list", "--json").lines]
    assert {one["id"]: one["name"] for one in boards} == {board: "Retro", other: "Plans"}
    assert boards[0]["viewLink"].startswith("https://miro.com/app/board/")


def test_a_list_can_be_limited_without_asking_for_more(miro, sandbox):
    """Sixty boards are two pages; ten of them are in the first."""
    for number in range(60):
        sandbox.add_board(f"Board {number}")
    assert len(miro.does("boards", "list", "--limit", "10").lines) == 10
    assert miro.calls() == ["boards.list"]
    assert len(miro.does("boards", "list").lines) == 60


@pytest.mark.parametrize("option", ["--query", "--owner", "--team", "--project"])
def test_what_boards_are_listed_can_be_said(miro, board, option):
    """Each option is a parameter of the call."""
    miro("boards", "list", option, "x1")
    (call,) = miro.sandbox.calls
    name = {"--team": "team_id", "--project": "project_id"}.get(option, option[2:])
    assert call.query[name] == "x1"


def test_a_board_is_created(miro):
    """Its id and its address are printed."""
    done = miro.does("boards", "create", "Retro of May", "--description", "Notes")
    facts = dict(done.cells)
    assert facts["name"] == "Retro of May"
    assert facts["address"].endswith(facts["id"])
    (listed,) = [json.loads(line) for line in miro.does("boards", "list", "--json").lines]
    assert listed["description"] == "Notes"


def test_a_board_is_copied(miro, board):
    """Named by its address as well as by its id."""
    done = miro.does(
        "boards", "copy", f"https://miro.com/app/board/{board}/?x=1", "--name", "June", "--json"
    )
    assert json.loads(done.out)["name"] == "June"
    assert miro.calls() == ["boards.copy"]


def test_a_board_is_deleted_when_nobody_need_be_asked(miro, board):
    """`--yes` is enough; stdout stays empty."""
    done = miro.does("boards", "delete", board, "--yes")
    assert done.out == ""
    assert miro.does("boards", "list").out == ""


def test_programs_are_told_which_boards_are_deleted(miro, board, sandbox):
    """A line for each as it is done: one that fails after it ends with what was done before."""
    other = sandbox.add_board("Plans")
    sandbox.faults.add("delay", to="boards.delete", seconds=0.01)
    sandbox.faults.add(401, to="boards.delete", times=9)
    done = miro("boards", "delete", board, other, "--yes", "--json")
    assert (done.code, json.loads(done.out)) == (3, {"id": board, "name": "Retro"})


def test_nothing_is_deleted_where_nobody_can_be_asked(miro, board):
    """Without a terminal and without `--yes` it is a mistake of who typed it."""
    done = miro("boards", "delete", board)
    assert done.code == 2
    assert "give --yes" in done.err
    assert "boards.delete" not in miro.calls()


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_somebody_is_asked_who_sees_what_it_is_about(miro, board, answer, left):
    """The name is shown; anything but yes is no, and ends with 1."""
    miro.terminals = SITTING
    done = miro("boards", "delete", board, typed=answer)
    assert f"Retro  ({board})" in done.err
    assert "Delete 1 board?" in done.err
    assert done.code == left
    assert miro.calls().count("boards.delete") == 1 - left
    assert ("nothing was done" in done.err) is bool(left)


def test_who_does_not_answer_has_interrupted(miro, board):
    """As by Ctrl-C: 130."""
    miro.terminals = SITTING
    assert miro("boards", "delete", board, typed="").code == 130
    assert "boards.delete" not in miro.calls()


def test_somebody_can_be_asked_in_a_thread(miro, capsys):
    """Where there are no signals to look after."""
    around = Surroundings(terminals=SITTING)
    miro.monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    thread = threading.Thread(
        target=confirm, args=(around, ["it"], "Do it?"), kwargs={"yes": False}
    )
    thread.start()
    thread.join()
    assert "Do it?" in capsys.readouterr().err


def test_all_boards_are_there_before_one_is_deleted(miro, board):
    """One that is not ends it, with 4."""
    done = miro("boards", "delete", board, "uXjVnothing=", "--yes")
    assert done.code == 4
    assert "boards.delete" not in miro.calls()


def test_a_board_that_is_named_twice_is_deleted_once(miro, board):
    """And does not fail the second time."""
    miro.does("boards", "delete", board, board, "--yes")
    assert miro.calls().count("boards.delete") == 1


def test_a_board_is_shared(miro, board):
    """With many people in calls of twenty, who are all told of."""
    emails = [f"user{number}@example.com" for number in range(21)]
    done = miro.does("boards", "share", board, *emails, "--role", "editor", "--message", "Look")
    assert done.cells == [[email, "editor", ""] for email in emails]
    assert miro.calls() == ["board_members.invite", "board_members.invite"]


def test_who_cannot_be_invited_is_told(miro, board):
    """With the reason; the others are invited, and it ends with 6; with 1 if nobody is."""
    done = miro("boards", "share", board, "ada@example.com", "no address", "--json")
    rows = [json.loads(line) for line in done.lines]
    assert [bool(row["failed"]) for row in rows] == [False, True]
    assert done.code == 6
    assert "no address" in done.err
    assert miro("boards", "share", board, "no address").code == 1
