"""`miro-async changes`."""

from __future__ import annotations

import io
import json

import pytest
from attrs import evolve

from miro_async.models import StickyNoteData
from miro_async.sandbox import Clock
from tests.cli.conftest import NOW, Altered, Terminals

WATCHED = Terminals(input=False, output=False, messages=True)


@pytest.fixture
def add(miro, board, sandbox):
    """Give what adds a note."""

    def put(text):
        async def create(api):
            note = await api.sticky_notes.create(board, data=StickyNoteData(content=text))
            return note.id

        sandbox.clock.advance(5)
        return miro.api(create)

    return put


def test_the_first_look_tells_nothing(miro, board, add):
    """It is where one begins; the next one tells what is new since."""
    add("Tea")
    options = ("changes", board, "--state", "state", "--once")
    assert miro.does(*options).out == ""
    note = add("Coffee")
    assert miro.does(*options).out == f"created sticky_note {note}\n"
    assert miro.does(*options).out == ""


def test_changes_are_told_as_json(miro, board, add):
    """What, of which kind, when and by whom."""
    options = ("changes", board, "--state", "state", "--once", "--json")
    miro.does(*options)
    note = add("Tea")
    change = json.loads(miro.does(*options).out)
    assert change == {
        "kind": "created",
        "what": "item",
        "type": "sticky_note",
        "id": note,
        "at": "2026-01-05T10:30:05+00:00",
        "by": miro.sandbox.user_ids[0],
    }


def test_a_token_is_told_where_no_file_keeps_it(miro, board, add):
    """And can be given the next time."""
    done = miro.does("changes", board, "--once")
    token = done.err.split()[-1]
    note = add("Tea")
    done = miro.does("changes", board, "--once", "--since", token)
    assert note in done.out
    again = miro.does("changes", board, "--once", "--since", done.err.split()[-1])
    assert again.out == ""


def test_where_one_begins_is_kept_at_once(miro):
    """Not only at the end, which may come by a power cut: the second look finds it."""
    kept = []

    def look(_, answer):
        if miro.calls()[-1] == "boards.get":
            kept.append((miro.folder / "state").exists())
        return answer if len(kept) < 3 else evolve(answer, status=401)

    miro.sandbox = Altered(clock=Clock(NOW))
    board = miro.sandbox.add_board("Retro")
    miro.sandbox.alter = look
    miro.environ = {"MIRO_ACCESS_TOKEN": miro.sandbox.token}
    assert miro("changes", board, "--state", "state").code == 3
    assert kept[:3] == [False, False, True]  # the board itself, the first look, the second


@pytest.mark.parametrize("once", [["--once"], []])
@pytest.mark.parametrize("end", [(BrokenPipeError, 141), (KeyboardInterrupt, 130)])
def test_what_could_not_be_written_is_told_again(miro, board, add, once, end):
    """Who reads has gone, or reads so slowly that it was interrupted: the next one gets it."""
    error, code = end

    class Gone(io.StringIO):
        def write(self, _):
            raise error

    options = ("changes", board, "--state", "state")
    miro.does(*options, "--once")
    notes = [add("Tea"), add("Milk")]
    with miro.monkeypatch.context() as patch:
        patch.setattr("sys.stdout", Gone())
        assert miro(*options, *once).code == code
    done = miro.does(*options, "--once")
    assert done.lines == [f"created sticky_note {note}" for note in notes]


def test_it_goes_on_until_it_is_ended(miro, board, add, sandbox):
    """And keeps how far it is, also when it ends with an error."""
    miro.does("changes", board, "--state", "state", "--once")
    add("Tea")
    add("Milk")
    miro.terminals = WATCHED
    sandbox.faults.add("delay", to="boards.get", times=2, seconds=5)
    sandbox.faults.add(401, to="boards.get", times=9)
    done = miro("changes", board, "--state", "state")
    assert done.code == 3
    assert len(done.lines) == 2
    assert "Watching Retro; Ctrl-C ends it." in done.err
    sandbox.faults.clear()
    assert miro.does("changes", board, "--state", "state", "--once").out == ""


@pytest.mark.parametrize(
    "options",
    [
        ["--since", "x", "--state", "y"],
        ["--since", "x"],
        ["--state", "binary"],
        ["--interval", "0"],
        ["--credits", "0"],
    ],
)
def test_what_cannot_be_is_refused(miro, board, options):
    """With 2."""
    (miro.folder / "binary").write_bytes(b"\xff\xfe\xff")
    assert miro("changes", board, "--once", *options).code == 2


def test_without_a_first_look_nothing_is_kept(miro):
    """There is nothing to go on from."""
    done = miro("changes", "uXjVnothing=", "--state", "state", "--once")
    assert done.code == 4
    miro.sandbox.faults.add(401, to="items.list", times=9)
    board = miro.sandbox.add_board("Retro")
    assert miro("changes", board, "--state", "state", "--once").code == 3
    assert not (miro.folder / "state").exists()
