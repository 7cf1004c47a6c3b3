"""How `models.mindmap_nodes` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened, plain
from ...extra import NO_EXTRA, extra_of
from ..mindmap_nodes import (
    MindmapNode,
    MindmapNodeContent,
    MindmapNodeData,
    MindmapNodeDataInput,
    MindmapNodeGeometry,
    MindmapNodeStyle,
    MindmapNodeView,
    MindmapNodeViewStyle,
)
from .common import (
    structure_geometry,
    structure_links,
    structure_parent_ref,
    structure_position,
    structure_user_ref,
)


def structure_mindmap_node(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNode`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = MINDMAP_NODE_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "mindmap_node":
        made.type = "mindmap_node"
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_mindmap_node_data(value)
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    else:
        made.style = structure_mindmap_node_style(value)
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
    made.extra = extra_of(raw, MINDMAP_NODE, surplus) if surplus else NO_EXTRA
    made.__class__ = MindmapNode
    return made


def structure_mindmap_node_data(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = MINDMAP_NODE_DATA_OPEN(), len(raw)
    made.node_view = value = raw.get("nodeView")
    if value is None:
        count += 1
    else:
        made.node_view = structure_mindmap_node_view(value)
    made.is_root = value = raw.get("isRoot")
    if value is None:
        count += 1
    made.direction = value = raw.get("direction")
    if value is None:
        count += 1
    elif value == "start":
        made.direction = "start"
    elif value == "end":
        made.direction = "end"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, MINDMAP_NODE_DATA, surplus) if surplus else NO_EXTRA
    made.__class__ = MindmapNodeData
    return made


def structure_mindmap_node_data_input(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeDataInput`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = MINDMAP_NODE_DATA_INPUT_OPEN(), len(raw)
    made.node_view = value = raw.get("nodeView")
    if value is None:
        count += 1
    else:
        made.node_view = structure_mindmap_node_view(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, MINDMAP_NODE_DATA_INPUT, surplus) if surplus else NO_EXTRA
    made.__class__ = MindmapNodeDataInput
    return made


def structure_mindmap_node_view(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeView`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = MINDMAP_NODE_VIEW_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.data = value = raw.get("data")
    if value is None:
        count += 1
    else:
        made.data = structure_mindmap_node_content(value)
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    else:
        made.style = structure_mindmap_node_view_style(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, MINDMAP_NODE_VIEW, surplus) if surplus else NO_EXTRA
    made.__class__ = MindmapNodeView
    return made


def structure_mindmap_node_content(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeContent`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = MINDMAP_NODE_CONTENT_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.content = value = raw.get("content")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, MINDMAP_NODE_CONTENT, surplus) if surplus else NO_EXTRA
    made.__class__ = MindmapNodeContent
    return made


def structure_mindmap_node_view_style(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeViewStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = MINDMAP_NODE_VIEW_STYLE_OPEN(), len(raw)
    made.color = value = raw.get("color")
    if value is None:
        count += 1
    made.fill_opacity = value = raw.get("fillOpacity")
    if value is None:
        count += 1
    made.font_size = value = raw.get("fontSize")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, MINDMAP_NODE_VIEW_STYLE, surplus) if surplus else NO_EXTRA
    made.__class__ = MindmapNodeViewStyle
    return made


def structure_mindmap_node_style(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = MINDMAP_NODE_STYLE_OPEN(), len(raw)
    made.node_color = value = raw.get("nodeColor")
    if value is None:
        count += 1
    made.shape = value = raw.get("shape")
    if value is None:
        count += 1
    made.font_size = value = raw.get("fontSize")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, MINDMAP_NODE_STYLE, surplus) if surplus else NO_EXTRA
    made.__class__ = MindmapNodeStyle
    return made


def structure_mindmap_node_geometry(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeGeometry`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = MINDMAP_NODE_GEOMETRY_OPEN(), len(raw)
    made.width = value = raw.get("width")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, MINDMAP_NODE_GEOMETRY, surplus) if surplus else NO_EXTRA
    made.__class__ = MindmapNodeGeometry
    return made


def write_mindmap_node_data_input(value: MindmapNodeDataInput) -> dict[str, Any]:
    """Give the fields of a `MindmapNodeDataInput` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "nodeView": plain(value.node_view),
    }
    return body


