"""The organization, its projects and its user groups."""

from __future__ import annotations

from attrs import define, field

from .boards import Trace
from .people import Membership


@define(kw_only=True)
class Organization:
    """The one organization; all teams are its own."""

    id: str
    name: str
    plan: str
    full_licenses: int = 100


@define(kw_only=True)
class Project:
    """Boards of a team that are kept together."""

    id: str
    name: str
    team_id: str
    trace: Trace
    members: dict[str, Membership] = field(factory=dict[str, Membership])
    user_groups: dict[str, str] = field(factory=dict[str, str])
    team_access: str = "private"
    """What those can do who are in the team and not in the project: nothing, or `view`."""


@define(kw_only=True)
class UserGroup:
    """Users who are given teams, boards and projects together."""

    id: str
    name: str
    description: str = ""
    member_ids: list[str] = field(factory=list[str])
    team_ids: list[str] = field(factory=list[str])
