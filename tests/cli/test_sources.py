"""`miro-async import`, `apply` and `export`: files become items, and items become files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from miro_async.models import FrameData, SizeGeometry, StickyNoteData
from tests.cli.conftest import SITTING, Terminals

ROOT = Path(__file__).parents[2]
TABLE = "key,text,group,tags,color\na,Tea,Now,Later,red\nb,Coffee,Then,,yellow\n"
OUTLINE = "# Ideas\n- Tea #later\n  - at four\n"
WATCHED = Terminals(input=False, output=False, messages=True)


@pytest.fixture
def table(miro):
    """Put a table there."""
    (miro.folder / "t.csv").write_text(TABLE, encoding="utf-8")
    return "t.csv"


def items(miro, board):
    """Give the items of a board."""
    miro.terminals = Terminals(input=False, output=False, messages=False)
    return [json.loads(line) for line in miro.does("items", "list", board, "--json").lines]


def notes(miro, board):
    """Give what the notes of a board say, in order."""
    found = items(miro, board)
    return sorted(one["data"]["content"] for one in found if one["type"] == "sticky_note")


def test_a_table_is_shown_before_it_is_imported(miro, board, table):
    """A dry run needs nobody logged in, and sends nothing."""
    miro.environ, miro.terminals = {}, WATCHED
    done = miro.does("import", table, "--board", board, "--dry-run")
    rows = {row[0]: row[1:] for row in done.cells}
    assert rows["a"][:3] == ["sticky_note", "Tea", "Later"]
    assert rows["a"][3] in rows
    assert done.err == "2 frames, 2 sticky notes, 1 tag\n"
    (first, *_) = miro.does("import", table, "--board", board, "--dry-run", "--json").lines
    assert set(json.loads(first)) == {"key", "type", "text", "tags", "frame"}
    assert miro.calls() == []


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1)])
def test_somebody_is_asked_before_it_is_imported(miro, board, table, answer, code):
    """After being told how much it is."""
    miro.terminals = SITTING
    done = miro("import", table, "--board", board, typed=answer)
    assert done.code == code
    assert "2 frames, 2 sticky notes, 1 tag" in done.err
    assert "Put it on Retro?" in done.err
    assert notes(miro, board) == ([] if code else ["Coffee", "Tea"])


def test_what_was_made_is_printed(miro, board, table):
    """Which key became which item."""
    rows = miro.does("import", table, "--board", board, "--yes").cells
    there = {one["id"]: one for one in items(miro, board)}
    (tea,) = [row for row in rows if row[0] == "a"]
    assert there[tea[1]]["data"]["content"] == "Tea"
    assert len(rows) == len(there) == 4


def test_what_is_left_out_is_told(miro, board):
    """Also where nobody watches, and by the exit code: of a dry run and of what is in step, too."""
    (miro.folder / "t.csv").write_text("text,key\nTea,a\n,b\n")
    told = "line 3: it has no text\nmiro-async: left out: 1 thing\n"
    done = miro("import", "t.csv", "--board", board, "--dry-run")
    assert (done.code, done.err, miro.calls()) == (6, told, [])
    done = miro("import", "t.csv", "--board", board, "--yes")
    assert (done.code, done.err, notes(miro, board)) == (6, told, ["Tea"])
    options = ("apply", "t.csv", "--board", board, "--mapping", "m.json")
    for more in ("--dry-run", "--yes", "--yes"):
        done = miro(*options, more)
        assert (done.code, done.err) == (6, told)
    assert done.out == "nothing to do\n"


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("x.md", OUTLINE, []),
        ("x", OUTLINE, []),
        ("x", f"\ufeff\n{OUTLINE}", []),
        ("x.csv", OUTLINE, ["--format", "outline"]),
    ],
)
def test_an_outline_is_known(miro, board, name, content, options):
    """By its ending, by how it begins, or because it is said."""
    (miro.folder / name).write_text(content, encoding="utf-8")
    miro.does("import", name, "--board", board, "--yes", "--at", "100,100", *options)
    assert notes(miro, board) == ["Tea", "at four"]


def test_a_table_is_known_without_an_ending(miro, board):
    """It is what is nothing else."""
    (miro.folder / "x").write_text(TABLE)
    miro.does("import", "x", "--board", board, "--yes")
    assert notes(miro, board) == ["Coffee", "Tea"]


def test_columns_can_be_named(miro, board):
    """And rows can become cards, in another encoding."""
    (miro.folder / "x.csv").write_bytes("Wer;Was\n1;Grüße\n".encode("cp1252"))
    options = ("--column", "text=Was", "--column", "key=Wer", "--make", "card")
    miro.does("import", "x.csv", "--board", board, "--yes", "--encoding", "cp1252", *options)
    (card,) = items(miro, board)
    assert (card["type"], card["data"]["title"]) == ("card", "Grüße")


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("x.csv", b"text\nTea\n", ["--column", "rows=text"]),
        ("x.csv", b"text\nTea\n", ["--column", "text=Was"]),
        ("x.csv", b"text\nT\xe4\n", []),
        ("x.json", b"{}", []),
        ("x", b'{"a": 1}', []),
        ("none.csv", None, []),
    ],
)
def test_what_cannot_be_read_is_refused(miro, board, name, content, options):
    """Before anything is sent, with 2."""
    if content is not None:
        (miro.folder / name).write_bytes(content)
    done = miro("import", name, "--board", board, "--yes", *options)
    assert done.code == 2
    assert miro.calls() == []


def test_a_file_that_may_not_be_read_is_told(miro, board, monkeypatch):
    """With why."""
    (miro.folder / "x.csv").write_text(TABLE)

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    done = miro("import", "x.csv", "--board", board, "--yes")
    assert (done.code, "Permission denied" in done.err) == (2, True)


def test_what_was_made_before_an_error_is_printed(miro, board, table):
    """It is on the board; the error has a line for each thing that failed."""
    miro.sandbox.faults.add(500, to="tags.*", times=99)
    done = miro("import", table, "--board", board, "--yes")
    assert done.code in {1, 5}
    assert len(items(miro, board)) == len(done.lines)


def test_progress_is_shown_to_who_watches(miro, board, table):
    """And to nobody else."""
    miro.terminals = WATCHED
    miro.monkeypatch.setenv("FORCE_COLOR", "1")  # as Rich looks for itself
    assert "Importing" in miro.does("import", table, "--board", board, "--yes").err
    options = ("--board", board, "--mapping", "keys.json", "--yes")
    assert "Applying" in miro.does("apply", table, *options).err


def test_applying_twice_changes_nothing(miro, board, table):
    """The first time it makes, the second time there is nothing to do."""
    options = ("apply", table, "--board", board, "--mapping", "keys.json")
    assert "2 to create" not in miro.does(*options, "--dry-run").err
    assert notes(miro, board) == []
    done = miro.does(*options, "--yes")
    assert "create sticky_note 'a'" in done.out
    assert notes(miro, board) == ["Coffee", "Tea"]
    miro.sandbox.calls.clear()
    assert miro.does(*options).out == "nothing to do\n"
    assert all(call.method == "GET" for call in miro.sandbox.calls)


def test_applying_follows_the_source(miro, board, table):
    """A row that has gone is deleted after asking, or kept."""
    options = ("apply", table, "--board", board, "--mapping", "keys.json")
    miro.does(*options, "--yes")
    (miro.folder / table).write_text(
        TABLE.replace("Tea", "Milk").replace("b,Coffee,Then,,yellow\n", "")
    )
    assert miro(*options).code == 2
    miro.does(*options, "--keep", "--yes")
    assert notes(miro, board) == ["Coffee", "Milk"]
    miro.terminals = SITTING
    done = miro(*options, typed="y\n")
    assert "Do this on Retro?" in done.err
    assert done.err.endswith("Done.\n")
    assert notes(miro, board) == ["Milk"]


def test_a_plan_can_be_read_by_programs(miro, board, table):
    """As one JSON object."""
    options = ("apply", table, "--board", board, "--mapping", "keys.json", "--dry-run", "--json")
    plan = json.loads(miro.does(*options).out)
    assert plan["board"] == board
    assert {step["do"] for step in plan["steps"]} >= {"create"}


@pytest.fixture
def exported(miro, board):
    """Export a board with a frame, a note and a picture."""
    shutil.copy(ROOT / "examples" / "retro.png", miro.folder / "p.png")

    async def make(api):
        await api.frames.create(
            board, data=FrameData(title="F"), geometry=SizeGeometry(width=400, height=400)
        )
        await api.sticky_notes.create(board, data=StickyNoteData(content="Tea"))
        await api.shapes.create(board, style={"fillColor": "#ff0000"})

    miro.api(make)
    miro.does("upload", "p.png", "--board", board)
    miro.sandbox.calls.clear()
    return miro.does("export", board, "out")


def test_a_board_is_exported(miro, board, exported):
    """All formats, and the picture; each file is printed, relative as the folder was."""
    names = {Path(line).name for line in exported.lines}
    assert {"board.json", "board.md", "board.csv", "board.svg"} < names
    (picture,) = (miro.folder / "out" / "files").glob("*.png")
    assert picture.read_bytes() == (ROOT / "examples" / "retro.png").read_bytes()
    done = miro.does("export", board, "md", "--format", "markdown", "--no-files", "--json")
    assert json.loads(done.out) == {"files": [str(Path("md", "board.md"))], "problems": 0}
    assert [path.name for path in (miro.folder / "md").iterdir() if path.is_file()] == ["board.md"]


def test_an_export_can_be_imported(miro, sandbox, exported):
    """With its pictures; and without, if they are not there."""
    copy = sandbox.add_board("Copy")
    planned = miro.does("import", "out/board.json", "--board", copy, "--dry-run").cells
    assert [row[1:3] for row in planned[:3]] == [
        ["frame", "F"],
        ["sticky_note", "Tea"],
        ["shape", ""],
    ]
    miro.does("import", "out/board.json", "--board", copy, "--yes")
    assert sorted(one["type"] for one in items(miro, copy)) == [
        "frame",
        "image",
        "shape",
        "sticky_note",
    ]
    other = sandbox.add_board("Other")
    shutil.rmtree(miro.folder / "out" / "files")
    done = miro("import", "out/board.json", "--board", other, "--yes")
    assert (done.code, "its file is needed" in done.err) == (6, True)
    assert sorted(one["type"] for one in items(miro, other)) == ["frame", "shape", "sticky_note"]


def test_an_export_brings_its_board_back(miro, board, exported):
    """Nothing is made twice; a picture that was deleted comes from the export's folder."""
    options = ("apply", "out/board.json", "--board", board, "--mapping", "keys.json", "--yes")
    assert miro.does(*options).out == "nothing to do\n"
    before = items(miro, board)
    gone = [one["id"] for one in before if one["type"] in {"image", "sticky_note"}]
    miro.does("items", "delete", board, *gone, "--yes")
    miro.sandbox.calls.clear()
    assert miro.does(*options).out.startswith("2 to create:")
    assert not miro.sandbox.calls.of("resources.*")
    assert sorted(one["type"] for one in items(miro, board)) == sorted(
        one["type"] for one in before
    )
    assert miro.does(*options).out == "nothing to do\n"


