"""Items: one mechanism for every family, by the table in `families.py`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from ..answers import created, no_content, ok
from ..checks import ObjectOf, Problems, checked_object, one_of
from ..errors import not_found
from ..families import FAMILIES, FAMILY_OF_TYPE, PARENT, POSITION, complete_embed, form_of
from ..paging import cursor_page
from ..placing import check_children_stay, placed, release_children, sized
from ..shown import shown_item
from ..state import Resource, StoredItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..families import Family
    from ..state import StoredBoard

_LISTED_TYPES = one_of(*FAMILY_OF_TYPE, "preview", "data_table_format")


def draft(call: Call, family: Family, body: JsonObject) -> StoredItem:
    """Give the item that a request describes, complete but for its id, or refuse."""
    given = _given(family, body, new=True)
    style = None
    if family.style:
        style = {**family.style_defaults(given["style"]), **given["style"]}
    item = StoredItem(
        id="",
        type=family.type,
        data={**family.data_defaults, **given["data"]},
        style=style,
        geometry=None,
        x=0.0,
        y=0.0,
        parent_id=None,
        trace=call.state.trace(call.user),
    )
    _settle(call.board, family, item, given)
    return item


def add(call: Call, item: StoredItem) -> StoredItem:
    """Put a drafted item on the board."""
    item.id = call.state.ids.next_item()
    call.board.items[item.id] = item
    _complete(call, item)
    call.state.touch(call.user, call.board.trace)
    return item


def change(call: Call, family: Family, item: StoredItem, body: JsonObject) -> StoredItem:
    """Give an item changed as a request says, or refuse and leave it as it is."""
    given = _given(family, body, new=False)
    style = None if item.style is None else {**item.style, **given["style"]}
    changed = evolve(item, data={**item.data, **given["data"]}, style=style)
    _settle(call.board, family, changed, given)
    item = call.board.items[item.id] = changed
    _complete(call, item)
    call.state.touch(call.user, item.trace, call.board.trace)
    return item


def remove(call: Call, item: StoredItem) -> None:
    """Take an item off the board. A frame leaves its children; connectors go with their ends."""
    board = call.board
    release_children(board, item)
    del board.items[item.id]
    for connector in list(board.connectors.values()):
        if item.id in (connector.start["id"], connector.end["id"]):
            del board.connectors[connector.id]
    call.state.touch(call.user, board.trace)


def item_of(call: Call, family: Family | None = None) -> StoredItem:
    """Give the item in the path, or refuse with a 404 if it is none of the family."""
    item = call.board.item(call.ids["item_id"])
    if family and item.type != family.type:
        raise not_found("Item", call.board.id)
    return item


def _complete(call: Call, item: StoredItem) -> None:
    """Add what Miro finds out about the address that an item was made of."""
    if item.type == "embed":
        item.data = complete_embed(item.data)
    elif FAMILY_OF_TYPE[item.type].file and "url" in item.data:
        title = item.data.get("title") or item.data["url"].rpartition("/")[2]
        resource = Resource(id=call.state.ids.next_item(), name=title, url=item.data["url"])
        item.data = {"title": title}
        link_resource(call, item, resource)


def link_resource(call: Call, item: StoredItem, resource: Resource) -> None:
    """Put a file behind an item, in place of the one that was there."""
    call.board.resources.pop(item.resource_id or "", None)
    call.board.resources[resource.id] = resource
    item.resource_id = resource.id


def _given(family: Family, body: JsonObject, *, new: bool) -> JsonObject:
    return {"data": {}, "style": {}, **checked_object(body, form_of(family, new=new))}


def _settle(board: StoredBoard, family: Family, item: StoredItem, given: JsonObject) -> None:
    """Set size and place of an item that is not on the board yet, or refuse."""
    problems = Problems()
    geometry = sized(family, item, given, problems)
    if item.type == "frame" and geometry:
        check_children_stay(board, item, geometry, problems)
    place = placed(board, item, given, problems)
    problems.refuse()
    item.geometry = geometry
    item.had_parent = item.had_parent or item.parent_id is not None
    item.x, item.y, item.parent_id = place.x, place.y, place.parent_id


def _create(family: Family, call: Call) -> Response:
    return created(shown_item(call, add(call, draft(call, family, call.json_object()))))


def _get(family: Family, call: Call) -> Response:
    return ok(shown_item(call, item_of(call, family)))


def _update(family: Family, call: Call) -> Response:
    item = change(call, family, item_of(call, family), call.json_object())
    return ok(shown_item(call, item))


def _delete(family: Family, call: Call) -> Response:
    remove(call, item_of(call, family))
    return no_content()


def _list_all(call: Call) -> Response:
    return _page(call, list(call.board.items.values()))


def _list_in_frame(call: Call) -> Response:
    frame = call.board.item(call.query["parent_item_id"])
    return _page(call, call.board.children(frame.id))


def _page(call: Call, items: list[StoredItem]) -> Response:
    kind = call.query.get("type")
    if kind is not None:
        checked_object({"type": kind}, ObjectOf(fields={"type": _LISTED_TYPES}))
        items = [item for item in items if item.type == kind]

    def shown(item: StoredItem) -> JsonObject:
        return shown_item(call, item)

    return ok(cursor_page(call, f"{call.board_url}/items", items, shown))


def _get_any(call: Call) -> Response:
    return ok(shown_item(call, item_of(call)))


def _update_any(call: Call) -> Response:
    item = item_of(call)
    moves = ObjectOf(fields={"position": POSITION, "parent": PARENT})
    body = checked_object(call.json_object(), moves)
    # Frames take a parent here and in no other call.
    family = evolve(FAMILY_OF_TYPE[item.type], takes_parent=True)
    return ok(shown_item(call, change(call, family, item, body)))


def _delete_any(call: Call) -> Response:
    remove(call, item_of(call))
    return no_content()


def _family_handlers(family: Family) -> dict[str, Handler]:
    handlers: dict[str, Handler] = {
        f"{family.group}.create": partial(_create, family),
        f"{family.group}.get": partial(_get, family),
        f"{family.group}.delete": partial(_delete, family),
    }
    if family.type != "doc_format":  # Miro has no operation that changes a document format item
        handlers[f"{family.group}.update"] = partial(_update, family)
    return handlers


HANDLERS: Mapping[str, Handler] = {
    "items.list": _list_all,
    "frames.list_items": _list_in_frame,
    "items.get": _get_any,
    "items.update": _update_any,
    "items.delete": _delete_any,
    **{key: handle for family in FAMILIES for key, handle in _family_handlers(family).items()},
}
