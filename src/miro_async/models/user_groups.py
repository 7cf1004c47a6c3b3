"""What the API says about user groups.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA
from .common import ErrorBody


@frozen(kw_only=True)
class UserGroup:
    """A group of users of an organization."""

    id: str
    type: str
    name: str
    description: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class UserGroupMember:
    """A user in a user group."""

    id: str  # id of the user
    type: str
    email: str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class UserGroupTeam:
    """A team that a user group belongs to, and the group's role there."""

    id: str  # id of the team
    type: str | None = None
    role: Literal["member"] | str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TeamUserGroup:
    """A user group in a team, and its role there."""

    id: str  # id of the user group
    type: str | None = None
    role: Literal["member"] | str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardUserGroup:
    """A user group with access to a board, and its role there."""

    id: str  # id of the user group
    type: str | None = None
    role: Literal["VIEWER", "COMMENTER", "EDITOR"] | str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ProjectUserGroup:
    """A user group with access to a project, and its role there."""

    id: str  # id of the user group
    type: str | None = None
    role: Literal["VIEWER", "COMMENTER", "EDITOR"] | str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class UserGroupMembersOutcome:
    """What became of adding, or of removing, members of a user group."""

    operation: Literal["addMembers", "removeMembers"] | str | None = None
    status: int | None = None  # HTTP status of this part
    affected_users: Sequence[UserGroupMember] | None = None  # only where it worked
    error: ErrorBody | None = None  # only where it failed
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
