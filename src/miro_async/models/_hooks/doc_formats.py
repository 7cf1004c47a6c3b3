"""How `models.doc_formats` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return DocFormatItem(
        id=get("id"),
        type=get("type"),
        data=structure_doc_format_data(get("data")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, DOC_FORMAT_ITEM),
    )


def structure_doc_format_data(raw: Any, _: object = None) -> Any:
    """Give a `DocFormatData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return DocFormatData(
        content_type=get("contentType"),
        content=get("content"),
        content_version=get("contentVersion"),
        extra=extra_of(raw, DOC_FORMAT_DATA),
    )


def structure_doc_format_source(raw: Any, _: object = None) -> Any:
    """Give a `DocFormatSource`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return DocFormatSource(
        content_type=get("contentType"),
        content=get("content"),
        content_version=get("contentVersion"),
        extra=extra_of(raw, DOC_FORMAT_SOURCE),
    )


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
