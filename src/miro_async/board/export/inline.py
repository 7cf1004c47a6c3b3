"""Text in Markdown: what people wrote on a board stays what it is, and never becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from attrs import evolve, frozen

from ...drawing.markup import Mark, decoded, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BREAK = "  \n"
"""The end of a line that does not end the paragraph."""

# Of these each has a meaning somewhere in a line; an underscore only at the edge of a word.
_MEANINGFUL = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_THE_START = re.compile(r"([-+](?=\s|$)|#{1,6}(?=\s|$)|[-=|:](?=[-=|:\s]*$))")
_NUMBERED = re.compile(r"(\d+)([.)])(?=\s|$)")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_LINK_SCHEMES = frozenset(("http", "https", "mailto"))


@frozen(kw_only=True)
class Run:
    """Letters that look the same, in one line."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


def escaped(text: str) -> str:
    """Give one line of text so that Markdown shows it as it is, also at the start of a line."""
    return _start_escaped(inline(text))


def escaped_lines(text: str) -> Sequence[str]:
    """Give the lines of a text; empty ones are left out."""
    return [escaped(line) for line in text.splitlines() if line.strip()]


def html_lines(html: object) -> Sequence[str]:
    """Give the lines of a piece of Miro's HTML as Markdown, without empty ones."""
    if not isinstance(html, str):
        return []
    lines = (_line(runs) for runs in _lines_of_runs(html))
    return [line for line in lines if line]


def link(text: str, address: str) -> str:
    """Give a link, if that address is one of the web; else the text alone."""
    target = web_address(address)
    return f"[{text}]({target})" if target and text else text


def web_address(address: object) -> str:
    """Give an address as links have it: nothing, if it is none of the web or of mail."""
    try:
        scheme = urlsplit(str(address).strip()).scheme.lower()
    except ValueError:  # brackets that do not match
        return ""
    if scheme not in _LINK_SCHEMES:
        return ""
    # Without what could end the link, or begin something else.
    return (
        quote(str(address).strip(), safe="%/:?#@!$&'+,=~[]-._")
        .replace("[", "%5B")
        .replace("]", "%5D")
    )


def path_address(path: str) -> str:
    """Give the address of a file beside the document."""
    return quote(path, safe="/-._~")


def inline(text: str) -> str:
    """Give text so that Markdown shows it as it is within a line."""
    text = _FORBIDDEN.sub("\ufffd", " ".join(text.split()))
    text = _MEANINGFUL.sub(lambda match: f"\\{match[0]}", text)
    return _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def _lines_of_runs(html: str) -> Iterator[Sequence[Run]]:
    """Give the lines that HTML shows, each as runs."""
    line: list[Run] = []
    look = Run(text="")
    for token in tokens(html):
        if isinstance(token, Mark):
            if token.name in _LINES:
                yield line
                line = [Run(text="• ")] if token.name == "li" and not token.ends else []
            look = _look_after(look, token)
            continue
        first, *others = re.split(r"\r\n|\r|\n", decoded(token))
        line.append(evolve(look, text=first))
        for other in others:
            yield line
            line = [evolve(look, text=other)]
    yield line


_LINES = frozenset(("br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"))


def _look_after(look: Run, mark: Mark) -> Run:
    begins = not mark.ends
    if mark.name in {"strong", "b"}:
        return evolve(look, bold=begins)
    if mark.name in {"em", "i"}:
        return evolve(look, italic=begins)
    if mark.name == "a":
        return evolve(look, address=mark.attribute("href") if begins else "")
    return look


def _line(runs: Iterable[Run]) -> str:
    """Write a line. Emphasis is left away where Markdown would not see it for sure."""
    merged = _merged(runs)
    if not "".join(run.text for run in merged).strip():
        return ""
    whole = escaped("".join(run.text for run in merged))
    if not any(run.bold or run.italic or run.address for run in merged):
        return whole
    written: list[str] = []
    for place, run in enumerate(merged):
        before = merged[place - 1] if place else None
        words = _run(run, after_marked=before is not None and _is_marked(before))
        if words.endswith("!") and any(after.address for after in merged[place + 1 : place + 2]):
            words = f"{words[:-1]}\\!"  # or the link would be a picture
        written.append(words)
    line = " ".join("".join(written).split())
    if line[:1] not in "*[":  # else it begins with our own marks
        line = _start_escaped(line)
    return line


def _start_escaped(line: str) -> str:
    if _AT_THE_START.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def _is_marked(run: Run) -> bool:
    return run.bold or run.italic


def _merged(runs: Iterable[Run]) -> Sequence[Run]:
    merged: list[Run] = []
    for run in runs:
        if merged and evolve(merged[-1], text="") == evolve(run, text=""):
            merged[-1] = evolve(run, text=merged[-1].text + run.text)
        elif run.text:
            merged.append(run)
    return merged


def _run(run: Run, *, after_marked: bool) -> str:
    text = run.text
    inner = text.strip()
    if not inner:
        return " " if text else ""
    left = " " if text[0].isspace() else ""
    right = " " if text[-1].isspace() else ""
    written = inline(inner)
    mark = "**" if run.bold else "*" if run.italic else ""
    # Next to a sign, or to other emphasis, `*` would be a mere star.
    if mark and inner[0].isalnum() and inner[-1].isalnum() and not after_marked:
        written = f"{mark}{written}{mark}"
    return f"{left}{link(written, run.address) if run.address else written}{right}"
