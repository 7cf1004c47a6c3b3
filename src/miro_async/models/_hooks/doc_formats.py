"""How `models.doc_formats` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..doc_formats import DocFormatData, DocFormatItem, DocFormatSource
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_doc_format_item(raw: Any, _: object = None) -> Any:
    """Give a `DocFormatItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = DOC_FORMAT_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "doc_format":
        made.type = "doc_format"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_doc_format_data(value)
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
    made.extra = extra_of(raw, DOC_FORMAT_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = DocFormatItem
    return made


def structure_doc_format_data(raw: Any, _: object = None) -> Any:
    """Give a `DocFormatData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = DOC_FORMAT_DATA_OPEN(), len(raw)
    made.content_type = value = raw.get("contentType")
    if value is None:
        count += 1
    elif value == "html":
        made.content_type = "html"
    elif value == "markdown":
        made.content_type = "markdown"
    made.content = value = raw.get("content")
    if value is None:
        count += 1
    made.content_version = value = raw.get("contentVersion")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, DOC_FORMAT_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = DocFormatData
    return made


def structure_doc_format_source(raw: Any, _: object = None) -> Any:
    """Give a `DocFormatSource`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = DOC_FORMAT_SOURCE_OPEN(), len(raw)
    made.content_type = value = raw.get("contentType")
    if value is None:
        count += 1
    elif value == "markdown":
        made.content_type = "markdown"
    made.content = value = raw.get("content")
    if value is None:
        count += 1
    made.content_version = value = raw.get("contentVersion")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, DOC_FORMAT_SOURCE, surplus) if surplus else NO_EXTRA
    made.__class__ = DocFormatSource
    return made


def write_doc_format_source(value: DocFormatSource) -> dict[str, Any]:
    """Give the fields of a `DocFormatSource` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "contentType": value.content_type,
        "content": value.content,
    }
    if value.content_version is not None:
        body["contentVersion"] = value.content_version
    return body


DOC_FORMAT_ITEM = {
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
DOC_FORMAT_DATA = {
    "contentType": "content_type",
    "content": "content",
    "contentVersion": "content_version",
}
DOC_FORMAT_SOURCE = {
    "contentType": "content_type",
    "content": "content",
    "contentVersion": "content_version",
}

DOC_FORMAT_ITEM_OPEN = opened(DocFormatItem)
DOC_FORMAT_DATA_OPEN = opened(DocFormatData)
DOC_FORMAT_SOURCE_OPEN = opened(DocFormatSource)

FIELDS: dict[Any, dict[str, str]] = {
    DocFormatItem: DOC_FORMAT_ITEM,
    DocFormatData: DOC_FORMAT_DATA,
    DocFormatSource: DOC_FORMAT_SOURCE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    DocFormatItem: structure_doc_format_item,
    DocFormatData: structure_doc_format_data,
    DocFormatSource: structure_doc_format_source,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    DocFormatSource: write_doc_format_source,
}
WRITERS.update(WRITE)
