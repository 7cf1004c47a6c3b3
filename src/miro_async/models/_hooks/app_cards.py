"""How `models.app_cards` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return AppCardItem(
        id=get("id"),
        type=get("type"),
        data=structure_app_card_data(get("data")),
        style=structure_app_card_style(get("style")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, APP_CARD_ITEM),
    )


def structure_app_card_data(raw: Any, _: object = None) -> Any:
    """Give a `AppCardData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AppCardData(
        title=get("title"),
        description=get("description"),
        fields=each(get("fields"), structure_app_card_field),
        owned=get("owned"),
        status=get("status"),
        extra=extra_of(raw, APP_CARD_DATA),
    )


def structure_app_card_style(raw: Any, _: object = None) -> Any:
    """Give a `AppCardStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AppCardStyle(
        fill_color=get("fillColor"),
        extra=extra_of(raw, APP_CARD_STYLE),
    )


def structure_app_card_field(raw: Any, _: object = None) -> Any:
    """Give a `AppCardField`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AppCardField(
        fill_color=get("fillColor"),
        icon_shape=get("iconShape"),
        icon_url=get("iconUrl"),
        text_color=get("textColor"),
        tooltip=get("tooltip"),
        value=get("value"),
        extra=extra_of(raw, APP_CARD_FIELD),
    )


def write_app_card_data(value: AppCardData) -> dict[str, Any]:
    """Give the fields of a `AppCardData` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.title is not None:
        body["title"] = value.title
    if value.description is not None:
        body["description"] = value.description
    if value.fields is not None:
        body["fields"] = value.fields
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
