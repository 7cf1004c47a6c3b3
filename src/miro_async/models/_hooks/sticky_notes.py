"""How `models.sticky_notes` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
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
    made, count = STICKY_NOTE_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "sticky_note":
        made.type = "sticky_note"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_sticky_note_data(value)
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    else:
        made.style = structure_sticky_note_style(value)
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
    made.extra = extra_of(raw, STICKY_NOTE_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = StickyNoteItem
    return made


def structure_sticky_note_data(raw: Any, _: object = None) -> Any:
    """Give a `StickyNoteData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = STICKY_NOTE_DATA_OPEN(), len(raw)
    made.content = value = raw.get("content")
    if value is None:
        count += 1
    made.shape = value = raw.get("shape")
    if value is None:
        count += 1
    elif value == "square":
        made.shape = "square"
    elif value == "rectangle":
        made.shape = "rectangle"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, STICKY_NOTE_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = StickyNoteData
    return made


def structure_sticky_note_style(raw: Any, _: object = None) -> Any:
    """Give a `StickyNoteStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = STICKY_NOTE_STYLE_OPEN(), len(raw)
    made.fill_color = value = raw.get("fillColor")
    if value is None:
        count += 1
    made.text_align = value = raw.get("textAlign")
    if value is None:
        count += 1
    made.text_align_vertical = value = raw.get("textAlignVertical")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, STICKY_NOTE_STYLE, surplus) if surplus else NO_EXTRA
    made.__class__ = StickyNoteStyle
    return made


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

STICKY_NOTE_ITEM_OPEN = opened(StickyNoteItem)
STICKY_NOTE_DATA_OPEN = opened(StickyNoteData)
STICKY_NOTE_STYLE_OPEN = opened(StickyNoteStyle)

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
WRITERS.update(WRITE)
