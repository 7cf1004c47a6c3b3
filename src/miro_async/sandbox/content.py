"""The HTML that items hold: tags that Miro does not know are dropped, their text stays."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

RICH = frozenset({"p", "a", "strong", "b", "em", "i", "u", "s", "br"})
LISTS = RICH | {"ol", "ul", "li"}
TITLE = frozenset({"p", "a", "br"})


def cleaned(html: str, tags: frozenset[str] = RICH) -> str:
    """Give the HTML with these tags only, and of their attributes only a link's address."""
    if "<" not in html:
        return html
    cleaner = _Cleaner(tags)
    cleaner.feed(html.replace("<![", "&lt;!["))  # on which HTMLParser fails, in most of its forms
    cleaner.close()
    return "".join(cleaner.kept)


class _Cleaner(HTMLParser):
    def __init__(self, tags: frozenset[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self._tags = tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._tags:
            address = dict(attrs).get("href") if tag == "a" else None
            self.kept.append(f'<{tag} href="{escape(address)}">' if address else f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._tags and tag != "br":
            self.kept.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.kept.append(data)

    def handle_entityref(self, name: str) -> None:
        self.kept.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.kept.append(f"&#{name};")
