"""`miro-async upload`."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from miro_async import Response
from miro_async.cli.exits import Exit
from miro_async.models import FrameData, SizeGeometry
from miro_async.sandbox import Clock
from tests.cli.conftest import NOW, Altered

EXAMPLES = Path(__file__).parents[2] / "examples"
PDF = b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def files(tmp_path):
    """Put files there: a picture whose name says otherwise, and a document."""
    shutil.copy(EXAMPLES / "retro.png", tmp_path / "Bild 1 'ä'.txt")
    (tmp_path / "plan.png").write_bytes(PDF)
    return ["Bild 1 'ä'.txt", "plan.png"]


def items(miro, board):
    """Give the items of the board."""
    return [json.loads(line) for line in miro.does("items", "list", board, "--json").lines]


def test_files_are_put_side_by_side(miro, board, files):
    """What is a picture is told by its content; each is printed with its item."""
    done = miro.does("upload", *files, "--board", board, "--at", "1000,500", "--columns", "2")
    assert [(row[0], row[2]) for row in done.cells] == [(files[0], "image"), (files[1], "document")]
    on_board = {item["id"]: item for item in items(miro, board)}
    first, second = (on_board[row[1]] for row in done.cells)
    assert max(first["geometry"].values()) == 320
    assert first["position"]["y"] == second["position"]["y"]
    assert second["position"]["x"] - first["position"]["x"] == 340
    assert (first["position"]["x"] + second["position"]["x"]) / 2 == 1000


@pytest.mark.parametrize(
    ("name", "title"),
    [('a "sea" 9%.png', 'a "sea" 9%.png'), ("Grüße 日本.png", "Grüße 日本.png"), ("a\nb", "a b")],
)
def test_what_is_on_the_board_is_called_as_the_file_is(miro, board, name, title):
    """Its title is sent by itself: quotes in the names of a form's files do not stay quotes."""
    shutil.copy(EXAMPLES / "retro.png", miro.folder / name)
    miro.does("upload", name, "--board", board)
    assert [item["data"]["title"] for item in items(miro, board)] == [title]


def test_files_are_put_into_a_frame_that_grows(miro, board, files):
    """Frames are as large as what is in them."""

    async def make(api):
        frame = await api.frames.create(
            board, data=FrameData(title="F"), geometry=SizeGeometry(width=200, height=200)
        )
        return frame.id

    frame = miro.api(make)
    miro.does("upload", *files, "--board", board, "--frame", frame)
    big, *inside = items(miro, board)
    assert [item["parent"]["id"] for item in inside] == [frame, frame]
    assert big["geometry"]["width"] > 640


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (bytes(6 * 1024 * 1024 + 1), "6 MB"),
        (None, "cannot be read"),
    ],
)
def test_nothing_is_sent_if_one_cannot_be(miro, board, files, content, told):
    """It is found out before the first is sent, and ends with 2."""
    if content is not None:
        (miro.folder / "bad.png").write_bytes(content)
    done = miro("upload", *files, "bad.png", "--board", board)
    assert (done.code, told in done.err) == (2, True)
    assert miro.calls() == []


def test_what_miro_refuses_does_not_hold_up_the_others(miro, files):
    """It is named in the end, with 6; with 1 if nothing was uploaded."""

    def refuse(request, answer):
        if b"Bild" in (request.body or b""):
            error = {"status": 400, "code": "2.0703", "message": "Nothing for us", "type": "error"}
            return Response(status=400, headers={}, body=json.dumps(error).encode())
        return answer

    miro.sandbox = Altered(clock=Clock(NOW))
    miro.sandbox.alter = refuse
    miro.environ = {"MIRO_ACCESS_TOKEN": miro.sandbox.token}
    done = miro("upload", *files, "--board", miro.sandbox.add_board("Retro"))
    assert [row[0] for row in done.cells] == ["plan.png"]
    assert done.code == 6
    assert "Nothing for us" in done.err
    alone = [name for name in files if "Bild" in name]
    assert miro("upload", *alone, "--board", miro.sandbox.add_board("Retro")).code == 1


def test_what_is_on_the_board_is_told_whatever_ends_it(miro):
    """In the order of the files, though several are under way at once."""
    named = [f"{number}.pdf" for number in range(8)]
    for name in named:
        (miro.folder / name).write_bytes(PDF)
    uploads = []

    def end(request, answer):
        if request.method == "POST":
            uploads.append(request)
        return Response(status=401, headers={}, body=b"{}") if len(uploads) == 7 else answer

    miro.sandbox = Altered(clock=Clock(NOW))
    miro.sandbox.alter = end
    miro.environ = {"MIRO_ACCESS_TOKEN": miro.sandbox.token}
    done = miro("upload", *named, "--board", miro.sandbox.add_board("Retro"))

    assert done.code == Exit.NOT_ALLOWED
    told = [row[0] for row in done.cells]
    # When the seventh was sent, three others at most were under way.
    assert len(told) >= 3
    assert told == sorted(told)


def test_a_file_that_goes_meanwhile_does_not_hold_up_the_others(miro, files):
    """It was there when all were looked at."""

    def remove(request, answer):
        if request.method == "GET":  # of the board, before anything is sent
            (miro.folder / files[0]).unlink()
        return answer

    miro.sandbox = Altered(clock=Clock(NOW))
    miro.sandbox.alter = remove
    miro.environ = {"MIRO_ACCESS_TOKEN": miro.sandbox.token}
    done = miro("upload", *files, "--board", miro.sandbox.add_board("Retro"))
    assert [row[0] for row in done.cells] == ["plan.png"]
    assert (done.code, "Bild" in done.err) == (Exit.INCOMPLETE, True)


@pytest.mark.parametrize(
    ("option", "figure"),
    [
        *(("--at", at) for at in ("here", "nan,3", "1,inf", "1")),
        ("--size", "nan"),
        ("--size", "inf"),
    ],
)
def test_a_place_is_two_figures(miro, board, files, option, figure):
    """With 2, and what was typed; so is a size one."""
    done = miro("upload", *files, "--board", board, option, figure)
    assert (done.code, f"'{figure}' is no " in done.err) == (2, True)
    assert miro.calls() == []


def test_a_pipe_is_not_waited_for(miro, board, files):
    """It may be in a folder, and nobody may write into it: it is no file."""
    os.mkfifo(miro.folder / "pipe.png")
    done = miro("upload", *files, "pipe.png", "--board", board)
    assert (done.code, "pipe.png is no file" in done.err) == (2, True)
    assert miro.calls() == []
