"""The generated page of the documentation, `docs/migration.md`, and the file that it is made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .official import OfficialError, facts_of
from .render_migration import Sources, page

if TYPE_CHECKING:
    from .ir import Sdk
    from .overlay import Overlay

JSON = dict[str, Any]

FACTS = "miro_api.json"
WORDS = "migration.toml"
PAGE = "../../docs/migration.md"
"""Where the page is, as seen from the package: all that is generated is told from there."""


def read_official(releases: list[str], spec: Path) -> None:
    """Write `miro_api.json`, of folders with releases of the package: `NAME=FOLDER`.

    Raises:
        OfficialError: That is not what they are.
    """
    named = [release.partition("=") for release in releases]
    if wrong := [name for name, _, folder in named if not folder]:
        raise OfficialError(f"{wrong[0]} is not of the form NAME=FOLDER")
    facts = facts_of({name: Path(folder) for name, _, folder in named})
    (spec / FACTS).write_text(_text(facts), encoding="utf-8")


def _text(facts: JSON) -> str:
    """Give the facts as JSON, with a line for each method and model."""
    sections = [
        f' "{section}": {{\n'
        + ",\n".join(f'  "{name}": {json.dumps(one)}' for name, one in facts[section].items())
        + "\n }"
        for section in ("methods", "convenient", "models")
    ]
    return "{\n" + ",\n".join([*sections, f' "unmet": {facts["unmet"]}']) + "\n}\n"


def pages(sdk: Sdk, facts: JSON, overlay: Overlay, spec: Path) -> dict[str, str]:
    """Give the page by its path, if the facts that it needs are there."""
    if not (spec / FACTS).exists():
        return {}
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - it is Markdown that is written, not HTML
    )
    official = json.loads((spec / FACTS).read_text(encoding="utf-8"))
    words = (spec / WORDS).read_text(encoding="utf-8")
    sources = Sources(sdk=sdk, facts=facts, overlay=overlay, official=official, words=words)
    return {PAGE: page(sources, environment)}
