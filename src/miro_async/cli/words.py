"""Texts from Miro, as they may be shown: in a terminal they could do more than be read."""

from __future__ import annotations

import json
from datetime import UTC, datetime


def printable(text: str) -> str:
    """Give a text as one line without control characters, which could drive the terminal."""
    joined = " ".join(text.split())
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in joined)


def json_text(value: object, indent: int | None = None, *, ascii: bool = False) -> str:  # noqa: A002 - as in json
    r"""Give JSON whose texts can be read, with `\u` for each character that is not printable.

    Who reads it gets the same. A terminal shows characters that could drive it or turn its text
    around, and halves of characters, which no encoding has, can be written.

    Args:
        value: What is written.
        indent: How far each level is indented; `None` for one line.
        ascii: Write `\u` for all that is not ASCII, too.
    """
    text = json.dumps(value, ensure_ascii=ascii, indent=indent)
    if text.isprintable():
        return text
    # All that is not printable is within a text, but for the ends of lines.
    return "".join(
        one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text
    )


def plain(html: str) -> str:
    """Give the words of a text of Miro's, which is HTML."""
    from ..drawing import text

    return printable(text.plain(html))


def moment(at: object) -> str:
    """Give a time as people read it, in UTC; what is no time is given as it came."""
    if isinstance(at, datetime):
        return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"
    return "" if at is None else str(at)


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Give a number with the word for what it counts."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"
