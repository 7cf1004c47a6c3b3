"""Code widgets: source code on a board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import created, no_content, ok
from ..checks import ObjectOf, checked_object, number
from ..families import CODE_WIDGET
from ..paging import cursor_page
from ..shown import whole_item
from .items import add, change, draft, item_of, remove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import StoredItem

_PLACE = ObjectOf(fields={"x": number(), "y": number()})


def _list(call: Call) -> Response:
    board = call.board
    widgets = [item for item in board.items.values() if item.type == CODE_WIDGET.type]

    def shown(widget: StoredItem) -> JsonObject:
        return _shown(call, widget)

    address = call.address("v2-experimental", "boards", board.id, CODE_WIDGET.collection)
    return ok(cursor_page(call, address, widgets, shown))


def _get(call: Call) -> Response:
    return ok(_shown(call, _widget(call)))


def _create(call: Call) -> Response:
    return created(_shown(call, add(call, draft(call, CODE_WIDGET, call.json_object()))))


def _update(call: Call) -> Response:
    return ok(_shown(call, change(call, CODE_WIDGET, _widget(call), call.json_object())))


def _move(call: Call) -> Response:
    widget = _widget(call)
    position = checked_object(call.json_object(), _PLACE)
    return ok(_shown(call, change(call, CODE_WIDGET, widget, {"position": position})))


def _delete(call: Call) -> Response:
    remove(call, _widget(call))
    return no_content()


def _widget(call: Call) -> StoredItem:
    return item_of(call, CODE_WIDGET)


def _shown(call: Call, widget: StoredItem) -> JsonObject:
    """Give a code widget. Its own routes do not tell its parent, those of items do."""
    return {key: part for key, part in whole_item(call, widget).items() if key != "parent"}


HANDLERS: Mapping[str, Handler] = {
    "code_widgets.list": _list,
    "code_widgets.get": _get,
    "code_widgets.create": _create,
    "code_widgets.update": _update,
    "code_widgets.move": _move,
    "code_widgets.delete": _delete,
}
