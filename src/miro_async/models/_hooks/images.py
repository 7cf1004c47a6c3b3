"""How `models.images` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
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
    made, count = IMAGE_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "image":
        made.type = "image"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_image_data(value)
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
    made.extra = extra_of(raw, IMAGE_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = ImageItem
    return made


def structure_image_data(raw: Any, _: object = None) -> Any:
    """Give a `ImageData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = IMAGE_DATA_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.image_url = value = raw.get("imageUrl")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, IMAGE_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = ImageData
    return made


def structure_image_source(raw: Any, _: object = None) -> Any:
    """Give a `ImageSource`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = IMAGE_SOURCE_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.url = value = raw.get("url")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, IMAGE_SOURCE, surplus) if surplus else NO_EXTRA
    made.__class__ = ImageSource
    return made


def structure_image_source_update(raw: Any, _: object = None) -> Any:
    """Give a `ImageSourceUpdate`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = IMAGE_SOURCE_UPDATE_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.url = value = raw.get("url")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, IMAGE_SOURCE_UPDATE, surplus) if surplus else NO_EXTRA
    made.__class__ = ImageSourceUpdate
    return made


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

IMAGE_ITEM_OPEN = opened(ImageItem)
IMAGE_DATA_OPEN = opened(ImageData)
IMAGE_SOURCE_OPEN = opened(ImageSource)
IMAGE_SOURCE_UPDATE_OPEN = opened(ImageSourceUpdate)

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
WRITERS.update(WRITE)