@pytest.mark.parametrize("gone", [True, False])
def test_an_export_without_files_is_applied_elsewhere(miro, sandbox, board, exported, gone):
    """They are fetched from its board, or it is told once and for all that this does not work."""
    shutil.rmtree(miro.folder / "out" / "files")
    copy = sandbox.add_board("Copy")
    if gone:
        miro.does("boards", "delete", board, "--yes")
    options = ("apply", "out/board.json", "--board", copy, "--mapping", "keys.json", "--yes")
    for nothing in (False, True):
        done = miro(*options)
        assert (done.code, "its file cannot be fetched" in done.err) == (
            (6, True) if gone else (0, False)
        )
        assert done.err.count("image 3") == gone
        assert (done.out == "nothing to do\n") == nothing
    kinds = {one["type"] for one in items(miro, copy)}
    assert kinds == {"frame", "sticky_note", "shape", *(() if gone else ("image",))}


def test_a_snapshot_does_not_lead_to_other_files(miro, sandbox, exported):
    """Whoever gave it to us does not get what is ours: names lead to its own folder only."""
    notes_file = miro.folder / "out" / "files" / "files.jsonl"
    note = json.loads(notes_file.read_text().splitlines()[0])
    (miro.folder / "secret.png").write_bytes((ROOT / "examples" / "retro.png").read_bytes())
    (notes_file.parent / "link.png").symlink_to(miro.folder / "secret.png")
    wrong = [{**note, "name": name} for name in ("../../secret.png", "..\\secret.png", "link.png")]
    lines = [json.dumps(one) for one in wrong] + ["{", "[]", '{"item": 1, "name": 2}']
    notes_file.write_text("\n".join(lines))
    copy = sandbox.add_board("Copy")
    done = miro("import", "out/board.json", "--board", copy, "--yes")
    assert (done.code, "its file is needed" in done.err) == (6, True)


def test_what_cannot_be_exported_is_told(miro, board, exported):
    """The export goes on without it, says what is missing, how much, and ends with 6."""
    miro.sandbox.faults.add(500, to="resources.download", times=99)
    done = miro("export", board, "again", "--json")
    told, end = done.err.splitlines()
    assert (done.code, end) == (6, "miro-async: not exported: 1 file")
    assert told.startswith("not exported: p.png: ")
    assert "500" in told
    names = [f"board.{ending}" for ending in ("json", "md", "csv", "svg")]
    assert json.loads(done.out) == {
        "files": [str(Path("again", name)) for name in names],
        "problems": 1,
    }
    assert not list((miro.folder / "again").rglob("*.png"))
