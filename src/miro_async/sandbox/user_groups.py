"""User groups: what their members come into through them, and leave with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .leaving import leave_team
from .state.beginning import join_team

if TYPE_CHECKING:
    from .state import State, Team, User, UserGroup


def members_of(state: State, group: UserGroup) -> list[User]:
    """Give the members of a group in the order of their ids."""
    return [state.users[id_] for id_ in sorted(group.member_ids)]


def join(state: State, group: UserGroup, user: User, by: User) -> None:
    """Take a user into a group, and so into its teams."""
    group.member_ids.append(user.id)
    for team_id in group.team_ids:
        _bring(state, group, state.teams[team_id], user, by)


def leave(state: State, group: UserGroup, user: User) -> None:
    """Take a user out of a group, and out of the teams in which they are only through it."""
    group.member_ids.remove(user.id)
    for team_id in group.team_ids:
        _take_out(state, group, state.teams[team_id], user)


def connect(state: State, group: UserGroup, team: Team, by: User) -> None:
    """Add a group to a team: its members become members of the team."""
    group.team_ids.append(team.id)
    for user in members_of(state, group):
        _bring(state, group, team, user, by)


def disconnect(state: State, group: UserGroup, team: Team) -> None:
    """Remove a group from a team, with those who are in the team only through it."""
    group.team_ids.remove(team.id)
    for user in members_of(state, group):
        _take_out(state, group, team, user)


def end_group(state: State, group: UserGroup) -> None:
    """Delete a group: its members lose the teams, boards and projects that came with it."""
    for team_id in list(group.team_ids):
        disconnect(state, group, state.teams[team_id])
    for board in state.boards.values():
        board.user_groups.pop(group.id, None)
    for project in state.projects.values():
        project.user_groups.pop(group.id, None)
    del state.user_groups[group.id]


def _bring(state: State, group: UserGroup, team: Team, user: User, by: User) -> None:
    membership = team.members.get(user.id)
    if membership is None:
        join_team(state, team, user, by).group_ids.append(group.id)
    elif membership.group_ids:  # whoever is in the team without any group stays so
        membership.group_ids.append(group.id)


def _take_out(state: State, group: UserGroup, team: Team, user: User) -> None:
    membership = team.members.get(user.id)
    if membership is None or group.id not in membership.group_ids:
        return
    membership.group_ids.remove(group.id)
    # Who has become an administrator meanwhile is there in their own right.
    if not membership.group_ids and membership.role == "member":
        leave_team(state, user.id, team)
