"""How `models.connectors` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of, instant
from ..connectors import Connector, ConnectorCaption, ConnectorEnd, ConnectorStyle, RelativePosition
from .common import structure_links, structure_user_ref


def structure_connector(raw: Any, _: object = None) -> Any:
    """Give a `Connector`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Connector(
        id=get("id"),
        type=get("type"),
        style=structure_connector_style(get("style")),
        captions=each(get("captions"), structure_connector_caption),
        end_item=structure_connector_end(get("endItem")),
        is_supported=get("isSupported"),
        shape=get("shape"),
        start_item=structure_connector_end(get("startItem")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_ref(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_ref(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, CONNECTOR),
    )


def structure_connector_end(raw: Any, _: object = None) -> Any:
    """Give a `ConnectorEnd`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ConnectorEnd(
        id=get("id"),
        position=structure_relative_position(get("position")),
        snap_to=get("snapTo"),
        links=structure_links(get("links")),
        extra=extra_of(raw, CONNECTOR_END),
    )


def structure_connector_caption(raw: Any, _: object = None) -> Any:
    """Give a `ConnectorCaption`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ConnectorCaption(
        position=get("position"),
        content=get("content"),
        text_align_vertical=get("textAlignVertical"),
        extra=extra_of(raw, CONNECTOR_CAPTION),
    )


def structure_connector_style(raw: Any, _: object = None) -> Any:
    """Give a `ConnectorStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ConnectorStyle(
        color=get("color"),
        end_stroke_cap=get("endStrokeCap"),
        font_size=get("fontSize"),
        start_stroke_cap=get("startStrokeCap"),
        stroke_color=get("strokeColor"),
        stroke_style=get("strokeStyle"),
        stroke_width=get("strokeWidth"),
        text_orientation=get("textOrientation"),
        extra=extra_of(raw, CONNECTOR_STYLE),
    )


def structure_relative_position(raw: Any, _: object = None) -> Any:
    """Give a `RelativePosition`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return RelativePosition(
        x=get("x"),
        y=get("y"),
        extra=extra_of(raw, RELATIVE_POSITION),
    )


def write_connector_end(value: ConnectorEnd) -> dict[str, Any]:
    """Give the fields of a `ConnectorEnd` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.id is not None:
        body["id"] = value.id
    if value.position is not None:
        body["position"] = value.position
    if value.snap_to is not None:
        body["snapTo"] = value.snap_to
    return body


def write_connector_caption(value: ConnectorCaption) -> dict[str, Any]:
    """Give the fields of a `ConnectorCaption` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "content": value.content,
    }
    if value.position is not None:
        body["position"] = value.position
    if value.text_align_vertical is not None:
        body["textAlignVertical"] = value.text_align_vertical
    return body


def write_connector_style(value: ConnectorStyle) -> dict[str, Any]:
    """Give the fields of a `ConnectorStyle` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.color is not None:
        body["color"] = value.color
    if value.end_stroke_cap is not None:
        body["endStrokeCap"] = value.end_stroke_cap
    if value.font_size is not None:
        body["fontSize"] = value.font_size
    if value.start_stroke_cap is not None:
        body["startStrokeCap"] = value.start_stroke_cap
    if value.stroke_color is not None:
        body["strokeColor"] = value.stroke_color
    if value.stroke_style is not None:
        body["strokeStyle"] = value.stroke_style
    if value.stroke_width is not None:
        body["strokeWidth"] = value.stroke_width
    if value.text_orientation is not None:
        body["textOrientation"] = value.text_orientation
    return body


def write_relative_position(value: RelativePosition) -> dict[str, Any]:
    """Give the fields of a `RelativePosition` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.x is not None:
        body["x"] = value.x
    if value.y is not None:
        body["y"] = value.y
    return body


CONNECTOR = {
    "id": "id",
    "type": "type",
    "style": "style",
    "captions": "captions",
    "endItem": "end_item",
    "isSupported": "is_supported",
    "shape": "shape",
    "startItem": "start_item",
    "createdAt": "created_at",
    "createdBy": "created_by",
    "modifiedAt": "modified_at",
    "modifiedBy": "modified_by",
    "links": "links",
}
CONNECTOR_END = {
    "id": "id",
    "position": "position",
    "snapTo": "snap_to",
    "links": "links",
}
CONNECTOR_CAPTION = {
    "position": "position",
    "content": "content",
    "textAlignVertical": "text_align_vertical",
}
CONNECTOR_STYLE = {
    "color": "color",
    "endStrokeCap": "end_stroke_cap",
    "fontSize": "font_size",
    "startStrokeCap": "start_stroke_cap",
    "strokeColor": "stroke_color",
    "strokeStyle": "stroke_style",
    "strokeWidth": "stroke_width",
    "textOrientation": "text_orientation",
}
RELATIVE_POSITION = {
    "x": "x",
    "y": "y",
}

FIELDS: dict[Any, dict[str, str]] = {
    Connector: CONNECTOR,
    ConnectorEnd: CONNECTOR_END,
    ConnectorCaption: CONNECTOR_CAPTION,
    ConnectorStyle: CONNECTOR_STYLE,
    RelativePosition: RELATIVE_POSITION,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    Connector: structure_connector,
    ConnectorEnd: structure_connector_end,
    ConnectorCaption: structure_connector_caption,
    ConnectorStyle: structure_connector_style,
    RelativePosition: structure_relative_position,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    ConnectorEnd: write_connector_end,
    ConnectorCaption: write_connector_caption,
    ConnectorStyle: write_connector_style,
    RelativePosition: write_relative_position,
}
