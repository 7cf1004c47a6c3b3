"""Items and shapes by the experimental routes, which know flowchart shapes and mind maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from ..answers import created, no_content, ok
from ..checks import ObjectOf, checked_object, one_of
from ..families import CODE_WIDGET, FAMILY_OF_TYPE, is_supported
from ..looks import ALL_SHAPES, flowchart_style
from ..paging import cursor_page
from ..shown import shown_item, whole_item
from .items import add, change, draft, item_of, remove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import StoredItem

_BASIC = FAMILY_OF_TYPE["shape"]
_ANY_SHAPE = evolve(_BASIC, data_rules={**_BASIC.data_rules, "shape": ALL_SHAPES})
_FLOWCHART = evolve(_ANY_SHAPE, style_defaults=flowchart_style)
_WITHOUT_TEXT = ("flow_chart_or", "flow_chart_summing_junction")
_LISTED_TYPES = one_of(_BASIC.type)


def _list_items(call: Call) -> Response:
    items = list(call.board.items.values())
    if "type" in call.query:
        filters = {"type": call.query["type"]}
        checked_object(filters, ObjectOf(fields={"type": _LISTED_TYPES}))
        items = [item for item in items if item.type == _BASIC.type]

    def shown(item: StoredItem) -> JsonObject:
        return _filled_in(call, item)

    address = call.address("v2-experimental", "boards", call.board.id, "items")
    return ok(cursor_page(call, address, items, shown))


def _get_item(call: Call) -> Response:
    return ok(_filled_in(call, item_of(call)))


def _delete_item(call: Call) -> Response:
    remove(call, item_of(call))
    return no_content()


def _filled_in(call: Call, item: StoredItem) -> JsonObject:
    """Give an item with its data; only code widgets are strange to these routes as well."""
    shown = shown_item if item.type == CODE_WIDGET.type else whole_item
    return shown(call, item)


def _create_shape(call: Call) -> Response:
    body = call.json_object()
    item = draft(call, _ANY_SHAPE, body)
    if not is_supported(item):
        item = draft(call, _FLOWCHART, body)
    _drop_text(item)
    return created(whole_item(call, add(call, item)))


def _get_shape(call: Call) -> Response:
    return ok(whole_item(call, item_of(call, _BASIC)))


def _update_shape(call: Call) -> Response:
    item = change(call, _ANY_SHAPE, item_of(call, _BASIC), call.json_object())
    _drop_text(item)
    return ok(whole_item(call, item))


def _delete_shape(call: Call) -> Response:
    remove(call, item_of(call, _BASIC))
    return no_content()


def _drop_text(item: StoredItem) -> None:
    if item.data["shape"] in _WITHOUT_TEXT:
        item.data["content"] = ""


HANDLERS: Mapping[str, Handler] = {
    "experimental_items.list": _list_items,
    "experimental_items.get": _get_item,
    "experimental_items.delete": _delete_item,
    "flowchart_shapes.create": _create_shape,
    "flowchart_shapes.get": _get_shape,
    "flowchart_shapes.update": _update_shape,
    "flowchart_shapes.delete": _delete_shape,
}
