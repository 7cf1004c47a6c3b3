"""The command line: `python -m codegen import | generate | diff`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from .openapi import facts_of
from .operations import build
from .overlay import OverlayError, corrected, load
from .render import render

ROOT = Path(__file__).parent.parent
FACTS = ROOT / "codegen" / "spec" / "facts.json"
OVERLAY = ROOT / "codegen" / "spec" / "overlay.toml"
PACKAGE = ROOT / "src" / "miro_async"
GENERATED = ("endpoints/*.py", "models/*.py", "models/_hooks/*.py")
BY_HAND = {"endpoints/__init__.py"}


def main(arguments: list[str] | None = None) -> int:
    """Run a command; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    importing = commands.add_parser("import", help="reduce an OpenAPI document to facts.json")
    importing.add_argument("document", type=Path)
    generating = commands.add_parser("generate", help="write the endpoint and model modules")
    generating.add_argument("--check", action="store_true", help="only tell whether they are stale")
    differing = commands.add_parser("diff", help="tell what changed between two documents or facts")
    differing.add_argument("old", type=Path)
    differing.add_argument("new", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "import":
            return import_document(chosen.document)
        if chosen.command == "generate":
            return generate(check=chosen.check)
        return print_diff(chosen.old, chosen.new)
    except OverlayError as error:
        print(f"overlay: {error}", file=sys.stderr)
        return 2


def import_document(document: Path) -> int:
    """Write `facts.json`."""
    FACTS.write_text(json.dumps(read_facts(document), indent=1) + "\n")
    return 0


def read_facts(path: Path) -> dict[str, Any]:
    """Give the facts of a file, which may hold facts already."""
    raw = path.read_bytes()
    content = json.loads(raw)
    return facts_of(content, raw) if "openapi" in content else content


def generate(*, check: bool) -> int:
    """Write the generated modules, or tell which are stale."""
    overlay = load(OVERLAY)
    files = render(build(corrected(read_facts(FACTS), overlay), overlay))
    present = {
        path.relative_to(PACKAGE).as_posix() for glob in GENERATED for path in PACKAGE.glob(glob)
    }
    gone = present - files.keys() - BY_HAND
    stale = [path for path, text in files.items() if _read(PACKAGE / path) != text]
    if check:
        for path in sorted([*stale, *gone]):
            print(f"stale: {path}")
        return 1 if stale or gone else 0
    for path in stale:
        (PACKAGE / path).parent.mkdir(parents=True, exist_ok=True)
        (PACKAGE / path).write_text(files[path])
    for path in gone:
        (PACKAGE / path).unlink()
    print(f"{len(files)} files, {len(stale)} written, {len(gone)} removed")
    return 0


def _read(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


def print_diff(old: Path, new: Path) -> int:
    """Print the changelog between two documents."""
    from .diff import changelog

    print(changelog(read_facts(old), read_facts(new)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
