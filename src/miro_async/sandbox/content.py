"""The HTML that items hold: tags that Miro does not know are dropped, their text stays."""

from __future__ import annotations

import re
from html import escape

from ..drawing.markup import Mark, decoded, tokens

RICH = frozenset({"p", "a", "strong", "b", "em", "i", "u", "s", "br"})
LISTS = RICH | {"ol", "ul", "li"}
TITLE = frozenset({"p", "a", "br"})

_ADDRESS = re.compile(r"(?:https?|mailto):[^\x00-\x1f\x7f]+", re.IGNORECASE)


def cleaned(html: str, tags: frozenset[str] = RICH) -> str:
    """Give the HTML with these tags only, and of their attributes only a link's address.

    Every `<` in the result begins one of these tags: any other is escaped.
    """
    return "".join(
        _kept(token, tags) if isinstance(token, Mark) else token.replace("<", "&lt;")
        for token in tokens(html)
    )


def letters(html: str) -> int:
    """Count the letters of the text in some HTML, without its markup."""
    return sum(len(decoded(token)) for token in tokens(html) if isinstance(token, str))


def _kept(mark: Mark, tags: frozenset[str]) -> str:
    if mark.name not in tags:
        return ""
    if mark.ends:
        return "" if mark.name == "br" else f"</{mark.name}>"
    address = mark.attribute("href").strip() if mark.name == "a" else ""
    # Other schemes, such as `javascript`, are dropped; the link stays, without an address.
    return f'<a href="{escape(address)}">' if _ADDRESS.fullmatch(address) else f"<{mark.name}>"
