"""How `models.projects` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, opened
from ...extra import NO_EXTRA, extra_of
from ..projects import Project, ProjectMember, ProjectSettings, ProjectSharingPolicy


def structure_project(raw: Any, _: object = None) -> Any:
    """Give a `Project`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = PROJECT_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, PROJECT, surplus) if surplus else NO_EXTRA
    made.__class__ = Project
    return made


def structure_project_member(raw: Any, _: object = None) -> Any:
    """Give a `ProjectMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = PROJECT_MEMBER_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.email = value = raw.get("email")
    if value is None:
        count += 1
    made.role = value = raw.get("role")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, PROJECT_MEMBER, surplus) if surplus else NO_EXTRA
    made.__class__ = ProjectMember
    return made


def structure_project_settings(raw: Any, _: object = None) -> Any:
    """Give a `ProjectSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = PROJECT_SETTINGS_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.sharing_policy_settings = value = raw.get("sharingPolicySettings")
    if value is None:
        count += 1
    else:
        made.sharing_policy_settings = structure_project_sharing_policy(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, PROJECT_SETTINGS, surplus) if surplus else NO_EXTRA
    made.__class__ = ProjectSettings
    return made


def structure_project_sharing_policy(raw: Any, _: object = None) -> Any:
    """Give a `ProjectSharingPolicy`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = PROJECT_SHARING_POLICY_OPEN(), len(raw)
    made.team_access = value = raw.get("teamAccess")
    if value is None:
        count += 1
    elif value == "private":
        made.team_access = "private"
    elif value == "view":
        made.team_access = "view"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, PROJECT_SHARING_POLICY, surplus) if surplus else NO_EXTRA
    made.__class__ = ProjectSharingPolicy
    return made


def write_project_sharing_policy(value: ProjectSharingPolicy) -> dict[str, Any]:
    """Give the fields of a `ProjectSharingPolicy` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.team_access is not None:
        body["teamAccess"] = value.team_access
    return body


PROJECT = {
    "id": "id",
    "type": "type",
    "name": "name",
}
PROJECT_MEMBER = {
    "id": "id",
    "type": "type",
    "email": "email",
    "role": "role",
}
PROJECT_SETTINGS = {
    "type": "type",
    "sharingPolicySettings": "sharing_policy_settings",
}
PROJECT_SHARING_POLICY = {
    "teamAccess": "team_access",
}

PROJECT_OPEN = opened(Project)
PROJECT_MEMBER_OPEN = opened(ProjectMember)
PROJECT_SETTINGS_OPEN = opened(ProjectSettings)
PROJECT_SHARING_POLICY_OPEN = opened(ProjectSharingPolicy)

FIELDS: dict[Any, dict[str, str]] = {
    Project: PROJECT,
    ProjectMember: PROJECT_MEMBER,
    ProjectSettings: PROJECT_SETTINGS,
    ProjectSharingPolicy: PROJECT_SHARING_POLICY,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    Project: structure_project,
    ProjectMember: structure_project_member,
    ProjectSettings: structure_project_settings,
    ProjectSharingPolicy: structure_project_sharing_policy,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    ProjectSharingPolicy: write_project_sharing_policy,
}
WRITERS.update(WRITE)
