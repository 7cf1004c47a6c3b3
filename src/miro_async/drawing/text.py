"""Text of items: from HTML to plain lines that fit into a box."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, TypeAlias

from .markup import Mark, decoded, tokens
from .svg import add, add_text
from .values import part, parts, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from ..geometry import Box

Weight: TypeAlias = Literal["normal", "bold"]
FONT = "Open Sans, Helvetica, Arial, sans-serif"
MONOSPACE = "DejaVu Sans Mono, Consolas, monospace"
LINE_HEIGHT = 1.3
_NARROW = frozenset("iIljtfr.,:;'|!()[]{} -")
_WIDE = frozenset("mwMW@%&—…")
_SMALLEST = 6.0
_SPACE = 0.36
_BOLD = 1.18  # how much wider bold letters are


_BEFORE: Mapping[str, str] = {"br": "\n", "li": "• "}
_PARAGRAPHS: tuple[str, ...] = ("p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6")
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


def text_of(item: object) -> str:
    """Give all the text that an item shows."""
    return "\n".join(texts_of(item))


def texts_of(item: object) -> list[str]:
    """Give the texts that an item shows: content, title, description, and so on."""
    data = part(item, "data")
    view = part(data, "node_view") or part(data, "nodeView")  # of a mind map; raw in listings
    texts = [plain(part(data, name)) for name in ("content", "title", "description")]
    texts += [plain(part(part(view, "data"), "content")), word(data, "code")]
    texts += [plain(part(each, "value")) for each in parts(data, "fields")]
    return [text for text in texts if text]


def width_of(text: str, size: float) -> float:
    """Estimate how wide a text is; fonts differ, so it is a little more than most need."""
    return size * sum([_WIDTHS.get(letter) or _letter_width(letter) for letter in text])


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return _SPACE
    if letter in _WIDE:
        return 0.92
    if letter.isupper():
        return 0.7
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.57


_WIDTHS: Mapping[str, float] = {chr(code): _letter_width(chr(code)) for code in range(32, 127)}


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines of this width; words that are too long are cut."""
    return [
        line for paragraph in text.splitlines() for line in _lines(paragraph.split(), size, width)
    ]


def _lines(words: Sequence[str], size: float, width: float) -> list[str]:
    lines = [""]
    room = width
    space = width_of(" ", size)
    for each in words:
        needed = width_of(each, size)
        if lines[-1] and needed + space <= room:
            lines[-1] += f" {each}"
            room -= needed + space
            continue
        pieces = [each] if needed <= width else _cut(each, size, width)
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
    paragraphs = [[width_of(each, 1.0) for each in line.split()] for line in text.splitlines()]
    widest = max((width for widths in paragraphs for width in widths), default=0.0)
    size = largest
    while size > smallest:
        room = box.width / size
        lines = sum(_lines_needed(widths, room) for widths in paragraphs)
        if widest <= room and lines * size * LINE_HEIGHT <= box.height:
            break
        size = max(smallest, size * 0.92)
    return size


def _lines_needed(widths: Sequence[float], room: float) -> int:
    """Count the lines of words of these widths, none of which is cut."""
    lines, left, space = 1, room, 0.0
    for width in widths:
        if width + space > left and space:
            lines, left, space = lines + 1, room, 0.0
        left -= width + space
        space = _SPACE
    return lines


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
    if not text:
        return 0.0
    bold = weight == "bold"
    lines = wrapped(text, size * _BOLD if bold else size, box.width)
    height = len(lines) * size * LINE_HEIGHT
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
