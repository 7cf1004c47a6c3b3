"""Writes the generated modules down: texts by path, formatted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import render_endpoints, render_models

if TYPE_CHECKING:
    from .ir import Sdk

HERE = Path(__file__).parent


def render(sdk: Sdk) -> dict[str, str]:
    """Give the text of each generated file, by its path below the package `miro_async`."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - it is Python that is written, not HTML
    )
    files = {**render_endpoints.files(sdk, environment), **render_models.files(sdk, environment)}
    return {path: formatted(text, path) for path, text in sorted(files.items())}


def formatted(text: str, path: str) -> str:
    """Give Python as the project's formatter writes it."""
    for command in (["check", "--select=I,F401", "--fix-only", "--quiet"], ["format", "--quiet"]):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "ruff",
                *command,
                f"--stdin-filename=src/miro_async/{path}",
                "-",
            ],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd=HERE.parent,
        )
        if done.returncode:
            raise RuntimeError(f"{path} is no Python: {done.stderr}")
        text = done.stdout
    return text
