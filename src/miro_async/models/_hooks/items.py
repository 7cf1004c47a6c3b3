"""How `models.items` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened, plain
from ...extra import NO_EXTRA, extra_of
from ..app_cards import AppCardItem
from ..cards import CardItem
from ..code_widgets import CodeWidgetItem
from ..doc_formats import DocFormatItem
from ..documents import DocumentItem
from ..embeds import EmbedItem
from ..frames import FrameItem
from ..images import ImageItem
from ..items import BulkFileItem, BulkItem, Item, UnknownItem
from ..mindmap_nodes import MindmapNode
from ..shapes import ShapeItem
from ..sticky_notes import StickyNoteItem
from ..texts import TextItem
from .app_cards import structure_app_card_item
from .cards import structure_card_item
from .code_widgets import structure_code_widget_item
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)
from .doc_formats import structure_doc_format_item
from .documents import structure_document_item
from .embeds import structure_embed_item
from .frames import structure_frame_item
from .images import structure_image_item
from .mindmap_nodes import structure_mindmap_node
from .shapes import structure_shape_item
from .sticky_notes import structure_sticky_note_item
from .texts import structure_text_item


def structure_unknown_item(raw: Any, _: object = None) -> Any:
    """Give a `UnknownItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = UNKNOWN_ITEM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    made.style = value = raw.get("style")
    if value is None:
        count += 1
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
    made.extra = extra_of(raw, UNKNOWN_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = UnknownItem
    return made


def structure_bulk_item(raw: Any, _: object = None) -> Any:
    """Give a `BulkItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BULK_ITEM_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    made.position = value = raw.get("position")
    if value is None:
        count += 1
    else:
        made.position = structure_position(value)
    made.geometry = value = raw.get("geometry")
    if value is None:
        count += 1
    made.parent = value = raw.get("parent")
    if value is None:
        count += 1
    else:
        made.parent = structure_parent_ref(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 6
    made.extra = extra_of(raw, BULK_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = BulkItem
    return made


def structure_bulk_file_item(raw: Any, _: object = None) -> Any:
    """Give a `BulkFileItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BULK_FILE_ITEM_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "image":
        made.type = "image"
    elif value == "document":
        made.type = "document"
    made.title = value = raw.get("title")
    if value is None:
        count += 1
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
    made.alt_text = value = raw.get("altText")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 6
    made.extra = extra_of(raw, BULK_FILE_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = BulkFileItem
    return made


def write_bulk_item(value: BulkItem) -> dict[str, Any]:
    """Give the fields of a `BulkItem` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "type": value.type,
    }
    if value.data is not None:
        body["data"] = plain(value.data)
    if value.style is not None:
        body["style"] = plain(value.style)
    if value.position is not None:
        body["position"] = plain(value.position)
    if value.geometry is not None:
        body["geometry"] = plain(value.geometry)
    if value.parent is not None:
        body["parent"] = plain(value.parent)
    return body


def write_bulk_file_item(value: BulkFileItem) -> dict[str, Any]:
    """Give the fields of a `BulkFileItem` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "type": value.type,
    }
    if value.title is not None:
        body["title"] = value.title
    if value.position is not None:
        body["position"] = plain(value.position)
    if value.geometry is not None:
        body["geometry"] = plain(value.geometry)
    if value.parent is not None:
        body["parent"] = plain(value.parent)
    if value.alt_text is not None:
        body["altText"] = value.alt_text
    return body


def structure_item(raw: Any, _: object = None) -> Any:
    """Give the class that the field `type` says."""
    if raw.__class__ is not dict:
        return raw
    kind = raw.get("type")
    # A value that is no string is none of ours, and might not even be hashable.
    structure = CHOOSE.get(kind) if kind.__class__ is str else None
    return (structure or structure_unknown_item)(raw)


BY_TYPE: dict[str, type] = {
    "app_card": AppCardItem,
    "card": CardItem,
    "code": CodeWidgetItem,
    "doc_format": DocFormatItem,
    "document": DocumentItem,
    "embed": EmbedItem,
    "frame": FrameItem,
    "image": ImageItem,
    "mindmap_node": MindmapNode,
    "shape": ShapeItem,
    "sticky_note": StickyNoteItem,
    "text": TextItem,
}

CHOOSE: dict[str, Callable[[Any], Any]] = {
    "app_card": structure_app_card_item,
    "card": structure_card_item,
    "code": structure_code_widget_item,
    "doc_format": structure_doc_format_item,
    "document": structure_document_item,
    "embed": structure_embed_item,
    "frame": structure_frame_item,
    "image": structure_image_item,
    "mindmap_node": structure_mindmap_node,
    "shape": structure_shape_item,
    "sticky_note": structure_sticky_note_item,
    "text": structure_text_item,
}

UNKNOWN_ITEM = {
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
BULK_ITEM = {
    "type": "type",
    "data": "data",
    "style": "style",
    "position": "position",
    "geometry": "geometry",
    "parent": "parent",
}
BULK_FILE_ITEM = {
    "type": "type",
    "title": "title",
    "position": "position",
    "geometry": "geometry",
    "parent": "parent",
    "altText": "alt_text",
}

UNKNOWN_ITEM_OPEN = opened(UnknownItem)
BULK_ITEM_OPEN = opened(BulkItem)
BULK_FILE_ITEM_OPEN = opened(BulkFileItem)

FIELDS: dict[Any, dict[str, str]] = {
    UnknownItem: UNKNOWN_ITEM,
    BulkItem: BULK_ITEM,
    BulkFileItem: BULK_FILE_ITEM,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    UnknownItem: structure_unknown_item,
    BulkItem: structure_bulk_item,
    BulkFileItem: structure_bulk_file_item,
    Item: structure_item,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    BulkItem: write_bulk_item,
    BulkFileItem: write_bulk_file_item,
}
WRITERS.update(WRITE)
