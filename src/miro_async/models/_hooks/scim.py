"""How `models.scim` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of
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
    get: Callable[[str], Any] = raw.get
    return ScimUser(
        id=get("id"),
        name=structure_scim_name(get("name")),
        schemas=get("schemas"),
        meta=structure_scim_meta(get("meta")),
        user_name=get("userName"),
        display_name=get("displayName"),
        user_type=get("userType"),
        active=get("active"),
        emails=each(get("emails"), structure_scim_email),
        photos=each(get("photos"), structure_scim_photo),
        groups=each(get("groups"), structure_scim_user_group),
        roles=each(get("roles"), structure_scim_role),
        preferred_language=get("preferredLanguage"),
        enterprise_user=structure_scim_enterprise_user(
            get("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
        ),
        extra=extra_of(raw, SCIM_USER),
    )


def structure_scim_group(raw: Any, _: object = None) -> Any:
    """Give a `ScimGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimGroup(
        id=get("id"),
        schemas=get("schemas"),
        meta=structure_scim_meta(get("meta")),
        display_name=get("displayName"),
        members=each(get("members"), structure_scim_member),
        extra=extra_of(raw, SCIM_GROUP),
    )


def structure_scim_meta(raw: Any, _: object = None) -> Any:
    """Give a `ScimMeta`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimMeta(
        resource_type=get("resourceType"),
        location=get("location"),
        extra=extra_of(raw, SCIM_META),
    )


def structure_scim_name(raw: Any, _: object = None) -> Any:
    """Give a `ScimName`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimName(
        formatted=get("formatted"),
        family_name=get("familyName"),
        given_name=get("givenName"),
        extra=extra_of(raw, SCIM_NAME),
    )


def structure_scim_email(raw: Any, _: object = None) -> Any:
    """Give a `ScimEmail`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimEmail(
        type=get("type"),
        value=get("value"),
        primary=get("primary"),
        extra=extra_of(raw, SCIM_EMAIL),
    )


def structure_scim_photo(raw: Any, _: object = None) -> Any:
    """Give a `ScimPhoto`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimPhoto(
        type=get("type"),
        value=get("value"),
        extra=extra_of(raw, SCIM_PHOTO),
    )


def structure_scim_role(raw: Any, _: object = None) -> Any:
    """Give a `ScimRole`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimRole(
        type=get("type"),
        value=get("value"),
        display=get("display"),
        primary=get("primary"),
        extra=extra_of(raw, SCIM_ROLE),
    )


def structure_scim_user_group(raw: Any, _: object = None) -> Any:
    """Give a `ScimUserGroup`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimUserGroup(
        value=get("value"),
        display=get("display"),
        extra=extra_of(raw, SCIM_USER_GROUP),
    )


def structure_scim_enterprise_user(raw: Any, _: object = None) -> Any:
    """Give a `ScimEnterpriseUser`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimEnterpriseUser(
        employee_number=get("employeeNumber"),
        cost_center=get("costCenter"),
        organization=get("organization"),
        division=get("division"),
        department=get("department"),
        manager=structure_scim_manager(get("manager")),
        extra=extra_of(raw, SCIM_ENTERPRISE_USER),
    )


def structure_scim_manager(raw: Any, _: object = None) -> Any:
    """Give a `ScimManager`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimManager(
        display_name=get("displayName"),
        value=get("value"),
        extra=extra_of(raw, SCIM_MANAGER),
    )


def structure_scim_member(raw: Any, _: object = None) -> Any:
    """Give a `ScimMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimMember(
        type=get("type"),
        value=get("value"),
        display=get("display"),
        extra=extra_of(raw, SCIM_MEMBER),
    )


def structure_scim_user_patch_operation(raw: Any, _: object = None) -> Any:
    """Give a `ScimUserPatchOperation`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimUserPatchOperation(
        op=get("op"),
        path=get("path"),
        value=get("value"),
        extra=extra_of(raw, SCIM_USER_PATCH_OPERATION),
    )


def structure_scim_group_patch_operation(raw: Any, _: object = None) -> Any:
    """Give a `ScimGroupPatchOperation`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimGroupPatchOperation(
        op=get("op"),
        path=get("path"),
        value=get("value"),
        extra=extra_of(raw, SCIM_GROUP_PATCH_OPERATION),
    )


