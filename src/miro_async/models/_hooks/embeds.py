"""How `models.embeds` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..embeds import EmbedData, EmbedItem, EmbedSource, EmbedSourceUpdate
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_embed_item(raw: Any, _: object = None) -> Any:
    """Give a `EmbedItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = EMBED_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "embed":
        made.type = "embed"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_embed_data(value)
    made.position = value = raw.get("position")
    if value is None:
        count += 1
    else:
        made.position = structure_position(value)
    made.geometry = value = raw.get("geometry")
    if value is None:
        count += 1
    else:
        made.geometry = structure_geometry(value)
    made.parent = value = raw.get("parent")
    if value is None:
        count += 1
    else:
        made.parent = structure_parent_ref(value)
    made.created_at = value = raw.get("createdAt")
    if value is None:
        count += 1
    else:
        made.created_at = instant(value)
    made.created_by = value = raw.get("createdBy")
    if value is None:
        count += 1
    else:
        made.created_by = structure_user_ref(value)
    made.modified_at = value = raw.get("modifiedAt")
    if value is None:
        count += 1
    else:
        made.modified_at = instant(value)
    made.modified_by = value = raw.get("modifiedBy")
    if value is None:
        count += 1
    else:
        made.modified_by = structure_user_ref(value)
    made.links = value = raw.get("links")
    if value is None:
        count += 1
    else:
        made.links = structure_links(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 11
    made.extra = extra_of(raw, EMBED_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = EmbedItem
    return made


def structure_embed_data(raw: Any, _: object = None) -> Any:
    """Give a `EmbedData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = EMBED_DATA_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.url = value = raw.get("url")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.content_type = value = raw.get("contentType")
    if value is None:
        count += 1
    made.html = value = raw.get("html")
    if value is None:
        count += 1
    made.mode = value = raw.get("mode")
    if value is None:
        count += 1
    elif value == "inline":
        made.mode = "inline"
    elif value == "modal":
        made.mode = "modal"
    made.preview_url = value = raw.get("previewUrl")
    if value is None:
        count += 1
    made.provider_name = value = raw.get("providerName")
    if value is None:
        count += 1
    made.provider_url = value = raw.get("providerUrl")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 9
    made.extra = extra_of(raw, EMBED_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = EmbedData
    return made


def structure_embed_source(raw: Any, _: object = None) -> Any:
    """Give a `EmbedSource`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = EMBED_SOURCE_OPEN(), len(raw)
    made.url = value = raw.get("url")
    if value is None:
        count += 1
    made.mode = value = raw.get("mode")
    if value is None:
        count += 1
    elif value == "inline":
        made.mode = "inline"
    elif value == "modal":
        made.mode = "modal"
    made.preview_url = value = raw.get("previewUrl")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, EMBED_SOURCE, surplus) if surplus else NO_EXTRA
    made.__class__ = EmbedSource
    return made


def structure_embed_source_update(raw: Any, _: object = None) -> Any:
    """Give a `EmbedSourceUpdate`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = EMBED_SOURCE_UPDATE_OPEN(), len(raw)
    made.url = value = raw.get("url")
    if value is None:
        count += 1
    made.mode = value = raw.get("mode")
    if value is None:
        count += 1
    elif value == "inline":
        made.mode = "inline"
    elif value == "modal":
        made.mode = "modal"
    made.preview_url = value = raw.get("previewUrl")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, EMBED_SOURCE_UPDATE, surplus) if surplus else NO_EXTRA
    made.__class__ = EmbedSourceUpdate
    return made


def write_embed_source(value: EmbedSource) -> dict[str, Any]:
    """Give the fields of a `EmbedSource` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "url": value.url,
    }
    if value.mode is not None:
        body["mode"] = value.mode
    if value.preview_url is not None:
        body["previewUrl"] = value.preview_url
    return body


def write_embed_source_update(value: EmbedSourceUpdate) -> dict[str, Any]:
    """Give the fields of a `EmbedSourceUpdate` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.url is not None:
        body["url"] = value.url
    if value.mode is not None:
        body["mode"] = value.mode
    if value.preview_url is not None:
        body["previewUrl"] = value.preview_url
    return body


EMBED_ITEM = {
    "id": "id",
    "type": "type",
    "data": "data",
    "position": "position",
    "geometry": "geometry",
    "parent": "parent",
    "createdAt": "created_at",
    "createdBy": "created_by",
    "modifiedAt": "modified_at",
    "modifiedBy": "modified_by",
    "links": "links",
}
EMBED_DATA = {
    "title": "title",
    "url": "url",
    "description": "description",
    "contentType": "content_type",
    "html": "html",
    "mode": "mode",
    "previewUrl": "preview_url",
    "providerName": "provider_name",
    "providerUrl": "provider_url",
}
EMBED_SOURCE = {
    "url": "url",
    "mode": "mode",
    "previewUrl": "preview_url",
}
EMBED_SOURCE_UPDATE = {
    "url": "url",
    "mode": "mode",
    "previewUrl": "preview_url",
}

EMBED_ITEM_OPEN = opened(EmbedItem)
EMBED_DATA_OPEN = opened(EmbedData)
EMBED_SOURCE_OPEN = opened(EmbedSource)
EMBED_SOURCE_UPDATE_OPEN = opened(EmbedSourceUpdate)

FIELDS: dict[Any, dict[str, str]] = {
    EmbedItem: EMBED_ITEM,
    EmbedData: EMBED_DATA,
    EmbedSource: EMBED_SOURCE,
    EmbedSourceUpdate: EMBED_SOURCE_UPDATE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    EmbedItem: structure_embed_item,
    EmbedData: structure_embed_data,
    EmbedSource: structure_embed_source,
    EmbedSourceUpdate: structure_embed_source_update,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    EmbedSource: write_embed_source,
    EmbedSourceUpdate: write_embed_source_update,
}
WRITERS.update(WRITE)
