"""The pages as Markdown, for machines and for whoever likes to read them so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .docstrings import documented

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOR_MACHINES = ("llms.txt", "llms-full.txt")

_COMMENT = re.compile(r"^<!--.*?-->\n(?:\n(?=\n|```))?", re.DOTALL | re.MULTILINE)
_ANCHOR = re.compile(r"^(#+ .*?) \{ #\S+ \}$", re.MULTILINE)
_OURS = re.compile(r"^::: ([\w.]+)\n((?: {4}.*\n|\n(?= {4}))*)", re.MULTILINE)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_MARKUP = re.compile(r"</?div[^>]*>\n?")
_SECTIONS = {"reference/models/": "Models", "reference/": "Reference", "": "Guides"}


def without_comments(text: str) -> str:
    """Give a page without what its comments say about its blocks."""
    return _COMMENT.sub("", text)


def plain(text: str) -> str:
    """Give a page as it can be read without the site."""
    text = _MARKUP.sub("", without_comments(text))
    text = _ANCHOR.sub(r"\1", text)
    return _OURS.sub(lambda match: documented(match[1]), text)


def for_machines(about: str, order: Iterable[str], pages: Mapping[str, str]) -> dict[str, str]:
    """Give `llms.txt`, which lists the pages, and `llms-full.txt`, which has all guides in it."""
    listed: dict[str, list[str]] = {name: [] for name in reversed(_SECTIONS.values())}
    whole = [about]
    for path in order:
        section = next(name for prefix, name in _SECTIONS.items() if path.startswith(prefix))
        listed[section].append(f"- [{title(pages[path])}]({path}){_said(pages[path])}")
        if section != "Models":
            whole.append(pages[path])
    sections = (f"## {name}\n\n" + "\n".join(lines) for name, lines in listed.items())
    texts = "\n".join([about, *(f"{section}\n" for section in sections)]), "\n\n".join(whole)
    return dict(zip(FOR_MACHINES, texts, strict=True))


def title(text: str) -> str:
    """Give the title of a page."""
    match = _TITLE.search(text)
    return match[1].strip() if match else ""


def _said(text: str) -> str:
    """Give the first sentence of a page."""
    paragraphs = text.split("\n\n")
    for paragraph in paragraphs[1:]:
        words = " ".join(paragraph.split())
        if words and words[0] not in "#|`<!-":
            words = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", words)
            return ": " + re.split(r"(?<=[.]) ", words)[0].rstrip(":")
    return ""
