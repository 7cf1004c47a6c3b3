"""What SCIM tells about itself, read off the tables that it goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import as_scim
from ..errors import no_such
from .lists import LARGEST_PAGE, etag_of
from .schema import LIST_URN, RESOURCE_TYPES, SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from .schema import Attribute, ResourceType, Schema

_PREFIX = "urn:ietf:params:scim:schemas:core:2.0"


def _get_service_provider_config(_: Call) -> Response:
    return as_scim(
        200,
        {
            "schemas": [f"{_PREFIX}:ServiceProviderConfig"],
            "documentationUri": "https://developers.miro.com/docs/scim",
            "patch": {"supported": True},
            "bulk": {"supported": False, "maxOperations": 0, "maxPayloadSize": 0},
            "filter": {"supported": True, "maxResults": LARGEST_PAGE},
            "changePassword": {"supported": False},
            "sort": {"supported": True},
            "etag": {"supported": False},
            "authenticationSchemes": [
                {
                    "type": "oauthbearertoken",
                    "name": "OAuth Bearer Token",
                    "description": "The token of SCIM in the header Authorization.",
                    "specUri": "https://www.rfc-editor.org/info/rfc6750",
                    "primary": True,
                }
            ],
        },
    )


def _list_resource_types(_: Call) -> Response:
    return _all([_shown_type(each) for each in RESOURCE_TYPES])


def _get_resource_type(call: Call) -> Response:
    for each in RESOURCE_TYPES:
        if each.name == call.ids["resource"]:
            shown = _shown_type(each)
            return as_scim(200, shown, {"etag": etag_of(shown)})
    raise no_such("Resource type")


def _list_schemas(call: Call) -> Response:
    schemas = [
        _shown_schema(call, each, [_flat(one) for one in each.attributes]) for each in SCHEMAS
    ]
    return _all([{"schemas": [f"{_PREFIX}:Schema"], **schema} for schema in schemas])


def _get_schema(call: Call) -> Response:
    for each in SCHEMAS:
        if each.urn == call.ids["uri"]:
            return as_scim(200, _shown_schema(call, each, [_deep(one) for one in each.attributes]))
    raise no_such("Schema")


def _all(resources: Sequence[JsonObject]) -> Response:
    body = {"schemas": [LIST_URN], "totalResults": len(resources), "Resources": resources}
    return as_scim(200, body)


def _shown_type(kind: ResourceType) -> JsonObject:
    return {
        "schemas": [f"{_PREFIX}:ResourceType"],
        "id": kind.name,
        "name": kind.name,
        "description": kind.description,
        "endpoint": kind.endpoint,
        "schema": kind.schema.urn,
        "schemaExtensions": [{"schema": each.urn, "required": False} for each in kind.extensions],
    }


def _shown_schema(call: Call, schema: Schema, attributes: Sequence[JsonObject]) -> JsonObject:
    return {
        "id": schema.urn,
        "name": schema.name,
        "description": schema.description,
        "attributes": attributes,
        "meta": {
            "resourceType": "Schema",
            "location": f"{call.address('api', 'v1', 'scim', 'Schemas')}/{schema.urn}",
        },
    }


def _flat(attribute: Attribute) -> JsonObject:
    return {
        "name": attribute.name,
        "type": attribute.type,
        "multiValued": attribute.multi,
        "description": attribute.description,
        "required": attribute.required,
        "caseExact": attribute.case_exact,
        "mutability": attribute.mutability,
        "returned": attribute.returned,
        "uniqueness": attribute.uniqueness,
    }


def _deep(attribute: Attribute) -> JsonObject:
    shown = _flat(attribute)
    if attribute.parts:
        shown["subAttributes"] = [_deep(part) for part in attribute.parts]
    return shown


HANDLERS: Mapping[str, Handler] = {
    "scim_discovery.get_service_provider_config": _get_service_provider_config,
    "scim_discovery.list_resource_types": _list_resource_types,
    "scim_discovery.get_resource_type": _get_resource_type,
    "scim_discovery.list_schemas": _list_schemas,
    "scim_discovery.get_schema": _get_schema,
}
