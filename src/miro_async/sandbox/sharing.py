"""The policy of a board: who sees it, and who may share, copy and move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .access import PLANS, ROLES, role_on
from .checks import ObjectOf, one_of
from .errors import forbidden, invalid
from .team_defaults import SHARING_POLICY, settings_of

if TYPE_CHECKING:
    from .answers import JsonObject
    from .call import Call
    from .checks import Fields
    from .state import State, StoredBoard, Team

_ACCESS = one_of("private", "view", "comment", "edit")
_PERMISSIONS: Fields = {
    "collaborationToolsStartAccess": one_of("all_editors", "board_owners_and_coowners"),
    "copyAccess": one_of("anyone", "team_members", "team_editors", "board_owner"),
    "sharingAccess": one_of("team_members_with_editing_rights", "owner_and_coowners"),
}
_SHARING: Fields = {
    "access": _ACCESS,
    "inviteToAccountAndBoardLinkAccess": one_of("viewer", "commenter", "editor", "no_access"),
    "organizationAccess": _ACCESS,
    "teamAccess": _ACCESS,
}
POLICY = ObjectOf(
    fields={
        "permissionsPolicy": ObjectOf(fields=_PERMISSIONS, lenient=True),
        "sharingPolicy": ObjectOf(fields=_SHARING, lenient=True),
    },
    lenient=True,
)
"""The rule for a policy in a request."""
MOST_FREE_BOARDS = 3
"""How many boards a team may have on the free plan."""


def default_policy(state: State, team: Team) -> JsonObject:
    """Give the policy of a new board, as the settings of its team have it."""
    settings = settings_of(state, team)
    sharing = settings[SHARING_POLICY]
    return {
        "permissionsPolicy": {
            "collaborationToolsStartAccess": "all_editors",
            "copyAccess": settings["teamCopyAccessLevelSettings"]["copyAccessLevel"],
            "sharingAccess": sharing["defaultBoardSharingAccess"],
        },
        "sharingPolicy": {
            "access": "private",
            "inviteToAccountAndBoardLinkAccess": "no_access",
            "organizationAccess": sharing["defaultOrganizationAccess"],
            "teamAccess": sharing["defaultBoardAccess"],
        },
    }


def change_policy(state: State, board: StoredBoard, given: JsonObject) -> None:
    """Change what is given of a board's policy."""
    for name, part in given.items():
        board.policy[name] = {**board.policy[name], **part}
    if _is_enterprise(state):  # where nobody comes in by a link
        board.policy["sharingPolicy"]["inviteToAccountAndBoardLinkAccess"] = "no_access"


def demand_sharing(call: Call, board: StoredBoard) -> None:
    """Refuse a user who may not say who gets to the board, by its `sharingAccess`."""
    by_editors = board.policy["permissionsPolicy"]["sharingAccess"] != "owner_and_coowners"
    if by_editors and _is_in_team(call, board) and _has(call, board, "editor"):
        return
    if not _has(call, board, "coowner"):
        raise forbidden("The policy of this board does not let you share it")


def demand_copying(call: Call, board: StoredBoard) -> None:
    """Refuse a user who may not copy the board, by its `copyAccess`."""
    allowed = {
        "anyone": True,
        "team_members": _is_in_team(call, board),
        "team_editors": _is_in_team(call, board) and _has(call, board, "editor"),
        "board_owner": False,
    }
    who = board.policy["permissionsPolicy"]["copyAccess"]
    if not allowed[who] and call.user.id != board.owner_id:
        raise forbidden("The policy of this board does not let you copy it")


def demand_moving(call: Call, board: StoredBoard) -> None:
    """Refuse a user who may not move the board to another team."""
    needed = "coowner" if _is_enterprise(call.state) else "owner"
    if not _has(call, board, needed):
        raise forbidden(f"Moving a board to another team needs the role [{needed}]")


def demand_room(state: State, team_id: str) -> None:
    """Refuse a board for which the team has no room on its plan."""
    there = sum(board.team_id == team_id for board in state.boards.values())
    if state.organization.plan == "free" and there >= MOST_FREE_BOARDS:
        raise invalid("teamId", f"A team can have {MOST_FREE_BOARDS} boards on the free plan")


def _has(call: Call, board: StoredBoard, needed: str) -> bool:
    role = role_on(call.state, call.user, board)
    return role is not None and ROLES.index(role) >= ROLES.index(needed)


def _is_in_team(call: Call, board: StoredBoard) -> bool:
    return call.user.id in call.state.team(board.team_id).members


def _is_enterprise(state: State) -> bool:
    return PLANS.index(state.organization.plan) >= PLANS.index("enterprise")
