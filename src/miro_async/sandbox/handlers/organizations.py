"""The organization, and those who are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from ...models import enums
from ..answers import ok
from ..checks import Unfit, one_of
from ..errors import invalid
from ..paging import keyset_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..checks import Check
    from ..state import User

_MOST_EMAILS = 10
_FILTERS: Mapping[str, tuple[Check, Callable[[User], str]]] = {
    "role": (one_of(*get_args(enums.OrganizationRole)), lambda user: user.role),
    "license": (one_of(*get_args(enums.License)), lambda user: user.license),
    "active": (one_of("true", "false"), lambda user: "true" if user.active else "false"),
}


def _get(call: Call) -> Response:
    organization = call.state.organization
    return ok(
        {
            "id": organization.id,
            "fullLicensesPurchased": organization.full_licenses,
            "name": organization.name,
            "plan": "company",  # no other plan has this call
            "type": "organization",
        }
    )


def _list_members(call: Call) -> Response:
    if call.query.get("emails"):
        return ok([_shown(user) for user in _with_emails(call)])
    cursor = call.query.get("cursor", "")
    if cursor and not cursor.isdecimal():
        raise invalid("cursor", f"Unexpected value [{cursor}]")
    wanted = {name: _filter(call, name) for name in _FILTERS if name in call.query}
    users = [
        user
        for user in sorted(call.state.users.values(), key=_id)
        if all(_FILTERS[name][1](user) == value for name, value in wanted.items())
    ]
    return ok(keyset_page(call, users, _shown, key=_id, plain=True))


def _id(user: User) -> str:
    return user.id


def _with_emails(call: Call) -> list[User]:
    """Give those whose addresses are asked for, in that order; nobody comes twice."""
    emails = [email.strip() for email in call.query["emails"].split(",")]
    if len(emails) > _MOST_EMAILS:
        raise invalid("emails", f"size must be between 0 and {_MOST_EMAILS}")
    found = {user.id: user for user in map(call.state.user_of, emails) if user}
    return [*found.values()]


def _filter(call: Call, name: str) -> str:
    try:
        return str(_FILTERS[name][0](call.query[name]))
    except Unfit as unfit:
        raise invalid(name, str(unfit)) from None


def _get_member(call: Call) -> Response:
    return ok(_shown(call.state.user(call.ids["member_id"])))


def _shown(user: User) -> JsonObject:
    shown: JsonObject = {"id": user.id, "active": user.active, "email": user.email}
    if user.last_activity_at:
        shown["lastActivityAt"] = user.last_activity_at
    return {
        **shown,
        "license": user.license,
        "licenseAssignedAt": user.created_at,
        "role": user.role,
        "type": "organization-member",
        "adminRoles": [{"type": "prebuilt", "name": name} for name in user.admin_roles],
    }


HANDLERS: Mapping[str, Handler] = {
    "organizations.get": _get,
    "organization_members.list": _list_members,
    "organization_members.get": _get_member,
}
