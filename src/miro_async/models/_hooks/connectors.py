"""How `models.connectors` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, instant, opened, plain
from ...extra import NO_EXTRA, extra_of
from ..connectors import Connector, ConnectorCaption, ConnectorEnd, ConnectorStyle, RelativePosition
from .common import structure_links, structure_user_ref


def structure_connector(raw: Any, _: object = None) -> Any:
    """Give a `Connector`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CONNECTOR_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.style = value = raw.get("style")
    if value is None:
        count += 1
    else:
        made.style = structure_connector_style(value)
    made.captions = value = raw.get("captions")
    if value is None:
        count += 1
    else:
        made.captions = each(value, structure_connector_caption)
    made.end_item = value = raw.get("endItem")
    if value is None:
        count += 1
    else:
        made.end_item = structure_connector_end(value)
    made.is_supported = value = raw.get("isSupported")
    if value is None:
        count += 1
    made.shape = value = raw.get("shape")
    if value is None:
        count += 1
    made.start_item = value = raw.get("startItem")
    if value is None:
        count += 1
    else:
        made.start_item = structure_connector_end(value)
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
    surplus = count - 13
    made.extra = extra_of(raw, CONNECTOR, surplus) if surplus else NO_EXTRA
    made.__class__ = Connector
    return made


def structure_connector_end(raw: Any, _: object = None) -> Any:
    """Give a `ConnectorEnd`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CONNECTOR_END_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.position = value = raw.get("position")
    if value is None:
        count += 1
    else:
        made.position = structure_relative_position(value)
    made.snap_to = value = raw.get("snapTo")
    if value is None:
        count += 1
    made.links = value = raw.get("links")
    if value is None:
        count += 1
    else:
        made.links = structure_links(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, CONNECTOR_END, surplus) if surplus else NO_EXTRA
    made.__class__ = ConnectorEnd
    return made


def structure_connector_caption(raw: Any, _: object = None) -> Any:
    """Give a `ConnectorCaption`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CONNECTOR_CAPTION_OPEN(), len(raw)
    made.position = value = raw.get("position")
    if value is None:
        count += 1
    made.content = value = raw.get("content")
    if value is None:
        count += 1
    made.text_align_vertical = value = raw.get("textAlignVertical")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, CONNECTOR_CAPTION, surplus) if surplus else NO_EXTRA
    made.__class__ = ConnectorCaption
    return made


def structure_connector_style(raw: Any, _: object = None) -> Any:
    """Give a `ConnectorStyle`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CONNECTOR_STYLE_OPEN(), len(raw)
    made.color = value = raw.get("color")
    if value is None:
        count += 1
    made.end_stroke_cap = value = raw.get("endStrokeCap")
    if value is None:
        count += 1
    made.font_size = value = raw.get("fontSize")
    if value is None:
        count += 1
    made.start_stroke_cap = value = raw.get("startStrokeCap")
    if value is None:
        count += 1
    made.stroke_color = value = raw.get("strokeColor")
    if value is None:
        count += 1
    made.stroke_style = value = raw.get("strokeStyle")
    if value is None:
        count += 1
    made.stroke_width = value = raw.get("strokeWidth")
    if value is None:
        count += 1
    made.text_orientation = value = raw.get("textOrientation")
    if value is None:
        count += 1
    elif value == "horizontal":
        made.text_orientation = "horizontal"
    elif value == "aligned":
        made.text_orientation = "aligned"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 8
    made.extra = extra_of(raw, CONNECTOR_STYLE, surplus) if surplus else NO_EXTRA
    made.__class__ = ConnectorStyle
    return made


def structure_relative_position(raw: Any, _: object = None) -> Any:
    """Give a `RelativePosition`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = RELATIVE_POSITION_OPEN(), len(raw)
    made.x = value = raw.get("x")
    if value is None:
        count += 1
    made.y = value = raw.get("y")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, RELATIVE_POSITION, surplus) if surplus else NO_EXTRA
    made.__class__ = RelativePosition
    return made


def write_connector_end(value: ConnectorEnd) -> dict[str, Any]:
    """Give the fields of a `ConnectorEnd` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.id is not None:
        body["id"] = value.id
    if value.position is not None:
        body["position"] = plain(value.position)
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

CONNECTOR_OPEN = opened(Connector)
CONNECTOR_END_OPEN = opened(ConnectorEnd)
CONNECTOR_CAPTION_OPEN = opened(ConnectorCaption)
CONNECTOR_STYLE_OPEN = opened(ConnectorStyle)
RELATIVE_POSITION_OPEN = opened(RelativePosition)

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
WRITERS.update(WRITE)
