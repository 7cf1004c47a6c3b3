"""How `models.documents` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return DocumentItem(
        id=get("id"),
        type=get("type"),
        data=structure_document_data(get("data")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, DOCUMENT_ITEM),
    )


def structure_document_data(raw: Any, _: object = None) -> Any:
    """Give a `DocumentData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return DocumentData(
        title=get("title"),
        document_url=get("documentUrl"),
        extra=extra_of(raw, DOCUMENT_DATA),
    )


def structure_document_source(raw: Any, _: object = None) -> Any:
    """Give a `DocumentSource`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return DocumentSource(
        title=get("title"),
        url=get("url"),
        extra=extra_of(raw, DOCUMENT_SOURCE),
    )


def structure_document_source_update(raw: Any, _: object = None) -> Any:
    """Give a `DocumentSourceUpdate`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return DocumentSourceUpdate(
        title=get("title"),
        url=get("url"),
        extra=extra_of(raw, DOCUMENT_SOURCE_UPDATE),
    )


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
