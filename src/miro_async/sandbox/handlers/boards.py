"""Boards."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from ..access import role_on, seen_boards
from ..answers import created, no_content, ok
from ..checks import ObjectOf, checked_object, text
from ..errors import invalid, no_such_board
from ..paging import offset_page
from ..sharing import (
    POLICY,
    change_policy,
    default_policy,
    demand_copying,
    demand_moving,
    demand_room,
    demand_sharing,
)
from ..shown import shown_board
from ..state import StoredBoard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..checks import Fields
    from ..state import State, User

_BOARD: Fields = {
    "name": text(60, shortest=1),
    "description": text(300),
    "teamId": text(),
    "projectId": text(),
    "policy": POLICY,
}
_QUERY = ObjectOf(fields={"query": text(500)}, lenient=True)
_SORTS: Mapping[str, Callable[[StoredBoard], str]] = {
    "last_modified": lambda board: board.trace.modified_at,
    "last_opened": lambda board: board.trace.modified_at,
    "last_created": lambda board: board.trace.created_at,
    "alphabetically": lambda board: board.name.casefold(),
}


def new_board(state: State, user: User, team_id: str, *, name: str = "Untitled") -> StoredBoard:
    """Make a board that is empty."""
    board = StoredBoard(
        id=state.ids.next_board(),
        name=name,
        description="",
        team_id=team_id,
        project_id=None,
        owner_id=user.id,
        policy=default_policy(state, state.teams[team_id]),
        trace=state.trace(user),
        label_id=state.classification.label_of_new(team_id),
    )
    state.boards[board.id] = board
    return board


def _list(call: Call) -> Response:
    query = call.query
    boards = seen_boards(call.state, call.user)
    # With a team or a project, Miro ignores the other filters; only then does it sort.
    if "team_id" in query or "project_id" in query:
        boards = [board for board in boards if _is_in(board, query)]
        _sort(boards, query)
    else:
        checked_object(query, _QUERY)
        boards = [board for board in boards if _is_found(board, query)]

    def shown(board: StoredBoard) -> JsonObject:
        return _without(shown_board(call, board), "links")

    return ok(offset_page(call, call.address("v2", "boards"), boards, shown))


def _sort(boards: list[StoredBoard], query: Mapping[str, str]) -> None:
    sort = query.get("sort", "default")
    if sort == "default":
        sort = "last_created" if "team_id" in query else "last_opened"
    if sort not in _SORTS:
        listed = ", ".join(["default", *_SORTS])
        raise invalid("sort", f"Unexpected value [{sort}], expected one of: [{listed}]")
    boards.sort(key=_SORTS[sort], reverse=sort != "alphabetically")


def _is_in(board: StoredBoard, query: Mapping[str, str]) -> bool:
    team_id = query.get("team_id", board.team_id)
    project_id = query.get("project_id", board.project_id)
    return board.team_id == team_id and board.project_id == project_id


def _is_found(board: StoredBoard, query: Mapping[str, str]) -> bool:
    words = query.get("query", "").casefold()
    owner_id = query.get("owner", board.owner_id)
    text_of_board = f"{board.name}\n{board.description}".casefold()
    return words in text_of_board and board.owner_id == owner_id


def _create(call: Call) -> Response:
    given = _given(call)
    team_id = given.get("teamId", call.team_id)
    _check_team(call, team_id)
    _check_project(call.state, given, team_id)
    board = new_board(call.state, call.user, team_id)
    _apply(call.state, board, given)
    return created(shown_board(call, board))


def _copy(call: Call) -> Response:
    source = call.state.board(call.query.get("copy_from", ""))
    if role_on(call.state, call.user, source) is None:
        raise no_such_board()
    demand_copying(call, source)
    given = _given(call)
    # Who is not in the team of the board copies it into the team of the token.
    in_team = call.user.id in call.state.team(source.team_id).members
    team_id = given.get("teamId", source.team_id if in_team else call.team_id)
    _check_team(call, team_id)
    _check_project(call.state, given, team_id)
    board = deepcopy(source)
    board.id = call.state.ids.next_board()
    board.name = f"Copy of {source.name}"[:60]
    board.owner_id = call.user.id
    board.members, board.user_groups = {}, {}
    board.trace = call.state.trace(call.user)
    _renumber(call, board)
    _apply(call.state, board, {**given, "teamId": team_id})
    call.state.boards[board.id] = board
    return created(_without(shown_board(call, board), "project"))


def _renumber(call: Call, board: StoredBoard) -> None:
    """Give new ids to all that is on a copied board, in the old order."""
    old = sorted([*board.items, *board.connectors, *board.tags, *board.groups], key=int)
    ids = {old_id: call.state.ids.next_item() for old_id in old}
    for item in board.items.values():
        item.id = ids[item.id]
        item.parent_id = ids[item.parent_id] if item.parent_id else None
        item.node_above = ids[item.node_above] if item.node_above else None
        item.tag_ids = [ids[tag_id] for tag_id in item.tag_ids]
    for tag in board.tags.values():
        tag.id = ids[tag.id]
    for connector in board.connectors.values():
        connector.id = ids[connector.id]
        for end in (connector.start, connector.end):
            end["id"] = ids[end["id"]]
    board.groups = {
        ids[group_id]: [ids[item_id] for item_id in members]
        for group_id, members in board.groups.items()
    }
    board.items = {item.id: item for item in board.items.values()}
    board.connectors = {connector.id: connector for connector in board.connectors.values()}
    board.tags = {tag.id: tag for tag in board.tags.values()}


def _without(shown: JsonObject, name: str) -> JsonObject:
    return {key: value for key, value in shown.items() if key != name}


def _get(call: Call) -> Response:
    return ok(shown_board(call, call.board))


def _update(call: Call) -> Response:
    board, given = call.board, _given(call)
    team_id = given.get("teamId", board.team_id)
    if team_id != board.team_id:
        demand_moving(call, board)
        _check_team(call, team_id)
    if "policy" in given:
        demand_sharing(call, board)
    _check_project(call.state, given, team_id)
    _apply(call.state, board, given)
    call.state.touch(call.user, board.trace)
    return ok(shown_board(call, board))


def _delete(call: Call) -> Response:
    del call.state.boards[call.board.id]
    return no_content()


def _given(call: Call) -> JsonObject:
    # On boards, and only there, Miro ignores the fields that it does not know.
    return checked_object(call.json_object(), ObjectOf(fields=_BOARD, lenient=True))


def _check_team(call: Call, team_id: str) -> None:
    """Refuse a team for a board that comes into it."""
    team = call.state.teams.get(team_id)
    if team is None or call.user.id not in team.members:
        raise invalid("teamId", "Team not found")
    demand_room(call.state, team_id)


def _check_project(state: State, given: JsonObject, team_id: str) -> None:
    if "projectId" not in given:
        return
    project = state.projects.get(given["projectId"])
    if project is None or project.team_id != team_id:
        raise invalid("projectId", "Project not found")


def _apply(state: State, board: StoredBoard, given: JsonObject) -> None:
    board.name = given.get("name", board.name)
    board.description = given.get("description", board.description)
    team_id = given.get("teamId", board.team_id)
    if team_id != board.team_id:  # a project is one of a team, and stays there
        board.team_id, board.project_id = team_id, None
    board.project_id = given.get("projectId", board.project_id)
    change_policy(state, board, given.get("policy", {}))


HANDLERS: Mapping[str, Handler] = {
    "boards.list": _list,
    "boards.get": _get,
    "boards.create": _create,
    "boards.copy": _copy,
    "boards.update": _update,
    "boards.delete": _delete,
}
