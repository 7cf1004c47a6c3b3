"""Groups of items, which are moved and deleted together in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from ..answers import created, no_content, ok
from ..checks import ListOf, ObjectOf, checked_object, text
from ..errors import invalid, not_found
from ..paging import cursor_page
from ..shown import shown_group, shown_item
from .items import remove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import StoredItem

FEWEST_ITEMS = 2
_DATA = ObjectOf(fields={"items": ListOf(element=text())}, required=("items",))
_GROUP = ObjectOf(fields={"data": _DATA}, required=("data",))


@frozen
class _Group:
    id: str


def _list(call: Call) -> Response:
    def shown(group: _Group) -> JsonObject:
        return shown_group(call, group.id)

    groups = [_Group(group_id) for group_id in call.board.groups]
    return ok(cursor_page(call, f"{call.board_url}/groups", groups, shown))


def _list_items(call: Call) -> Response:
    group_id = call.query.get("group_item_id")
    if not group_id:
        raise invalid("group_item_id", "Field [group_item_id] of type [String] is required")

    def shown(item: StoredItem) -> JsonObject:
        return shown_item(call, item)

    ids = sorted(_item_ids(call, group_id), key=int)
    items = [call.board.items[item_id] for item_id in ids]
    return ok(cursor_page(call, f"{call.board_url}/groups/items", items, shown))


def _get(call: Call) -> Response:
    _item_ids(call, call.ids["group_id"])
    return ok(shown_group(call, call.ids["group_id"]))


def _create(call: Call) -> Response:
    return created(shown_group(call, _made(call, _given(call))))


def _update(call: Call) -> Response:
    """Put another group in the place of one: its id is new."""
    _item_ids(call, call.ids["group_id"])
    given = _given(call)
    del call.board.groups[call.ids["group_id"]]
    return ok(shown_group(call, _made(call, given)))


def _ungroup(call: Call) -> Response:
    _item_ids(call, call.ids["group_id"])
    del call.board.groups[call.ids["group_id"]]
    return no_content()


def _delete(call: Call) -> Response:
    for item_id in list(_item_ids(call, call.ids["group_id"])):
        if item_id in call.board.items:  # a mind map node may be gone with the one above it
            remove(call, call.board.items[item_id], even_locked=True)
    return no_content()


def _item_ids(call: Call, group_id: str) -> list[str]:
    if group_id not in call.board.groups:
        raise not_found("Group", call.board.id)
    return call.board.groups[group_id]


def _given(call: Call) -> list[str]:
    """Give the ids of the items that a request wants in a group, or refuse."""
    given = checked_object(call.json_object(), _GROUP)["data"]["items"]
    item_ids = [call.board.item(item_id).id for item_id in dict.fromkeys(given)]
    if len(item_ids) < FEWEST_ITEMS:
        raise invalid("data.items", "Group should have at least two items")
    return item_ids


def _made(call: Call, item_ids: list[str]) -> str:
    call.board.ungroup(set(item_ids))
    group_id = call.state.ids.next_item()
    call.board.groups[group_id] = item_ids
    return group_id


HANDLERS: Mapping[str, Handler] = {
    "item_groups.list": _list,
    "item_groups.list_items": _list_items,
    "item_groups.get": _get,
    "item_groups.create": _create,
    "item_groups.update": _update,
    "item_groups.ungroup": _ungroup,
    "item_groups.delete": _delete,
}
