"""How `models.app_cards` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, instant, opened, plain
from ...extra import NO_EXTRA, extra_of
from ..app_cards import AppCardData, AppCardField, AppCardItem, AppCardStyle
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_app_card_item(raw: Any, _: object = None) -> Any:
    """Give a `AppCardItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = APP_CARD_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "app_card":
        made.type = "app_card"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_app_card_data(value)
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    else:
        made.style = structure_app_card_style(value)
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
    made.extra = extra_of(raw, APP_CARD_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = AppCardItem
    return made


def structure_app_card_data(raw: Any, _: object = None) -> Any:
    """Give a `AppCardData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = APP_CARD_DATA_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.fields = value = raw.get("fields")
    if value is None:
        count += 1
    else:
        made.fields = each(value, structure_app_card_field)
    made.owned = value = raw.get("owned")
    if value is None:
        count += 1
    made.status = value = raw.get("status")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, APP_CARD_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = AppCardData
    return made


def structure_app_card_style(raw: Any, _: object = None) -> Any:
    """Give a `AppCardStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = APP_CARD_STYLE_OPEN(), len(raw)
    made.fill_color = value = raw.get("fillColor")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, APP_CARD_STYLE, surplus) if surplus else NO_EXTRA
    made.__class__ = AppCardStyle
    return made


def structure_app_card_field(raw: Any, _: object = None) -> Any:
    """Give a `AppCardField`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = APP_CARD_FIELD_OPEN(), len(raw)
    made.fill_color = value = raw.get("fillColor")
    if value is None:
        count += 1
    made.icon_shape = value = raw.get("iconShape")
    if value is None:
        count += 1
    elif value == "round":
        made.icon_shape = "round"
    elif value == "square":
        made.icon_shape = "square"
    made.icon_url = value = raw.get("iconUrl")
    if value is None:
        count += 1
    made.text_color = value = raw.get("textColor")
    if value is None:
        count += 1
    made.tooltip = value = raw.get("tooltip")
    if value is None:
        count += 1
    made.value = value = raw.get("value")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 6
    made.extra = extra_of(raw, APP_CARD_FIELD, surplus) if surplus else NO_EXTRA
    made.__class__ = AppCardField
    return made


def write_app_card_data(value: AppCardData) -> dict[str, Any]:
    """Give the fields of a `AppCardData` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.title is not None:
        body["title"] = value.title
    if value.description is not None:
        body["description"] = value.description
    if value.fields is not None:
        body["fields"] = plain(value.fields)
    if value.status is not None:
        body["status"] = value.status
    return body


def write_app_card_style(value: AppCardStyle) -> dict[str, Any]:
    """Give the fields of a `AppCardStyle` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.fill_color is not None:
        body["fillColor"] = value.fill_color
    return body


def write_app_card_field(value: AppCardField) -> dict[str, Any]:
    """Give the fields of a `AppCardField` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.fill_color is not None:
        body["fillColor"] = value.fill_color
    if value.icon_shape is not None:
        body["iconShape"] = value.icon_shape
    if value.icon_url is not None:
        body["iconUrl"] = value.icon_url
    if value.text_color is not None:
        body["textColor"] = value.text_color
    if value.tooltip is not None:
        body["tooltip"] = value.tooltip
    if value.value is not None:
        body["value"] = value.value
    return body


APP_CARD_ITEM = {
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
APP_CARD_DATA = {
    "title": "title",
    "description": "description",
    "fields": "fields",
    "owned": "owned",
    "status": "status",
}
APP_CARD_STYLE = {
    "fillColor": "fill_color",
}
APP_CARD_FIELD = {
    "fillColor": "fill_color",
    "iconShape": "icon_shape",
    "iconUrl": "icon_url",
    "textColor": "text_color",
    "tooltip": "tooltip",
    "value": "value",
}

APP_CARD_ITEM_OPEN = opened(AppCardItem)
APP_CARD_DATA_OPEN = opened(AppCardData)
APP_CARD_STYLE_OPEN = opened(AppCardStyle)
APP_CARD_FIELD_OPEN = opened(AppCardField)

FIELDS: dict[Any, dict[str, str]] = {
    AppCardItem: APP_CARD_ITEM,
    AppCardData: APP_CARD_DATA,
    AppCardStyle: APP_CARD_STYLE,
    AppCardField: APP_CARD_FIELD,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    AppCardItem: structure_app_card_item,
    AppCardData: structure_app_card_data,
    AppCardStyle: structure_app_card_style,
    AppCardField: structure_app_card_field,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    AppCardData: write_app_card_data,
    AppCardStyle: write_app_card_style,
    AppCardField: write_app_card_field,
}
WRITERS.update(WRITE)
