"""Users between the sandbox's state and SCIM's resources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen

from ..checks import Unfit, web_address
from ..state import ADMIN, MEMBER
from .refusals import ScimRefusal
from .schema import ENTERPRISE_URN, USER_URN, USERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..answers import JsonObject
    from ..call import Call
    from ..state import User

LICENSES = {
    "Full": "full",
    "Advanced": "advanced",
    "Standard": "standard",
    "Basic": "basic",
    "Full (Trial)": "full_trial",
    "Occasional": "occasional",
    "Free": "free",
    "Free Restricted": "free_restricted",
}
"""The licenses by what `userType` calls them, the best first."""
_LICENSE_NAMES = {license_: name for name, license_ in LICENSES.items()}
_ROLES = {"ORGANIZATION_INTERNAL_ADMIN": ADMIN, "ORGANIZATION_INTERNAL_USER": MEMBER}
_ROLE_NAMES = {ADMIN: "Admin", MEMBER: "Member"}
_ADMIN_ROLES = ("Content Admin", "User Admin", "Security Admin")
_USER_ROLE, _ADMIN_ROLE = "organization_user_role", "organization_admin_role"
_NEW: Mapping[str, Any] = {"active": True, "userType": "Full", "roles": ()}
_PROFILE = ("photos", "preferredLanguage", ENTERPRISE_URN)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LONGEST_NAME = 60


def is_member(user: User) -> bool:
    """Tell whether a user is a member of the organization, and no guest: SCIM sees no guests."""
    return user.role in _ROLE_NAMES


def scim_address(call: Call, endpoint: str, id_: str) -> str:
    """Give the address of a resource."""
    return call.address("api", "v1", "scim", endpoint.strip("/"), id_)


def shown_user(call: Call, user: User) -> JsonObject:
    """Give a user as a resource."""
    profile = user.profile
    name = {"formatted": user.name, **cast("JsonObject", profile.get("name", {}))}
    email = {"value": user.email, "type": profile.get("emailType", "work"), "primary": True}
    teams = [team for team in call.state.teams.values() if user.id in team.members]
    shown: JsonObject = {
        "schemas": [USER_URN],
        "id": user.id,
        "userName": user.email,
        "name": name,
        "displayName": user.name,
        "userType": _LICENSE_NAMES.get(user.license, "Full"),
        "active": user.active,
        "emails": [email],
        "groups": [{"value": team.id, "display": team.name} for team in teams],
        "roles": _shown_roles(user),
    }
    shown |= {part: profile[part] for part in _PROFILE if part in profile}
    location = scim_address(call, USERS.endpoint, user.id)
    return {**shown, "meta": {"resourceType": USERS.name, "location": location}}


def _shown_roles(user: User) -> list[JsonObject]:
    role: JsonObject = {
        "type": _USER_ROLE,
        "value": user.role.upper(),
        "display": _ROLE_NAMES[user.role],
        "primary": True,
    }
    admin: JsonObject = {"type": _ADMIN_ROLE, "primary": False}
    return [role, *({**admin, "value": name, "display": name} for name in user.admin_roles)]


@frozen(kw_only=True)
class Person:
    """What a resource says of a user, checked."""

    email: str
    name: str
    license: str
    role: str
    admin_roles: list[str] = field(factory=list[str])
    active: bool
    profile: JsonObject

    def write(self, user: User) -> None:
        """Let a user be so."""
        user.email, user.name, user.license = self.email, self.name, self.license
        user.role, user.admin_roles, user.active = self.role, self.admin_roles, self.active
        user.profile = self.profile


def person_of(resource: JsonObject, before: JsonObject) -> Person:
    """Give what a resource says, or refuse it; what it leaves out of the rest is as `before`."""
    user_name = _user_name(resource, before)
    whole = {**_NEW, **{name: before[name] for name in _NEW if name in before}, **resource}
    role, admin_roles = _roles(whole["roles"], before)
    return Person(
        email=user_name,
        name=_full_name(resource) or user_name,
        license=_license(whole["userType"]),
        role=role,
        admin_roles=admin_roles,
        active=whole["active"],
        profile=_profile(resource),
    )


def _user_name(resource: JsonObject, before: JsonObject) -> str:
    """Give the address. It is both the user name and the email; what was changed counts."""
    user_name = str(resource.get("userName", ""))
    email = _main_email(resource).get("value")
    if email and user_name == before.get("userName"):
        user_name = str(email)
    if not _EMAIL.fullmatch(user_name):
        raise ScimRefusal("invalidValue", "[userName] has to be an email address")
    return user_name


def _main_email(resource: JsonObject) -> JsonObject:
    emails = cast("Sequence[JsonObject]", resource.get("emails", ()))
    main = [email for email in emails if email.get("primary")]
    return {} if not emails else (main or [*emails])[0]


def _full_name(resource: JsonObject) -> str:
    """Give the first of the names that is there: for display, formatted, or put together."""
    name = cast("Mapping[str, str]", resource.get("name", {}))
    parts = [name.get("givenName", ""), name.get("familyName", "")]
    joined = " ".join(part for part in parts if part)
    if sum(map(len, parts)) > _LONGEST_NAME:
        raise ScimRefusal("invalidValue", f"[name] can have {_LONGEST_NAME} characters")
    return resource.get("displayName") or name.get("formatted") or joined


def _license(user_type: str) -> str:
    for name, license_ in LICENSES.items():
        if name.casefold() == user_type.casefold():
            return license_
    raise ScimRefusal("invalidValue", f"[userType] has to be one of {', '.join(LICENSES)}")


def _roles(roles: Sequence[JsonObject], before: JsonObject) -> tuple[str, list[str]]:
    """Give the one role of a user, and those as an administrator."""
    names = [str(role.get("value", "")) for role in roles]
    own = {_ROLES[name.upper()] for name in names if name.upper() in _ROLES}
    others = [name for name in names if name.upper() not in _ROLES]
    for name in others:
        if name not in _ADMIN_ROLES:
            raise ScimRefusal("invalidValue", f"There is no role [{name}]")
    if len(own) > 1:
        raise ScimRefusal("invalidValue", f"Only one role can be of type {_USER_ROLE}")
    old = _ROLES[str(before["roles"][0]["value"])] if before else MEMBER
    return own.pop() if own else old, others


def drop_old_role(before: JsonObject, after: JsonObject) -> None:
    """Let a role in the organization that was added take the place of the one before."""
    old = before["roles"][0]["value"]
    roles = cast("Sequence[JsonObject]", after["roles"])
    own = {str(role.get("value", "")).upper() for role in roles} & _ROLES.keys()
    if own - {old}:
        after["roles"] = [role for role in roles if role.get("value") != old]


def _profile(resource: JsonObject) -> JsonObject:
    profile = {part: resource[part] for part in _PROFILE if resource.get(part)}
    name = cast("JsonObject", resource.get("name", {}))
    parts = {part: name[part] for part in ("familyName", "givenName") if part in name}
    employment = profile.get(ENTERPRISE_URN, {})
    manager = employment.get("manager", {})
    if not str(manager.get("value", "0")).isdecimal():
        del manager["value"]  # as Miro's ids have none but digits
    if not manager and employment.pop("manager", None) is not None and not employment:
        del profile[ENTERPRISE_URN]
    for photo in profile.get("photos", ()):
        _demand_address(photo)
    if parts:
        profile["name"] = parts
    if kind := _main_email(resource).get("type"):
        profile["emailType"] = kind
    return profile


def _demand_address(photo: JsonObject) -> None:
    try:
        web_address(photo.get("value"))
    except Unfit as unfit:
        raise ScimRefusal("invalidValue", f"[photos.value] {unfit}") from None
