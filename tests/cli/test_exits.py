"""How commands end: each kind of failure has its exit code, and one line."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import click
import pytest

from miro_async import errors
from miro_async.cli.exits import Exit, exit_of
from miro_async.cli.main import main
from miro_async.cli.surroundings import Surroundings
from miro_async.errors import error_class
from tests.cli.conftest import NOWHERE
from tests.cli.ring import MemoryRing

ROOT = Path(__file__).parents[2]


def answer(status):
    """Give the error of an answer."""
    return error_class(status)(operation="x", call="x", status=status)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (answer(400), 1),
        (answer(401), 3),
        (answer(403), 3),
        (answer(404), 4),
        (answer(409), 1),
        (answer(413), 1),
        (answer(425), 5),
        (answer(429), 5),
        (answer(500), 5),
        (answer(503), 5),
        (errors.MiroTimeoutError("x", may_have_happened=True), 5),
        (errors.MiroConnectionError("x", may_have_happened=False), 5),
        (errors.NotAuthorizedError("x"), 3),
        (errors.AccessDeniedError("x"), 3),
        (errors.RefreshRejectedError("x"), 3),
        (errors.TokenStorageError("x"), 1),
        (errors.ConfigurationError("x"), 2),
        (errors.InvalidArgumentError("x"), 2),
        (errors.UploadError("x"), 2),
        (errors.PaginationError("x"), 1),
        (OSError("x"), 1),
        (ValueError("x"), 1),
        (BrokenPipeError(), 141),
        (KeyboardInterrupt(), 130),
        (click.UsageError("x"), 2),
        (click.Abort(), 130),
        (ExceptionGroup("two", [answer(404), answer(500)]), 4),
    ],
)
def test_each_error_has_its_exit_code(error, code):
    """The table of the documentation; of several errors the first counts."""
    assert exit_of(error) == code


def test_the_page_has_all_exit_codes():
    """Those of the code, and no others."""
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert told == {int(code) for code in Exit}


@pytest.mark.parametrize(
    ("fault", "code"), [(401, 3), (429, 5), (500, 5), ("drop_before", 5), ("garble", 1)]
)
def test_what_goes_wrong_is_one_line(miro, fault, code):
    """On stderr, without a traceback; stdout stays empty."""
    miro.sandbox.faults.add(fault, times=9)
    done = miro("boards", "list")
    assert done.code == code
    assert done.out == ""
    assert re.fullmatch(r"miro-async: boards\.list: [^\n]+\n", done.err)


def test_a_token_that_does_not_suffice_ends_with_3(miro, board, sandbox):
    """As one without the scope."""
    reader = sandbox.new_token(sandbox.user_ids[0], scopes=["boards:read"])
    miro.environ = {"MIRO_ACCESS_TOKEN": reader}
    done = miro("boards", "delete", board, "--yes")
    assert done.code == 3
    assert reader not in done.err


@pytest.mark.parametrize(
    "typed",
    [
        ["nothing"],
        ["boards", "nothing"],
        ["boards", "list", "--nothing"],
        ["boards", "list", "--limit", "many"],
        ["boards", "copy"],
        ["boards", "copy", "https://example.com/x"],
        ["boards", "copy", ""],
        ["upload", "nothing.png", "--board", "b"],
    ],
)
def test_what_is_typed_wrong_ends_with_2(miro, typed):
    """With a line on what is wrong, and one on where help is."""
    done = miro(*typed)
    assert done.code == 2
    assert re.fullmatch(r"miro-async: [^\n]+\nTry: miro-async[^\n]* --help\n", done.err)
    assert miro.calls() == []


@pytest.mark.parametrize("typed", [[], ["boards"], ["items"], ["org"]])
def test_who_types_too_little_gets_help(miro, typed):
    """All of it, on stderr, and 2: nothing was done."""
    done = miro(*typed)
    assert done.code == 2
    assert "Commands:" in done.err


def test_debug_shows_all_of_it(miro):
    """The traceback and the calls; and no token."""
    miro.sandbox.faults.add(500, times=9)
    done = miro("boards", "list", "--debug")
    assert done.code == 5
    assert "Traceback" in done.err
    assert "ServerError" in done.err
    assert miro.sandbox.token not in done.err


def test_a_bug_is_one_line_too(miro):
    """With a hint at how to see more."""

    def fail():
        raise ZeroDivisionError("oh\nno")

    miro.environ, miro.ring = {}, fail
    done = miro("whoami")
    assert done.code == 1
    assert done.err == (
        "miro-async: this should not have happened (ZeroDivisionError: oh no); --debug shows more\n"
    )


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
def test_a_signal_ends_it_quietly(miro, board, number, code):
    """Wherever it comes; nothing is printed."""

    def ring():
        signal.raise_signal(number)
        return MemoryRing()

    miro.environ, miro.ring = {}, ring
    done = miro("whoami")
    assert done.code == code
    assert done.out == done.err == ""


def test_sigterm_ends_it_where_ctrl_c_is_ignored(miro):
    """As in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)

    def ring():
        signal.raise_signal(signal.SIGTERM)

    try:
        miro.environ, miro.ring = {}, ring
        assert miro("whoami").code == 143
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    "typed",
    [
        ["import", "pipe", "--board", "b", "--dry-run"],
        ["apply", "pipe", "--board", "b", "--mapping", "m"],
        ["boards", "list", "--token-file", "pipe"],
        ["login", "--client-id", "1", "--client-secret-file", "pipe"],
        ["raw", "POST", "/v2/boards", "--body-file", "pipe"],
    ],
)
def test_ctrl_c_ends_the_waiting_for_a_pipe(miro, typed):
    """At once: what stands in a file may be piped by another program, which may hang."""
    waited = []

    opened = io.open

    def wait(path, *options, **more):
        if str(path) != "pipe":
            return opened(path, *options, **more)
        signal.raise_signal(signal.SIGINT)
        waited.append("more")
        return io.BytesIO()

    os.mkfifo(miro.folder / "pipe")
    miro.monkeypatch.setattr("io.open", wait)
    done = miro(*typed)
    assert (done.code, done.out, done.err, waited) == (130, "", "", [])


