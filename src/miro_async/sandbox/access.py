"""What a caller may do: by the scopes of the token, the plan, and the roles of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from .errors import forbidden, no_such, no_such_board, scope_missing
from .state import ADMIN, GUEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .call import Call
    from .state import State, StoredBoard, User

Plan: TypeAlias = Literal["free", "starter", "business", "enterprise", "enterprise_guard"]
PLANS: tuple[Plan, ...] = get_args(Plan)
"""The plans of an organization, each with all that those before it have."""
ROLES = ("viewer", "guest", "commenter", "editor", "coowner", "owner")
"""The roles on a board, the weakest first."""

_OF_PROJECT = {"owner": "coowner", "commentator": "commenter"}
_OF_POLICY = {"view": "viewer", "comment": "commenter", "edit": "editor"}
_EDITING = ROLES.index("editor")
_OWNING = ROLES.index("coowner")
# What only owners and co-owners may do on a board, besides whatever editors may.
_FOR_OWNERS = frozenset({"boards.delete", "board_members.update", "board_members.remove"})
_READING = frozenset({"GET", "HEAD"})


def demand_access(call: Call) -> None:
    """Refuse a call for which token, plan or role do not suffice."""
    operation = call.operation
    if call.grant:
        missing = [scope for scope in operation.scopes if scope not in call.grant.scopes]
        if missing:
            raise scope_missing(missing)
    if operation.plan:
        _demand_plan(call.state, operation.plan)
        if call.user.role != ADMIN:
            raise forbidden("Only administrators of the organization may do this")
    organization_id = call.ids.get("org_id", call.state.organization.id)
    if organization_id != call.state.organization.id:
        raise no_such("Organization")
    if "board_id" in call.ids and call.user.id and not operation.plan:
        _demand_role(call)


def role_on(state: State, user: User, board: StoredBoard) -> str | None:
    """Give the strongest role of a user on a board, or `None` if they cannot even see it."""
    roles = list(_roles(state, user, board))
    return max(roles, key=ROLES.index) if roles else None


def seen_boards(state: State, user: User) -> list[StoredBoard]:
    """Give all boards that a user can see."""
    return [board for board in state.boards.values() if role_on(state, user, board)]


def _demand_plan(state: State, plan: str) -> None:
    if PLANS.index(state.organization.plan) < PLANS.index(plan):
        raise forbidden(f"The plan of the organization does not have this: it needs {plan}")


def _demand_role(call: Call) -> None:
    board = call.state.board(call.ids["board_id"])
    role = role_on(call.state, call.user, board)
    if role is None:
        raise no_such_board()
    key = f"{call.operation.group}.{call.operation.name}"
    needed = 0
    if key in _FOR_OWNERS:
        needed = _OWNING
    elif call.operation.method not in _READING:
        needed = _EDITING
    if key == "board_members.remove" and call.ids["board_member_id"] == call.user.id:
        needed = 0  # anybody may leave
    if ROLES.index(role) < needed:
        raise forbidden(f"The role [{role}] on this board does not suffice")


def _roles(state: State, user: User, board: StoredBoard) -> Iterator[str]:
    if user.id == board.owner_id:
        yield "owner"
    if user.id in board.members:
        yield board.members[user.id]
    yield from _of_groups(state, user, board.user_groups)
    if board.project_id in state.projects:
        project = state.projects[board.project_id]
        if user.id in project.members:
            yield _on_boards(project.members[user.id].role)
        yield from map(_on_boards, _of_groups(state, user, project.user_groups))
    sharing = board.policy["sharingPolicy"]
    team = state.teams.get(board.team_id)
    if team and user.id in team.members:
        yield from _by_policy(sharing["teamAccess"])
        if board.project_id in state.projects:
            yield from _by_policy(state.projects[board.project_id].team_access)
    if user.role != GUEST:
        yield from _by_policy(sharing["organizationAccess"])
    yield from _by_policy(sharing["access"])


def _of_groups(state: State, user: User, roles: Mapping[str, str]) -> Iterable[str]:
    groups = state.user_groups
    return [roles[id_] for id_ in roles if id_ in groups and user.id in groups[id_].member_ids]


def _on_boards(role: str) -> str:
    """Give what a role in a project is on its boards, each of which has an owner of its own."""
    return _OF_PROJECT.get(role, role)


def _by_policy(access: str) -> Iterable[str]:
    return [_OF_POLICY[access]] if access in _OF_POLICY else []
