"""The figures: drawn into the page, where they take the colors of the theme.

As files they stand by themselves, on the repository's pages for example, and follow the colors of
the reader's system; that part of their style is left out here, as the site has a choice of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

FIGURES = Path(__file__).parents[1] / "figures"

_IMAGE = re.compile(
    r'(?:<p>)?<img alt="(?P<words>[^"]*)" src="(?:[^"]*/)?figures/(?P<name>[\w-]+)\.svg"[^>]*>'
    r"(?:</p>)?"
)
_ALONE = re.compile(r'<style data-alone="">.*?</style>\n?|<\?xml[^>]*\?>\n?', re.DOTALL)


def drawn(html: str) -> str:
    """Give a page with its figures in it."""
    return _IMAGE.sub(lambda match: _figure(match["name"], match["words"]), html)


def _figure(name: str, words: str) -> str:
    svg = _ALONE.sub("", (FIGURES / f"{name}.svg").read_text(encoding="utf-8")).strip()
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f'<figure class="drawn drawn-{name}"><div class="drawn-in">{svg}</div>{caption}</figure>'
