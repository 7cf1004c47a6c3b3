"""Users, and the teams that they are in."""

from __future__ import annotations

from attrs import define, field

from ..answers import JsonObject
from .boards import Trace

ADMIN = "organization_internal_admin"
MEMBER = "organization_internal_user"
GUEST = "organization_external_user"


@define(kw_only=True)
class User:
    """Somebody who can call. `role` is the one in the organization."""

    id: str
    name: str
    email: str
    role: str = MEMBER
    license: str = "full"
    active: bool = True
    created_at: str
    last_activity_at: str | None = None
    admin_roles: list[str] = field(factory=list[str])
    """What they administer besides, such as `Content Admin`."""
    profile: JsonObject = field(factory=dict[str, object])
    """What only SCIM knows of them: parts of the name, photos, language, employment."""


@define(kw_only=True)
class Membership:
    """What somebody is in a team or a project, and since when."""

    role: str
    trace: Trace
    group_ids: list[str] = field(factory=list[str])
    """The user groups through which they came; empty: they came by themselves."""


@define(kw_only=True)
class Team:
    """A team. Its members stand by their ids, in the order in which they came."""

    id: str
    name: str
    trace: Trace
    members: dict[str, Membership] = field(factory=dict[str, Membership])
    settings: JsonObject = field(factory=dict[str, object])
    """What was changed of its settings, by their part and name."""
