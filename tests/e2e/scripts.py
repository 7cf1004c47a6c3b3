"""Runs the examples that are scripts: as users do, or in this process."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import traceback
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from attrs import frozen

EXAMPLES = Path(__file__).parents[2] / "examples"


@frozen
class Ended:
    """What a script has printed, and what it tells the shell."""

    stdout: str
    stderr: str
    code: int


def as_process(name, *arguments, folder, **variables):
    """Run an example in a folder, and give how it ended."""
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-W", "error", EXAMPLES / name, *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=_environment(variables) | {"PYTHONUTF8": "1"},
        timeout=180,
    )
    return Ended(done.stdout, done.stderr, done.returncode)


def here(name, *arguments, folder, **variables):
    """Do the same without a process, which takes a tenth: for all runs of an example but one."""
    arguments = [str(EXAMPLES / name), *map(str, arguments)]
    with (
        patch.dict(os.environ, _environment(variables), clear=True),
        patch.object(sys, "argv", arguments),
        chdir(folder),
        redirect_stdout(StringIO()) as stdout,
        redirect_stderr(StringIO()) as stderr,
    ):
        try:
            runpy.run_path(arguments[0], run_name="__main__")
            code = 0
        except SystemExit as end:
            code = end.code
            if isinstance(code, str):
                print(code, file=stderr)
                code = 1
        except Exception:  # noqa: BLE001 - as Python itself does it
            traceback.print_exc()
            code = 1
    return Ended(stdout.getvalue(), stderr.getvalue(), code)


def _environment(variables):
    inherited = {name: value for name, value in os.environ.items() if "MIRO" not in name}
    return inherited | variables
