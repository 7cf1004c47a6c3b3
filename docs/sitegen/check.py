"""Checks the site that was built: `python docs/sitegen/check.py site`.

MkDocs has checked the links between pages. This is what it does not see: whether all that the HTML
names is there, whether nothing is loaded from elsewhere, and whether the Markdown is beside it.
There is no network in it; of links to elsewhere, the form and the host are looked at.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTS = frozenset(
    {
        "anyio.readthedocs.io",
        "click.palletsprojects.com",
        "developers.miro.com",
        "docs.python.org",
        "github.com",
        "keepachangelog.com",
        "llmstxt.org",
        "miro.com",
        "opentelemetry.io",
        "pypi.org",
        "semver.org",
        "squidfunk.github.io",
        "taskiq-python.github.io",
        "www.mkdocs.org",
    }
)
"""Whose pages ours may lead to."""
MACHINES = ("llms.txt", "llms-full.txt")

_LOADED = {"script": "src", "img": "src", "source": "src", "iframe": "src", "use": "href"}
_RELATIONS = {"stylesheet", "icon", "preload", "preconnect", "modulepreload", "alternate"}
_IN_CSS = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)|@import\s+[\"']([^\"']+)[\"']")


@frozen
class Trouble:
    """Something that is wrong with a file of the site."""

    path: Path
    words: str

    def __str__(self) -> str:
        return f"{self.path}: {self.words}"


@define
class Html(HTMLParser):
    """What a page loads, where it leads, and what in it can be led to."""

    loaded: list[str] = field(factory=list[str])
    links: list[str] = field(factory=list[str])
    anchors: set[str] = field(factory=set[str])

    def __attrs_pre_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element."""
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in _LOADED and _LOADED[tag] in given:
            self.loaded.append(given[_LOADED[tag]])
        if tag == "link" and _RELATIONS & set(given.get("rel", "").split()):
            self.loaded.append(given.get("href", ""))


@cache
def read(path: Path) -> Html:
    """Read a page."""
    page = Html()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def troubles(site: Path) -> Iterator[Trouble]:
    """Give all that is wrong with a site."""
    for path in sorted(site.rglob("*.html")):
        page = read(path)
        for words in _of_page(site, path, page):
            yield Trouble(path.relative_to(site), words)
    for path in sorted(site.rglob("*.css")):
        for found in _IN_CSS.findall(path.read_text(encoding="utf-8")):
            if trouble := _of_asset(site, path, "".join(found)):
                yield Trouble(path.relative_to(site), trouble)
    yield from _missing_markdown(site)


def _of_page(site: Path, path: Path, page: Html) -> Iterator[str]:
    for address in page.loaded:
        if words := _of_asset(site, path, address):
            yield words
    for address in page.links:
        if words := _of_link(site, path, address):
            yield words


def _of_asset(site: Path, path: Path, address: str) -> str | None:
    """Tell what is wrong with something that a browser loads by itself."""
    parts = urlsplit(address)
    if parts.scheme == "data" or address.startswith("#"):
        return None
    if parts.scheme or parts.netloc:
        return f"loads {address} from elsewhere"
    if _target(site, path, parts.path).is_file():
        return None
    return f"loads {address}, which is not there"


def _of_link(site: Path, path: Path, address: str) -> str | None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        is_good = parts.scheme == "https" and parts.hostname in HOSTS
        return None if is_good else f"leads to {address}: not https, or a host that is not listed"
    target = _target(site, path, parts.path) if parts.path else path
    if not target.is_file():
        return f"leads to {address}, which is not there"
    anchor = unquote(parts.fragment)
    if anchor and target.suffix == ".html" and anchor not in read(target).anchors | {"__top"}:
        return f"leads to {address}, and there is no such place"
    return None


def _target(site: Path, path: Path, relative: str) -> Path:
    clean = unquote(relative)
    whole = site / clean.lstrip("/") if clean.startswith("/") else path.parent / clean
    target = whole.resolve()
    return target / "index.html" if target.is_dir() else target


def _missing_markdown(site: Path) -> Iterator[Trouble]:
    for name in MACHINES:
        if not (site / name).is_file() or not (site / name).read_text(encoding="utf-8"):
            yield Trouble(Path(name), "is not there, or has nothing in it")
    for path in sorted(site.rglob("index.html")):
        alternates = [one for one in read(path).loaded if one.endswith(".md")]
        if not alternates:
            yield Trouble(path.relative_to(site), "has no Markdown beside it")
    if (site / MACHINES[0]).is_file():
        text = (site / MACHINES[0]).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if not (site / target).is_file():
                yield Trouble(Path(MACHINES[0]), f"lists {target}, which is not there")


def main(site: str) -> None:
    """Tell all troubles, and end with 1 if there are any.

    Raises:
        SystemExit: There are some.
    """
    found = list(troubles(Path(site).resolve()))
    print(*found, f"{len(found)} troubles", sep="\n")
    if found:
        raise SystemExit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
