"""How `models.organizations` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of, instant
from ..organizations import AdminRole, Organization, OrganizationMember


def structure_organization(raw: Any, _: object = None) -> Any:
    """Give a `Organization`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Organization(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        full_licenses_purchased=get("fullLicensesPurchased"),
        plan=get("plan"),
        extra=extra_of(raw, ORGANIZATION),
    )


def structure_organization_member(raw: Any, _: object = None) -> Any:
    """Give a `OrganizationMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return OrganizationMember(
        id=get("id"),
        type=get("type"),
        active=get("active"),
        email=get("email"),
        last_activity_at=instant(get("lastActivityAt")),
        license=get("license"),
        license_assigned_at=instant(get("licenseAssignedAt")),
        role=get("role"),
        admin_roles=each(get("adminRoles"), structure_admin_role),
        extra=extra_of(raw, ORGANIZATION_MEMBER),
    )


def structure_admin_role(raw: Any, _: object = None) -> Any:
    """Give a `AdminRole`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AdminRole(
        type=get("type"),
        name=get("name"),
        extra=extra_of(raw, ADMIN_ROLE),
    )


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
