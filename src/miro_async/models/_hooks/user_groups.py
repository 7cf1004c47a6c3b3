"""How `models.user_groups` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of
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
    get: Callable[[str], Any] = raw.get
    return UserGroup(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        description=get("description"),
        extra=extra_of(raw, USER_GROUP),
    )


def structure_user_group_member(raw: Any, _: object = None) -> Any:
    """Give a `UserGroupMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return UserGroupMember(
        id=get("id"),
        type=get("type"),
        email=get("email"),
        extra=extra_of(raw, USER_GROUP_MEMBER),
    )


def structure_user_group_team(raw: Any, _: object = None) -> Any:
    """Give a `UserGroupTeam`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return UserGroupTeam(
        id=get("id"),
        type=get("type"),
        role=get("role"),
        extra=extra_of(raw, USER_GROUP_TEAM),
    )


def structure_team_user_group(raw: Any, _: object = None) -> Any:
    """Give a `TeamUserGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TeamUserGroup(
        id=get("id"),
        type=get("type"),
        role=get("role"),
        extra=extra_of(raw, TEAM_USER_GROUP),
    )


def structure_board_user_group(raw: Any, _: object = None) -> Any:
    """Give a `BoardUserGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardUserGroup(
        id=get("id"),
        type=get("type"),
        role=get("role"),
        extra=extra_of(raw, BOARD_USER_GROUP),
    )


def structure_project_user_group(raw: Any, _: object = None) -> Any:
    """Give a `ProjectUserGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ProjectUserGroup(
        id=get("id"),
        type=get("type"),
        role=get("role"),
        extra=extra_of(raw, PROJECT_USER_GROUP),
    )


def structure_user_group_members_outcome(raw: Any, _: object = None) -> Any:
    """Give a `UserGroupMembersOutcome`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return UserGroupMembersOutcome(
        operation=get("operation"),
        status=get("status"),
        affected_users=each(get("affectedUsers"), structure_user_group_member),
        error=structure_error_body(get("error")),
        extra=extra_of(raw, USER_GROUP_MEMBERS_OUTCOME),
    )


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
