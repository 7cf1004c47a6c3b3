"""Teams, and those who are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import created, no_content, ok
from ..checks import ObjectOf, Unfit, checked_object, one_of, text
from ..errors import conflict, invalid, no_such
from ..leaving import end_team, leave_team, needs_admin
from ..paging import keyset_page
from ..state.beginning import add_team, join_team

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import Team

_NAME = {"name": text(60, shortest=1)}
_CREATE = ObjectOf(fields=_NAME, required=("name",), lenient=True)
_CHANGES = ObjectOf(fields=_NAME, lenient=True)
_ROLE = one_of("member", "admin")
_INVITE = ObjectOf(fields={"email": text(), "role": _ROLE}, required=("email",), lenient=True)
_MEMBER_CHANGES = ObjectOf(fields={"role": _ROLE}, lenient=True)
_ROLE_FILTER = one_of("member", "admin", "non_team", "team_guest")


def team_in(call: Call) -> Team:
    """Give the team in the path, or refuse with a 404."""
    return call.state.team(call.ids["team_id"])


def _list(call: Call) -> Response:
    words = call.query.get("name", "").casefold()
    teams = [team for team in call.state.teams.values() if words in team.name.casefold()]

    def key(team: Team) -> str:
        return f"{team.trace.created_at}|{team.id}"

    return ok(keyset_page(call, sorted(teams, key=key), _shown, key=key))


def _get(call: Call) -> Response:
    return ok(_shown(team_in(call)))


def _create(call: Call) -> Response:
    given = checked_object(call.json_object(), _CREATE)
    return created(_shown(add_team(call.state, given["name"], call.user)))


def _update(call: Call) -> Response:
    team = team_in(call)
    given = checked_object(call.json_object(), _CHANGES)
    team.name = given.get("name", team.name)
    call.state.touch(call.user, team.trace)
    return ok(_shown(team))


def _delete(call: Call) -> Response:
    team = team_in(call)
    if len(call.state.teams) == 1:
        raise conflict("The last team cannot be deleted")
    end_team(call.state, team)
    return no_content()


def _shown(team: Team) -> JsonObject:
    return {"id": team.id, "name": team.name, "type": "team"}


def _list_members(call: Call) -> Response:
    team = team_in(call)
    members = team.members
    if "role" in call.query:
        role = _wanted_role(call.query["role"])
        members = {id_: each for id_, each in members.items() if each.role == role}

    def key(user_id: str) -> str:
        return f"{members[user_id].trace.created_at}|{user_id}"

    def shown(user_id: str) -> JsonObject:
        return _shown_member(team, user_id)

    return ok(keyset_page(call, sorted(members, key=key), shown, key=key))


def _wanted_role(role: str) -> str:
    try:
        return str(_ROLE_FILTER(role))
    except Unfit as unfit:
        raise invalid("role", str(unfit)) from None


def _get_member(call: Call) -> Response:
    team, user_id = _member_in(call)
    return ok(_shown_member(team, user_id))


def _invite(call: Call) -> Response:
    team = team_in(call)
    given = checked_object(call.json_object(), _INVITE)
    user = call.state.user_of(given["email"])
    if user is None:
        raise invalid("email", "User not found")
    if user.id in team.members:
        raise conflict("The user is in the team")
    join_team(call.state, team, user, call.user, given.get("role", "member"))
    return created(_shown_member(team, user.id))


def _update_member(call: Call) -> Response:
    team, user_id = _member_in(call)
    given = checked_object(call.json_object(), _MEMBER_CHANGES)
    member = team.members[user_id]
    role = given.get("role", member.role)
    if role != "admin":
        _demand_another_admin(call, team, user_id)
    member.role = role
    call.state.touch(call.user, member.trace)
    return ok(_shown_member(team, user_id))


def _remove_member(call: Call) -> Response:
    team, user_id = _member_in(call)
    _demand_another_admin(call, team, user_id)
    leave_team(call.state, user_id, team)
    return no_content()


def _member_in(call: Call) -> tuple[Team, str]:
    team, user_id = team_in(call), call.ids["member_id"]
    if user_id not in team.members:
        raise no_such("Team member")
    return team, user_id


def _demand_another_admin(call: Call, team: Team, user_id: str) -> None:
    if needs_admin(call.state, team, [user_id]):
        raise conflict("The user is the last administrator of the team")


def _shown_member(team: Team, user_id: str) -> JsonObject:
    member = team.members[user_id]
    trace = member.trace
    return {
        "id": user_id,
        "role": member.role,
        "createdAt": trace.created_at,
        "createdBy": trace.created_by,
        "modifiedAt": trace.modified_at,
        "modifiedBy": trace.modified_by,
        "teamId": team.id,
        "type": "team-member",
    }


HANDLERS: Mapping[str, Handler] = {
    "teams.list": _list,
    "teams.get": _get,
    "teams.create": _create,
    "teams.update": _update,
    "teams.delete": _delete,
    "team_members.list": _list_members,
    "team_members.get": _get_member,
    "team_members.invite": _invite,
    "team_members.update": _update_member,
    "team_members.remove": _remove_member,
}
