"""How `models.code_widgets` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return CodeWidgetItem(
        id=get("id"),
        type=get("type"),
        data=structure_code_widget_data(get("data")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, CODE_WIDGET_ITEM),
    )


def structure_code_widget_data(raw: Any, _: object = None) -> Any:
    """Give a `CodeWidgetData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return CodeWidgetData(
        title=get("title"),
        code=get("code"),
        language=get("language"),
        line_numbers_visible=get("lineNumbersVisible"),
        extra=extra_of(raw, CODE_WIDGET_DATA),
    )


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
