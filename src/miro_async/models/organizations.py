"""What the API says about organizations.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA
from .enums import License, OrganizationPlan, OrganizationRole


@frozen(kw_only=True)
class Organization:
    """An organization and its plan."""

    id: str
    type: str | None = None
    name: str
    full_licenses_purchased: int
    plan: OrganizationPlan | str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class OrganizationMember:
    """A user of an organization, with license, role and last activity."""

    id: str  # id of the user
    type: str | None = None
    active: bool
    email: str
    last_activity_at: datetime | None = None  # empty for users who never signed in
    license: License | str
    license_assigned_at: datetime | None = None
    role: OrganizationRole | str
    admin_roles: Sequence[AdminRole] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class AdminRole:
    """An administrator role of a member, ready-made or the organization's own."""

    type: Literal["prebuilt", "custom"] | str | None = None
    name: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
