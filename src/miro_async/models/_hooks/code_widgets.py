"""How `models.code_widgets` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..code_widgets import CodeWidgetData, CodeWidgetItem
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_code_widget_item(raw: Any, _: object = None) -> Any:
    """Give a `CodeWidgetItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CODE_WIDGET_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "code":
        made.type = "code"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_code_widget_data(value)
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
    made.extra = extra_of(raw, CODE_WIDGET_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = CodeWidgetItem
    return made


def structure_code_widget_data(raw: Any, _: object = None) -> Any:
    """Give a `CodeWidgetData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CODE_WIDGET_DATA_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.code = value = raw.get("code")
    if value is None:
        count += 1
    made.language = value = raw.get("language")
    if value is None:
        count += 1
    made.line_numbers_visible = value = raw.get("lineNumbersVisible")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, CODE_WIDGET_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = CodeWidgetData
    return made


def write_code_widget_data(value: CodeWidgetData) -> dict[str, Any]:
    """Give the fields of a `CodeWidgetData` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.title is not None:
        body["title"] = value.title
    if value.code is not None:
        body["code"] = value.code
    if value.language is not None:
        body["language"] = value.language
    if value.line_numbers_visible is not None:
        body["lineNumbersVisible"] = value.line_numbers_visible
    return body


CODE_WIDGET_ITEM = {
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
CODE_WIDGET_DATA = {
    "title": "title",
    "code": "code",
    "language": "language",
    "lineNumbersVisible": "line_numbers_visible",
}

CODE_WIDGET_ITEM_OPEN = opened(CodeWidgetItem)
CODE_WIDGET_DATA_OPEN = opened(CodeWidgetData)

FIELDS: dict[Any, dict[str, str]] = {
    CodeWidgetItem: CODE_WIDGET_ITEM,
    CodeWidgetData: CODE_WIDGET_DATA,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    CodeWidgetItem: structure_code_widget_item,
    CodeWidgetData: structure_code_widget_data,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    CodeWidgetData: write_code_widget_data,
}
WRITERS.update(WRITE)
