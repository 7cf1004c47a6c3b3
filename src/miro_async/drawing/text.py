"""Text of items: from HTML to plain lines that fit into a box."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, TypeAlias

from .markup import Mark, decoded, tokens
from .svg import add, add_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from .svg import Box

Weight: TypeAlias = Literal["normal", "bold"]
FONT = "Open Sans, Helvetica, Arial, sans-serif"
LINE_HEIGHT = 1.3
_NARROW = frozenset("iIljtfr.,:;'|!()[]{} -")
_WIDE = frozenset("mwMW@%&—…")
_SMALLEST = 6.0
_BOLD = 1.18  # how much wider bold letters are


_BEFORE: Mapping[str, str] = {"br": "\n", "li": "• "}
_PARAGRAPHS: tuple[str, ...] = ("p", "li", "div", "h1", "h2", "h3")
_AFTER: Mapping[str, str] = dict.fromkeys(_PARAGRAPHS, "\n")


def plain(html: object) -> str:
    """Give the text that a piece of HTML shows; what is no string shows nothing."""
    if not isinstance(html, str):
        return ""
    return "".join(map(_shown, tokens(html))).strip()


def _shown(token: str | Mark) -> str:
    if isinstance(token, Mark):
        return (_AFTER if token.ends else _BEFORE).get(token.name, "")
    return decoded(token)


def width_of(text: str, size: float) -> float:
    """Estimate how wide a text is; fonts differ, so it is a little more than most need."""
    return size * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    if letter.isupper():
        return 0.7
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.57


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines of this width; words that are too long are cut."""
    return [
        line for paragraph in text.splitlines() for line in _lines(paragraph.split(), size, width)
    ]


def _lines(words: Sequence[str], size: float, width: float) -> list[str]:
    lines = [""]
    room = width
    space = width_of(" ", size)
    for word in words:
        needed = width_of(word, size)
        if lines[-1] and needed + space <= room:
            lines[-1] += f" {word}"
            room -= needed + space
            continue
        pieces = [word] if needed <= width else _cut(word, size, width)
        lines[-1:] = [lines[-1], *pieces] if lines[-1] else pieces
        room = width - width_of(pieces[-1], size)
    return lines


def _cut(word: str, size: float, width: float) -> list[str]:
    pieces, room = [""], width
    for letter in word:
        room -= width_of(letter, size)
        if pieces[-1] and room < 0:
            pieces.append("")
            room = width - width_of(letter, size)
        pieces[-1] += letter
    return pieces


def fitted(text: str, box: Box, largest: float, smallest: float = _SMALLEST) -> float:
    """Give the largest font size at which a text fits into a box without cutting its words."""
    widest = max((width_of(word, 1.0) for word in text.split()), default=0.0)
    size = largest
    while size > smallest:
        fits = widest * size <= box.width
        if fits and len(wrapped(text, size, box.width)) * size * LINE_HEIGHT <= box.height:
            break
        size = max(smallest, size * 0.92)
    return size


def add_lines(  # noqa: PLR0913 - how a text looks, each by keyword
    parent: Element,
    text: str,
    box: Box,
    *,
    size: float,
    color: str,
    align: object = "center",
    vertical: object = "middle",
    weight: Weight = "normal",
) -> float:
    """Add a text, broken into lines; gives the height that it takes."""
    bold = weight == "bold"
    lines = wrapped(text, size * _BOLD if bold else size, box.width)
    height = len(lines) * size * LINE_HEIGHT
    if not text:
        return 0.0
    anchor, across = _ANCHORS.get(str(align), _ANCHORS["center"])
    down = {"top": 0.0, "bottom": 1.0}.get(str(vertical), 0.5)
    x = box.left + across * box.width
    y = box.top + down * (box.height - height) + size
    element = add(
        parent,
        "text",
        x=x,
        y=y,
        font_size=size,
        font_weight=weight if bold else None,
        fill=color,
        text_anchor=anchor,
    )
    for place, line in enumerate(lines):
        add_text(element, "tspan", line, x=x, y=y + place * size * LINE_HEIGHT)
    return height


_ANCHORS = {"left": ("start", 0.0), "center": ("middle", 0.5), "right": ("end", 1.0)}
