"""Projects, and those who are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import created, no_content, ok
from ..checks import ObjectOf, checked_object, one_of, text
from ..errors import conflict, invalid, no_such
from ..leaving import end_project, owners_of
from ..paging import keyset_page
from ..state import Membership, Project
from ..team_defaults import SHARING_POLICY, settings_of
from .teams import team_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import State

_PROJECT = ObjectOf(fields={"name": text(60, shortest=1)}, required=("name",), lenient=True)
_ROLE = one_of("owner", "editor", "viewer", "commentator", "coowner")
_ADD = ObjectOf(fields={"email": text(), "role": _ROLE}, required=("email", "role"), lenient=True)
_MEMBER_CHANGES = ObjectOf(fields={"role": _ROLE}, lenient=True)


def project_in(call: Call) -> Project:
    """Give the project in the path, which has to be one of the team there, or refuse with a 404."""
    team = team_in(call)
    project = call.state.projects.get(call.ids["project_id"])
    if project is None or project.team_id != team.id:
        raise no_such("Project")
    return project


def _list(call: Call) -> Response:
    team = team_in(call)
    projects = [each for each in call.state.projects.values() if each.team_id == team.id]

    def key(project: Project) -> str:
        return f"{project.trace.created_at}|{project.id}"

    return ok(keyset_page(call, sorted(projects, key=key), _shown, key=key))


def _get(call: Call) -> Response:
    return ok(_shown(project_in(call)))


def _create(call: Call) -> Response:
    team, state = team_in(call), call.state
    name = checked_object(call.json_object(), _PROJECT)["name"]
    _demand_free_name(state, team.id, name)
    project = Project(
        id=state.ids.next_account(),
        name=name,
        team_id=team.id,
        trace=state.trace(call.user),
        team_access=settings_of(state, team)[SHARING_POLICY]["defaultProjectAccess"],
    )
    owner = Membership(role="owner", trace=state.trace(call.user))
    project.members[call.user.id] = owner
    state.projects[project.id] = project
    return created(_shown(project))


def _update(call: Call) -> Response:
    project = project_in(call)
    name = checked_object(call.json_object(), _PROJECT)["name"]
    if name != project.name:
        _demand_free_name(call.state, project.team_id, name)
    project.name = name
    call.state.touch(call.user, project.trace)
    return ok(_shown(project))


def _delete(call: Call) -> Response:
    end_project(call.state, project_in(call))
    return no_content()


def _demand_free_name(state: State, team_id: str, name: str) -> None:
    if any(each.team_id == team_id and each.name == name for each in state.projects.values()):
        raise conflict(f"The team has a project [{name}]")


def _shown(project: Project) -> JsonObject:
    return {"id": project.id, "name": project.name, "type": "project"}


def _list_members(call: Call) -> Response:
    members = project_in(call).members

    def key(user_id: str) -> str:
        return f"{members[user_id].trace.created_at}|{user_id}"

    def shown(user_id: str) -> JsonObject:
        return _shown_member(call, user_id)

    return ok(keyset_page(call, sorted(members, key=key), shown, key=key))


def _get_member(call: Call) -> Response:
    return ok(_shown_member(call, _member_in(call)))


def _add_member(call: Call) -> Response:
    project = project_in(call)
    given = checked_object(call.json_object(), _ADD)
    user = call.state.user_of(given["email"])
    if user is None:
        raise invalid("email", "User not found")
    if user.id in project.members:
        raise conflict("The user is in the project")
    trace = call.state.trace(call.user)
    project.members[user.id] = Membership(role=given["role"], trace=trace)
    return created(_shown_member(call, user.id))


def _update_member(call: Call) -> Response:
    user_id = _member_in(call)
    project = project_in(call)
    given = checked_object(call.json_object(), _MEMBER_CHANGES)
    member = project.members[user_id]
    role = given.get("role", member.role)
    if role != "owner":
        _demand_another_owner(call, project, user_id)
    member.role = role
    call.state.touch(call.user, member.trace)
    return ok(_shown_member(call, user_id))


def _remove_member(call: Call) -> Response:
    user_id = _member_in(call)
    project = project_in(call)
    _demand_another_owner(call, project, user_id)
    del project.members[user_id]
    return no_content()


def _member_in(call: Call) -> str:
    user_id = call.ids["member_id"]
    if user_id not in project_in(call).members:
        raise no_such("Project member")
    return user_id


def _demand_another_owner(call: Call, project: Project, user_id: str) -> None:
    is_owner = project.members[user_id].role == "owner"
    if is_owner and not {*owners_of(call.state, project)} - {user_id}:
        raise conflict("The user is the last owner of the project")


def _shown_member(call: Call, user_id: str) -> JsonObject:
    return {
        "id": user_id,
        "email": call.state.users[user_id].email,
        "role": project_in(call).members[user_id].role,
        "type": "project_member",
    }


HANDLERS: Mapping[str, Handler] = {
    "projects.list": _list,
    "projects.get": _get,
    "projects.create": _create,
    "projects.update": _update,
    "projects.delete": _delete,
    "project_members.list": _list_members,
    "project_members.get": _get_member,
    "project_members.add": _add_member,
    "project_members.update": _update_member,
    "project_members.remove": _remove_member,
}
