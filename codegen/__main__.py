"""The command line: `python -m codegen import | generate | diff`."""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any, cast

from attrs import frozen

from .board import read_board
from .diff import changelog
from .official import OfficialError
from .openapi import DocumentError, facts_of
from .operations import build
from .overlay import OverlayError, corrected, load
from .pages import pages, read_official
from .render import render
from .twins import read_twins

GENERATED = ("endpoints/*.py", "sync/endpoints/*.py", "models/*.py", "models/_hooks/*.py")
BY_HAND = {"endpoints/__init__.py", "sync/endpoints/__init__.py"}
MIXED = ("board/*.py", "sync/*.py", "sync/board/*.py", "sync/pictures/*.py")
BANNER = "Written by `python -m codegen generate`; do not edit."


@frozen
class Project:
    """Where things are."""

    root: Path = Path(__file__).parent.parent

    @property
    def facts(self) -> Path:
        """The facts that the modules are generated from."""
        return self.root / "codegen" / "spec" / "facts.json"

    @property
    def overlay(self) -> Path:
        """Our own part of the description."""
        return self.root / "codegen" / "spec" / "overlay.toml"

    @property
    def board(self) -> Path:
        """The flat arguments of what is put on a board."""
        return self.root / "codegen" / "spec" / "board.toml"

    @property
    def twins(self) -> Path:
        """What has a twin without `await`."""
        return self.root / "codegen" / "spec" / "sync.toml"

    @property
    def package(self) -> Path:
        """The package that the generated modules belong to."""
        return self.root / "src" / "miro_async"


def main(arguments: list[str] | None = None, project: Project | None = None) -> int:
    """Run a command; gives the exit status: 1 for stale modules, 2 for input that is wrong."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    importing = commands.add_parser("import", help="reduce an OpenAPI document to facts.json")
    importing.add_argument("document", type=Path)
    generating = commands.add_parser("generate", help="write the endpoint and model modules")
    generating.add_argument("--check", action="store_true", help="only tell whether they are stale")
    reading = commands.add_parser("official", help="reduce releases of miro_api to miro_api.json")
    reading.add_argument("releases", nargs="+", metavar="NAME=FOLDER", help="the package's folder")
    differing = commands.add_parser("diff", help="tell what changed between two documents or facts")
    differing.add_argument("old", type=Path)
    differing.add_argument("new", type=Path)
    chosen = parser.parse_args(arguments)
    project = project or Project()
    try:
        if chosen.command == "import":
            return import_document(project, chosen.document)
        if chosen.command == "generate":
            return generate(project, check=chosen.check)
        if chosen.command == "official":
            read_official(chosen.releases, project.facts.parent)
        else:
            print(changelog(read_facts(chosen.old), read_facts(chosen.new)))
    except (OverlayError, DocumentError, OfficialError, OSError) as error:
        print(f"{chosen.command}: {error}", file=sys.stderr)
        return 2
    return 0


def import_document(project: Project, path: Path) -> int:
    """Write `facts.json`."""
    content, raw = _json_object(path)
    facts = json.dumps(facts_of(content, raw), indent=1)
    project.facts.write_text(facts + "\n", encoding="utf-8")
    return 0


def read_facts(path: Path) -> dict[str, Any]:
    """Give the facts of a file: of an OpenAPI document, or facts already."""
    content, raw = _json_object(path)
    return content if {"operations", "schemas"} <= content.keys() else facts_of(content, raw)


def _json_object(path: Path) -> tuple[dict[str, Any], bytes]:
    raw = path.read_bytes()
    try:
        content = json.loads(raw)
    except ValueError as error:
        raise DocumentError(f"{path} is no JSON: {error}") from error
    if not isinstance(content, dict):
        raise DocumentError(f"{path} is no JSON object")
    return cast("dict[str, Any]", content), raw


def generate(project: Project, *, check: bool) -> int:
    """Write the generated modules, or tell which are stale."""
    overlay = load(project.overlay)
    facts = corrected(read_facts(project.facts), overlay)
    sdk = build(facts, overlay)
    board = read_board(project.board, sdk) if project.board.exists() else None
    package = project.package
    twins = partial(read_twins, project.twins, package) if project.twins.exists() else None
    files = render(sdk, board, twins) | pages(sdk, facts, overlay, project.facts.parent)
    gone = _present(package) - files.keys()
    stale = [path for path, text in files.items() if _read(package / path) != text]
    if check:
        for path in sorted([*stale, *gone]):
            print(f"stale: {path}")
        return 1 if stale or gone else 0
    for path in stale:
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text(files[path], encoding="utf-8")
    for path in gone:
        (package / path).unlink()
    print(f"{len(files)} files, {len(stale)} written, {len(gone)} removed")
    return 0


def _present(package: Path) -> set[str]:
    """Give the generated modules that are there; in some folders they lie beside others."""
    found = {path for glob in GENERATED for path in package.glob(glob)}
    found |= {
        path
        for glob in MIXED
        for path in package.glob(glob)
        if BANNER in path.read_text(encoding="utf-8")
    }
    return {path.relative_to(package).as_posix() for path in found} - BY_HAND


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
