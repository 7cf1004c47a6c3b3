"""User groups of the organization, and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from ..answers import as_json, created, no_content, ok
from ..checks import ListOf, ObjectOf, checked_object, text
from ..errors import Refusal, conflict, invalid, no_such
from ..paging import keyset_page
from ..state import UserGroup
from ..user_groups import end_group, join, leave, members_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..checks import Fields
    from ..state import State, User

MOST_MEMBERS = 500
"""How many members one call may add and remove."""

_A_MEMBER = "The user is in the group"
_NO_MEMBER = "The user is not in the group"
_UNKNOWN = "User not found"

_GROUP: Fields = {"name": text(60, shortest=1), "description": text(300)}
_NEW_GROUP = ObjectOf(fields=_GROUP, required=("name",), lenient=True)
_GROUP_CHANGES = ObjectOf(fields=_GROUP, lenient=True)
_NEW_MEMBER = ObjectOf(fields={"email": text()}, required=("email",), lenient=True)
_MEMBER_CHANGES = ObjectOf(
    fields={
        "membersToAdd": ListOf(element=text()),
        "membersToRemove": ListOf(element=text()),
    },
    lenient=True,
)


def group_in(call: Call) -> UserGroup:
    """Give the user group in the path, or refuse with a 404."""
    return call.state.user_group(call.ids["group_id"])


def _list(call: Call) -> Response:
    groups = list(call.state.user_groups.values())
    return ok(keyset_page(call, groups, _shown, key=lambda group: group.id))


def _get(call: Call) -> Response:
    return ok(_shown(group_in(call)))


def _create(call: Call) -> Response:
    given = checked_object(call.json_object(), _NEW_GROUP)
    _demand_free_name(call.state, given["name"])
    group = UserGroup(id=call.state.ids.next_account(), **given)
    call.state.user_groups[group.id] = group
    return created(_shown(group))


def _update(call: Call) -> Response:
    group = group_in(call)
    given = checked_object(call.json_object(), _GROUP_CHANGES)
    if given.get("name", group.name) != group.name:
        _demand_free_name(call.state, given["name"])
    group.name = given.get("name", group.name)
    group.description = given.get("description", group.description)
    return ok(_shown(group))


def _delete(call: Call) -> Response:
    end_group(call.state, group_in(call))
    return no_content()


def _demand_free_name(state: State, name: str) -> None:
    if name in [group.name for group in state.user_groups.values()]:
        raise conflict("Another user group has this name")


def _shown(group: UserGroup) -> JsonObject:
    return {
        "id": group.id,
        "name": group.name,
        "description": group.description,
        "type": "user-group",
    }


def _list_members(call: Call) -> Response:
    members = members_of(call.state, group_in(call))
    return ok(keyset_page(call, members, _shown_member, key=lambda user: user.id))


def _get_member(call: Call) -> Response:
    _, user = _member_in(call)
    return ok(_shown_member(user))


def _add(call: Call) -> Response:
    group = group_in(call)
    email = checked_object(call.json_object(), _NEW_MEMBER)["email"]
    user = call.state.user_of(email)
    if user is None:
        raise invalid("email", _UNKNOWN)
    if user.id in group.member_ids:
        raise conflict(_A_MEMBER)
    join(call.state, group, user, call.user)
    return created(_shown_member(user))


def _remove(call: Call) -> Response:
    group, user = _member_in(call)
    leave(call.state, group, user)
    return no_content()


def _member_in(call: Call) -> tuple[UserGroup, User]:
    group, user_id = group_in(call), call.ids["member_id"]
    if user_id not in group.member_ids:
        raise no_such("User group member")
    return group, call.state.user(user_id)


def _update_bulk(call: Call) -> Response:
    group, state = group_in(call), call.state
    given = checked_object(call.json_object(), _MEMBER_CHANGES)
    to_add, to_remove = given.get("membersToAdd", []), given.get("membersToRemove", [])
    if not to_add and not to_remove:
        raise invalid("membersToAdd", "There is nobody to add or to remove")
    if len(to_add) + len(to_remove) > MOST_MEMBERS:
        raise Refusal(413, "contentTooLarge", f"At most {MOST_MEMBERS} members in one request")
    outcomes: list[JsonObject] = []
    if to_add:
        adding = _sorted_out(state, group, to_add, are_members=False)
        for user in adding.users:
            join(state, group, user, call.user)
        outcomes += adding.outcomes("addMembers")
    if to_remove:
        removing = _sorted_out(state, group, to_remove, are_members=True)
        if removing.unfit:  # only adding may succeed for some and fail for others
            removing = evolve(removing, users=[])
        for user in removing.users:
            leave(state, group, user)
        outcomes += removing.outcomes("removeMembers")
    return as_json(207, outcomes)


@frozen(kw_only=True)
class _Sorted:
    """Those for whom something can be done, and what is wrong with the others."""

    users: list[User]
    unfit: list[str]

    def outcomes(self, operation: str) -> list[JsonObject]:
        """Give what became of the ones and of the others."""
        found: list[JsonObject] = []
        if self.users:
            affected = [_shown_member(user) for user in self.users]
            found.append({"operation": operation, "status": 200, "affectedUsers": affected})
        if self.unfit:
            error = {
                "status": 400,
                "code": "invalidParameters",
                "message": "; ".join(self.unfit),
                "type": "error",
            }
            found.append({"operation": operation, "status": 400, "error": error})
        return found


def _sorted_out(
    state: State, group: UserGroup, named: Iterable[str], *, are_members: bool
) -> _Sorted:
    """Find users by id or email, who have to be members of a group, or must not be."""
    users: dict[str, User] = {}
    unfit: list[str] = []
    for name in named:
        user = state.users.get(name) or state.user_of(name)
        if user is None:
            unfit.append(f"{name}: {_UNKNOWN}")
        elif (user.id in group.member_ids) is are_members:
            users[user.id] = user
        else:
            unfit.append(f"{name}: {_NO_MEMBER if are_members else _A_MEMBER}")
    return _Sorted(users=list(users.values()), unfit=unfit)


def _shown_member(user: User) -> JsonObject:
    return {"id": user.id, "email": user.email, "type": "user-group-member"}


HANDLERS: Mapping[str, Handler] = {
    "user_groups.list": _list,
    "user_groups.get": _get,
    "user_groups.create": _create,
    "user_groups.update": _update,
    "user_groups.delete": _delete,
    "user_group_members.list": _list_members,
    "user_group_members.get": _get_member,
    "user_group_members.add": _add,
    "user_group_members.update_bulk": _update_bulk,
    "user_group_members.remove": _remove,
}
