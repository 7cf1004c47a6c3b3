"""`miro-async watch`: what it is told, and what it tells; the rest is that of `PictureFolder`."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from miro_async.cli.exits import Exit
from miro_async.cli.main import main
from miro_async.cli.surroundings import Surroundings
from miro_async.sandbox import SandboxServer
from tests.cli.conftest import Terminals

PICTURE = Path(__file__).parents[2] / "examples" / "retro.png"
_PATIENCE = 60


@pytest.fixture
def folder(miro, monkeypatch):
    """Put a folder with a picture there."""
    monkeypatch.setenv("HOME", str(miro.folder))
    (miro.folder / "p").mkdir()
    shutil.copy(PICTURE, miro.folder / "p" / "Größe 1.png")
    return "p"


def pictures(miro, board):
    """Give the types of the items of a board."""
    miro.terminals = Terminals(input=False, output=False, messages=False)
    return [row[1] for row in miro.does("items", "list", board).cells]


def test_a_folder_is_put_on_a_board(miro, board, folder):
    """Once, and not again; what happens is told on stderr."""
    done = miro.does("watch", folder, "--board", board, "--once")
    assert done.out == ""
    assert "1.png' is on the board" in done.err
    miro.does("watch", folder, "--board", board, "--once")
    assert pictures(miro, board) == ["image"]


def test_programs_are_told_in_json(miro, board, folder):
    """A line for each thing that happens, on stdout."""
    done = miro.does("watch", folder, "--board", board, "--once", "--json")
    events = [json.loads(line) for line in done.lines]
    assert "uploaded" in [one.get("event") for one in events]
    assert done.err == ""


def test_it_ends_when_nobody_reads_what_it_prints(miro, board, folder):
    """As every command: with the code of a broken pipe, and without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as output, miro.monkeypatch.context() as patches:
        patches.setattr("sys.stdout", output)
        done = miro("watch", folder, "--board", board, "--json")
    assert (done.code, done.err) == (Exit.BROKEN_PIPE, "")


@pytest.mark.parametrize(("stream", "options"), [("stderr", []), ("stdout", ["--json"])])
def test_without_a_stream_to_tell_it_on_it_does_its_work(miro, board, folder, stream, options):
    """As after `2>&-`: nothing is told, on the other one neither."""
    with miro.monkeypatch.context() as patches:
        patches.setattr(f"sys.{stream}", None)
        around = Surroundings(
            environ=miro.environ,
            transport=miro.sandbox,
            clock=miro.sandbox.clock,
            terminals=Terminals(input=False, output=False, messages=False),
        )
        code = main(["watch", folder, "--board", board, "--once", *options], around)
    assert (code, tuple(miro.capsys.readouterr())) == (0, ("", ""))
    assert pictures(miro, board) == ["image"]


def test_what_cannot_be_uploaded_ends_it_with_6(miro, board, folder):
    """The rest is on the board."""
    (miro.folder / "p" / "text.png").write_text("no picture")
    done = miro("watch", folder, "--board", board, "--once")
    assert (done.code, "text.png" in done.err) == (Exit.INCOMPLETE, True)
    assert pictures(miro, board) == ["image"]


def test_all_that_is_missing_is_told_at_once(miro):
    """The token, the board and the folder, each on a line."""
    miro.environ = {}
    done = miro("watch", "--once")
    assert done.code == 2
    for name in ("MIRO_ACCESS_TOKEN", "MIRO_BOARD_ID", "MIRO_PICTURES_FOLDER"):
        assert name in done.err
    assert done.err.count("\n- ") == 3


def test_settings_are_read_from_a_file(miro, board, folder):
    """The token among them: others should not read it, if it is that which is used."""
    miro.environ = {}
    lines = {
        "MIRO_ACCESS_TOKEN": miro.sandbox.token,
        "MIRO_BOARD_ID": board,
        "MIRO_PICTURES_FOLDER": folder,
    }
    (miro.folder / ".env").write_text("".join(f"{name}={one}\n" for name, one in lines.items()))
    (miro.folder / ".env").chmod(0o600)
    assert "warning" not in miro.does("watch", "--once").err
    (miro.folder / ".env").chmod(0o644)
    assert "others can read .env" in miro.does("watch", "--once").err
    miro.environ = {"MIRO_ACCESS_TOKEN": miro.sandbox.token}
    assert "warning" not in miro.does("watch", "--once").err
    assert pictures(miro, board) == ["image"]


def test_a_file_of_settings_that_is_named_has_to_be_there(miro, board, folder):
    """Who names one wants it to be read; the usual one may be missing."""
    done = miro("watch", folder, "--board", board, "--once", "--env-file", "mine.env")
    assert (done.code, "'mine.env' does not exist" in done.err) == (2, True)
    assert miro.calls() == []


def test_a_file_with_a_token_comes_first(miro, board, folder):
    """Before the environment, as for all commands."""
    (miro.folder / "token").write_text(miro.sandbox.token)
    miro.environ = {"MIRO_ACCESS_TOKEN": "wrong"}
    miro.does("watch", folder, "--board", board, "--once", "--token-file", "token")


def test_a_signal_ends_the_watching(miro, board, folder):
    """When all is there: with 0, as nothing was given up."""

    class Ending(logging.Handler):
        def emit(self, record):
            if getattr(record, "event", None) == "in_step":
                os.kill(os.getpid(), signal.SIGTERM)

    log, ending = logging.getLogger("miro_async.pictures"), Ending()
    log.addHandler(ending)
    try:
        miro.does("watch", folder, "--board", board)
    finally:
        log.removeHandler(ending)
    assert pictures(miro, board) == ["image"]


@contextmanager
def watching(server, folder, board, *more):
    """Run the command as a program of its own."""
    inherited = {name: value for name, value in os.environ.items() if "MIRO" not in name}
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "miro_async.cli", "watch", "p", "--board", board, *more],
        cwd=folder,
        env=inherited
        | {
            "MIRO_ACCESS_TOKEN": server.token,
            "MIRO_BASE_URL": server.url,
            "HOME": str(folder),
            "PYTHONUNBUFFERED": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    limit = Timer(_PATIENCE, process.kill)
    limit.start()
    try:
        yield process
    finally:
        limit.cancel()
        process.kill()
        process.communicate()


def test_it_watches_until_a_signal_ends_it(tmp_path):
    """A picture that comes later is put on the board; SIGTERM ends it with 0."""
    (tmp_path / "p").mkdir()
    with SandboxServer() as server:
        board = server.sandbox.add_board("Retro")
        with watching(server, tmp_path, board) as process:
            assert "in step" in process.stderr.readline()
            shutil.copy(PICTURE, tmp_path / "p" / "new.png")
            assert "'new.png' is on the board" in process.stderr.readline()
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate()
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
