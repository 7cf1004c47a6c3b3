"""The ids that a sandbox has, by the name of the parameter that asks for them."""

from __future__ import annotations

from miro_async.sandbox.families import FAMILIES

_NEWEST = 3  # boards: the older ones are empty by now


def known_ids(sandbox, path, name, parameters):
    """Give the ids for a parameter, beside the others; none: it is not an id, or there are none.

    That of the user who calls is not among them: what may be done to somebody ends their token.
    """
    state = sandbox._state
    if name.startswith("board_id") or name == "copy_from":
        return list(state.boards)[-_NEWEST:]
    named = next((str(parameters[n]) for n in parameters if n.startswith("board_id")), "")
    board = state.boards.get(named)
    if board is not None and name == "item_id":
        return sorted(_items(board, path))
    found = _ON_BOARDS[name](board) if board is not None and name in _ON_BOARDS else ()
    found = found or (_ELSEWHERE[name](state) if name in _ELSEWHERE else ())
    return sorted(set(found) - {sandbox.user_ids[0]})


def _items(board, path):
    kind = next((one.type for one in FAMILIES if f"/{one.collection}/" in path), None)
    return [id_ for id_, item in board.items.items() if kind in {None, item.type}]


_ON_BOARDS = {
    "parent_item_id": lambda board: [i for i, item in board.items.items() if item.type == "frame"],
    "connector_id": lambda board: board.connectors,
    "tag_id": lambda board: board.tags,
    "group_id": lambda board: board.groups,
    "group_item_id": lambda board: board.groups,
    "board_member_id": lambda board: board.members,
}
_ELSEWHERE = {
    "org_id": lambda state: [state.organization.id],
    "team_id": lambda state: state.teams,
    "project_id": lambda state: state.projects,
    "group_id": lambda state: state.user_groups,
    "member_id": lambda state: state.users,
    "app_id": lambda state: state.grants.apps,
    "id": lambda state: [*state.users, *state.user_groups, *state.teams],
    "case_id": lambda state: state.governance.cases,
    "job_id": lambda state: state.governance.export_jobs,
}
