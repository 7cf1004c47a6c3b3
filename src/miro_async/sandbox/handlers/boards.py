"""Boards."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, get_args

from ...models import enums
from ..answers import created, no_content, ok
from ..checks import ObjectOf, checked_object, one_of, text
from ..errors import invalid
from ..paging import offset_page
from ..shown import shown_board
from ..state import StoredBoard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..checks import Fields

_ACCESS = one_of("private", "view", "comment", "edit")
_PERMISSIONS: Fields = {
    "collaborationToolsStartAccess": one_of("all_editors", "board_owners_and_coowners"),
    "copyAccess": one_of("anyone", "team_members", "team_editors", "board_owner"),
    "sharingAccess": one_of("team_members_with_editing_rights", "owner_and_coowners"),
}
_SHARING: Fields = {
    "access": _ACCESS,
    "inviteToAccountAndBoardLinkAccess": one_of(*get_args(enums.BoardAccessRole)),
    "organizationAccess": _ACCESS,
    "teamAccess": _ACCESS,
}
_POLICY: Fields = {
    "permissionsPolicy": ObjectOf(fields=_PERMISSIONS, lenient=True),
    "sharingPolicy": ObjectOf(fields=_SHARING, lenient=True),
}
_BOARD: Fields = {
    "name": text(60, shortest=1),
    "description": text(300),
    "teamId": text(),
    "projectId": text(),
    "policy": ObjectOf(fields=_POLICY, lenient=True),
}
_SORTS: Mapping[str, Callable[[StoredBoard], str]] = {
    "default": lambda board: board.trace.modified_at,
    "last_modified": lambda board: board.trace.modified_at,
    "last_opened": lambda board: board.trace.modified_at,
    "last_created": lambda board: board.trace.created_at,
    "alphabetically": lambda board: board.name.casefold(),
}


def default_policy() -> JsonObject:
    """Give the policy of a new board."""
    return {
        "permissionsPolicy": {
            "collaborationToolsStartAccess": "all_editors",
            "copyAccess": "anyone",
            "sharingAccess": "team_members_with_editing_rights",
        },
        "sharingPolicy": {
            "access": "private",
            "inviteToAccountAndBoardLinkAccess": "no_access",
            "organizationAccess": "private",
            "teamAccess": "edit",
        },
    }


def _list(call: Call) -> Response:
    query = call.query
    boards = list(call.state.boards.values())
    # With a team or a project, Miro ignores the other filters; only then does it sort.
    if "team_id" in query or "project_id" in query:
        boards = [board for board in boards if _is_in(board, query)]
        sort = query.get("sort", "default")
        if sort not in _SORTS:
            listed = ", ".join(_SORTS)
            raise invalid("sort", f"Unexpected value [{sort}], expected one of: [{listed}]")
        boards.sort(key=_SORTS[sort], reverse=sort != "alphabetically")
    else:
        boards = [board for board in boards if _is_found(board, query)]

    def shown(board: StoredBoard) -> JsonObject:
        return shown_board(call, board)

    return ok(offset_page(call, call.address("v2", "boards"), boards, shown))


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
    state, user = call.state, call.user
    board = StoredBoard(
        id=state.ids.next_board(),
        name="Untitled",
        description="",
        team_id=state.team_id,
        project_id=None,
        owner_id=user.id,
        policy=default_policy(),
        trace=state.trace(user),
    )
    _apply(board, given)
    state.boards[board.id] = board
    return created(shown_board(call, board))


def _copy(call: Call) -> Response:
    source = call.state.board(call.query.get("copy_from", ""))
    given = _given(call)
    board = deepcopy(source)
    board.id = call.state.ids.next_board()
    board.name = f"Copy of {source.name}"[:60]
    board.owner_id = call.user.id
    board.trace = call.state.trace(call.user)
    _renumber(call, board)
    _apply(board, given)
    call.state.boards[board.id] = board
    return created(shown_board(call, board))


def _renumber(call: Call, board: StoredBoard) -> None:
    """Give new ids to all that is on a copied board, in the old order."""
    old = sorted([*board.items, *board.connectors, *board.tags], key=int)
    ids = {old_id: call.state.ids.next_item() for old_id in old}
    for item in board.items.values():
        item.id = ids[item.id]
        item.parent_id = ids[item.parent_id] if item.parent_id else None
        item.tag_ids = [ids[tag_id] for tag_id in item.tag_ids]
    for tag in board.tags.values():
        tag.id = ids[tag.id]
    for connector in board.connectors.values():
        connector.id = ids[connector.id]
        for end in (connector.start, connector.end):
            end["id"] = ids[end["id"]]
    board.items = {item.id: item for item in board.items.values()}
    board.connectors = {connector.id: connector for connector in board.connectors.values()}
    board.tags = {tag.id: tag for tag in board.tags.values()}


def _get(call: Call) -> Response:
    return ok(shown_board(call, call.board))


def _update(call: Call) -> Response:
    board = call.board
    _apply(board, _given(call))
    call.state.touch(call.user, board.trace)
    return ok(shown_board(call, board))


def _delete(call: Call) -> Response:
    del call.state.boards[call.board.id]
    return no_content()


def _given(call: Call) -> JsonObject:
    # On boards, and only there, Miro ignores the fields that it does not know.
    given = checked_object(call.json_object(), ObjectOf(fields=_BOARD, lenient=True))
    if given.get("teamId", call.state.team_id) != call.state.team_id:
        raise invalid("teamId", "Team not found")
    return given


def _apply(board: StoredBoard, given: JsonObject) -> None:
    board.name = given.get("name", board.name)
    board.description = given.get("description", board.description)
    board.project_id = given.get("projectId", board.project_id)
    for name, part in given.get("policy", {}).items():
        board.policy[name] = {**board.policy[name], **part}


HANDLERS: Mapping[str, Handler] = {
    "boards.list": _list,
    "boards.get": _get,
    "boards.create": _create,
    "boards.copy": _copy,
    "boards.update": _update,
    "boards.delete": _delete,
}
