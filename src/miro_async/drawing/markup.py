"""The HTML of items, taken apart in one pass, whatever it holds."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

# Not `html.parser`: that takes quadratic time for tags and comments without an end. Here nothing
# crosses a `<` and nothing is given back (`*+`), so each character is looked at once or twice.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>")
_ATTRIBUTE = re.compile(r"""([^\s"'=/]++)(?:\s*+=\s*+("[^"]*"|'[^']*'|[^\s"']++))?""")


@frozen
class Mark:
    """A tag that begins or ends something; its name is in lower case."""

    name: str
    ends: bool
    attributes: str

    def attribute(self, name: str) -> str:
        """Give the first attribute of this name, decoded; nothing if it is not there."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].lower() == name:
                return decoded((match[2] or "").strip("\"'"))
        return ""


def tokens(html: str) -> Iterator[str | Mark]:
    """Give tags, and the text between them as it stands: all that is no whole tag is text."""
    place = 0
    for match in _TAG.finditer(html):
        yield html[place : match.start()]
        yield Mark(match[2].lower(), bool(match[1]), match[3])
        place = match.end()
    yield html[place:]


def decoded(text: str) -> str:
    """Give text with characters for its entities; with numbers of thousands of digits, as it is."""
    try:
        return unescape(text)
    except ValueError:  # Python reads no number as long as that
        return text
