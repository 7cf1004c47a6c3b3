"""How `models.tags` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, opened
from ...extra import NO_EXTRA, extra_of
from ..tags import Tag
from .common import structure_links


def structure_tag(raw: Any, _: object = None) -> Any:
    """Give a `Tag`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TAG_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.fill_color = value = raw.get("fillColor")
    if value is None:
        count += 1
    made.links = value = raw.get("links")
    if value is None:
        count += 1
    else:
        made.links = structure_links(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, TAG, surplus) if surplus else NO_EXTRA
    made.__class__ = Tag
    return made


TAG = {
    "id": "id",
    "type": "type",
    "title": "title",
    "fillColor": "fill_color",
    "links": "links",
}

TAG_OPEN = opened(Tag)

FIELDS: dict[Any, dict[str, str]] = {
    Tag: TAG,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    Tag: structure_tag,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
WRITERS.update(WRITE)
