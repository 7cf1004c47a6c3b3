"""What user groups are given: teams, and roles on boards and in projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import created, no_content, ok
from ..checks import ListOf, ObjectOf, checked_object, one_of, text
from ..errors import conflict, invalid, no_such
from ..paging import keyset_page
from ..user_groups import connect, disconnect
from .user_groups import group_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import Team, UserGroup

_TEAM_ROLE = "member"
_TO_TEAM = ObjectOf(
    fields={"userGroupId": text(), "role": one_of(_TEAM_ROLE)},
    required=("userGroupId", "role"),
    lenient=True,
)
_SHARING = ObjectOf(
    fields={
        "userGroupIds": ListOf(element=text(), shortest=1),
        "role": one_of("VIEWER", "COMMENTER", "EDITOR"),
    },
    required=("userGroupIds", "role"),
    lenient=True,
)


def _list_teams(call: Call) -> Response:
    ids = sorted(group_in(call).team_ids)
    return ok(keyset_page(call, ids, _shown_team, key=str))


def _get_team(call: Call) -> Response:
    team, _ = _connected(call)
    return ok(_shown_team(team.id))


def _list_of_team(call: Call) -> Response:
    team_id = call.state.team(call.ids["team_id"]).id
    groups = call.state.user_groups.values()
    ids = sorted(group.id for group in groups if team_id in group.team_ids)
    return ok(keyset_page(call, ids, _shown_group, key=str))


def _get_of_team(call: Call) -> Response:
    _, group = _connected(call)
    return ok(_shown_group(group.id))


def _add_to_team(call: Call) -> Response:
    team = call.state.team(call.ids["team_id"])
    given = checked_object(call.json_object(), _TO_TEAM)
    group = call.state.user_groups.get(given["userGroupId"])
    if group is None:
        raise invalid("userGroupId", "User group not found")
    if team.id in group.team_ids:
        raise conflict("The user group is in the team")
    connect(call.state, group, team, call.user)
    return created(_shown_group(group.id))


def _remove_from_team(call: Call) -> Response:
    team, group = _connected(call)
    disconnect(call.state, group, team)
    return no_content()


def _connected(call: Call) -> tuple[Team, UserGroup]:
    """Give team and group of the path, or refuse with a 404 if they have no connection."""
    team, group = call.state.team(call.ids["team_id"]), group_in(call)
    if team.id not in group.team_ids:
        raise no_such("User group of the team")
    return team, group


def _shown_team(team_id: str) -> JsonObject:
    return {"id": team_id, "role": _TEAM_ROLE, "type": "user-group-team"}


def _shown_group(group_id: str) -> JsonObject:
    return {"id": group_id, "role": _TEAM_ROLE, "type": "team-user-group"}


def _roles(call: Call) -> dict[str, str]:
    """Give the roles of user groups on the board or in the project of the path."""
    if "board_id" in call.ids:
        return call.board.user_groups
    project = call.state.projects.get(call.ids["project_id"])
    if project is None:
        raise no_such("Project")
    return project.user_groups


def _list_shared(call: Call) -> Response:
    roles = _roles(call)

    def shown(group_id: str) -> JsonObject:
        return _shown_role(call, group_id, roles[group_id])

    return ok(keyset_page(call, sorted(roles), shown, key=str))


def _share(call: Call) -> Response:
    roles = _roles(call)
    given = checked_object(call.json_object(), _SHARING)
    unknown = [id_ for id_ in given["userGroupIds"] if id_ not in call.state.user_groups]
    if unknown:
        raise invalid("userGroupIds", f"User group not found: {', '.join(unknown)}")
    role = given["role"].lower()
    roles |= dict.fromkeys(given["userGroupIds"], role)
    # The document has one group in the answer, however many there are in the request.
    return ok(_shown_role(call, given["userGroupIds"][0], role))


def _unshare(call: Call) -> Response:
    roles, group = _roles(call), group_in(call)
    if group.id not in roles:
        raise no_such("User group")
    del roles[group.id]
    return no_content()


def _shown_role(call: Call, group_id: str, role: str) -> JsonObject:
    kind = "board-user-group" if "board_id" in call.ids else "project-user-group"
    return {"id": group_id, "role": role.upper(), "type": kind}


HANDLERS: Mapping[str, Handler] = {
    "user_group_teams.list": _list_teams,
    "user_group_teams.get": _get_team,
    "team_user_groups.list": _list_of_team,
    "team_user_groups.get": _get_of_team,
    "team_user_groups.add": _add_to_team,
    "team_user_groups.remove": _remove_from_team,
    "board_user_groups.list": _list_shared,
    "board_user_groups.add": _share,
    "board_user_groups.remove": _unshare,
    "project_user_groups.list": _list_shared,
    "project_user_groups.add": _share,
    "project_user_groups.remove": _unshare,
}
