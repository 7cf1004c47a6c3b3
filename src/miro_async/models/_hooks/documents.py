"""How `models.documents` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..documents import DocumentData, DocumentItem, DocumentSource, DocumentSourceUpdate
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_document_item(raw: Any, _: object = None) -> Any:
    """Give a `DocumentItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = DOCUMENT_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "document":
        made.type = "document"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_document_data(value)
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
    made.extra = extra_of(raw, DOCUMENT_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = DocumentItem
    return made


def structure_document_data(raw: Any, _: object = None) -> Any:
    """Give a `DocumentData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = DOCUMENT_DATA_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.document_url = value = raw.get("documentUrl")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, DOCUMENT_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = DocumentData
    return made


def structure_document_source(raw: Any, _: object = None) -> Any:
    """Give a `DocumentSource`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = DOCUMENT_SOURCE_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.url = value = raw.get("url")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, DOCUMENT_SOURCE, surplus) if surplus else NO_EXTRA
    made.__class__ = DocumentSource
    return made


def structure_document_source_update(raw: Any, _: object = None) -> Any:
    """Give a `DocumentSourceUpdate`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = DOCUMENT_SOURCE_UPDATE_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.url = value = raw.get("url")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, DOCUMENT_SOURCE_UPDATE, surplus) if surplus else NO_EXTRA
    made.__class__ = DocumentSourceUpdate
    return made


def write_document_source(value: DocumentSource) -> dict[str, Any]:
    """Give the fields of a `DocumentSource` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "url": value.url,
    }
    if value.title is not None:
        body["title"] = value.title
    return body


def write_document_source_update(value: DocumentSourceUpdate) -> dict[str, Any]:
    """Give the fields of a `DocumentSourceUpdate` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.title is not None:
        body["title"] = value.title
    if value.url is not None:
        body["url"] = value.url
    return body


DOCUMENT_ITEM = {
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
DOCUMENT_DATA = {
    "title": "title",
    "documentUrl": "document_url",
}
DOCUMENT_SOURCE = {
    "title": "title",
    "url": "url",
}
DOCUMENT_SOURCE_UPDATE = {
    "title": "title",
    "url": "url",
}

DOCUMENT_ITEM_OPEN = opened(DocumentItem)
DOCUMENT_DATA_OPEN = opened(DocumentData)
DOCUMENT_SOURCE_OPEN = opened(DocumentSource)
DOCUMENT_SOURCE_UPDATE_OPEN = opened(DocumentSourceUpdate)

FIELDS: dict[Any, dict[str, str]] = {
    DocumentItem: DOCUMENT_ITEM,
    DocumentData: DOCUMENT_DATA,
    DocumentSource: DOCUMENT_SOURCE,
    DocumentSourceUpdate: DOCUMENT_SOURCE_UPDATE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    DocumentItem: structure_document_item,
    DocumentData: structure_document_data,
    DocumentSource: structure_document_source,
    DocumentSourceUpdate: structure_document_source_update,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    DocumentSource: write_document_source,
    DocumentSourceUpdate: write_document_source_update,
}
WRITERS.update(WRITE)
