"""How `models.cards` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return CardItem(
        id=get("id"),
        type=get("type"),
        data=structure_card_data(get("data")),
        style=structure_card_style(get("style")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, CARD_ITEM),
    )


def structure_card_data(raw: Any, _: object = None) -> Any:
    """Give a `CardData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return CardData(
        title=get("title"),
        description=get("description"),
        assignee_id=get("assigneeId"),
        due_date=instant(get("dueDate")),
        extra=extra_of(raw, CARD_DATA),
    )


def structure_card_style(raw: Any, _: object = None) -> Any:
    """Give a `CardStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return CardStyle(
        card_theme=get("cardTheme"),
        extra=extra_of(raw, CARD_STYLE),
    )


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
