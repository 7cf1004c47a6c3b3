"""How `models.mindmap_nodes` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return MindmapNode(
        id=get("id"),
        type=get("type"),
        data=structure_mindmap_node_data(get("data")),
        style=structure_mindmap_node_style(get("style")),
        position=structure_position(get("position")),
        geometry=structure_geometry(get("geometry")),
        parent=structure_parent_ref(get("parent")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, MINDMAP_NODE),
    )


def structure_mindmap_node_data(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeData`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return MindmapNodeData(
        node_view=structure_mindmap_node_view(get("nodeView")),
        is_root=get("isRoot"),
        direction=get("direction"),
        extra=extra_of(raw, MINDMAP_NODE_DATA),
    )


def structure_mindmap_node_data_input(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeDataInput`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return MindmapNodeDataInput(
        node_view=structure_mindmap_node_view(get("nodeView")),
        extra=extra_of(raw, MINDMAP_NODE_DATA_INPUT),
    )


def structure_mindmap_node_view(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeView`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return MindmapNodeView(
        type=get("type"),
        data=structure_mindmap_node_content(get("data")),
        style=structure_mindmap_node_view_style(get("style")),
        extra=extra_of(raw, MINDMAP_NODE_VIEW),
    )


def structure_mindmap_node_content(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeContent`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return MindmapNodeContent(
        type=get("type"),
        content=get("content"),
        extra=extra_of(raw, MINDMAP_NODE_CONTENT),
    )


def structure_mindmap_node_view_style(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeViewStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return MindmapNodeViewStyle(
        color=get("color"),
        fill_opacity=get("fillOpacity"),
        font_size=get("fontSize"),
        extra=extra_of(raw, MINDMAP_NODE_VIEW_STYLE),
    )


def structure_mindmap_node_style(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return MindmapNodeStyle(
        node_color=get("nodeColor"),
        shape=get("shape"),
        font_size=get("fontSize"),
        extra=extra_of(raw, MINDMAP_NODE_STYLE),
    )


def structure_mindmap_node_geometry(raw: Any, _: object = None) -> Any:
    """Give a `MindmapNodeGeometry`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return MindmapNodeGeometry(
        width=get("width"),
        extra=extra_of(raw, MINDMAP_NODE_GEOMETRY),
    )


def write_mindmap_node_data_input(value: MindmapNodeDataInput) -> dict[str, Any]:
    """Give the fields of a `MindmapNodeDataInput` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "nodeView": value.node_view,
    }
    return body


def write_mindmap_node_view(value: MindmapNodeView) -> dict[str, Any]:
    """Give the fields of a `MindmapNodeView` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.data is not None:
        body["data"] = value.data
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
