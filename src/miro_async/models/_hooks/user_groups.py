"""How `models.user_groups` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, opened
from ...extra import NO_EXTRA, extra_of
from ..user_groups import (
    BoardUserGroup,
    ProjectUserGroup,
    TeamUserGroup,
    UserGroup,
    UserGroupMember,
    UserGroupMembersOutcome,
    UserGroupTeam,
)
from .common import structure_error_body


def structure_user_group(raw: Any, _: object = None) -> Any:
    """Give a `UserGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = USER_GROUP_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, USER_GROUP, surplus) if surplus else NO_EXTRA
    made.__class__ = UserGroup
    return made


def structure_user_group_member(raw: Any, _: object = None) -> Any:
    """Give a `UserGroupMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = USER_GROUP_MEMBER_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.email = value = raw.get("email")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, USER_GROUP_MEMBER, surplus) if surplus else NO_EXTRA
    made.__class__ = UserGroupMember
    return made


def structure_user_group_team(raw: Any, _: object = None) -> Any:
    """Give a `UserGroupTeam`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = USER_GROUP_TEAM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.role = value = raw.get("role")
    if value is None:
        count += 1
    elif value == "member":
        made.role = "member"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, USER_GROUP_TEAM, surplus) if surplus else NO_EXTRA
    made.__class__ = UserGroupTeam
    return made


def structure_team_user_group(raw: Any, _: object = None) -> Any:
    """Give a `TeamUserGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_USER_GROUP_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.role = value = raw.get("role")
    if value is None:
        count += 1
    elif value == "member":
        made.role = "member"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, TEAM_USER_GROUP, surplus) if surplus else NO_EXTRA
    made.__class__ = TeamUserGroup
    return made


def structure_board_user_group(raw: Any, _: object = None) -> Any:
    """Give a `BoardUserGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_USER_GROUP_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.role = value = raw.get("role")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, BOARD_USER_GROUP, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardUserGroup
    return made


def structure_project_user_group(raw: Any, _: object = None) -> Any:
    """Give a `ProjectUserGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = PROJECT_USER_GROUP_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.role = value = raw.get("role")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, PROJECT_USER_GROUP, surplus) if surplus else NO_EXTRA
    made.__class__ = ProjectUserGroup
    return made


def structure_user_group_members_outcome(raw: Any, _: object = None) -> Any:
    """Give a `UserGroupMembersOutcome`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = USER_GROUP_MEMBERS_OUTCOME_OPEN(), len(raw)
    made.operation = value = raw.get("operation")
    if value is None:
        count += 1
    elif value == "addMembers":
        made.operation = "addMembers"
    elif value == "removeMembers":
        made.operation = "removeMembers"
    made.status = value = raw.get("status")
    if value is None:
        count += 1
    made.affected_users = value = raw.get("affectedUsers")
    if value is None:
        count += 1
    else:
        made.affected_users = each(value, structure_user_group_member)
    made.error = value = raw.get("error")
    if value is None:
        count += 1
    else:
        made.error = structure_error_body(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, USER_GROUP_MEMBERS_OUTCOME, surplus) if surplus else NO_EXTRA
    made.__class__ = UserGroupMembersOutcome
    return made


USER_GROUP = {
    "id": "id",
    "type": "type",
    "name": "name",
    "description": "description",
}
USER_GROUP_MEMBER = {
    "id": "id",
    "type": "type",
    "email": "email",
}
USER_GROUP_TEAM = {
    "id": "id",
    "type": "type",
    "role": "role",
}
TEAM_USER_GROUP = {
    "id": "id",
    "type": "type",
    "role": "role",
}
BOARD_USER_GROUP = {
    "id": "id",
    "type": "type",
    "role": "role",
}
PROJECT_USER_GROUP = {
    "id": "id",
    "type": "type",
    "role": "role",
}
USER_GROUP_MEMBERS_OUTCOME = {
    "operation": "operation",
    "status": "status",
    "affectedUsers": "affected_users",
    "error": "error",
}

USER_GROUP_OPEN = opened(UserGroup)
USER_GROUP_MEMBER_OPEN = opened(UserGroupMember)
USER_GROUP_TEAM_OPEN = opened(UserGroupTeam)
TEAM_USER_GROUP_OPEN = opened(TeamUserGroup)
BOARD_USER_GROUP_OPEN = opened(BoardUserGroup)
PROJECT_USER_GROUP_OPEN = opened(ProjectUserGroup)
USER_GROUP_MEMBERS_OUTCOME_OPEN = opened(UserGroupMembersOutcome)

FIELDS: dict[Any, dict[str, str]] = {
    UserGroup: USER_GROUP,
    UserGroupMember: USER_GROUP_MEMBER,
    UserGroupTeam: USER_GROUP_TEAM,
    TeamUserGroup: TEAM_USER_GROUP,
    BoardUserGroup: BOARD_USER_GROUP,
    ProjectUserGroup: PROJECT_USER_GROUP,
    UserGroupMembersOutcome: USER_GROUP_MEMBERS_OUTCOME,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    UserGroup: structure_user_group,
    UserGroupMember: structure_user_group_member,
    UserGroupTeam: structure_user_group_team,
    TeamUserGroup: structure_team_user_group,
    BoardUserGroup: structure_board_user_group,
    ProjectUserGroup: structure_project_user_group,
    UserGroupMembersOutcome: structure_user_group_members_outcome,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
WRITERS.update(WRITE)
