"""Users through SCIM. They are those of the organization, with all that they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import as_scim, no_content
from ..errors import Refusal, conflict, no_such
from ..leaving import leave_organization, needs_admin
from ..state import ADMIN
from ..state.beginning import add_user, join_team
from .limits import demand_size
from .lists import answered, body_of, listed
from .patch import Operation, operations_of, patched
from .people import (
    LICENSES,
    Person,
    drop_old_role,
    is_member,
    person_of,
    scim_address,
    shown_user,
)
from .refusals import ScimRefusal
from .schema import USERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import State, User

_FIXED_WHILE_INACTIVE = ("email", "license", "role", "admin_roles")


def _list(call: Call) -> Response:
    users = (user for user in call.state.users.values() if is_member(user))
    return listed(call, USERS, (shown_user(call, user) for user in users))


def _get(call: Call) -> Response:
    return answered(call, USERS, shown_user(call, _user(call)), tagged=False)


def _create(call: Call) -> Response:
    demand_size(call)
    resource = _resource_in(call)
    name = resource.get("name")
    if name is not None and not {"givenName", "familyName"} <= name.keys():
        raise ScimRefusal("invalidValue", "[name] needs givenName and familyName")
    resource.pop("emails", None)  # the user name is the address
    person = person_of(resource, {})
    _demand_unique(call, person, None)
    user = add_user(call.state, person.name, email=person.email)
    person.write(user)
    join_team(call.state, call.state.team(call.team_id), user, call.user)
    headers = {"location": scim_address(call, USERS.endpoint, user.id)}
    return as_scim(201, shown_user(call, user), headers)


def _replace(call: Call) -> Response:
    user = _user(call)
    before = shown_user(call, user)
    resource = _resource_in(call)
    if not resource.get("displayName") and not resource.get("name"):
        resource["displayName"] = before["displayName"]
    return _changed(call, user, before, resource)


def _patch(call: Call) -> Response:
    user = _user(call)
    before = shown_user(call, user)
    after = patched(before, operations_of(body_of(call)), USERS.attributes)
    after.setdefault("roles", [])
    drop_old_role(before, after)
    _let_parts_name(before, after)
    _demand_upgrade(before, after)
    return _changed(call, user, before, after)


def _delete(call: Call) -> Response:
    user = _user(call)
    for team in call.state.teams.values():
        if needs_admin(call.state, team, [user.id]):
            raise conflict("The user is the last administrator of a team")
    leave_organization(call.state, user)
    return no_content()


def _user(call: Call) -> User:
    user = call.state.user(call.ids["user_id"])
    if not is_member(user):
        raise no_such("User")
    return user


def _resource_in(call: Call) -> JsonObject:
    return patched({}, [Operation("replace", None, body_of(call))], USERS.attributes)


def _let_parts_name(before: JsonObject, after: JsonObject) -> None:
    """Let parts of the name that were changed name the user, if nothing else was said."""
    old, new = before["name"], after.get("name", {})
    if after.get("displayName") != before["displayName"] or old == new:
        return
    del after["displayName"]
    if new.get("formatted") == old["formatted"]:
        after["name"] = {part: value for part, value in new.items() if part != "formatted"}


def _demand_upgrade(before: JsonObject, after: JsonObject) -> None:
    ranks = [name.casefold() for name in LICENSES]
    old, new = before["userType"].casefold(), after.get("userType", "").casefold()
    if new in ranks and ranks.index(new) > ranks.index(old):
        raise ScimRefusal("mutability", "A license cannot be downgraded by PATCH")


def _changed(call: Call, user: User, before: JsonObject, after: JsonObject) -> Response:
    if not (user.active or after.get("active")):
        after["emails"] = before["emails"]
    person = person_of(after, before)
    if not (user.active or person.active) and _differs(user, person):
        raise ScimRefusal("mutability", "The user is deactivated")
    _demand_unique(call, person, user)
    _demand_admin(call.state, user, person)
    person.write(user)
    if not user.active:
        call.state.grants.end_of_user(user.id)
    return answered(call, USERS, shown_user(call, user))


def _differs(user: User, person: Person) -> bool:
    return any(getattr(user, name) != getattr(person, name) for name in _FIXED_WHILE_INACTIVE)


def _demand_unique(call: Call, person: Person, user: User | None) -> None:
    other = call.state.user_of(person.email)
    if other is not None and other is not user:
        raise ScimRefusal("uniqueness", "Another user has this user name")


def _demand_admin(state: State, user: User, person: Person) -> None:
    """Refuse to take the last administrator from the organization."""
    admins = [each for each in state.users.values() if each.role == ADMIN and each.active]
    if admins == [user] and not (person.role == ADMIN and person.active):
        raise Refusal(409, "conflict", "The user is the last administrator of the organization")


HANDLERS: Mapping[str, Handler] = {
    "scim_users.list": _list,
    "scim_users.get": _get,
    "scim_users.create": _create,
    "scim_users.replace": _replace,
    "scim_users.patch": _patch,
    "scim_users.delete": _delete,
}
