"""Things of a board as Miro's answers show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .access import role_on
from .families import FAMILY_OF_TYPE, is_supported

if TYPE_CHECKING:
    from .answers import JsonObject
    from .call import Call
    from .state import StoredBoard, StoredConnector, StoredItem, StoredTag, Trace, User

_UNKNOWN_LETTERS = {"textAlign": "unknown", "textAlignVertical": "unknown"}


def shown_item(call: Call, item: StoredItem) -> JsonObject:
    """Give an item as the stable routes do: what they do not support comes without data."""
    shown = whole_item(call, item)
    if is_supported(item):
        return shown
    del shown["data"]
    if item.type == "shape":
        shown["style"] = {**shown["style"], **_UNKNOWN_LETTERS}
    return {**shown, "isSupported": False}


def whole_item(call: Call, item: StoredItem) -> JsonObject:
    """Give an item with its keys in the order of the live service."""
    shown: JsonObject = {"id": item.id, "type": item.type, "data": _data(call, item)}
    if item.style is not None:
        shown["style"] = item.style
    if item.geometry is not None:
        shown["geometry"] = item.geometry
    relative_to = "parent_top_left" if item.parent_id else "canvas_center"
    shown["position"] = {"x": item.x, "y": item.y, "origin": "center", "relativeTo": relative_to}
    links = _links(call, item)
    if item.type == "frame":
        links["related"] = f"{call.board_url}/items?parent_item_id={item.id}&limit=10&cursor="
    shown["links"] = links
    shown |= shown_trace(item.trace)
    if item.parent_id:
        address = f"{call.board_url}/frames/{item.parent_id}"
        shown["parent"] = {"id": item.parent_id, "links": {"self": address}}
    elif item.node_above:
        above = call.board.items[item.node_above]
        shown["parent"] = {"id": above.id, "links": _links(call, above)}
    elif item.had_parent:
        shown["parent"] = None
    return shown


def is_owned(call: Call, card: StoredItem) -> bool:
    """Tell whether an app card is one of the app that calls."""
    return call.grant is not None and call.grant.client_id == card.app_id


def shown_trace(trace: Trace) -> JsonObject:
    """Give who made and changed a thing, and when."""
    return {
        "createdAt": trace.created_at,
        "createdBy": {"id": trace.created_by, "type": "user"},
        "modifiedAt": trace.modified_at,
        "modifiedBy": {"id": trace.modified_by, "type": "user"},
    }


def shown_connector(call: Call, connector: StoredConnector) -> JsonObject:
    """Give a connector."""
    return {
        "id": connector.id,
        "type": "connector",
        "shape": connector.shape,
        "isSupported": connector.supported,
        "startItem": _end(call, connector.start),
        "endItem": _end(call, connector.end),
        "captions": connector.captions,
        "style": connector.style,
        "links": {"self": f"{call.board_url}/connectors/{connector.id}"},
        **shown_trace(connector.trace),
    }


def shown_tag(tag: StoredTag) -> JsonObject:
    """Give a tag as lists have it."""
    return {"id": tag.id, "type": "tag", "title": tag.title, "fillColor": tag.fill_color}


def shown_tag_with_links(call: Call, tag: StoredTag) -> JsonObject:
    """Give a tag as it is answered alone."""
    return {**shown_tag(tag), "links": {"self": f"{call.board_url}/tags/{tag.id}"}}


def shown_board(call: Call, board: StoredBoard) -> JsonObject:
    """Give a board as the calling user sees it."""
    address = call.address("v2", "boards", board.id)
    trace, owner = board.trace, _user(call, board.owner_id)
    role = role_on(call.state, call.user, board) or "viewer"
    shown: JsonObject = {
        "id": board.id,
        "type": "board",
        "name": board.name,
        "description": board.description,
        "links": {"self": address, "related": f"{address}/members?limit=20&offset=0"},
        "createdAt": trace.created_at,
        "createdBy": _user(call, trace.created_by),
        "currentUserMembership": shown_member(call.user, role),
        "modifiedAt": trace.modified_at,
        "modifiedBy": _user(call, trace.modified_by),
        "owner": owner,
        "policy": board.policy,
        "team": {"id": board.team_id, "type": "team", "name": call.state.teams[board.team_id].name},
        "viewLink": f"https://miro.com/app/board/{board.id}",
    }
    if board.picture:
        shown["picture"] = board.picture
    if board.project_id:
        shown["project"] = {"id": board.project_id}
    return shown


def shown_member(user: User, role: str) -> JsonObject:
    """Give a member of a board as lists have it."""
    return {"id": user.id, "type": "board_member", "name": user.name, "role": role}


def shown_member_with_links(call: Call, user: User, role: str) -> JsonObject:
    """Give a member of a board as it is answered alone."""
    return {**shown_member(user, role), "links": {"self": f"{call.board_url}/members/{user.id}"}}


def shown_group(call: Call, group_id: str) -> JsonObject:
    """Give a group of items."""
    return {
        "id": group_id,
        "type": "group",
        "data": {"items": call.board.groups[group_id]},
        "links": {"self": f"{call.board_url}/groups/{group_id}"},
    }


def _user(call: Call, user_id: str) -> JsonObject:
    return {"id": user_id, "type": "user", "name": call.state.name_of(user_id)}


def _end(call: Call, end: JsonObject) -> JsonObject:
    item = call.board.items[end["id"]]
    return {**end, "links": _links(call, item)}


def _links(call: Call, item: StoredItem) -> dict[str, str]:
    version = "v2" if is_supported(item) else "v2-experimental"
    collection = FAMILY_OF_TYPE[item.type].collection
    return {"self": call.address(version, "boards", call.ids["board_id"], collection, item.id)}


def _data(call: Call, item: StoredItem) -> dict[str, Any]:
    if item.type == "mindmap_node":
        return _node_data(call.board, item)
    if item.type == "app_card":
        return {**item.data, "owned": is_owned(call, item)}
    field = FAMILY_OF_TYPE[item.type].file
    if not field or not item.resource_id:
        return item.data
    address = f"{call.board_url}/resources/{item.type}s/{item.resource_id}"
    query = "format=preview&redirect=false" if item.type == "image" else "redirect=false"
    return {"title": item.data.get("title", ""), field: f"{address}?{query}"}


def _node_data(board: StoredBoard, node: StoredItem) -> dict[str, Any]:
    root = node
    while root.node_above is not None:
        root = board.items[root.node_above]
    if root is node:
        return {**node.data, "isRoot": True}
    side = "start" if node.x < root.x else "end"
    return {**node.data, "isRoot": False, "direction": side}
