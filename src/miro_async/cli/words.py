"""Texts from Miro, as they may be shown: in a terminal they could do more than be read."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import unescape

_BREAK = re.compile(r"<br\s*/?>|</p>|</li>", re.IGNORECASE)
_MARK = re.compile(r"<[^<>]*>")


def printable(text: str) -> str:
    """Give a text as one line without control characters, which could drive the terminal."""
    joined = " ".join(text.split())
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in joined)


def json_text(value: object, indent: int | None = None) -> str:
    r"""Give JSON whose texts can be read, with `\u` for each character that is not printable.

    Who reads it gets the same. A terminal shows characters that could drive it or turn its text
    around, and halves of characters, which no encoding has, can be written.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isprintable():
        return text
    # All that is not printable is within a text, but for the ends of lines.
    return "".join(
        one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text
    )


def plain(html: str) -> str:
    """Give the words of a text of Miro's, which is HTML."""
    return printable(unescape(_MARK.sub("", _BREAK.sub(" ", html))))


def moment(at: object) -> str:
    """Give a time as people read it, in UTC; what is no time is given as it came."""
    if isinstance(at, datetime):
        return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"
    return "" if at is None else str(at)


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Give a number with the word for what it counts."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"
