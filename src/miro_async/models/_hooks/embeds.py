"""How `models.embeds` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return EmbedItem(
        id=get("id"),
        type=get("type"),
        data=structure_embed_data(get("data")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, EMBED_ITEM),
    )


def structure_embed_data(raw: Any, _: object = None) -> Any:
    """Give a `EmbedData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return EmbedData(
        title=get("title"),
        url=get("url"),
        description=get("description"),
        content_type=get("contentType"),
        html=get("html"),
        mode=get("mode"),
        preview_url=get("previewUrl"),
        provider_name=get("providerName"),
        provider_url=get("providerUrl"),
        extra=extra_of(raw, EMBED_DATA),
    )


def structure_embed_source(raw: Any, _: object = None) -> Any:
    """Give a `EmbedSource`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return EmbedSource(
        url=get("url"),
        mode=get("mode"),
        preview_url=get("previewUrl"),
        extra=extra_of(raw, EMBED_SOURCE),
    )


def structure_embed_source_update(raw: Any, _: object = None) -> Any:
    """Give a `EmbedSourceUpdate`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return EmbedSourceUpdate(
        url=get("url"),
        mode=get("mode"),
        preview_url=get("previewUrl"),
        extra=extra_of(raw, EMBED_SOURCE_UPDATE),
    )


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
