"""The command as somebody uses it: a process, in a terminal (tmux) and in pipes."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from secrets import token_hex

import pytest
from attrs import define

from miro_async.cli.main import main
from miro_async.cli.surroundings import Surroundings
from miro_async.sandbox import SandboxServer
from tests.cli.ring import FileRing

_PATIENCE = 60
COMMAND = f"{shlex.quote(sys.executable)} -W error -m miro_async.cli"


@pytest.fixture(scope="module")
def server():
    """Run a sandbox for all tests of this module."""
    with SandboxServer() as running:
        yield running


@pytest.fixture
def environ(server, tmp_path):
    """Give the environment of somebody with a token."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if "MIRO" not in name and name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    }
    return inherited | {
        "MIRO_ACCESS_TOKEN": server.token,
        "MIRO_BASE_URL": server.url,
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHONUTF8": "1",
    }


def piped(line, environ):
    """Run a line in a shell without a terminal."""
    return subprocess.run(  # noqa: S603 - our own command
        ["bash", "-o", "pipefail", "-c", line.replace("miro-async", COMMAND)],  # noqa: S607
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        timeout=_PATIENCE,
    )


@define
class Terminal:
    """A terminal, with somebody who looks at it and types."""

    name: str

    def tmux(self, *arguments):
        """Tell tmux something, and give what it says."""
        done = subprocess.run(  # noqa: S603 - tmux of this machine
            ["tmux", "-L", self.name, *arguments],  # noqa: S607 - as above
            capture_output=True,
            check=True,
            text=True,
            timeout=_PATIENCE,
        )
        return done.stdout

    def types(self, line):
        """Type a line."""
        line = line.replace("miro-async", COMMAND)
        self.tmux("send-keys", "-t", "0", "-l", line)
        self.tmux("send-keys", "-t", "0", "Enter")

    def screen(self, *, colors=False):
        """Give what is seen, without the lines that were typed."""
        return self.tmux("capture-pane", "-p", "-J", "-t", "0", *(["-e"] if colors else []))

    def sees(self, pattern):
        """Wait until something is seen."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            if found := re.search(pattern, self.screen(), re.MULTILINE):
                return found
            time.sleep(0.15)
        raise AssertionError(f"{pattern} is not seen:\n{self.screen()}")


@pytest.fixture
def terminal(environ, tmp_path):
    """Give a terminal of 100 columns."""
    if shutil.which("tmux") is None:
        pytest.skip("there is no tmux")
    terminal = Terminal(f"miro-{token_hex(4)}")
    shell = ["env", "-i", *(f"{name}={value}" for name, value in environ.items())]
    terminal.tmux(
        *("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40"),
        *(*shell, "TERM=xterm-256color", "PS1=$ ", "bash", "--norc", "--noprofile"),
    )
    try:
        terminal.tmux("set-option", "-g", "status", "off")
        yield terminal
    finally:
        terminal.tmux("kill-server")


def test_people_see_tables_and_are_asked(terminal, server):
    """A table, with colors and without; a question whose answer counts."""
    board = server.sandbox.add_board("Grüße [bold]")
    terminal.types("miro-async boards list; echo ended $?")
    terminal.sees(r"^ended 0$")
    terminal.sees(rf"^ *{re.escape(board)} +Grüße \[bold\] +Sandbox user")
    terminal.sees(r"^ *id +name +owner +modified *$")
    assert re.search(r"\x1b\[[0-9;]*3[0-8]m", terminal.screen(colors=True))
    terminal.types(f"clear; miro-async boards delete '{board}'; echo ended $?")
    terminal.sees(r"Delete 1 board\? \[y/N\]: ?$")
    terminal.types("y")
    terminal.sees(r"^ended 0$")
    terminal.sees(r"^Deleted Grüße")
    server.sandbox.add_board("Plain")
    terminal.types("clear; NO_COLOR=1 miro-async boards list; echo ended $?")
    terminal.sees(r"Plain(.|\n)*^ended 0$")
    assert not re.search(r"\x1b\[[0-9;]*3[0-8]m", terminal.screen(colors=True))


def looked(server, times):
    """Wait until the board of `changes` has been looked at so often."""
    end = time.monotonic() + _PATIENCE
    calls = server.sandbox.calls
    while time.monotonic() < end and [one.operation for one in calls].count("boards.get") < times:
        time.sleep(0.05)


def test_ctrl_c_ends_it_quietly(terminal, server, tmp_path):
    """At a question, and while it works: 130, nothing else is said, and how far it is is kept."""
    board = server.sandbox.add_board("Kept")
    terminal.types(f"clear; miro-async boards delete '{board}'; echo ended $?")
    terminal.sees(r"Delete 1 board\? \[y/N\]: ?$")
    terminal.tmux("send-keys", "-t", "0", "C-c")
    terminal.sees(r"^ended 130$")
    server.sandbox.calls.clear()
    state = tmp_path / "state"
    terminal.types(
        f"clear; miro-async changes '{board}' --state {state} --interval 0.1; echo ended $?"
    )
    terminal.sees(r"^Watching Kept; Ctrl-C ends it\.$")
    looked(server, 4)
    terminal.tmux("send-keys", "-t", "0", "C-c")
    terminal.sees(r"^(\^C)?ended 130$")
    assert "Traceback" not in terminal.screen()
    assert state.read_text().startswith("changes1.")


def test_a_pipe_gets_lines_without_colors(environ, server):
    """As other programs of the shell read them."""
    server.sandbox.add_board("Piped")
    done = piped("miro-async boards list --query Piped | cut -f2", environ)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Piped\n", "")


def test_a_reader_that_goes_is_no_error(environ):
    """As `| head -1`, in a pipe that does not hold all of it: no word, and 141 for who asks."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "miro_async.cli", "operations", "--json"],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pipesize=4096,
    ) as process:
        first = process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=_PATIENCE) == 141
        assert process.stderr.read() == b""
    assert first.startswith(b"{")