@pytest.mark.parametrize(
    "typed",
    [
        ["changes", "b", "--state"],
        ["apply", "t.csv", "--board", "b", "--mapping"],
        ["org", "audit-log", "--resume", "--output"],
    ],
)
@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("pipe", "pipe is no file"),
        ("/dev/null", "/dev/null is no file"),
        ("none/x", "there is no folder none"),
        ("t.csv/x", "Not a directory"),
    ],
)
def test_what_the_next_run_reads_again_is_a_file(miro, typed, file, why):
    """A pipe would be waited for, and would keep nothing; that it cannot be is known at once."""
    (miro.folder / "t.csv").write_text("text\nTea\n")
    os.mkfifo(miro.folder / "pipe")
    done = miro(*typed, file)
    assert (done.code, why in done.err, miro.calls()) == (2, True, [])


def test_without_a_stdout_nothing_is_printed(miro, board):
    """As after `>&-`: what is done is done."""
    with monkeypatched(miro, "sys.stdout", None):
        around = Surroundings(environ=miro.environ, transport=miro.sandbox, terminals=NOWHERE)
        codes = [main(typed, around) for typed in (["boards", "list"], ["--version"])]
    assert (codes, miro.capsys.readouterr().err) == ([0, 0], "")


def test_a_reader_that_has_gone_ends_it_quietly(miro, board):
    """Whatever has been written by then: 141."""

    class Gone(io.StringIO):
        def write(self, _):
            raise BrokenPipeError

    with monkeypatched(miro, "sys.stdout", Gone()):
        done = miro("boards", "list")
    assert (done.code, done.err) == (141, "")


def test_somebody_who_does_not_read_what_went_wrong_gets_the_code(miro):
    """As after `2>&1 | true`."""

    class Gone(io.StringIO):
        def write(self, _):
            raise BrokenPipeError

    for typed, code in ((["nothing"], 2), (["boards", "copy", "uXjVnothing="], 4)):
        with monkeypatched(miro, "sys.stderr", Gone()):
            assert miro(*typed).code == code


def test_ctrl_c_before_it_has_begun_is_quiet(miro):
    """While its modules are loaded, which takes a tenth of a second."""

    class Late(ModuleType):
        def __getattr__(self, _):
            raise KeyboardInterrupt

    miro.monkeypatch.setitem(sys.modules, "miro_async.cli.running", Late("running"))
    done = miro("boards", "list")
    assert (done.code, done.out, done.err) == (130, "", "")


@contextmanager
def monkeypatched(miro, name, value):
    """Have something else there for a while."""
    with miro.monkeypatch.context() as patch:
        patch.setattr(name, value)
        yield


def test_a_part_of_the_extra_that_is_missing_is_told(monkeypatch, tmp_path, capsys):
    """When it is needed, with what to type."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert main(["whoami"], Surroundings(environ={}, folder=tmp_path)) == 2
    assert capsys.readouterr().err == (
        "miro-async: keyring is not installed; the command needs its extra: "
        "pip install 'miro-async[cli]'\n"
    )


def test_signals_are_as_they_were_afterwards(miro):
    """A program that calls `main` keeps its own."""
    before = signal.getsignal(signal.SIGTERM)
    miro.does("operations", "--group", "boards")
    assert signal.getsignal(signal.SIGTERM) is before


def test_it_works_in_a_thread(miro):
    """Where there are no signals."""
    codes = []
    thread = threading.Thread(target=lambda: codes.append(main(["--version"])))
    thread.start()
    thread.join()
    assert codes == [0]
