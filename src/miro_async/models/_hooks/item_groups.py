"""How `models.item_groups` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of
from ..item_groups import ItemGroup, ItemGroupData
from .common import structure_page_links


def structure_item_group(raw: Any, _: object = None) -> Any:
    """Give a `ItemGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ItemGroup(
        id=get("id"),
        type=get("type"),
        data=structure_item_group_data(get("data")),
        links=structure_page_links(get("links")),
        extra=extra_of(raw, ITEM_GROUP),
    )


def structure_item_group_data(raw: Any, _: object = None) -> Any:
    """Give a `ItemGroupData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ItemGroupData(
        items=get("items"),
        extra=extra_of(raw, ITEM_GROUP_DATA),
    )


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