def write_mindmap_node_view(value: MindmapNodeView) -> dict[str, Any]:
    """Give the fields of a `MindmapNodeView` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.data is not None:
        body["data"] = plain(value.data)
    return body


def write_mindmap_node_content(value: MindmapNodeContent) -> dict[str, Any]:
    """Give the fields of a `MindmapNodeContent` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "type": value.type,
    }
    if value.content is not None:
        body["content"] = value.content
    return body


def write_mindmap_node_geometry(value: MindmapNodeGeometry) -> dict[str, Any]:
    """Give the fields of a `MindmapNodeGeometry` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.width is not None:
        body["width"] = value.width
    return body


MINDMAP_NODE = {
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
MINDMAP_NODE_DATA = {
    "nodeView": "node_view",
    "isRoot": "is_root",
    "direction": "direction",
}
MINDMAP_NODE_DATA_INPUT = {
    "nodeView": "node_view",
}
MINDMAP_NODE_VIEW = {
    "type": "type",
    "data": "data",
    "style": "style",
}
MINDMAP_NODE_CONTENT = {
    "type": "type",
    "content": "content",
}
MINDMAP_NODE_VIEW_STYLE = {
    "color": "color",
    "fillOpacity": "fill_opacity",
    "fontSize": "font_size",
}
MINDMAP_NODE_STYLE = {
    "nodeColor": "node_color",
    "shape": "shape",
    "fontSize": "font_size",
}
MINDMAP_NODE_GEOMETRY = {
    "width": "width",
}

MINDMAP_NODE_OPEN = opened(MindmapNode)
MINDMAP_NODE_DATA_OPEN = opened(MindmapNodeData)
MINDMAP_NODE_DATA_INPUT_OPEN = opened(MindmapNodeDataInput)
MINDMAP_NODE_VIEW_OPEN = opened(MindmapNodeView)
MINDMAP_NODE_CONTENT_OPEN = opened(MindmapNodeContent)
MINDMAP_NODE_VIEW_STYLE_OPEN = opened(MindmapNodeViewStyle)
MINDMAP_NODE_STYLE_OPEN = opened(MindmapNodeStyle)
MINDMAP_NODE_GEOMETRY_OPEN = opened(MindmapNodeGeometry)

FIELDS: dict[Any, dict[str, str]] = {
    MindmapNode: MINDMAP_NODE,
    MindmapNodeData: MINDMAP_NODE_DATA,
    MindmapNodeDataInput: MINDMAP_NODE_DATA_INPUT,
    MindmapNodeView: MINDMAP_NODE_VIEW,
    MindmapNodeContent: MINDMAP_NODE_CONTENT,
    MindmapNodeViewStyle: MINDMAP_NODE_VIEW_STYLE,
    MindmapNodeStyle: MINDMAP_NODE_STYLE,
    MindmapNodeGeometry: MINDMAP_NODE_GEOMETRY,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    MindmapNode: structure_mindmap_node,
    MindmapNodeData: structure_mindmap_node_data,
    MindmapNodeDataInput: structure_mindmap_node_data_input,
    MindmapNodeView: structure_mindmap_node_view,
    MindmapNodeContent: structure_mindmap_node_content,
    MindmapNodeViewStyle: structure_mindmap_node_view_style,
    MindmapNodeStyle: structure_mindmap_node_style,
    MindmapNodeGeometry: structure_mindmap_node_geometry,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    MindmapNodeDataInput: write_mindmap_node_data_input,
    MindmapNodeView: write_mindmap_node_view,
    MindmapNodeContent: write_mindmap_node_content,
    MindmapNodeGeometry: write_mindmap_node_geometry,
}
WRITERS.update(WRITE)
