"""How `models.frames` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return FrameItem(
        id=get("id"),
        type=get("type"),
        data=structure_frame_data(get("data")),
        style=structure_frame_style(get("style")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, FRAME_ITEM),
    )


def structure_frame_data(raw: Any, _: object = None) -> Any:
    """Give a `FrameData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return FrameData(
        type=get("type"),
        title=get("title"),
        format=get("format"),
        show_content=get("showContent"),
        extra=extra_of(raw, FRAME_DATA),
    )


def structure_frame_style(raw: Any, _: object = None) -> Any:
    """Give a `FrameStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return FrameStyle(
        fill_color=get("fillColor"),
        extra=extra_of(raw, FRAME_STYLE),
    )


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
