"""How the command starts: quickly, from anywhere, and with a word where its extra is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import miro_async
import miro_async.cli.__main__
from miro_async.cli.main import EXTRA, main

ROOT = Path(__file__).parents[2]
NEVER_AT_ONCE = (
    *("httpx", "httpcore", "h11", "anyio", "asyncio", "trio", "ssl", "authlib", "cattrs"),
    *("rich", "keyring", "watchfiles", "uvicorn", "pydantic", "importlib.metadata"),
)
PROBE = """
import json, sys
from miro_async.cli.main import main
for line in sys.argv[1:]:
    code = main(line.split())
    print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def run(*command, **variables):
    """Run a Python that knows nothing but what it is told."""
    inherited = {name: value for name, value in os.environ.items() if "MIRO" not in name}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-W", "error", *command],
        capture_output=True,
        check=False,
        env=inherited | variables,
        text=True,
        timeout=60,
    )


def test_help_and_version_load_next_to_nothing():
    """No HTTP library, no event loop, no model, no endpoint; of our commands the one at most."""
    done = run("-c", PROBE, "--version", "--help", "boards list --help", "login --help")
    loaded = []
    for line in done.stderr.splitlines():
        code, names = json.loads(line)
        assert code == 0
        assert not {name for name in names if name.startswith(NEVER_AT_ONCE)}
        ours = {name for name in names if name.startswith("miro_async.")}
        assert not {
            name for name in ours if name.startswith(("miro_async.models", "miro_async.board"))
        }
        assert not {
            name for name in ours if name.startswith(("miro_async.endpoints", "miro_async.c"))
        } - {name for name in ours if name.startswith("miro_async.cli")}
        loaded.append(len([name for name in ours if name.startswith("miro_async.cli.commands.")]))
    assert loaded == [0, 0, 1, 2]


def test_it_is_a_module_too():
    """`python -m miro_async.cli`; it says its version."""
    done = run("-m", "miro_async.cli", "--version")
    assert done.stdout == f"miro-async {miro_async.__version__}\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_the_package_declares_the_command():
    """With all that it needs in the extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["scripts"] == {"miro-async": "miro_async.cli.main:main"}
    extra = {one.partition(">")[0] for one in project["optional-dependencies"]["cli"]}
    assert extra == EXTRA


def test_a_missing_extra_is_one_clear_line():
    """With what to type, and 2."""
    program = "import sys; sys.modules['click'] = None; from miro_async.cli.main import main"
    done = run("-c", f"{program}; sys.exit(main(['whoami']))")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "pip install 'miro-async[cli]'" in done.stderr


def test_another_module_that_is_missing_is_a_bug(monkeypatch):
    """It is not hidden behind a word on the extra."""
    monkeypatch.setitem(sys.modules, "miro_async.cli.running", None)
    with pytest.raises(ModuleNotFoundError):
        main(["--help"])


def test_the_module_is_the_command():
    """Both are one function."""
    assert miro_async.cli.__main__.main is main


def test_the_sandbox_is_told_its_options(miro, monkeypatch):
    """All that is typed after its name; what was typed is as it was afterwards."""
    monkeypatch.setattr("uvicorn.Server.run", lambda *_: None)
    monkeypatch.setattr("sys.argv", ["miro-async", "x"])
    done = miro.does("sandbox", "--port", "0", "--user", "Ada")
    assert "Token of Ada" in done.out
    with pytest.raises(SystemExit):
        miro("sandbox", "--plan", "gold")
    assert sys.argv == ["miro-async", "x"]


def test_the_words_of_the_process_are_taken(monkeypatch, capsys):
    """Where none are given, as for the entry point."""
    monkeypatch.setattr("sys.argv", ["miro-async", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("miro-async ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(miro, shell):
    """For each of the shells that Click knows."""
    assert "_MIRO_ASYNC_COMPLETE" in miro.does("completion", shell).out


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("miro-async bo", ["boards"]),
        ("miro-async boards ", ["list", "create", "copy", "delete", "share"]),
        ("miro-async boards list --q", ["--query"]),
        ("miro-async boards share b e --role ", ["viewer", "commenter", "editor", "coowner"]),
    ],
)
def test_lines_are_completed(miro, line, proposed):
    """As bash asks for it."""
    words = line.split(" ")
    miro.environ = {"_MIRO_ASYNC_COMPLETE": "bash_complete"}
    miro.monkeypatch.setenv("COMP_WORDS", line)
    miro.monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    done = miro()
    assert [one.partition(",")[2] for one in done.lines] == proposed
    assert done.code == 0


def test_bash_completes_a_line(tmp_path):
    """With what `completion bash` prints, in a real one."""
    bins = tmp_path / "bin"
    bins.mkdir()
    script = bins / "miro-async"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m miro_async.cli "$@"\n')
    script.chmod(0o755)
    asked = (
        'eval "$(miro-async completion bash)"; COMP_WORDS=(miro-async org t); COMP_CWORD=2; '
        '_miro_async_completion miro-async t org; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(  # noqa: S603 - a shell of this machine
        ["bash", "-c", asked],  # noqa: S607 - as above
        env=os.environ | {"PATH": f"{bins}:{os.environ['PATH']}"},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("teams\n", "")