def test_sigterm_ends_it_cleanly(environ, server, tmp_path):
    """It keeps how far it is before it ends."""
    board = server.sandbox.add_board("Signals")
    state = tmp_path / "state"
    line = f"exec {COMMAND} changes {board} --state {state} --interval 0.1"
    server.sandbox.calls.clear()
    process = subprocess.Popen(  # noqa: S603 - our own command
        ["bash", "-c", line],  # noqa: S607 - a shell of this machine
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        looked(server, 4)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=_PATIENCE)
    finally:
        process.kill()
    assert (process.returncode, out, err) == (143, "", "")
    assert state.read_text().startswith("changes1.")


def test_the_sandbox_is_served_until_it_is_ended(environ):
    """By `miro-async sandbox`, as by its own module."""
    process = subprocess.Popen(
        [sys.executable, "-m", "miro_async.cli", "sandbox", "--port", "0", "--user", "Ada"],
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        told = [process.stdout.readline() for _ in range(8)]
        assert told[-1].startswith("Token of Ada")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=_PATIENCE) == 0
    finally:
        process.kill()
        process.stdout.close()


def test_a_keyring_keeps_a_login_for_other_processes(environ, tmp_path, server, monkeypatch):
    """What one process keeps, the next one finds."""
    ring = {
        "PYTHON_KEYRING_BACKEND": "tests.cli.ring.FileRing",
        "TEST_RING": str(tmp_path / "ring"),
    }
    ring |= {"PYTHONPATH": os.getcwd(), "MIRO_ACCESS_TOKEN": ""}  # noqa: PTH109 - where tests begin
    monkeypatch.setenv("TEST_RING", ring["TEST_RING"])
    monkeypatch.setattr("sys.stdin", io.StringIO(server.token))
    around = Surroundings(environ=environ | ring, folder=tmp_path / "x", keyring=FileRing)
    assert main(["login", "--token"], around) == 0
    assert server.token in (tmp_path / "ring").read_text()
    done = piped("miro-async whoami | head -1", environ | ring)
    assert done.stdout == "user\tSandbox user\n"
