"""How `models.images` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
from ..images import ImageData, ImageItem, ImageSource, ImageSourceUpdate
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_image_item(raw: Any, _: object = None) -> Any:
    """Give a `ImageItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ImageItem(
        id=get("id"),
        type=get("type"),
        data=structure_image_data(get("data")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, IMAGE_ITEM),
    )


def structure_image_data(raw: Any, _: object = None) -> Any:
    """Give a `ImageData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ImageData(
        title=get("title"),
        image_url=get("imageUrl"),
        extra=extra_of(raw, IMAGE_DATA),
    )


def structure_image_source(raw: Any, _: object = None) -> Any:
    """Give a `ImageSource`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ImageSource(
        title=get("title"),
        url=get("url"),
        extra=extra_of(raw, IMAGE_SOURCE),
    )


def structure_image_source_update(raw: Any, _: object = None) -> Any:
    """Give a `ImageSourceUpdate`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ImageSourceUpdate(
        title=get("title"),
        url=get("url"),
        extra=extra_of(raw, IMAGE_SOURCE_UPDATE),
    )


def write_image_source(value: ImageSource) -> dict[str, Any]:
    """Give the fields of a `ImageSource` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "url": value.url,
    }
    if value.title is not None:
        body["title"] = value.title
    return body


def write_image_source_update(value: ImageSourceUpdate) -> dict[str, Any]:
    """Give the fields of a `ImageSourceUpdate` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.title is not None:
        body["title"] = value.title
    if value.url is not None:
        body["url"] = value.url
    return body


IMAGE_ITEM = {
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
IMAGE_DATA = {
    "title": "title",
    "imageUrl": "image_url",
}
IMAGE_SOURCE = {
    "title": "title",
    "url": "url",
}
IMAGE_SOURCE_UPDATE = {
    "title": "title",
    "url": "url",
}

FIELDS: dict[Any, dict[str, str]] = {
    ImageItem: IMAGE_ITEM,
    ImageData: IMAGE_DATA,
    ImageSource: IMAGE_SOURCE,
    ImageSourceUpdate: IMAGE_SOURCE_UPDATE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    ImageItem: structure_image_item,
    ImageData: structure_image_data,
    ImageSource: structure_image_source,
    ImageSourceUpdate: structure_image_source_update,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    ImageSource: write_image_source,
    ImageSourceUpdate: write_image_source_update,
}
