"""How `models.tags` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of
from ..tags import Tag
from .common import structure_links


def structure_tag(raw: Any, _: object = None) -> Any:
    """Give a `Tag`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Tag(
        id=get("id"),
        type=get("type"),
        title=get("title"),
        fill_color=get("fillColor"),
        links=structure_links(get("links")),
        extra=extra_of(raw, TAG),
    )


TAG = {
    "id": "id",
    "type": "type",
    "title": "title",
    "fillColor": "fill_color",
    "links": "links",
}

FIELDS: dict[Any, dict[str, str]] = {
    Tag: TAG,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    Tag: structure_tag,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
