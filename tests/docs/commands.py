"""The lines that readers type into a shell: what each has to be, by a table.

What is cheap is run for real. Of the rest it is made sure that all that it names is there.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import tomllib

import click

from miro_async.cli.app import app
from tests.docs.blocks import ROOT, PageError

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
SESSIONS = frozenset(
    name.replace("_", "-")
    for declared, defined in re.findall(
        r"@nox\.session(?:\((?:.*?name=\"([\w-]+)\")?.*?\))?\ndef (\w+)",
        (ROOT / "noxfile.py").read_text(),
    )
    for name in [declared or defined]
)
BESIDE = frozenset({"asyncpg", "aiosqlite", "aiomysql", "nox", "redis", "pytest", "uvicorn"})
"""Packages of others that readers are told to install."""
_INSTALLED = frozenset(
    {"fastapi", "flask", "aiohttp", "aiohttp-session", "itsdangerous", "miro-api", "taskiq-redis"}
)
_EXTRA = re.compile(r"(?:miro-async|\.)(?:\[([\w,-]+)\])?(?:==[\w.+]+)?")
_PATIENCE = 60


def lines(code):
    """Give the commands of a block, one by one: continued lines joined, comments left out."""
    whole = code.replace("\\\n", " ").splitlines()
    parts = [part.strip() for line in whole for part in re.split(r"&&", line)]
    return [part for part in parts if part and not part.startswith("#")]


def check(line, page):
    """Make sure that a command can be typed as it stands."""
    words = [word for word in shlex.split(line, comments=True) if word != "&"]
    program = words[0].removeprefix(".venv/bin/")
    command = ["python" if program == "python3" else program, *words[1:]]
    if command[:3] == ["python", "-m", "pip"]:
        command = command[2:]
    if not (_is_tool(command) or _is_program(command, page)):
        raise PageError(f"nobody knows how to try this: {line}")


def _is_tool(command):
    """Check what installs and checks things; `False` if it is not that."""
    match command:
        case ["python", "-m", "venv", ".venv"] | ["nox", "-l"] | [".ci/run"]:
            pass
        case ["pip", "install", *packages]:
            for package in packages:
                _is_package(package)
        case ["nox", "-s", *sessions]:
            own = sessions[: sessions.index("--")] if "--" in sessions else sessions
            _demand(set(own) <= SESSIONS, f"no such session: {own}")
        case ["export", setting]:
            _demand(re.fullmatch(r"[A-Z_]+=\S.*", setting), "no setting")
        case _:
            return False
    return True


def _is_program(command, page):
    """Check what runs programs of ours and of the page; `False` if it is not that."""
    match command:
        case ["python", "-m", "miro_async.sandbox", *options]:
            _serves(options)
        case ["python", "-m", "org_export", name, *_]:
            text = (ROOT / "examples" / "org_export" / "__main__.py").read_text()
            _demand(f'"{name}"' in text, f"org_export has no command {name}")
        case ["python" | "pytest", file, *_] if file.endswith(".py"):
            _is_file(file, page)
        case ["uvicorn" | "gunicorn", *words]:
            targets = [word.partition(":")[0] for word in words if re.fullmatch(r"\w+:\w+", word)]
            _demand(len(targets) == 1, "one app is served")
            _is_file(f"{targets[0]}.py", page)
        case ["flask", "--app", module, "run", *_]:
            _is_file(f"{module.partition(':')[0].removesuffix('.py')}.py", page)
        case ["miro-async", *typed]:
            _is_typed(typed)
        case ["eval", inner] if inner.startswith("$(miro-async "):
            _is_typed(shlex.split(inner[2:-1])[1:])
        case ["pytest", *_]:
            pass
        case _:
            return False
    return True


def _is_typed(words):
    """Have a line of the command read; tests of the command carry out what its page says."""
    command: click.Command = app
    words = words[: words.index("|")] if "|" in words else words
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name, *words = words
        command = command.get_command(click.Context(command), name)
        _demand(command is not None, f"no such command: {name}")
    if isinstance(command, click.Group):
        _demand(words == ["--help"], f"no such options: {words}")
        return
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    free = command.context_settings.get("ignore_unknown_options")
    wrong = {one for one in words if re.match(r"--?[a-z]", one)} - known - {"--help"}
    _demand(free or not wrong, f"no such options: {wrong}")


def _demand(is_so, message):
    if not is_so:
        raise PageError(message)


def _is_package(package):
    if package in {"-e", "-U", "--upgrade"}:
        return
    match = _EXTRA.fullmatch(package)
    if match is None:
        name = re.split(r"[\[<>=~]", package)[0]
        _demand(name in BESIDE | _INSTALLED, f"no package that we know: {package}")
    elif match[1]:
        extras = set(match[1].split(","))
        _demand(extras <= set(PROJECT["optional-dependencies"]), f"no such extra: {package}")


def _is_file(file, page):
    written = {block.title for block in page.blocks}
    _demand(file in written or (ROOT / file).is_file(), f"there is no file {file}")


def _serves(options):
    """Start the sandbox as it is told, but on a port that is free."""
    ours = [sys.executable, "-m", "miro_async.sandbox", *options]
    if "--port" in ours:
        at = ours.index("--port")
        del ours[at : at + 2]
    process = subprocess.Popen(  # noqa: S603 - a line of our own pages
        [*ours, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    try:
        told = iter(process.stdout.readline, "")
        _demand(any(line.startswith("Page ") for line in told), "the sandbox does not start")
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=_PATIENCE)
