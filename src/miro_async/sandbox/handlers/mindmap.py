"""Mind maps: nodes that hang under one another. Nothing lays them out, nothing changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import created, no_content, ok
from ..checks import checked_object
from ..errors import invalid
from ..families import MINDMAP_NODE, form_of
from ..paging import cursor_page
from ..placing import text_height, text_width
from ..shown import whole_item
from ..state import StoredItem
from .items import add, item_of, remove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler

_LOOK = {"nodeColor": "#1a1a1a", "shape": "rounded_rectangle", "fontSize": "14"}
_LETTERS = {"color": "#1a1a1a", "fillOpacity": "0.0", "fontSize": "14"}
_FONT = 14.0
_PADDING = 12.0
_WIDEST = 400.0  # of the text of a node without a width; longer texts get more lines
_UNTOLD = ("geometry", "position")


def _list(call: Call) -> Response:
    board = call.board
    nodes = [item for item in board.items.values() if item.type == MINDMAP_NODE.type]

    def shown(node: StoredItem) -> JsonObject:
        return _shown(call, node)

    address = call.address("v2-experimental", "boards", board.id, MINDMAP_NODE.collection)
    return ok(cursor_page(call, address, nodes, shown))


def _get(call: Call) -> Response:
    return ok(_shown(call, item_of(call, MINDMAP_NODE)))


def _create(call: Call) -> Response:
    given = checked_object(call.json_object(), form_of(MINDMAP_NODE, new=True))
    content: str = given["data"]["nodeView"].get("data", {}).get("content", "")
    position = given.get("position", {})
    text = {"type": "text", "content": content}
    node = StoredItem(
        id="",
        type=MINDMAP_NODE.type,
        data={"nodeView": {"type": "text", "data": text, "style": dict(_LETTERS)}},
        style=dict(_LOOK),
        geometry=_size(content, given.get("geometry", {}).get("width")),
        x=position.get("x", 0.0),  # on the canvas, whatever node it hangs under
        y=position.get("y", 0.0),
        parent_id=None,
        node_above=_above(call, given.get("parent")),
        trace=call.state.trace(call.user),
    )
    return created(_shown(call, add(call, node)))


def _size(content: str, width: float | None) -> JsonObject:
    if width is None:
        width = min(text_width(content, _FONT), _WIDEST) + 2 * _PADDING
    inner = max(width - 2 * _PADDING, _FONT)
    return {"width": width, "height": text_height(content, _FONT, inner) + 2 * _PADDING}


def _above(call: Call, parent: JsonObject | None) -> str | None:
    if parent is None:
        return None
    above = call.board.item(parent["id"])
    if above.type != MINDMAP_NODE.type:
        raise invalid("parent.id", "The parent of a mind map node must be a mind map node")
    return above.id


def _delete(call: Call) -> Response:
    remove(call, item_of(call, MINDMAP_NODE))
    return no_content()


def _shown(call: Call, node: StoredItem) -> JsonObject:
    """Give a node. Its own routes do not tell its place and size, those of items do."""
    return {key: part for key, part in whole_item(call, node).items() if key not in _UNTOLD}


HANDLERS: Mapping[str, Handler] = {
    "mindmap_nodes.list": _list,
    "mindmap_nodes.get": _get,
    "mindmap_nodes.create": _create,
    "mindmap_nodes.delete": _delete,
}
