"""How `models.texts` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..texts import TextData, TextItem, TextStyle
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_text_item(raw: Any, _: object = None) -> Any:
    """Give a `TextItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEXT_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "text":
        made.type = "text"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_text_data(value)
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    else:
        made.style = structure_text_style(value)
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
    made.extra = extra_of(raw, TEXT_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = TextItem
    return made


def structure_text_data(raw: Any, _: object = None) -> Any:
    """Give a `TextData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEXT_DATA_OPEN(), len(raw)
    made.content = value = raw.get("content")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, TEXT_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = TextData
    return made


def structure_text_style(raw: Any, _: object = None) -> Any:
    """Give a `TextStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEXT_STYLE_OPEN(), len(raw)
    made.color = value = raw.get("color")
    if value is None:
        count += 1
    made.fill_color = value = raw.get("fillColor")
    if value is None:
        count += 1
    made.fill_opacity = value = raw.get("fillOpacity")
    if value is None:
        count += 1
    made.font_family = value = raw.get("fontFamily")
    if value is None:
        count += 1
    made.font_size = value = raw.get("fontSize")
    if value is None:
        count += 1
    made.text_align = value = raw.get("textAlign")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 6
    made.extra = extra_of(raw, TEXT_STYLE, surplus) if surplus else NO_EXTRA
    made.__class__ = TextStyle
    return made


def write_text_data(value: TextData) -> dict[str, Any]:
    """Give the fields of a `TextData` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "content": value.content,
    }
    return body


def write_text_style(value: TextStyle) -> dict[str, Any]:
    """Give the fields of a `TextStyle` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.color is not None:
        body["color"] = value.color
    if value.fill_color is not None:
        body["fillColor"] = value.fill_color
    if value.fill_opacity is not None:
        body["fillOpacity"] = value.fill_opacity
    if value.font_family is not None:
        body["fontFamily"] = value.font_family
    if value.font_size is not None:
        body["fontSize"] = value.font_size
    if value.text_align is not None:
        body["textAlign"] = value.text_align
    return body


TEXT_ITEM = {
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
TEXT_DATA = {
    "content": "content",
}
TEXT_STYLE = {
    "color": "color",
    "fillColor": "fill_color",
    "fillOpacity": "fill_opacity",
    "fontFamily": "font_family",
    "fontSize": "font_size",
    "textAlign": "text_align",
}

TEXT_ITEM_OPEN = opened(TextItem)
TEXT_DATA_OPEN = opened(TextData)
TEXT_STYLE_OPEN = opened(TextStyle)

FIELDS: dict[Any, dict[str, str]] = {
    TextItem: TEXT_ITEM,
    TextData: TEXT_DATA,
    TextStyle: TEXT_STYLE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    TextItem: structure_text_item,
    TextData: structure_text_data,
    TextStyle: structure_text_style,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    TextData: write_text_data,
    TextStyle: write_text_style,
}
WRITERS.update(WRITE)
