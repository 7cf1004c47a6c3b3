"""Links from pages into the repository: on the site, what they lead to has pages of its own."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
TOP = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "README.md": "index.md",
}
"""The pages of the repository's root, and where they are on the site."""

_LINK = re.compile(r"(?<!!)\]\((?P<target>[^)\s:#]+)(?P<anchor>#[^)\s]*)?\)")
_FENCES = re.compile(r"(^ *```.*?^ *```$)", re.DOTALL | re.MULTILINE)
_LANGUAGES = {".py": "python", ".toml": "toml", ".csv": "text"}


def led(text: str, path: str) -> str:
    """Give a page whose links to files of the repository lead to their pages on the site."""

    def replaced(match: re.Match[str]) -> str:
        found = _outside(match["target"], path)
        if found is None:
            return match[0]
        target = relpath(_page_of(found), dirname(path) or ".")
        return f"]({target}{match['anchor'] or ''})"

    parts = _FENCES.split(text)  # code is left as it is
    parts[::2] = [_LINK.sub(replaced, part) for part in parts[::2]]
    return "".join(parts)


def neighbours(sources: Mapping[str, str]) -> dict[str, str]:
    """Give the pages for all files of the repository to which these pages lead.

    Raises:
        FileNotFoundError: There is no such file.
    """
    made = {page: _from_root(name) for name, page in TOP.items() if page not in sources}
    for path, text in {**sources, **made}.items():
        for match in _LINK.finditer("".join(_FENCES.split(text)[::2])):
            found = _outside(match["target"], path)
            if found is not None and found not in TOP:
                made[_page_of(found)] = _shown(found)
    return made


def _outside(target: str, path: str) -> str | None:
    """Give the path of a file in the repository, if the target is not one of the site's."""
    whole = normpath(join("docs", dirname(path), target))
    return None if whole.startswith("docs/") else whole


def _page_of(found: str) -> str:
    return TOP.get(found, f"source/{found}.md")


def _from_root(name: str) -> str:
    """Give a page of the root as if it were one of the site's."""

    def replaced(match: re.Match[str]) -> str:
        whole = match["target"]
        target = whole.removeprefix("docs/") if whole.startswith("docs/") else f"../{whole}"
        return f"]({target}{match['anchor'] or ''})"

    return _LINK.sub(replaced, (ROOT / name).read_text(encoding="utf-8"))


def _shown(found: str) -> str:
    """Give a page that shows a file."""
    file = ROOT / found
    language = _LANGUAGES.get(file.suffix, "text")
    text = file.read_text(encoding="utf-8")
    return f"# {file.name}\n\n`{found}` in the repository.\n\n````{language}\n{text}````\n"