def structure_scim_resource_type(raw: Any, _: object = None) -> Any:
    """Give a `ScimResourceType`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimResourceType(
        id=get("id"),
        name=get("name"),
        description=get("description"),
        schemas=get("schemas"),
        endpoint=get("endpoint"),
        schema=get("schema"),
        schema_extensions=each(get("schemaExtensions"), structure_scim_schema_extension),
        extra=extra_of(raw, SCIM_RESOURCE_TYPE),
    )


def structure_scim_schema_extension(raw: Any, _: object = None) -> Any:
    """Give a `ScimSchemaExtension`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimSchemaExtension(
        schema=get("schema"),
        required=get("required"),
        extra=extra_of(raw, SCIM_SCHEMA_EXTENSION),
    )


def structure_scim_schema(raw: Any, _: object = None) -> Any:
    """Give a `ScimSchema`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimSchema(
        id=get("id"),
        name=get("name"),
        description=get("description"),
        attributes=each(get("attributes"), structure_scim_schema_attribute),
        meta=structure_scim_meta(get("meta")),
        schemas=get("schemas"),
        extra=extra_of(raw, SCIM_SCHEMA),
    )


def structure_scim_schema_attribute(raw: Any, _: object = None) -> Any:
    """Give a `ScimSchemaAttribute`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimSchemaAttribute(
        type=get("type"),
        name=get("name"),
        description=get("description"),
        schemas=get("schemas"),
        multi_valued=get("multiValued"),
        required=get("required"),
        sub_attributes=each(get("subAttributes"), structure_scim_schema_attribute),
        case_exact=get("caseExact"),
        mutability=get("mutability"),
        returned=get("returned"),
        uniqueness=get("uniqueness"),
        extra=extra_of(raw, SCIM_SCHEMA_ATTRIBUTE),
    )


def structure_scim_service_provider_config(raw: Any, _: object = None) -> Any:
    """Give a `ScimServiceProviderConfig`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimServiceProviderConfig(
        schemas=get("schemas"),
        documentation_uri=get("documentationUri"),
        patch=structure_scim_supported(get("patch")),
        bulk=structure_scim_bulk_support(get("bulk")),
        filter=structure_scim_filter_support(get("filter")),
        change_password=structure_scim_supported(get("changePassword")),
        sort=structure_scim_supported(get("sort")),
        etag=structure_scim_supported(get("etag")),
        authentication_schemes=each(
            get("authenticationSchemes"), structure_scim_authentication_scheme
        ),
        extra=extra_of(raw, SCIM_SERVICE_PROVIDER_CONFIG),
    )


def structure_scim_supported(raw: Any, _: object = None) -> Any:
    """Give a `ScimSupported`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimSupported(
        supported=get("supported"),
        extra=extra_of(raw, SCIM_SUPPORTED),
    )


def structure_scim_bulk_support(raw: Any, _: object = None) -> Any:
    """Give a `ScimBulkSupport`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimBulkSupport(
        supported=get("supported"),
        max_operations=get("maxOperations"),
        max_payload_size=get("maxPayloadSize"),
        extra=extra_of(raw, SCIM_BULK_SUPPORT),
    )


def structure_scim_filter_support(raw: Any, _: object = None) -> Any:
    """Give a `ScimFilterSupport`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimFilterSupport(
        supported=get("supported"),
        max_results=get("maxResults"),
        extra=extra_of(raw, SCIM_FILTER_SUPPORT),
    )


def structure_scim_authentication_scheme(raw: Any, _: object = None) -> Any:
    """Give a `ScimAuthenticationScheme`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ScimAuthenticationScheme(
        type=get("type"),
        name=get("name"),
        description=get("description"),
        spec_uri=get("specUri"),
        primary=get("primary"),
        extra=extra_of(raw, SCIM_AUTHENTICATION_SCHEME),
    )


def write_scim_user(value: ScimUser) -> dict[str, Any]:
    """Give the fields of a `ScimUser` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.id is not None:
        body["id"] = value.id
    if value.name is not None:
        body["name"] = value.name
    if value.schemas is not None:
        body["schemas"] = value.schemas
    if value.meta is not None:
        body["meta"] = value.meta
    if value.user_name is not None:
        body["userName"] = value.user_name
    if value.display_name is not None:
        body["displayName"] = value.display_name
    if value.user_type is not None:
        body["userType"] = value.user_type
    if value.active is not None:
        body["active"] = value.active
    if value.emails is not None:
        body["emails"] = value.emails
    if value.photos is not None:
        body["photos"] = value.photos
    if value.groups is not None:
        body["groups"] = value.groups
    if value.roles is not None:
        body["roles"] = value.roles
    if value.preferred_language is not None:
        body["preferredLanguage"] = value.preferred_language
    if value.enterprise_user is not None:
        body["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] = value.enterprise_user
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
        body["manager"] = value.manager
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
        body["value"] = value.value
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
