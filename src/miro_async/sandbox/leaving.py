"""What goes with somebody who leaves, and with a team or a project that comes to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import conflict
from .state import ADMIN, Membership

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .state import Project, State, Team, User


def leave_organization(state: State, user: User) -> None:
    """Delete a user, with all that they are in and all that they have allowed.

    Refuses with a 409 if nobody else who is active administers the organization.
    """
    if not _active(state, _admins_of_organization(state), user.id):
        raise conflict("The last administrator cannot leave")
    for team in state.teams.values():
        leave_team(state, user.id, team)
    for group in state.user_groups.values():
        group.member_ids = [id_ for id_ in group.member_ids if id_ != user.id]
    state.grants.end_of_user(user.id)
    state.former_users[user.id] = state.users.pop(user.id)


def leave_team(state: State, user_id: str, team: Team) -> None:
    """Take a user out of a team, its boards and its projects, whether they are in it or not.

    What they own there goes to another administrator of the team, or else of the organization; to
    one who is deactivated only if all of them are. Somebody else has to administer it, see
    `needs_admin`.
    """
    heir = _heir(state, team, user_id)
    team.members.pop(user_id, None)
    for board in state.boards.values():
        if board.team_id == team.id:
            board.members.pop(user_id, None)
            if board.owner_id == user_id:
                board.owner_id = heir.id
                board.members.pop(heir.id, None)
    for project in state.projects.values():
        if project.team_id == team.id:
            _leave_project(state, user_id, project, heir)


def needs_admin(state: State, team: Team, going: Collection[str]) -> bool:
    """Tell whether those who go leave a team without an active administrator."""
    admins = _admins_of_team(team)
    return any(id_ in going for id_ in admins) and not _active(state, admins, *going)


def _admins_of_team(team: Team) -> list[str]:
    """Give the ids of those who administer a team, active or not."""
    return [id_ for id_, member in team.members.items() if member.role == "admin"]


def _admins_of_organization(state: State) -> list[str]:
    return [user.id for user in state.users.values() if user.role == ADMIN]


def _active(state: State, user_ids: Iterable[str], *others: str) -> list[str]:
    """Give those of the users who are active, without the others."""
    return [id_ for id_ in user_ids if id_ not in others and state.users[id_].active]


def _heir(state: State, team: Team, user_id: str) -> User:
    admins = [
        id_ for id_ in (*_admins_of_team(team), *_admins_of_organization(state)) if id_ != user_id
    ]
    return state.users[(_active(state, admins) or admins)[0]]


def _leave_project(state: State, user_id: str, project: Project, heir: User) -> None:
    member = project.members.pop(user_id, None)
    if member and member.role == "owner" and not owners_of(state, project):
        project.members[heir.id] = Membership(role="owner", trace=state.trace(heir))


def owners_of(state: State, project: Project) -> list[str]:
    """Give the ids of the members who own a project, of those who are active."""
    owners = [id_ for id_, member in project.members.items() if member.role == "owner"]
    return _active(state, owners)


def end_team(state: State, team: Team) -> None:
    """Delete a team with its boards and projects; tokens that were given for it end."""
    for board_id in [id_ for id_, board in state.boards.items() if board.team_id == team.id]:
        del state.boards[board_id]
    for project in [each for each in state.projects.values() if each.team_id == team.id]:
        end_project(state, project)
    for group in state.user_groups.values():
        group.team_ids = [id_ for id_ in group.team_ids if id_ != team.id]
    for usage in state.usage.values():
        usage.uninstall(team.id, state.today)
    state.classification.teams.pop(team.id, None)
    del state.teams[team.id]
    state.grants.end_of_team(team.id)


def end_project(state: State, project: Project) -> None:
    """Delete a project; its boards stay in the team."""
    for board in state.boards.values():
        if board.project_id == project.id:
            board.project_id = None
    del state.projects[project.id]
