"""How `models.cards` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..cards import CardData, CardItem, CardStyle
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_card_item(raw: Any, _: object = None) -> Any:
    """Give a `CardItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CARD_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "card":
        made.type = "card"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_card_data(value)
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    else:
        made.style = structure_card_style(value)
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
    made.extra = extra_of(raw, CARD_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = CardItem
    return made


def structure_card_data(raw: Any, _: object = None) -> Any:
    """Give a `CardData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CARD_DATA_OPEN(), len(raw)
    made.title = value = raw.get("title")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.assignee_id = value = raw.get("assigneeId")
    if value is None:
        count += 1
    made.due_date = value = raw.get("dueDate")
    if value is None:
        count += 1
    else:
        made.due_date = instant(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, CARD_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = CardData
    return made


def structure_card_style(raw: Any, _: object = None) -> Any:
    """Give a `CardStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CARD_STYLE_OPEN(), len(raw)
    made.card_theme = value = raw.get("cardTheme")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, CARD_STYLE, surplus) if surplus else NO_EXTRA
    made.__class__ = CardStyle
    return made


def write_card_data(value: CardData) -> dict[str, Any]:
    """Give the fields of a `CardData` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.title is not None:
        body["title"] = value.title
    if value.description is not None:
        body["description"] = value.description
    if value.assignee_id is not None:
        body["assigneeId"] = value.assignee_id
    if value.due_date is not None:
        body["dueDate"] = value.due_date
    return body


def write_card_style(value: CardStyle) -> dict[str, Any]:
    """Give the fields of a `CardStyle` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.card_theme is not None:
        body["cardTheme"] = value.card_theme
    return body


CARD_ITEM = {
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
CARD_DATA = {
    "title": "title",
    "description": "description",
    "assigneeId": "assignee_id",
    "dueDate": "due_date",
}
CARD_STYLE = {
    "cardTheme": "card_theme",
}

CARD_ITEM_OPEN = opened(CardItem)
CARD_DATA_OPEN = opened(CardData)
CARD_STYLE_OPEN = opened(CardStyle)

FIELDS: dict[Any, dict[str, str]] = {
    CardItem: CARD_ITEM,
    CardData: CARD_DATA,
    CardStyle: CARD_STYLE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    CardItem: structure_card_item,
    CardData: structure_card_data,
    CardStyle: structure_card_style,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    CardData: write_card_data,
    CardStyle: write_card_style,
}
WRITERS.update(WRITE)
