"""The hooks of MkDocs, by which the site gets what is not written as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
# MkDocs loads this file by its path; it needs its neighbours, and the generator of the code.
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from sitegen import figures, generated, links, markdown, navigation  # noqa: E402 - see above

# What pages need the room of; their front matter would be seen on the repository's pages.
HIDDEN = {"index.md": ["navigation", "toc"], "reference/operations.md": ["toc"]}

_written: dict[str, str] = {}
_ordered: list[str] = []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the generated pages into the navigation."""
    written = cast("list[navigation.Entry]", config["nav"])
    config["nav"] = navigation.filled(written, generated.pages())
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, and the files of the repository that pages lead to."""
    from mkdocs.structure.files import File

    _written.clear()
    for path, text in generated.pages().items():
        files.append(File.generated(config, path, content=text))
    sources = {file.src_uri: file.content_string for file in files.documentation_pages()}
    for path, content in links.neighbours(sources).items():
        files.append(File.generated(config, path, content=content))
    for name in markdown.FOR_MACHINES:  # pages may lead there; they are written in the end
        files.append(File.generated(config, name, content=""))
    return files


def on_nav(nav: Navigation, **_: object) -> Navigation:
    """Keep the order in which the pages are read."""
    _ordered[:] = [page.file.src_uri for page in nav.pages]
    return nav


def on_page_markdown(text: str, page: Page, **_: object) -> str:
    """Lead what pages link to in the repository to where it is on the site."""
    path = page.file.src_uri
    page.meta["hide"] = HIDDEN.get(path, [])
    text = links.led(text, path)
    _written[path] = markdown.plain(text)
    return markdown.without_comments(text)


def on_page_content(html: str, **_: object) -> str:
    """Draw the figures into the page, so that they follow its colors."""
    return figures.drawn(html)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the Markdown of each page beside it, and what leads machines to it."""
    folder = Path(config.site_dir)
    for path, text in _written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    read = [path for path in _ordered if path in _written]
    about = f"# {config.site_name}\n\n> {config.site_description}\n"
    for name, text in markdown.for_machines(about, read, _written).items():
        (folder / name).write_text(text, encoding="utf-8")
