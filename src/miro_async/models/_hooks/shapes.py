"""How `models.shapes` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..shapes import ShapeData, ShapeItem, ShapeStyle
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_shape_item(raw: Any, _: object = None) -> Any:
    """Give a `ShapeItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SHAPE_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "shape":
        made.type = "shape"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_shape_data(value)
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    else:
        made.style = structure_shape_style(value)
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
    made.extra = extra_of(raw, SHAPE_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = ShapeItem
    return made


def structure_shape_data(raw: Any, _: object = None) -> Any:
    """Give a `ShapeData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SHAPE_DATA_OPEN(), len(raw)
    made.content = value = raw.get("content")
    if value is None:
        count += 1
    made.shape = value = raw.get("shape")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, SHAPE_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = ShapeData
    return made


def structure_shape_style(raw: Any, _: object = None) -> Any:
    """Give a `ShapeStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SHAPE_STYLE_OPEN(), len(raw)
    made.border_color = value = raw.get("borderColor")
    if value is None:
        count += 1
    made.border_opacity = value = raw.get("borderOpacity")
    if value is None:
        count += 1
    made.border_style = value = raw.get("borderStyle")
    if value is None:
        count += 1
    made.border_width = value = raw.get("borderWidth")
    if value is None:
        count += 1
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
    made.text_align_vertical = value = raw.get("textAlignVertical")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 11
    made.extra = extra_of(raw, SHAPE_STYLE, surplus) if surplus else NO_EXTRA
    made.__class__ = ShapeStyle
    return made


def write_shape_data(value: ShapeData) -> dict[str, Any]:
    """Give the fields of a `ShapeData` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.content is not None:
        body["content"] = value.content
    if value.shape is not None:
        body["shape"] = value.shape
    return body


def write_shape_style(value: ShapeStyle) -> dict[str, Any]:
    """Give the fields of a `ShapeStyle` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.border_color is not None:
        body["borderColor"] = value.border_color
    if value.border_opacity is not None:
        body["borderOpacity"] = value.border_opacity
    if value.border_style is not None:
        body["borderStyle"] = value.border_style
    if value.border_width is not None:
        body["borderWidth"] = value.border_width
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
    if value.text_align_vertical is not None:
        body["textAlignVertical"] = value.text_align_vertical
    return body


SHAPE_ITEM = {
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
SHAPE_DATA = {
    "content": "content",
    "shape": "shape",
}
SHAPE_STYLE = {
    "borderColor": "border_color",
    "borderOpacity": "border_opacity",
    "borderStyle": "border_style",
    "borderWidth": "border_width",
    "color": "color",
    "fillColor": "fill_color",
    "fillOpacity": "fill_opacity",
    "fontFamily": "font_family",
    "fontSize": "font_size",
    "textAlign": "text_align",
    "textAlignVertical": "text_align_vertical",
}

SHAPE_ITEM_OPEN = opened(ShapeItem)
SHAPE_DATA_OPEN = opened(ShapeData)
SHAPE_STYLE_OPEN = opened(ShapeStyle)

FIELDS: dict[Any, dict[str, str]] = {
    ShapeItem: SHAPE_ITEM,
    ShapeData: SHAPE_DATA,
    ShapeStyle: SHAPE_STYLE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    ShapeItem: structure_shape_item,
    ShapeData: structure_shape_data,
    ShapeStyle: structure_shape_style,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    ShapeData: write_shape_data,
    ShapeStyle: write_shape_style,
}
WRITERS.update(WRITE)
