"""How `models.shapes` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return ShapeItem(
        id=get("id"),
        type=get("type"),
        data=structure_shape_data(get("data")),
        style=structure_shape_style(get("style")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, SHAPE_ITEM),
    )


def structure_shape_data(raw: Any, _: object = None) -> Any:
    """Give a `ShapeData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ShapeData(
        content=get("content"),
        shape=get("shape"),
        extra=extra_of(raw, SHAPE_DATA),
    )


def structure_shape_style(raw: Any, _: object = None) -> Any:
    """Give a `ShapeStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ShapeStyle(
        border_color=get("borderColor"),
        border_opacity=get("borderOpacity"),
        border_style=get("borderStyle"),
        border_width=get("borderWidth"),
        color=get("color"),
        fill_color=get("fillColor"),
        fill_opacity=get("fillOpacity"),
        font_family=get("fontFamily"),
        font_size=get("fontSize"),
        text_align=get("textAlign"),
        text_align_vertical=get("textAlignVertical"),
        extra=extra_of(raw, SHAPE_STYLE),
    )


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
