"""Things of a board as Miro's answers show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .families import FAMILY_OF_TYPE

if TYPE_CHECKING:
    from .answers import JsonObject
    from .call import Call
    from .state import StoredBoard, StoredConnector, StoredItem, StoredTag, Trace


def shown_item(call: Call, item: StoredItem) -> JsonObject:
    """Give an item with its keys in the order of the live service."""
    family = FAMILY_OF_TYPE[item.type]
    shown: JsonObject = {"id": item.id, "type": item.type, "data": _data(call, item)}
    if item.style is not None:
        shown["style"] = item.style
    if item.geometry is not None:
        shown["geometry"] = item.geometry
    relative_to = "parent_top_left" if item.parent_id else "canvas_center"
    shown["position"] = {"x": item.x, "y": item.y, "origin": "center", "relativeTo": relative_to}
    links = {"self": f"{call.board_url}/{family.collection}/{item.id}"}
    if item.type == "frame":
        links["related"] = f"{call.board_url}/items?parent_item_id={item.id}&limit=10&cursor="
    shown["links"] = links
    shown |= shown_trace(item.trace)
    if item.parent_id:
        address = f"{call.board_url}/frames/{item.parent_id}"
        shown["parent"] = {"id": item.parent_id, "links": {"self": address}}
    elif item.had_parent:
        shown["parent"] = None
    return shown


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
        "isSupported": True,
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
    role = "owner" if call.user.id == board.owner_id else "editor"
    member = {"id": call.user.id, "type": "board_member", "name": call.user.name, "role": role}
    shown: JsonObject = {
        "id": board.id,
        "type": "board",
        "name": board.name,
        "description": board.description,
        "links": {"self": address, "related": f"{address}/members?limit=20&offset=0"},
        "createdAt": trace.created_at,
        "createdBy": _user(call, trace.created_by),
        "currentUserMembership": member,
        "modifiedAt": trace.modified_at,
        "modifiedBy": _user(call, trace.modified_by),
        "owner": owner,
        "policy": board.policy,
        "team": {"id": board.team_id, "type": "team", "name": call.state.team_name},
        "viewLink": f"https://miro.com/app/board/{board.id}",
    }
    if board.project_id:
        shown["project"] = {"id": board.project_id, "type": "project"}
    return shown


def _user(call: Call, user_id: str) -> JsonObject:
    return {"id": user_id, "type": "user", "name": call.state.users[user_id].name}


def _end(call: Call, end: JsonObject) -> JsonObject:
    item = call.board.items[end["id"]]
    collection = FAMILY_OF_TYPE[item.type].collection
    return {**end, "links": {"self": f"{call.board_url}/{collection}/{item.id}"}}


def _data(call: Call, item: StoredItem) -> dict[str, Any]:
    field = FAMILY_OF_TYPE[item.type].file
    if not field or not item.resource_id:
        return item.data
    address = f"{call.board_url}/resources/{item.type}s/{item.resource_id}"
    query = "format=preview&redirect=false" if item.type == "image" else "redirect=false"
    return {"title": item.data.get("title", ""), field: f"{address}?{query}"}
