"""Connectors: lines between two items."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from ...models import enums
from ..answers import no_content, ok
from ..checks import (
    ListOf,
    ObjectOf,
    checked_object,
    color,
    decimal,
    fields_of,
    one_of,
    percent,
    text,
)
from ..content import cleaned
from ..errors import INVALID, Refusal, invalid
from ..paging import cursor_page
from ..placing import canvas_place
from ..shown import shown_connector
from ..state import StoredConnector

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..checks import Fields
    from ..state import StoredBoard

# Answers may have the cap `unknown`; requests may not.
_CAPS = one_of(*(cap for cap in get_args(enums.ConnectorCap) if cap != "unknown"))
_SIDES = {
    "top": ("50%", "0%"),
    "right": ("100%", "50%"),
    "bottom": ("50%", "100%"),
    "left": ("0%", "50%"),
}
_CAPTION = {"position": "50%", "textAlignVertical": "middle"}
_STYLE = {
    "color": "#1a1a1a",
    "endStrokeCap": "stealth",
    "fontSize": "14",
    "startStrokeCap": "none",
    "strokeColor": "#000000",
    "strokeStyle": "normal",
    "strokeWidth": "1.0",
    "textOrientation": "aligned",
}
_STYLE_RULES: Fields = {
    "color": color,
    "endStrokeCap": _CAPS,
    "fontSize": decimal(10, 288, whole=True),
    "startStrokeCap": _CAPS,
    "strokeColor": color,
    "strokeStyle": one_of("normal", "dotted", "dashed"),
    "strokeWidth": decimal(1, 24),
    "textOrientation": one_of("horizontal", "aligned"),
}
_CAPTION_RULES: Fields = {
    # The document limits captions as they are sent, while items are limited by their text.
    "content": lambda value: cleaned(text(200)(value)),
    "position": percent,
    "textAlignVertical": one_of("top", "middle", "bottom"),
}


def _list(call: Call) -> Response:
    def shown(connector: StoredConnector) -> JsonObject:
        return shown_connector(call, connector)

    connectors = list(call.board.connectors.values())
    return ok(cursor_page(call, f"{call.board_url}/connectors", connectors, shown))


def _create(call: Call) -> Response:
    board = call.board
    given = _given(call, new=True)
    connector = StoredConnector(
        id="",
        shape=given.get("shape", "curved"),
        start=given["startItem"],
        end=given["endItem"],
        captions=given.get("captions", []),
        style={**_STYLE, **given.get("style", {})},
        trace=call.state.trace(call.user),
    )
    _fasten(board, connector)
    connector.id = call.state.ids.next_item()
    board.connectors[connector.id] = connector
    return ok(shown_connector(call, connector))  # 200, where every other create answers 201


def _get(call: Call) -> Response:
    return ok(shown_connector(call, call.board.connector(call.ids["connector_id"])))


def _update(call: Call) -> Response:
    connector = call.board.connector(call.ids["connector_id"])
    if not connector.supported:
        raise Refusal(400, INVALID, "Connectors that are not supported cannot be changed")
    given = _given(call, new=False)
    changed = StoredConnector(
        id=connector.id,
        shape=given.get("shape", connector.shape),
        start=_changed_end(connector.start, given.get("startItem", {})),
        end=_changed_end(connector.end, given.get("endItem", {})),
        captions=given.get("captions", connector.captions),
        style={**connector.style, **given.get("style", {})},
        trace=connector.trace,
    )
    _fasten(call.board, changed)
    call.board.connectors[connector.id] = changed
    call.state.touch(call.user, changed.trace)
    return ok(shown_connector(call, changed))


def _delete(call: Call) -> Response:
    del call.board.connectors[call.board.connector(call.ids["connector_id"]).id]
    return no_content()


def _given(call: Call, *, new: bool) -> JsonObject:
    position = ObjectOf(fields=fields_of("RelativePosition", {"x": percent, "y": percent}))
    end_rules: Fields = {"id": text(), "position": position, "snapTo": one_of("auto", *_SIDES)}
    end = ObjectOf(
        fields=fields_of("ConnectorEnd", end_rules, without=("links",)),
        required=("id",) if new else (),
    )
    caption = ObjectOf(fields=fields_of("ConnectorCaption", _CAPTION_RULES), required=("content",))
    form = ObjectOf(
        fields={
            "startItem": end,
            "endItem": end,
            "shape": one_of("straight", "elbowed", "curved"),
            "captions": ListOf(element=caption, longest=20),
            "style": ObjectOf(fields=fields_of("ConnectorStyle", _STYLE_RULES)),
        },
        required=("startItem", "endItem") if new else (),
    )
    given = checked_object(call.json_object(), form)
    for name in ("startItem", "endItem"):
        if {"position", "snapTo"} <= given.get(name, {}).keys():
            raise invalid(name, "Only one of [position, snapTo] can be set")
    if "captions" in given:
        given["captions"] = [{**_CAPTION, **caption} for caption in given["captions"]]
    return given


def _changed_end(end: JsonObject, given: JsonObject) -> JsonObject:
    if not given:
        return end
    # Another item or another side: the old point on the outline says nothing any more.
    return {"id": end["id"], **given}


def _fasten(board: StoredBoard, connector: StoredConnector) -> None:
    """Check the ends, and put each at a point of its item's outline."""
    start, end = connector.start, connector.end
    for name, one in (("startItem", start), ("endItem", end)):
        if board.item(one["id"]).type == "frame":
            raise invalid(f"{name}.id", "A frame cannot be connected")
    if start["id"] == end["id"]:
        raise invalid("endItem.id", "Start item and end item must differ")
    connector.start = _fastened(board, start, end)
    connector.end = _fastened(board, end, start)


def _fastened(board: StoredBoard, end: JsonObject, other: JsonObject) -> JsonObject:
    if "position" in end:
        return {"id": end["id"], "position": {"x": "50%", "y": "50%", **end["position"]}}
    side = end.get("snapTo", "auto")
    if side == "auto":
        side = _facing_side(board, end["id"], other["id"])
    x, y = _SIDES[side]
    return {"id": end["id"], "position": {"x": x, "y": y}}


def _facing_side(board: StoredBoard, item_id: str, other_id: str) -> str:
    x, y = canvas_place(board, board.items[item_id])
    other_x, other_y = canvas_place(board, board.items[other_id])
    if abs(other_x - x) >= abs(other_y - y):
        return "right" if other_x >= x else "left"
    return "bottom" if other_y >= y else "top"


HANDLERS: Mapping[str, Handler] = {
    "connectors.list": _list,
    "connectors.get": _get,
    "connectors.create": _create,
    "connectors.update": _update,
    "connectors.delete": _delete,
}
