"""What SCIM's resources consist of, as data: everything here goes by these tables.

Filters, paths, changes and the discovery documents all read them, so that what is told to be
supported is supported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

USER_URN = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP_URN = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE_URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
LIST_URN = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

Kind: TypeAlias = Literal["string", "boolean", "reference", "complex"]
Mutability: TypeAlias = Literal["readWrite", "readOnly", "immutable"]


@frozen(kw_only=True)
class Attribute:
    """An attribute of a resource; those of type `complex` have `parts`."""

    name: str
    description: str
    type: Kind = "string"
    multi: bool = False
    required: bool = False
    case_exact: bool = False
    mutability: Mutability = "readWrite"
    returned: Literal["default", "always"] = "default"
    uniqueness: Literal["none", "server"] = "none"
    longest: int | None = None
    most: int | None = None
    """How many values it can have."""
    parts: tuple[Attribute, ...] = ()


@frozen(kw_only=True)
class Schema:
    """A schema, as `/Schemas` shows it."""

    urn: str
    name: str
    description: str
    attributes: tuple[Attribute, ...]


@frozen(kw_only=True)
class ResourceType:
    """A kind of resource. `attributes` are all that it has: common, its own, and of extensions."""

    name: str
    description: str
    endpoint: str
    schema: Schema
    extensions: tuple[Schema, ...] = ()

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """All attributes; an extension stands under its URN."""
        inside = (
            Attribute(
                name=extension.urn,
                description=extension.description,
                type="complex",
                parts=extension.attributes,
            )
            for extension in self.extensions
        )
        return (*_COMMON, *self.schema.attributes, *inside)


def named(attributes: Iterable[Attribute], name: str) -> Attribute | None:
    """Give the attribute with this name, in whatever case it is written."""
    wanted = name.casefold()
    return next((each for each in attributes if each.name.casefold() == wanted), None)


def _read_only(attribute: Attribute) -> Attribute:
    parts = tuple(_read_only(part) for part in attribute.parts)
    return evolve(attribute, mutability="readOnly", parts=parts)


_MOST_VALUES = 100  # of what Miro tells no bound for
_VALUE = Attribute(name="value", description="The value itself.")
_TYPE = Attribute(name="type", description="A label that tells what it is for.")
_DISPLAY = Attribute(
    name="display", description="A name for people to read.", mutability="readOnly"
)
_PRIMARY = Attribute(name="primary", description="Whether it is the main one.", type="boolean")

_COMMON = tuple(
    _read_only(attribute)
    for attribute in (
        Attribute(
            name="schemas",
            description="The URNs of the schemas that the resource follows.",
            type="reference",
            multi=True,
            returned="always",
        ),
        Attribute(
            name="id",
            description="The identifier that the service gave it.",
            case_exact=True,
            returned="always",
            uniqueness="server",
        ),
        Attribute(
            name="meta",
            description="What the service knows about the resource.",
            type="complex",
            parts=(
                Attribute(name="resourceType", description="Its kind.", case_exact=True),
                Attribute(name="location", description="Its address.", type="reference"),
            ),
        ),
    )
)

USER = Schema(
    urn=USER_URN,
    name="User",
    description="User Account",
    attributes=(
        Attribute(
            name="userName",
            description="The email address with which the user signs in.",
            required=True,
            uniqueness="server",
        ),
        Attribute(
            name="name",
            description="The parts of the name.",
            type="complex",
            parts=(
                Attribute(name="formatted", description="The full name.", longest=60),
                Attribute(name="familyName", description="The last name."),
                Attribute(name="givenName", description="The first name."),
            ),
        ),
        Attribute(name="displayName", description="The full name.", longest=60),
        Attribute(name="userType", description="The license in the organization."),
        Attribute(
            name="active", description="Whether the user is not deactivated.", type="boolean"
        ),
        Attribute(
            name="emails",
            description="The email address.",
            type="complex",
            multi=True,
            most=_MOST_VALUES,
            parts=(_VALUE, _TYPE, _PRIMARY),
        ),
        Attribute(
            name="photos",
            description="Addresses of pictures of the user.",
            type="complex",
            multi=True,
            most=_MOST_VALUES,
            parts=(
                Attribute(name="value", description="The address.", type="reference"),
                _TYPE,
            ),
        ),
        _read_only(
            Attribute(
                name="groups",
                description="The teams that the user is in.",
                type="complex",
                multi=True,
                parts=(_VALUE, _DISPLAY),
            )
        ),
        Attribute(
            name="roles",
            description="The role in the organization, and roles of administrators.",
            type="complex",
            multi=True,
            most=_MOST_VALUES,
            parts=(_VALUE, _TYPE, _DISPLAY, _PRIMARY),
        ),
        Attribute(name="preferredLanguage", description="The language, such as en_US."),
    ),
)

GROUP = Schema(
    urn=GROUP_URN,
    name="Group",
    description="Group",
    attributes=(
        Attribute(name="displayName", description="The name of the team.", required=True),
        Attribute(
            name="members",
            description="Those who are in the team.",
            type="complex",
            multi=True,
            parts=(
                Attribute(
                    name="value",
                    description="The id of the user.",
                    case_exact=True,
                    mutability="immutable",
                ),
                Attribute(name="type", description="Always User.", mutability="readOnly"),
                _DISPLAY,
            ),
        ),
    ),
)

ENTERPRISE = Schema(
    urn=ENTERPRISE_URN,
    name="EnterpriseUser",
    description="Enterprise User",
    attributes=(
        Attribute(name="employeeNumber", description="The number of the employee.", longest=20),
        Attribute(name="costCenter", description="The cost center.", longest=120),
        Attribute(name="organization", description="The organization.", longest=120),
        Attribute(name="division", description="The division.", longest=120),
        Attribute(name="department", description="The department.", longest=120),
        Attribute(
            name="manager",
            description="The manager of the user.",
            type="complex",
            parts=(
                Attribute(name="value", description="The id of the manager, in digits."),
                Attribute(name="displayName", description="The manager's name.", longest=60),
            ),
        ),
    ),
)

SCHEMAS = (USER, GROUP, ENTERPRISE)
USERS = ResourceType(
    name="User",
    description="User Account",
    endpoint="/Users",
    schema=USER,
    extensions=(ENTERPRISE,),
)
GROUPS = ResourceType(name="Group", description="Group", endpoint="/Groups", schema=GROUP)
RESOURCE_TYPES = (USERS, GROUPS)
