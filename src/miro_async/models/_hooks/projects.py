"""How `models.projects` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of
from ..projects import Project, ProjectMember, ProjectSettings, ProjectSharingPolicy


def structure_project(raw: Any, _: object = None) -> Any:
    """Give a `Project`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Project(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        extra=extra_of(raw, PROJECT),
    )


def structure_project_member(raw: Any, _: object = None) -> Any:
    """Give a `ProjectMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ProjectMember(
        id=get("id"),
        type=get("type"),
        email=get("email"),
        role=get("role"),
        extra=extra_of(raw, PROJECT_MEMBER),
    )


def structure_project_settings(raw: Any, _: object = None) -> Any:
    """Give a `ProjectSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ProjectSettings(
        type=get("type"),
        sharing_policy_settings=structure_project_sharing_policy(get("sharingPolicySettings")),
        extra=extra_of(raw, PROJECT_SETTINGS),
    )


def structure_project_sharing_policy(raw: Any, _: object = None) -> Any:
    """Give a `ProjectSharingPolicy`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ProjectSharingPolicy(
        team_access=get("teamAccess"),
        extra=extra_of(raw, PROJECT_SHARING_POLICY),
    )


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
