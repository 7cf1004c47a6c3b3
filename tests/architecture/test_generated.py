"""Generated code: fresh, marked as such, and of a size that can be read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.source import BANNER, PACKAGE, ROOT, modules

GENERATED = [module for module in modules() if module.generated]
OF_BOARDS = ("adding", "asking", "creations", "drafting", "items")
TWINS = ("sync._twins", "sync.board", "sync.pictures")
EACH = [pytest.param(module, id=module.name) for module in GENERATED]


def test_generated_code_is_what_the_generator_writes():
    """Neither was changed without the other."""
    done = subprocess.run(
        [sys.executable, "-m", "codegen", "generate", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_all_of_endpoints_and_models_is_generated():
    """But the function that gives all operations, and (empty) packages."""
    parts = ("endpoints.", "models.", "sync.endpoints.")
    inside = [module for module in modules() if f"{module.name}.".startswith(parts)]

    assert {one.name for one in inside if not one.generated} <= {
        "endpoints",
        "models._hooks",
        "sync.endpoints",
    }
    elsewhere = {one.name for one in GENERATED} - {one.name for one in inside}
    assert elsewhere == {f"board.{name}" for name in OF_BOARDS} | {
        one.name for one in GENERATED if one.name.startswith(TWINS)
    }


def test_all_twins_of_boards_are_generated():
    """By hand is only what they are made of: `sync/twin.py`."""
    inside = [module for module in modules() if module.name.startswith(TWINS[1:])]

    assert len(inside) >= 10
    assert all(one.generated for one in inside)


@pytest.mark.parametrize("module", EACH)
def test_a_generated_file_says_so(module):
    """Its docstring names the generator, and where the names and facts come from."""
    docstring = module.text.split('"""')[1]

    assert BANNER in docstring
    if module.name.startswith(TWINS):
        assert "codegen/spec/sync.toml" in docstring
        return
    assert "codegen/spec/overlay.toml" in docstring
    assert "codegen/spec/facts.json" in docstring
    assert ("codegen/spec/board.toml" in docstring) is module.name.startswith("board.")


@pytest.mark.parametrize("module", EACH)
def test_a_generated_file_can_be_read(module):
    """At most 1500 lines."""
    assert len(module.text.splitlines()) <= 1500


def test_paths_are_short():
    """Also below a long folder on Windows."""
    assert max(len(str(module.path.relative_to(PACKAGE))) for module in modules()) <= 60


def test_the_typing_marker_is_part_of_the_package():
    """Type checkers look at the package because of it."""
    assert (PACKAGE / "py.typed").is_file()
