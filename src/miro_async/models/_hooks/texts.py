"""How `models.texts` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return TextItem(
        id=get("id"),
        type=get("type"),
        data=structure_text_data(get("data")),
        style=structure_text_style(get("style")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, TEXT_ITEM),
    )


def structure_text_data(raw: Any, _: object = None) -> Any:
    """Give a `TextData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TextData(
        content=get("content"),
        extra=extra_of(raw, TEXT_DATA),
    )


def structure_text_style(raw: Any, _: object = None) -> Any:
    """Give a `TextStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TextStyle(
        color=get("color"),
        fill_color=get("fillColor"),
        fill_opacity=get("fillOpacity"),
        font_family=get("fontFamily"),
        font_size=get("fontSize"),
        text_align=get("textAlign"),
        extra=extra_of(raw, TEXT_STYLE),
    )


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
