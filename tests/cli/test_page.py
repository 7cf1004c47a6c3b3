"""What the help and the page say: each command has examples, and all of them run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from miro_async.cli.app import HOMES, app
from miro_async.cli.command import Command
from miro_async.models import FrameData, SizeGeometry, StickyNoteData

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
APART = ("login", "logout", "sandbox")
"""Run by tests of their own: they need a browser, or do not end."""
OUTLINE = "# Ideas\n- Tea #later\n  - at four\n"


def all_commands(group=app, path=()):
    """Give all commands by what is typed for them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from all_commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(all_commands())
IN_HELP = [line for one in COMMANDS.values() for line in one.examples] + list(app.examples)
ON_PAGE = [
    line
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("miro-async")
]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(miro, path):
    """What it does in a sentence, options that are explained, and lines to type."""
    done = miro.does(*path, "--help")
    assert "Examples:" in done.out
    assert "Options of every command:" in done.out
    command = COMMANDS[path]
    assert isinstance(command, Command)
    assert command.help.partition("\n")[0].endswith(".")
    assert all(line.find("miro-async " + " ".join(path)) >= 0 for line in command.examples)
    options = done.out.partition("\nOptions:\n")[2].partition("Examples:")[0]
    assert not re.search(r"^  [^ -]", options, re.MULTILINE)  # no arguments without a word
    unexplained = [
        one.name for one in command.params if isinstance(one, click.Option) and not one.help
    ]
    assert unexplained == []


def test_the_help_of_all_says_what_each_command_says():
    """The table is written by hand, so that nothing need be loaded for it."""
    assert list(HOMES) == app.list_commands(click.Context(app))
    assert {path[0] for path in COMMANDS} == set(HOMES)


def test_an_unknown_command_is_none(miro):
    """Not even one whose name begins alike."""
    assert miro("board").code == 2


def test_the_page_has_every_command():
    """At least once, in a line that can be typed."""
    typed = [shlex.split(line)[1:] for line in ON_PAGE]
    missing = [path for path in COMMANDS if list(path) not in [line[: len(path)] for line in typed]]
    assert missing == [("completion",)]  # it is inside of an eval
    assert "miro-async completion bash" in PAGE


@pytest.fixture
def prepared(miro, board, tmp_path):
    """Put there what the lines name, and give the variables in them."""
    shutil.copy(ROOT / "examples" / "retro.csv", tmp_path)
    shutil.copy(ROOT / "examples" / "retro.png", tmp_path / "picture.png")
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    (tmp_path / "outline.md").write_text(OUTLINE, encoding="utf-8")
    (tmp_path / "pictures").mkdir()
    shutil.copy(ROOT / "examples" / "retro.png", tmp_path / "pictures")
    miro.monkeypatch.setenv("HOME", str(tmp_path))

    async def make(api):
        frame = await api.frames.create(
            board, data=FrameData(title="F"), geometry=SizeGeometry(width=400, height=400)
        )
        note = await api.sticky_notes.create(board, data=StickyNoteData(content="Tea"))
        copy = await api.boards.copy(board)
        return {"BOARD": board, "FRAME": frame.id, "ITEM": note.id, "COPY": copy.id}

    return miro.api(make)


def words_of(line, variables):
    """Give what a shell would make of a line, and what it pipes into it."""
    for name, value in variables.items():
        line = line.replace(f"${name}", value)
    words = shlex.split(line)
    typed = ""
    if words[0] == "echo":
        typed, words = words[1], words[words.index("|") + 1 :]
    for ends in ("|", ">", "<"):
        words = words[: words.index(ends)] if ends in words else words
    return words[1:], typed


@pytest.mark.parametrize("line", dict.fromkeys([*IN_HELP, *ON_PAGE]))
def test_every_example_runs(miro, prepared, line):
    """As it stands, but that who is asked says yes, and that what never ends looks once."""
    if line.startswith("eval"):
        line = "miro-async completion bash"
    words, typed = words_of(line, prepared)
    if "backup/" in line:
        miro.does("export", prepared["COPY"], "backup")
    if words[0] in APART:
        assert app.get_command(click.Context(app), words[0]) is not None
        with app.make_context("miro-async", [*words[:1], "--help"], resilient_parsing=True):
            return
    asks = {"boards delete", "items delete"} & {" ".join(words[:2])} or words[0] in {
        "import",
        "apply",
    }
    if asks and not {"--yes", "-y", "--dry-run", "--help"} & set(words):
        words.append("--yes")
    if words[0] in {"changes", "watch"} and "--once" not in words:
        words.append("--once")
    miro.does(*words, typed=typed)
