"""What the sandbox remembers: plain data, which can be saved as JSON and read back."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from attrs import Factory, define, field

from ..errors import no_such, no_such_board
from ..ids import Ids
from ..oauth import Grants
from .boards import (
    Resource,
    StoredBoard,
    StoredConnector,
    StoredItem,
    StoredTag,
    Trace,
)
from .classification import Classification, Label, TeamClassification
from .governance import Governance
from .journal import Journal
from .organization import Organization, Project, UserGroup
from .people import ADMIN, GUEST, MEMBER, Membership, Team, User
from .usage import Usage

if TYPE_CHECKING:
    from ..clock import Clock

__all__ = [
    "ADMIN",
    "GUEST",
    "MEMBER",
    "Classification",
    "Label",
    "Membership",
    "Organization",
    "Project",
    "Resource",
    "State",
    "StoredBoard",
    "StoredConnector",
    "StoredItem",
    "StoredTag",
    "Team",
    "TeamClassification",
    "Trace",
    "Usage",
    "User",
    "UserGroup",
]


def _new_account(state: State) -> str:
    return state.ids.next_account()


@define(kw_only=True)
class State:
    """Everything that there is: one organization with its people, their boards, and its logs."""

    ids: Ids
    organization: Organization
    grants: Grants
    scim_token: str = field(repr=False)
    provisioner_id: str = Factory(_new_account, takes_self=True)
    """Who makes and changes what SCIM does: an account that is nobody's."""
    signing_key: bytes = field(factory=lambda: secrets.token_bytes(16), repr=False)
    users: dict[str, User] = field(factory=dict[str, User])
    former_users: dict[str, User] = field(factory=dict[str, User])
    """Those who were deleted: what they made still names them."""
    teams: dict[str, Team] = field(factory=dict[str, Team])
    projects: dict[str, Project] = field(factory=dict[str, Project])
    user_groups: dict[str, UserGroup] = field(factory=dict[str, UserGroup])
    boards: dict[str, StoredBoard] = field(factory=dict[str, StoredBoard])
    classification: Classification = field(factory=Classification)
    governance: Governance = field(factory=Governance)
    journal: Journal = field(factory=Journal)
    usage: dict[str, Usage] = field(factory=dict[str, Usage])
    """What became of each app, by its client id."""

    @property
    def clock(self) -> Clock:
        """The time."""
        return self.grants.clock

    @property
    def today(self) -> str:
        """The day in UTC, as 2026-01-05."""
        return self.clock.stamp()[:10]

    def board(self, board_id: str) -> StoredBoard:
        """Give a board, or refuse with a 404."""
        if board_id not in self.boards:
            raise no_such_board()
        return self.boards[board_id]

    def user(self, user_id: str) -> User:
        """Give a user, or refuse with a 404."""
        if user_id not in self.users:
            raise no_such("User")
        return self.users[user_id]

    def name_of(self, user_id: str) -> str:
        """Give the name of a user, also of one who was deleted."""
        user = self.users.get(user_id) or self.former_users.get(user_id)
        return user.name if user else ""

    def team(self, team_id: str) -> Team:
        """Give a team, or refuse with a 404."""
        if team_id not in self.teams:
            raise no_such("Team")
        return self.teams[team_id]

    def user_group(self, group_id: str) -> UserGroup:
        """Give a user group, or refuse with a 404."""
        if group_id not in self.user_groups:
            raise no_such("User group")
        return self.user_groups[group_id]

    def usage_of(self, client_id: str) -> Usage:
        """Give what became of an app so far."""
        return self.usage.setdefault(client_id, Usage())

    def user_of(self, email: str) -> User | None:
        """Give the user with this email address."""
        wanted = email.casefold()
        return next((user for user in self.users.values() if user.email.casefold() == wanted), None)

    def trace(self, user: User) -> Trace:
        """Give the marks of something that this user makes now."""
        now = self.clock.stamp()
        return Trace(created_at=now, created_by=user.id, modified_at=now, modified_by=user.id)

    def touch(self, user: User, *traces: Trace) -> None:
        """Mark things as changed by this user now."""
        for trace in traces:
            trace.modified_at = self.clock.stamp()
            trace.modified_by = user.id
