"""Reads a page: its blocks of code, and what its comments say about how each is run."""

from __future__ import annotations

import re
from pathlib import Path

from attrs import field, frozen

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
NOT_RUN = frozenset({"text", "console", "json", "toml", "html", "ini"})
WAYS = frozenset({"alone", "raises", "file", "test", "app"})
OPTIONS = frozenset({"trio", "redis"})

_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>.*)$")
_TITLE = re.compile(r'title="([^"]+)"')
_FIRST_LINE = re.compile(r"# (\w+\.py)\n")
_COMMENT = re.compile(r"<!-- *(block|setup|page)\b:?(.*?)-->", re.DOTALL)


class PageError(Exception):
    """A page says something that no reader of it can understand."""


@frozen
class Block:
    """A block of code, or a setup that readers do not see (its language is `setup`)."""

    line: int
    language: str
    code: str
    title: str | None = None
    way: str | None = None
    arguments: tuple[str, ...] = ()


@frozen
class Page:
    """What is to be run, in its order."""

    path: Path
    blocks: tuple[Block, ...] = field(converter=tuple)
    options: frozenset[str] = field(converter=frozenset)

    def of(self, language):
        """Give the blocks in a language."""
        return [block for block in self.blocks if block.language == language]


def read(path):
    """Read a page."""
    return parse(path, path.read_text(encoding="utf-8"))


def parse(path, text):
    """Read the text of a page."""
    blocks, options, said = [], set(), None
    lines = text.splitlines(keepends=True)
    number = 0
    while number < len(lines):
        line, start = lines[number], number
        if fence := _FENCE.match(line.rstrip("\n")):
            number = _end(lines, number, fence["indent"])
            code = "".join(_unindented(lines[start + 1 : number], fence["indent"]))
            blocks.append(_block(path, start + 1, fence["info"].strip(), code, said))
            said = None
        elif line.startswith("<!--"):
            while "-->" not in lines[number]:
                number += 1
            what, words = _comment("".join(lines[start : number + 1]))
            if what == "setup":
                blocks.append(Block(start + 1, "setup", words))
            elif what == "page":
                options |= _known(words.split(), OPTIONS, path, start)
            elif what == "block":
                said = words.split()
        elif said and line.strip():
            raise PageError(f"{path.name}:{start}: a comment about a block, and no block")
        number += 1
    return Page(path, blocks, options)


def _known(words, known, path, start):
    if unknown := set(words) - known:
        raise PageError(f"{path.name}:{start + 1}: nobody knows {unknown}")
    return set(words)


def _comment(text):
    match = _COMMENT.match(text)
    if match is None:
        return None, ""
    what, rest = match.groups()
    return what, rest.strip() + "\n"


def _end(lines, number, indent):
    for end in range(number + 1, len(lines)):
        if lines[end].rstrip() == f"{indent}```":
            return end
    raise PageError(f"line {number + 1}: a block does not end")


def _unindented(lines, indent):
    return [line.removeprefix(indent) for line in lines]


def _block(path, line, info, code, said):
    language, _, rest = info.partition(" ")
    if language not in {"python", "sh"} | NOT_RUN:
        raise PageError(f"{path.name}:{line}: no such language: {info!r}")
    found = _TITLE.search(rest)
    # A file that says its own name in its first line.
    first = _FIRST_LINE.match(code) if language == "python" else None
    title = found[1] if found else first and first[1]
    way, *arguments = said or [_way(title) if language == "python" else None]
    if way is not None:
        _known([way], WAYS | {"script"}, path, line - 1)
    if (title is None) is (way in {"file", "app", "test", "script"}):
        raise PageError(f"{path.name}:{line}: a title and {way!r} do not go together")
    return Block(line, language, code, title, way, tuple(arguments))


def _way(title):
    if title is None:
        return None
    return "test" if title.startswith(("test_", "conftest")) else "script"
