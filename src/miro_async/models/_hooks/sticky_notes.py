"""How `models.sticky_notes` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
from ..sticky_notes import StickyNoteData, StickyNoteItem, StickyNoteStyle
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_sticky_note_item(raw: Any, _: object = None) -> Any:
    """Give a `StickyNoteItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return StickyNoteItem(
        id=get("id"),
        type=get("type"),
        data=structure_sticky_note_data(get("data")),
        style=structure_sticky_note_style(get("style")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, STICKY_NOTE_ITEM),
    )


def structure_sticky_note_data(raw: Any, _: object = None) -> Any:
    """Give a `StickyNoteData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return StickyNoteData(
        content=get("content"),
        shape=get("shape"),
        extra=extra_of(raw, STICKY_NOTE_DATA),
    )


def structure_sticky_note_style(raw: Any, _: object = None) -> Any:
    """Give a `StickyNoteStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return StickyNoteStyle(
        fill_color=get("fillColor"),
        text_align=get("textAlign"),
        text_align_vertical=get("textAlignVertical"),
        extra=extra_of(raw, STICKY_NOTE_STYLE),
    )


def write_sticky_note_data(value: StickyNoteData) -> dict[str, Any]:
    """Give the fields of a `StickyNoteData` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.content is not None:
        body["content"] = value.content
    if value.shape is not None:
        body["shape"] = value.shape
    return body


def write_sticky_note_style(value: StickyNoteStyle) -> dict[str, Any]:
    """Give the fields of a `StickyNoteStyle` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.fill_color is not None:
        body["fillColor"] = value.fill_color
    if value.text_align is not None:
        body["textAlign"] = value.text_align
    if value.text_align_vertical is not None:
        body["textAlignVertical"] = value.text_align_vertical
    return body


STICKY_NOTE_ITEM = {
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
STICKY_NOTE_DATA = {
    "content": "content",
    "shape": "shape",
}
STICKY_NOTE_STYLE = {
    "fillColor": "fill_color",
    "textAlign": "text_align",
    "textAlignVertical": "text_align_vertical",
}

FIELDS: dict[Any, dict[str, str]] = {
    StickyNoteItem: STICKY_NOTE_ITEM,
    StickyNoteData: STICKY_NOTE_DATA,
    StickyNoteStyle: STICKY_NOTE_STYLE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    StickyNoteItem: structure_sticky_note_item,
    StickyNoteData: structure_sticky_note_data,
    StickyNoteStyle: structure_sticky_note_style,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    StickyNoteData: write_sticky_note_data,
    StickyNoteStyle: write_sticky_note_style,
}
