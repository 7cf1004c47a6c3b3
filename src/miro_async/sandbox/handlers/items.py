"""Items: one mechanism for every family, by the table in `families.py`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from ..answers import created, no_content, ok
from ..checks import ObjectOf, Problems, checked_object, one_of
from ..errors import INVALID, Refusal, forbidden, not_found
from ..families import (
    FAMILIES,
    FAMILY_OF_TYPE,
    MINDMAP_NODE,
    PARENT,
    POSITION,
    complete_embed,
    form_of,
    is_supported,
)
from ..paging import cursor_page
from ..placing import check_children_stay, placed, release_children, sized
from ..shown import is_owned, shown_item
from ..state import Resource, StoredItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..families import Family
    from ..state import StoredBoard

_LISTED_TYPES = one_of(*(family.type for family in FAMILIES), "preview", "data_table_format")


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
        app_id=call.grant.client_id if call.grant and family.type == "app_card" else None,
    )
    _settle(call.board, family, item, given)
    return item


def add(call: Call, item: StoredItem) -> StoredItem:
    """Put a drafted item on the board."""
    item.id = call.state.ids.next_item()
    call.board.items[item.id] = item
    _complete(call, item)
    return item


def change(call: Call, family: Family, item: StoredItem, body: JsonObject) -> StoredItem:
    """Give an item changed as a request says, or refuse and leave it as it is."""
    given = _given(family, body, new=False)
    if "url" in given["data"]:
        item = without_derived_title(call.board, item)
    style = None if item.style is None else {**item.style, **given["style"]}
    changed = evolve(item, data={**item.data, **given["data"]}, style=style)
    _settle(call.board, family, changed, given)
    item = call.board.items[item.id] = changed
    _complete(call, item)
    call.state.touch(call.user, item.trace)
    return item


def remove(call: Call, item: StoredItem, *, even_locked: bool = False) -> None:
    """Take an item off the board. A frame leaves its children; connectors go with their ends.

    With a mind map node go all that are below it. An item that is locked is not deleted alone.
    """
    if item.locked and not even_locked:
        raise Refusal(400, INVALID, "The item is locked")
    board = call.board
    call.state.touch(call.user, *(child.trace for child in release_children(board, item)))
    gone = {each.id for each in board.branch(item)}
    for item_id in gone:
        board.resources.pop(board.items.pop(item_id).resource_id or "", None)
    board.ungroup(gone)
    for connector in list(board.connectors.values()):
        if not gone.isdisjoint((connector.start["id"], connector.end["id"])):
            del board.connectors[connector.id]


def item_of(call: Call, family: Family | None = None) -> StoredItem:
    """Give the item in the path, or refuse with a 404 if it is none of the family."""
    item = call.board.item(call.ids["item_id"])
    if family and item.type != family.type:
        raise not_found("Item", call.board.id)
    return item


def changeable(call: Call, family: Family | None = None) -> StoredItem:
    """Give the item in the path, or refuse if this route cannot change it."""
    item = item_of(call, family)
    if not is_supported(item):
        raise Refusal(400, INVALID, "Items that are not supported cannot be changed")
    if family:  # whoever moves it by the general route need not be its app
        _demand_owned(call, item)
    return item


def _demand_owned(call: Call, item: StoredItem) -> None:
    if item.type == "app_card" and not is_owned(call, item):
        raise forbidden("Only the app that made an app card may change it")


def _complete(call: Call, item: StoredItem) -> None:
    """Add what Miro finds out about the address that an item was made of."""
    if item.type == "embed":
        item.data = complete_embed(item.data)
    elif FAMILY_OF_TYPE[item.type].file and "url" in item.data:
        url: str = item.data["url"]
        name = url.rpartition("/")[2]
        link_resource(call, item, Resource(id=call.state.ids.next_item(), name=name, url=url))


def without_derived_title(board: StoredBoard, item: StoredItem) -> StoredItem:
    """Give an item of which another file is to come: what was only the old one's name goes."""
    file = board.resources.get(item.resource_id or "")
    return evolve(item, data={}) if file and item.data["title"] == file.name else item


def link_resource(call: Call, item: StoredItem, resource: Resource) -> None:
    """Put a file behind an item, in place of the one that was there; untitled, it has its name."""
    item.data = {"title": item.data.get("title") or resource.name}
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
    item = change(call, family, changeable(call, family), call.json_object())
    return ok(shown_item(call, item))


def _delete(family: Family, call: Call) -> Response:
    item = item_of(call, family)
    _demand_owned(call, item)
    remove(call, item)
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
    item = changeable(call)
    moves = ObjectOf(fields={"position": POSITION, "parent": PARENT})
    body = checked_object(call.json_object(), moves)
    # Frames take a parent here and in no other call.
    family = evolve(FAMILY_OF_TYPE[item.type], takes_parent=True)
    return ok(shown_item(call, change(call, family, item, body)))


def _delete_any(call: Call) -> Response:
    item = item_of(call)
    if item.type == MINDMAP_NODE.type:  # like connectors, these go by their own route only
        raise not_found("Item", call.board.id)
    remove(call, item)
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
