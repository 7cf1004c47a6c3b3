"""How `models.frames` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..frames import FrameData, FrameItem, FrameStyle
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_frame_item(raw: Any, _: object = None) -> Any:
    """Give a `FrameItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = FRAME_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "frame":
        made.type = "frame"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_frame_data(value)
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    else:
        made.style = structure_frame_style(value)
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
    surplus = count - 12
    made.extra = extra_of(raw, FRAME_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = FrameItem
    return made


def structure_frame_data(raw: Any, _: object = None) -> Any:
    """Give a `FrameData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = FRAME_DATA_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.format = value = raw.get("format")
    if value is None:
        count += 1
    made.show_content = value = raw.get("showContent")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, FRAME_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = FrameData
    return made


def structure_frame_style(raw: Any, _: object = None) -> Any:
    """Give a `FrameStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = FRAME_STYLE_OPEN(), len(raw)
    made.fill_color = value = raw.get("fillColor")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, FRAME_STYLE, surplus) if surplus else NO_EXTRA
    made.__class__ = FrameStyle
    return made


def write_frame_data(value: FrameData) -> dict[str, Any]:
    """Give the fields of a `FrameData` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.type is not None:
        body["type"] = value.type
    if value.title is not None:
        body["title"] = value.title
    if value.format is not None:
        body["format"] = value.format
    if value.show_content is not None:
        body["showContent"] = value.show_content
    return body


def write_frame_style(value: FrameStyle) -> dict[str, Any]:
    """Give the fields of a `FrameStyle` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.fill_color is not None:
        body["fillColor"] = value.fill_color
    return body


FRAME_ITEM = {
    "id": "id",
    "type": "type",
    "data": "data",
    "style": "style",
    "position": "position",
    "geometry": "geometry",
    "parent": "parent",
    "createdAt": "created_at",
    "createdBy": "created_by",
    "modifiedAt": "modified_at",
    "modifiedBy": "modified_by",
    "links": "links",
}
FRAME_DATA = {
    "type": "type",
    "title": "title",
    "format": "format",
    "showContent": "show_content",
}
FRAME_STYLE = {
    "fillColor": "fill_color",
}

FRAME_ITEM_OPEN = opened(FrameItem)
FRAME_DATA_OPEN = opened(FrameData)
FRAME_STYLE_OPEN = opened(FrameStyle)

FIELDS: dict[Any, dict[str, str]] = {
    FrameItem: FRAME_ITEM,
    FrameData: FRAME_DATA,
    FrameStyle: FRAME_STYLE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    FrameItem: structure_frame_item,
    FrameData: structure_frame_data,
    FrameStyle: structure_frame_style,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    FrameData: write_frame_data,
    FrameStyle: write_frame_style,
}
WRITERS.update(WRITE)
