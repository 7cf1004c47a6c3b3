"""Writes the generated modules down: texts by path, formatted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import render_board, render_endpoints, render_models, render_sync, render_twins

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .board import BoardWords
    from .ir import Sdk
    from .twins import TwinClass

HERE = Path(__file__).parent
RULES = HERE.parent / "pyproject.toml"


def render(
    sdk: Sdk,
    board: BoardWords | None = None,
    twins: Callable[[Mapping[str, str]], Sequence[TwinClass]] | None = None,
) -> dict[str, str]:
    """Give the text of each generated file, by its path below the package `miro_async`.

    Args:
        sdk: What the API has.
        board: What is put on a board.
        twins: Gives what has a twin without `await`, of the modules that are generated before.
    """
    files = texts(sdk, board)
    if twins is not None:
        files |= render_twins.files(twins(files), _environment())
    return formatted(files)


def texts(sdk: Sdk, board: BoardWords | None = None) -> dict[str, str]:
    """Give the text of each generated file, but for those of twins, as the templates give it."""
    environment = _environment()
    parts = (render_endpoints, render_sync, render_models)
    files = {path: text for part in parts for path, text in part.files(sdk, environment).items()}
    if board is not None:
        files |= render_board.files(board, environment)
    return dict(sorted(files.items()))


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - it is Python that is written, not HTML
    )


def formatted(files: dict[str, str]) -> dict[str, str]:
    """Give Python as the project's formatter writes it, without the imports that are not used."""
    with TemporaryDirectory() as folder:
        package = Path(folder) / "src" / "miro_async"
        for path, text in files.items():
            (package / path).parent.mkdir(parents=True, exist_ok=True)
            (package / path).write_text(text, encoding="utf-8")
        (Path(folder) / "pyproject.toml").write_bytes(RULES.read_bytes())
        for command in (["check", "--select=I,F401", "--fix-only", "--exit-zero"], ["format"]):
            done = subprocess.run(
                [sys.executable, "-m", "ruff", *command, "--no-cache", "."],
                capture_output=True,
                text=True,
                check=False,
                cwd=folder,
            )
            if done.returncode:
                raise RuntimeError(f"a template gives no Python: {done.stdout}{done.stderr}")
        return {path: (package / path).read_text(encoding="utf-8") for path in files}
