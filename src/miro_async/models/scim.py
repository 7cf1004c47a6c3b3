"""What the API says about SCIM.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA


@frozen(kw_only=True)
class ScimUser:
    """A user as an identity provider sees them."""

    id: str | None = None
    name: ScimName | None = None
    # SCIM schema URNs
    schemas: Sequence[Literal["urn:ietf:params:scim:schemas:core:2.0:User"] | str] | None = None
    meta: ScimMeta | None = None
    user_name: str | None = None  # login name: an email address
    display_name: str | None = None
    user_type: str | None = None  # the license, such as Full
    active: bool | None = None
    emails: Sequence[ScimEmail] | None = None
    photos: Sequence[ScimPhoto] | None = None
    groups: Sequence[ScimUserGroup] | None = None
    roles: Sequence[ScimRole] | None = None
    preferred_language: str | None = None  # such as en_US
    enterprise_user: ScimEnterpriseUser | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimGroup:
    """A group of users as an identity provider sees it."""

    id: str | None = None
    schemas: Sequence[str] | None = None  # SCIM schema URNs
    meta: ScimMeta | None = None
    display_name: str | None = None
    members: Sequence[ScimMember] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimMeta:
    """Kind and address of a SCIM resource."""

    resource_type: str | None = None
    location: str | None = None  # full address of the resource
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimName:
    """Name of a user in its parts."""

    formatted: str | None = None  # the whole name, for display
    family_name: str | None = None
    given_name: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimEmail:
    """An email address of a user."""

    type: str | None = None  # such as work
    value: str | None = None  # the address
    primary: bool | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimPhoto:
    """A picture of a user."""

    type: str | None = None  # such as photo
    value: str | None = None  # address of the picture
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimRole:
    """A role of a user in the organization."""

    type: str | None = None  # organization_user_role or organization_admin_role
    value: str | None = None  # such as ORGANIZATION_INTERNAL_USER or Content Admin
    display: str | None = None
    primary: bool | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimUserGroup:
    """Reference to a group that a user is in."""

    value: str | None = None  # id of the group
    display: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimEnterpriseUser:
    """Employment details of a user: department, cost center, manager."""

    employee_number: str | None = None
    cost_center: str | None = None
    organization: str | None = None
    division: str | None = None
    department: str | None = None
    manager: ScimManager | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimManager:
    """The manager of a user."""

    display_name: str | None = None
    value: str | None = None  # id in digits; other text is ignored
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimMember:
    """Reference to a user who is in a group."""

    type: str | None = None  # only in answers
    value: str | None = None  # id of the user
    display: str | None = None  # only in answers
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimUserPatchOperation:
    """One change of a SCIM user: what to do with which attribute."""

    op: Literal["Add", "Remove", "Replace"] | str
    path: str  # attribute, such as active or displayName
    value: object  # as text; active takes "true" or "false"
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimGroupPatchOperation:
    """One change of a SCIM group: to its members or to its name."""

    op: Literal["Add", "Remove", "Replace"] | str
    path: str | None = None  # needed to remove, else optional
    # members to add or remove, or the new name
    value: Sequence[ScimMember | Mapping[str, object]] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimResourceType:
    """A kind of resource that the SCIM service offers."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    schemas: Sequence[str] | None = None
    endpoint: str | None = None  # path below the SCIM base address
    schema: str | None = None  # URN of its schema
    schema_extensions: Sequence[ScimSchemaExtension] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimSchemaExtension:
    """A schema that adds attributes to a kind of SCIM resource."""

    schema: str | None = None  # URN of the schema
    required: bool | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimSchema:
    """A SCIM schema and its attributes."""

    id: str | None = None  # the URN of the schema
    name: str | None = None
    description: str | None = None
    attributes: Sequence[ScimSchemaAttribute] | None = None
    meta: ScimMeta | None = None
    schemas: Sequence[str] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimSchemaAttribute:
    """One attribute of a SCIM schema, and the rules for its values."""

    type: str | None = None
    name: str | None = None
    description: str | None = None
    schemas: Sequence[Literal["urn:ietf:params:scim:schemas:core:2.0:User"] | str] | None = None
    multi_valued: bool | None = None
    required: bool | None = None
    sub_attributes: Sequence[ScimSchemaAttribute] | None = None
    case_exact: bool | None = None  # whether case counts when values are compared
    mutability: str | None = None  # such as readWrite
    returned: str | None = None  # when answers contain it, such as default
    uniqueness: str | None = None  # where no two may be equal, such as server
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimServiceProviderConfig:
    """What the SCIM service can and cannot do."""

    schemas: Sequence[str] | None = None
    documentation_uri: str | None = None
    patch: ScimSupported | None = None
    bulk: ScimBulkSupport | None = None
    filter: ScimFilterSupport | None = None
    change_password: ScimSupported | None = None
    sort: ScimSupported | None = None
    etag: ScimSupported | None = None
    authentication_schemes: Sequence[ScimAuthenticationScheme] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimSupported:
    """Whether the SCIM service supports a feature."""

    supported: bool | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimBulkSupport:
    """Whether the SCIM service takes bulk requests, and how large ones."""

    supported: bool | None = None
    max_operations: int | None = None
    max_payload_size: int | None = None  # bytes
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimFilterSupport:
    """Whether the SCIM service can filter lists, and how many it answers with."""

    supported: bool | None = None
    max_results: int | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ScimAuthenticationScheme:
    """A way to authenticate with the SCIM service."""

    type: str | None = None
    name: str | None = None
    description: str | None = None
    spec_uri: str | None = None
    primary: bool | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
