"""Groups through SCIM. They are the teams: who is put into one is a member of that team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import conflict
from ..leaving import leave_organization, leave_team, needs_admin
from ..state import ADMIN
from ..state.beginning import join_team
from .limits import demand_size
from .lists import answered, body_of, listed
from .patch import operations_of, patched
from .people import is_member, scim_address
from .refusals import ScimRefusal
from .schema import GROUP_URN, GROUPS, USERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import State, Team, User

_LONGEST_NAME = 60


def _list(call: Call) -> Response:
    return listed(call, GROUPS, (_shown(call, team) for team in call.state.teams.values()))


def _get(call: Call) -> Response:
    return answered(call, GROUPS, _shown(call, call.state.team(call.ids["group_id"])))


def _patch(call: Call) -> Response:
    team = call.state.team(call.ids["group_id"])
    demand_size(call)
    operations = operations_of(body_of(call))
    demand_size(call, operations)
    before = _shown(call, team)
    after = patched(before, operations, GROUPS.attributes)
    name = after["displayName"]
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise ScimRefusal("invalidValue", f"[displayName] needs 1 to {_LONGEST_NAME} characters")
    old, new = _ids(before), _ids(after)
    coming = [_somebody(call.state, id_) for id_ in new if id_ not in old]
    going = [id_ for id_ in old if id_ not in new]
    if needs_admin(call.state, team, going):
        raise conflict("The last administrator of a team cannot be removed")
    team.name = name
    for user in coming:
        _add(call, team, user)
    for id_ in going:
        _remove(call.state, team, call.state.users[id_])
    call.state.touch(call.user, team.trace)
    return answered(call, GROUPS, _shown(call, team))


def _shown(call: Call, team: Team) -> JsonObject:
    users = (call.state.users[id_] for id_ in team.members)
    return {
        "schemas": [GROUP_URN],
        "id": team.id,
        "displayName": team.name,
        "members": [
            {"value": user.id, "type": USERS.name, "display": user.name}
            for user in users
            if is_member(user)
        ],
        "meta": {
            "resourceType": GROUPS.name,
            "location": scim_address(call, GROUPS.endpoint, team.id),
        },
    }


def _ids(resource: JsonObject) -> Mapping[str, None]:
    members: Iterable[JsonObject] = resource.get("members", ())
    return dict.fromkeys(str(member.get("value", "")) for member in members)


def _somebody(state: State, user_id: str) -> User:
    """Give a user, also one who was deleted, unless another has taken the address."""
    user = state.users.get(user_id) or state.former_users.get(user_id)
    if user is None:
        raise ScimRefusal("invalidValue", f"There is no user [{user_id}]")
    if state.user_of(user.email) not in (user, None):
        raise ScimRefusal("uniqueness", "Another user has this user name")
    return user


def _add(call: Call, team: Team, user: User) -> None:
    """Put somebody into a team. Guests become members, and who was deleted or inactive is back."""
    call.state.former_users.pop(user.id, None)
    call.state.users[user.id] = user
    user.active = True
    join_team(call.state, team, user, call.user)


def _remove(state: State, team: Team, user: User) -> None:
    """Take somebody out of a team, and out of the organization if they never really came."""
    leave_team(state, user.id, team)
    is_elsewhere = any(user.id in each.members for each in state.teams.values())
    if not is_elsewhere and user.role != ADMIN and not _has_registered(state, user):
        leave_organization(state, user)


def _has_registered(state: State, user: User) -> bool:
    has_tokens = any(grant.user_id == user.id for grant in state.grants.all())
    return has_tokens or user.last_activity_at is not None


HANDLERS: Mapping[str, Handler] = {
    "scim_groups.list": _list,
    "scim_groups.get": _get,
    "scim_groups.patch": _patch,
}
