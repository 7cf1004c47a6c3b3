"""How `models.scim` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, opened, plain
from ...extra import NO_EXTRA, extra_of
from ..scim import (
    ScimAuthenticationScheme,
    ScimBulkSupport,
    ScimEmail,
    ScimEnterpriseUser,
    ScimFilterSupport,
    ScimGroup,
    ScimGroupPatchOperation,
    ScimManager,
    ScimMember,
    ScimMeta,
    ScimName,
    ScimPhoto,
    ScimResourceType,
    ScimRole,
    ScimSchema,
    ScimSchemaAttribute,
    ScimSchemaExtension,
    ScimServiceProviderConfig,
    ScimSupported,
    ScimUser,
    ScimUserGroup,
    ScimUserPatchOperation,
)


def structure_scim_user(raw: Any, _: object = None) -> Any:
    """Give a `ScimUser`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_USER_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    else:
        made.name = structure_scim_name(value)
    made.schemas = value = raw.get("schemas")
    if value is None:
        count += 1
    made.meta = value = raw.get("meta")
    if value is None:
        count += 1
    else:
        made.meta = structure_scim_meta(value)
    made.user_name = value = raw.get("userName")
    if value is None:
        count += 1
    made.display_name = value = raw.get("displayName")
    if value is None:
        count += 1
    made.user_type = value = raw.get("userType")
    if value is None:
        count += 1
    made.active = value = raw.get("active")
    if value is None:
        count += 1
    made.emails = value = raw.get("emails")
    if value is None:
        count += 1
    else:
        made.emails = each(value, structure_scim_email)
    made.photos = value = raw.get("photos")
    if value is None:
        count += 1
    else:
        made.photos = each(value, structure_scim_photo)
    made.groups = value = raw.get("groups")
    if value is None:
        count += 1
    else:
        made.groups = each(value, structure_scim_user_group)
    made.roles = value = raw.get("roles")
    if value is None:
        count += 1
    else:
        made.roles = each(value, structure_scim_role)
    made.preferred_language = value = raw.get("preferredLanguage")
    if value is None:
        count += 1
    made.enterprise_user = value = raw.get(
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    )
    if value is None:
        count += 1
    else:
        made.enterprise_user = structure_scim_enterprise_user(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 14
    made.extra = extra_of(raw, SCIM_USER, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimUser
    return made


def structure_scim_group(raw: Any, _: object = None) -> Any:
    """Give a `ScimGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_GROUP_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.schemas = value = raw.get("schemas")
    if value is None:
        count += 1
    made.meta = value = raw.get("meta")
    if value is None:
        count += 1
    else:
        made.meta = structure_scim_meta(value)
    made.display_name = value = raw.get("displayName")
    if value is None:
        count += 1
    made.members = value = raw.get("members")
    if value is None:
        count += 1
    else:
        made.members = each(value, structure_scim_member)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, SCIM_GROUP, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimGroup
    return made


def structure_scim_meta(raw: Any, _: object = None) -> Any:
    """Give a `ScimMeta`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_META_OPEN(), len(raw)
    made.resource_type = value = raw.get("resourceType")
    if value is None:
        count += 1
    made.location = value = raw.get("location")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, SCIM_META, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimMeta
    return made


def structure_scim_name(raw: Any, _: object = None) -> Any:
    """Give a `ScimName`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_NAME_OPEN(), len(raw)
    made.formatted = value = raw.get("formatted")
    if value is None:
        count += 1
    made.family_name = value = raw.get("familyName")
    if value is None:
        count += 1
    made.given_name = value = raw.get("givenName")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, SCIM_NAME, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimName
    return made


def structure_scim_email(raw: Any, _: object = None) -> Any:
    """Give a `ScimEmail`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_EMAIL_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.value = value = raw.get("value")
    if value is None:
        count += 1
    made.primary = value = raw.get("primary")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, SCIM_EMAIL, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimEmail
    return made


def structure_scim_photo(raw: Any, _: object = None) -> Any:
    """Give a `ScimPhoto`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_PHOTO_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.value = value = raw.get("value")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, SCIM_PHOTO, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimPhoto
    return made


def structure_scim_role(raw: Any, _: object = None) -> Any:
    """Give a `ScimRole`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_ROLE_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.value = value = raw.get("value")
    if value is None:
        count += 1
    made.display = value = raw.get("display")
    if value is None:
        count += 1
    made.primary = value = raw.get("primary")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, SCIM_ROLE, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimRole
    return made


def structure_scim_user_group(raw: Any, _: object = None) -> Any:
    """Give a `ScimUserGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_USER_GROUP_OPEN(), len(raw)
    made.value = value = raw.get("value")
    if value is None:
        count += 1
    made.display = value = raw.get("display")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, SCIM_USER_GROUP, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimUserGroup
    return made


def structure_scim_enterprise_user(raw: Any, _: object = None) -> Any:
    """Give a `ScimEnterpriseUser`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_ENTERPRISE_USER_OPEN(), len(raw)
    made.employee_number = value = raw.get("employeeNumber")
    if value is None:
        count += 1
    made.cost_center = value = raw.get("costCenter")
    if value is None:
        count += 1
    made.organization = value = raw.get("organization")
    if value is None:
        count += 1
    made.division = value = raw.get("division")
    if value is None:
        count += 1
    made.department = value = raw.get("department")
    if value is None:
        count += 1
    made.manager = value = raw.get("manager")
    if value is None:
        count += 1
    else:
        made.manager = structure_scim_manager(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 6
    made.extra = extra_of(raw, SCIM_ENTERPRISE_USER, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimEnterpriseUser
    return made


def structure_scim_manager(raw: Any, _: object = None) -> Any:
    """Give a `ScimManager`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_MANAGER_OPEN(), len(raw)
    made.display_name = value = raw.get("displayName")
    if value is None:
        count += 1
    made.value = value = raw.get("value")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, SCIM_MANAGER, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimManager
    return made


def structure_scim_member(raw: Any, _: object = None) -> Any:
    """Give a `ScimMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_MEMBER_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.value = value = raw.get("value")
    if value is None:
        count += 1
    made.display = value = raw.get("display")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, SCIM_MEMBER, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimMember
    return made


def structure_scim_user_patch_operation(raw: Any, _: object = None) -> Any:
    """Give a `ScimUserPatchOperation`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_USER_PATCH_OPERATION_OPEN(), len(raw)
    made.op = value = raw.get("op")
    if value is None:
        count += 1
    made.path = value = raw.get("path")
    if value is None:
        count += 1
    made.value = value = raw.get("value")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, SCIM_USER_PATCH_OPERATION, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimUserPatchOperation
    return made


def structure_scim_group_patch_operation(raw: Any, _: object = None) -> Any:
    """Give a `ScimGroupPatchOperation`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_GROUP_PATCH_OPERATION_OPEN(), len(raw)
    made.op = value = raw.get("op")
    if value is None:
        count += 1
    made.path = value = raw.get("path")
    if value is None:
        count += 1
    made.value = value = raw.get("value")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, SCIM_GROUP_PATCH_OPERATION, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimGroupPatchOperation
    return made


def structure_scim_resource_type(raw: Any, _: object = None) -> Any:
    """Give a `ScimResourceType`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_RESOURCE_TYPE_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.schemas = value = raw.get("schemas")
    if value is None:
        count += 1
    made.endpoint = value = raw.get("endpoint")
    if value is None:
        count += 1
    made.schema = value = raw.get("schema")
    if value is None:
        count += 1
    made.schema_extensions = value = raw.get("schemaExtensions")
    if value is None:
        count += 1
    else:
        made.schema_extensions = each(value, structure_scim_schema_extension)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 7
    made.extra = extra_of(raw, SCIM_RESOURCE_TYPE, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimResourceType
    return made


def structure_scim_schema_extension(raw: Any, _: object = None) -> Any:
    """Give a `ScimSchemaExtension`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_SCHEMA_EXTENSION_OPEN(), len(raw)
    made.schema = value = raw.get("schema")
    if value is None:
        count += 1
    made.required = value = raw.get("required")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, SCIM_SCHEMA_EXTENSION, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimSchemaExtension
    return made


def structure_scim_schema(raw: Any, _: object = None) -> Any:
    """Give a `ScimSchema`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_SCHEMA_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.attributes = value = raw.get("attributes")
    if value is None:
        count += 1
    else:
        made.attributes = each(value, structure_scim_schema_attribute)
    made.meta = value = raw.get("meta")
    if value is None:
        count += 1
    else:
        made.meta = structure_scim_meta(value)
    made.schemas = value = raw.get("schemas")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 6
    made.extra = extra_of(raw, SCIM_SCHEMA, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimSchema
    return made


def structure_scim_schema_attribute(raw: Any, _: object = None) -> Any:
    """Give a `ScimSchemaAttribute`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_SCHEMA_ATTRIBUTE_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.schemas = value = raw.get("schemas")
    if value is None:
        count += 1
    made.multi_valued = value = raw.get("multiValued")
    if value is None:
        count += 1
    made.required = value = raw.get("required")
    if value is None:
        count += 1
    made.sub_attributes = value = raw.get("subAttributes")
    if value is None:
        count += 1
    else:
        made.sub_attributes = each(value, structure_scim_schema_attribute)
    made.case_exact = value = raw.get("caseExact")
    if value is None:
        count += 1
    made.mutability = value = raw.get("mutability")
    if value is None:
        count += 1
    made.returned = value = raw.get("returned")
    if value is None:
        count += 1
    made.uniqueness = value = raw.get("uniqueness")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 11
    made.extra = extra_of(raw, SCIM_SCHEMA_ATTRIBUTE, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimSchemaAttribute
    return made


def structure_scim_service_provider_config(raw: Any, _: object = None) -> Any:
    """Give a `ScimServiceProviderConfig`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_SERVICE_PROVIDER_CONFIG_OPEN(), len(raw)
    made.schemas = value = raw.get("schemas")
    if value is None:
        count += 1
    made.documentation_uri = value = raw.get("documentationUri")
    if value is None:
        count += 1
    made.patch = value = raw.get("patch")
    if value is None:
        count += 1
    else:
        made.patch = structure_scim_supported(value)
    made.bulk = value = raw.get("bulk")
    if value is None:
        count += 1
    else:
        made.bulk = structure_scim_bulk_support(value)
    made.filter = value = raw.get("filter")
    if value is None:
        count += 1
    else:
        made.filter = structure_scim_filter_support(value)
    made.change_password = value = raw.get("changePassword")
    if value is None:
        count += 1
    else:
        made.change_password = structure_scim_supported(value)
    made.sort = value = raw.get("sort")
    if value is None:
        count += 1
    else:
        made.sort = structure_scim_supported(value)
    made.etag = value = raw.get("etag")
    if value is None:
        count += 1
    else:
        made.etag = structure_scim_supported(value)
    made.authentication_schemes = value = raw.get("authenticationSchemes")
    if value is None:
        count += 1
    else:
        made.authentication_schemes = each(value, structure_scim_authentication_scheme)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 9
    made.extra = extra_of(raw, SCIM_SERVICE_PROVIDER_CONFIG, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimServiceProviderConfig
    return made


def structure_scim_supported(raw: Any, _: object = None) -> Any:
    """Give a `ScimSupported`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_SUPPORTED_OPEN(), len(raw)
    made.supported = value = raw.get("supported")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, SCIM_SUPPORTED, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimSupported
    return made


def structure_scim_bulk_support(raw: Any, _: object = None) -> Any:
    """Give a `ScimBulkSupport`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_BULK_SUPPORT_OPEN(), len(raw)
    made.supported = value = raw.get("supported")
    if value is None:
        count += 1
    made.max_operations = value = raw.get("maxOperations")
    if value is None:
        count += 1
    made.max_payload_size = value = raw.get("maxPayloadSize")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, SCIM_BULK_SUPPORT, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimBulkSupport
    return made


def structure_scim_filter_support(raw: Any, _: object = None) -> Any:
    """Give a `ScimFilterSupport`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_FILTER_SUPPORT_OPEN(), len(raw)
    made.supported = value = raw.get("supported")
    if value is None:
        count += 1
    made.max_results = value = raw.get("maxResults")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, SCIM_FILTER_SUPPORT, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimFilterSupport
    return made


def structure_scim_authentication_scheme(raw: Any, _: object = None) -> Any:
    """Give a `ScimAuthenticationScheme`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = SCIM_AUTHENTICATION_SCHEME_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.spec_uri = value = raw.get("specUri")
    if value is None:
        count += 1
    made.primary = value = raw.get("primary")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, SCIM_AUTHENTICATION_SCHEME, surplus) if surplus else NO_EXTRA
    made.__class__ = ScimAuthenticationScheme
    return made


def write_scim_user(value: ScimUser) -> dict[str, Any]:
    """Give the fields of a `ScimUser` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.id is not None:
        body["id"] = value.id
    if value.name is not None:
        body["name"] = plain(value.name)
    if value.schemas is not None:
        body["schemas"] = value.schemas
    if value.meta is not None:
        body["meta"] = plain(value.meta)
    if value.user_name is not None:
        body["userName"] = value.user_name
    if value.display_name is not None:
        body["displayName"] = value.display_name
    if value.user_type is not None:
        body["userType"] = value.user_type
    if value.active is not None:
        body["active"] = value.active
    if value.emails is not None:
        body["emails"] = plain(value.emails)
    if value.photos is not None:
        body["photos"] = plain(value.photos)
    if value.groups is not None:
        body["groups"] = plain(value.groups)
    if value.roles is not None:
        body["roles"] = plain(value.roles)
    if value.preferred_language is not None:
        body["preferredLanguage"] = value.preferred_language
    if value.enterprise_user is not None:
        body["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] = plain(
            value.enterprise_user
        )
    return body


def write_scim_meta(value: ScimMeta) -> dict[str, Any]:
    """Give the fields of a `ScimMeta` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.resource_type is not None:
        body["resourceType"] = value.resource_type
    if value.location is not None:
        body["location"] = value.location
    return body


def write_scim_name(value: ScimName) -> dict[str, Any]:
    """Give the fields of a `ScimName` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.formatted is not None:
        body["formatted"] = value.formatted
    if value.family_name is not None:
        body["familyName"] = value.family_name
    if value.given_name is not None:
        body["givenName"] = value.given_name
    return body


def write_scim_email(value: ScimEmail) -> dict[str, Any]:
    """Give the fields of a `ScimEmail` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.type is not None:
        body["type"] = value.type
    if value.value is not None:
        body["value"] = value.value
    if value.primary is not None:
        body["primary"] = value.primary
    return body


def write_scim_photo(value: ScimPhoto) -> dict[str, Any]:
    """Give the fields of a `ScimPhoto` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.type is not None:
        body["type"] = value.type
    if value.value is not None:
        body["value"] = value.value
    return body


def write_scim_role(value: ScimRole) -> dict[str, Any]:
    """Give the fields of a `ScimRole` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.type is not None:
        body["type"] = value.type
    if value.value is not None:
        body["value"] = value.value
    if value.display is not None:
        body["display"] = value.display
    if value.primary is not None:
        body["primary"] = value.primary
    return body


def write_scim_user_group(value: ScimUserGroup) -> dict[str, Any]:
    """Give the fields of a `ScimUserGroup` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.value is not None:
        body["value"] = value.value
    if value.display is not None:
        body["display"] = value.display
    return body


def write_scim_enterprise_user(value: ScimEnterpriseUser) -> dict[str, Any]:
    """Give the fields of a `ScimEnterpriseUser` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.employee_number is not None:
        body["employeeNumber"] = value.employee_number
    if value.cost_center is not None:
        body["costCenter"] = value.cost_center
    if value.organization is not None:
        body["organization"] = value.organization
    if value.division is not None:
        body["division"] = value.division
    if value.department is not None:
        body["department"] = value.department
    if value.manager is not None:
        body["manager"] = plain(value.manager)
    return body


def write_scim_manager(value: ScimManager) -> dict[str, Any]:
    """Give the fields of a `ScimManager` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.display_name is not None:
        body["displayName"] = value.display_name
    if value.value is not None:
        body["value"] = value.value
    return body


def write_scim_member(value: ScimMember) -> dict[str, Any]:
    """Give the fields of a `ScimMember` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.value is not None:
        body["value"] = value.value
    return body


def write_scim_user_patch_operation(value: ScimUserPatchOperation) -> dict[str, Any]:
    """Give the fields of a `ScimUserPatchOperation` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "op": value.op,
        "path": value.path,
        "value": value.value,
    }
    return body


def write_scim_group_patch_operation(value: ScimGroupPatchOperation) -> dict[str, Any]:
    """Give the fields of a `ScimGroupPatchOperation` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "op": value.op,
    }
    if value.path is not None:
        body["path"] = value.path
    if value.value is not None:
        body["value"] = plain(value.value)
    return body


SCIM_USER = {
    "id": "id",
    "name": "name",
    "schemas": "schemas",
    "meta": "meta",
    "userName": "user_name",
    "displayName": "display_name",
    "userType": "user_type",
    "active": "active",
    "emails": "emails",
    "photos": "photos",
    "groups": "groups",
    "roles": "roles",
    "preferredLanguage": "preferred_language",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": "enterprise_user",
}
SCIM_GROUP = {
    "id": "id",
    "schemas": "schemas",
    "meta": "meta",
    "displayName": "display_name",
    "members": "members",
}
SCIM_META = {
    "resourceType": "resource_type",
    "location": "location",
}
SCIM_NAME = {
    "formatted": "formatted",
    "familyName": "family_name",
    "givenName": "given_name",
}
SCIM_EMAIL = {
    "type": "type",
    "value": "value",
    "primary": "primary",
}
SCIM_PHOTO = {
    "type": "type",
    "value": "value",
}
SCIM_ROLE = {
    "type": "type",
    "value": "value",
    "display": "display",
    "primary": "primary",
}
SCIM_USER_GROUP = {
    "value": "value",
    "display": "display",
}
SCIM_ENTERPRISE_USER = {
    "employeeNumber": "employee_number",
    "costCenter": "cost_center",
    "organization": "organization",
    "division": "division",
    "department": "department",
    "manager": "manager",
}
SCIM_MANAGER = {
    "displayName": "display_name",
    "value": "value",
}
SCIM_MEMBER = {
    "type": "type",
    "value": "value",
    "display": "display",
}
SCIM_USER_PATCH_OPERATION = {
    "op": "op",
    "path": "path",
    "value": "value",
}
SCIM_GROUP_PATCH_OPERATION = {
    "op": "op",
    "path": "path",
    "value": "value",
}
SCIM_RESOURCE_TYPE = {
    "id": "id",
    "name": "name",
    "description": "description",
    "schemas": "schemas",
    "endpoint": "endpoint",
    "schema": "schema",
    "schemaExtensions": "schema_extensions",
}
SCIM_SCHEMA_EXTENSION = {
    "schema": "schema",
    "required": "required",
}
SCIM_SCHEMA = {
    "id": "id",
    "name": "name",
    "description": "description",
    "attributes": "attributes",
    "meta": "meta",
    "schemas": "schemas",
}
SCIM_SCHEMA_ATTRIBUTE = {
    "type": "type",
    "name": "name",
    "description": "description",
    "schemas": "schemas",
    "multiValued": "multi_valued",
    "required": "required",
    "subAttributes": "sub_attributes",
    "caseExact": "case_exact",
    "mutability": "mutability",
    "returned": "returned",
    "uniqueness": "uniqueness",
}
SCIM_SERVICE_PROVIDER_CONFIG = {
    "schemas": "schemas",
    "documentationUri": "documentation_uri",
    "patch": "patch",
    "bulk": "bulk",
    "filter": "filter",
    "changePassword": "change_password",
    "sort": "sort",
    "etag": "etag",
    "authenticationSchemes": "authentication_schemes",
}
SCIM_SUPPORTED = {
    "supported": "supported",
}
SCIM_BULK_SUPPORT = {
    "supported": "supported",
    "maxOperations": "max_operations",
    "maxPayloadSize": "max_payload_size",
}
SCIM_FILTER_SUPPORT = {
    "supported": "supported",
    "maxResults": "max_results",
}
SCIM_AUTHENTICATION_SCHEME = {
    "type": "type",
    "name": "name",
    "description": "description",
    "specUri": "spec_uri",
    "primary": "primary",
}

SCIM_USER_OPEN = opened(ScimUser)
SCIM_GROUP_OPEN = opened(ScimGroup)
SCIM_META_OPEN = opened(ScimMeta)
SCIM_NAME_OPEN = opened(ScimName)
SCIM_EMAIL_OPEN = opened(ScimEmail)
SCIM_PHOTO_OPEN = opened(ScimPhoto)
SCIM_ROLE_OPEN = opened(ScimRole)
SCIM_USER_GROUP_OPEN = opened(ScimUserGroup)
SCIM_ENTERPRISE_USER_OPEN = opened(ScimEnterpriseUser)
SCIM_MANAGER_OPEN = opened(ScimManager)
SCIM_MEMBER_OPEN = opened(ScimMember)
SCIM_USER_PATCH_OPERATION_OPEN = opened(ScimUserPatchOperation)
SCIM_GROUP_PATCH_OPERATION_OPEN = opened(ScimGroupPatchOperation)
SCIM_RESOURCE_TYPE_OPEN = opened(ScimResourceType)
SCIM_SCHEMA_EXTENSION_OPEN = opened(ScimSchemaExtension)
SCIM_SCHEMA_OPEN = opened(ScimSchema)
SCIM_SCHEMA_ATTRIBUTE_OPEN = opened(ScimSchemaAttribute)
SCIM_SERVICE_PROVIDER_CONFIG_OPEN = opened(ScimServiceProviderConfig)
SCIM_SUPPORTED_OPEN = opened(ScimSupported)
SCIM_BULK_SUPPORT_OPEN = opened(ScimBulkSupport)
SCIM_FILTER_SUPPORT_OPEN = opened(ScimFilterSupport)
SCIM_AUTHENTICATION_SCHEME_OPEN = opened(ScimAuthenticationScheme)

FIELDS: dict[Any, dict[str, str]] = {
    ScimUser: SCIM_USER,
    ScimGroup: SCIM_GROUP,
    ScimMeta: SCIM_META,
    ScimName: SCIM_NAME,
    ScimEmail: SCIM_EMAIL,
    ScimPhoto: SCIM_PHOTO,
    ScimRole: SCIM_ROLE,
    ScimUserGroup: SCIM_USER_GROUP,
    ScimEnterpriseUser: SCIM_ENTERPRISE_USER,
    ScimManager: SCIM_MANAGER,
    ScimMember: SCIM_MEMBER,
    ScimUserPatchOperation: SCIM_USER_PATCH_OPERATION,
    ScimGroupPatchOperation: SCIM_GROUP_PATCH_OPERATION,
    ScimResourceType: SCIM_RESOURCE_TYPE,
    ScimSchemaExtension: SCIM_SCHEMA_EXTENSION,
    ScimSchema: SCIM_SCHEMA,
    ScimSchemaAttribute: SCIM_SCHEMA_ATTRIBUTE,
    ScimServiceProviderConfig: SCIM_SERVICE_PROVIDER_CONFIG,
    ScimSupported: SCIM_SUPPORTED,
    ScimBulkSupport: SCIM_BULK_SUPPORT,
    ScimFilterSupport: SCIM_FILTER_SUPPORT,
    ScimAuthenticationScheme: SCIM_AUTHENTICATION_SCHEME,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    ScimUser: structure_scim_user,
    ScimGroup: structure_scim_group,
    ScimMeta: structure_scim_meta,
    ScimName: structure_scim_name,
    ScimEmail: structure_scim_email,
    ScimPhoto: structure_scim_photo,
    ScimRole: structure_scim_role,
    ScimUserGroup: structure_scim_user_group,
    ScimEnterpriseUser: structure_scim_enterprise_user,
    ScimManager: structure_scim_manager,
    ScimMember: structure_scim_member,
    ScimUserPatchOperation: structure_scim_user_patch_operation,
    ScimGroupPatchOperation: structure_scim_group_patch_operation,
    ScimResourceType: structure_scim_resource_type,
    ScimSchemaExtension: structure_scim_schema_extension,
    ScimSchema: structure_scim_schema,
    ScimSchemaAttribute: structure_scim_schema_attribute,
    ScimServiceProviderConfig: structure_scim_service_provider_config,
    ScimSupported: structure_scim_supported,
    ScimBulkSupport: structure_scim_bulk_support,
    ScimFilterSupport: structure_scim_filter_support,
    ScimAuthenticationScheme: structure_scim_authentication_scheme,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    ScimUser: write_scim_user,
    ScimMeta: write_scim_meta,
    ScimName: write_scim_name,
    ScimEmail: write_scim_email,
    ScimPhoto: write_scim_photo,
    ScimRole: write_scim_role,
    ScimUserGroup: write_scim_user_group,
    ScimEnterpriseUser: write_scim_enterprise_user,
    ScimManager: write_scim_manager,
    ScimMember: write_scim_member,
    ScimUserPatchOperation: write_scim_user_patch_operation,
    ScimGroupPatchOperation: write_scim_group_patch_operation,
}
WRITERS.update(WRITE)
