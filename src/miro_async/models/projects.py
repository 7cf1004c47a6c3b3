"""What the API says about projects.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA


@frozen(kw_only=True)
class Project:
    """A project, also called space: boards of a team that are kept together."""

    id: str
    type: str
    name: str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ProjectMember:
    """A user in a project, with the role they have there."""

    id: str
    type: str
    email: str
    role: Literal["owner", "editor", "viewer", "commentator", "coowner"] | str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ProjectSettings:
    """Settings of a project."""

    type: str
    sharing_policy_settings: ProjectSharingPolicy
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ProjectSharingPolicy:
    """What members of the team may do in a project."""

    team_access: Literal["private", "view"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
