"""How `models.organizations` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..organizations import AdminRole, Organization, OrganizationMember


def structure_organization(raw: Any, _: object = None) -> Any:
    """Give a `Organization`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = ORGANIZATION_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.full_licenses_purchased = value = raw.get("fullLicensesPurchased")
    if value is None:
        count += 1
    made.plan = value = raw.get("plan")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, ORGANIZATION, surplus) if surplus else NO_EXTRA
    made.__class__ = Organization
    return made


def structure_organization_member(raw: Any, _: object = None) -> Any:
    """Give a `OrganizationMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = ORGANIZATION_MEMBER_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.active = value = raw.get("active")
    if value is None:
        count += 1
    made.email = value = raw.get("email")
    if value is None:
        count += 1
    made.last_activity_at = value = raw.get("lastActivityAt")
    if value is None:
        count += 1
    else:
        made.last_activity_at = instant(value)
    made.license = value = raw.get("license")
    if value is None:
        count += 1
    made.license_assigned_at = value = raw.get("licenseAssignedAt")
    if value is None:
        count += 1
    else:
        made.license_assigned_at = instant(value)
    made.role = value = raw.get("role")
    if value is None:
        count += 1
    made.admin_roles = value = raw.get("adminRoles")
    if value is None:
        count += 1
    else:
        made.admin_roles = each(value, structure_admin_role)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 9
    made.extra = extra_of(raw, ORGANIZATION_MEMBER, surplus) if surplus else NO_EXTRA
    made.__class__ = OrganizationMember
    return made


def structure_admin_role(raw: Any, _: object = None) -> Any:
    """Give a `AdminRole`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = ADMIN_ROLE_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    elif value == "prebuilt":
        made.type = "prebuilt"
    elif value == "custom":
        made.type = "custom"
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, ADMIN_ROLE, surplus) if surplus else NO_EXTRA
    made.__class__ = AdminRole
    return made


ORGANIZATION = {
    "id": "id",
    "type": "type",
    "name": "name",
    "fullLicensesPurchased": "full_licenses_purchased",
    "plan": "plan",
}
ORGANIZATION_MEMBER = {
    "id": "id",
    "type": "type",
    "active": "active",
    "email": "email",
    "lastActivityAt": "last_activity_at",
    "license": "license",
    "licenseAssignedAt": "license_assigned_at",
    "role": "role",
    "adminRoles": "admin_roles",
}
ADMIN_ROLE = {
    "type": "type",
    "name": "name",
}

ORGANIZATION_OPEN = opened(Organization)
ORGANIZATION_MEMBER_OPEN = opened(OrganizationMember)
ADMIN_ROLE_OPEN = opened(AdminRole)

FIELDS: dict[Any, dict[str, str]] = {
    Organization: ORGANIZATION,
    OrganizationMember: ORGANIZATION_MEMBER,
    AdminRole: ADMIN_ROLE,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    Organization: structure_organization,
    OrganizationMember: structure_organization_member,
    AdminRole: structure_admin_role,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
WRITERS.update(WRITE)
