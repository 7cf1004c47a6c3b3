"""How `models.item_groups` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, opened
from ...extra import NO_EXTRA, extra_of
from ..item_groups import ItemGroup, ItemGroupData
from .common import structure_page_links


def structure_item_group(raw: Any, _: object = None) -> Any:
    """Give a `ItemGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = ITEM_GROUP_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_item_group_data(value)
    made.links = value = raw.get("links")
    if value is None:
        count += 1
    else:
        made.links = structure_page_links(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, ITEM_GROUP, surplus) if surplus else NO_EXTRA
    made.__class__ = ItemGroup
    return made


def structure_item_group_data(raw: Any, _: object = None) -> Any:
    """Give a `ItemGroupData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = ITEM_GROUP_DATA_OPEN(), len(raw)
    made.items = value = raw.get("items")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, ITEM_GROUP_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = ItemGroupData
    return made


def write_item_group_data(value: ItemGroupData) -> dict[str, Any]:
    """Give the fields of a `ItemGroupData` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "items": value.items,
    }
    return body


ITEM_GROUP = {
    "id": "id",
    "type": "type",
    "data": "data",
    "links": "links",
}
ITEM_GROUP_DATA = {
    "items": "items",
}

ITEM_GROUP_OPEN = opened(ItemGroup)
ITEM_GROUP_DATA_OPEN = opened(ItemGroupData)

FIELDS: dict[Any, dict[str, str]] = {
    ItemGroup: ITEM_GROUP,
    ItemGroupData: ITEM_GROUP_DATA,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    ItemGroup: structure_item_group,
    ItemGroupData: structure_item_group_data,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    ItemGroupData: write_item_group_data,
}
WRITERS.update(WRITE)
