"""The navigation: two of its sections are as long as there are generated pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .models import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Entry: TypeAlias = "str | dict[str, Within]"
Within: TypeAlias = "str | list[Entry]"
"""As MkDocs reads it: a page by its path, or a title with a page or a section."""

OPERATIONS, MODELS = "@operations", "@models"


def filled(nav: Sequence[Entry], generated: Mapping[str, str]) -> list[Entry]:
    """Give the navigation with the generated pages in the places that wait for them."""
    return [_filled(entry, generated) for entry in nav]


def _filled(entry: Entry, generated: Mapping[str, str]) -> Entry:
    if isinstance(entry, str):
        return entry
    return {title: _section(within, generated) for title, within in entry.items()}


def _section(within: Within, generated: Mapping[str, str]) -> Within:
    if within == MODELS:
        return _models(path for path in generated if path.startswith("reference/models/"))
    if within == OPERATIONS:
        return [path for path in generated if not path.startswith("reference/models/")]
    if isinstance(within, str):
        return within
    return filled(within, generated)


def _models(paths: Iterable[str]) -> list[Entry]:
    """Give the page that lists all models, and those of their modules by their names."""
    first, *modules = sorted(paths, key=lambda path: (not path.endswith("/index.md"), path))
    named: list[Entry] = [{title_of(path): path} for path in modules]
    return [first, *named]
