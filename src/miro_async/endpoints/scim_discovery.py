"""What Miro's SCIM service supports: features, resource types and schemas.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..call.operation import Operation

if TYPE_CHECKING:
    from ..call.caller import Caller
    from ..models import ScimResourceType, ScimSchema, ScimServiceProviderConfig


class ScimDiscovery:
    """What Miro's SCIM service supports: features, resource types and schemas."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def list_resource_types(self) -> list[ScimResourceType]:
        """List the kinds of SCIM resources that Miro has: users and groups.

        `GET /ResourceTypes` · plan Enterprise

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 500 `ServerError`.
        """
        return await self._caller.call(LIST_RESOURCE_TYPES)

    async def list_schemas(self) -> list[ScimSchema]:
        """List the SCIM schemas of users, groups and the enterprise extension.

        `GET /Schemas` · plan Enterprise

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 500 `ServerError`.
        """
        return await self._caller.call(LIST_SCHEMAS)

    async def get_service_provider_config(self) -> ScimServiceProviderConfig:
        """Get which SCIM features Miro supports, such as patching, filters and sorting.

        `GET /ServiceProviderConfig` · plan Enterprise

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 500 `ServerError`.
        """
        return await self._caller.call(GET_SERVICE_PROVIDER_CONFIG)

    async def get_resource_type(self, resource: Literal["User", "Group"]) -> ScimResourceType:
        """Get the description of one kind of SCIM resource.

        `GET /ResourceTypes/{resource}` · plan Enterprise

        Args:
            resource: Kind of resource: `User` or `Group`.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 500 `ServerError`.
        """
        return await self._caller.call(GET_RESOURCE_TYPE, resource)

    async def get_schema(
        self,
        uri: Literal[
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:core:2.0:Group",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        ],
    ) -> ScimSchema:
        """Get one SCIM schema with the attributes it defines.

        `GET /Schemas/{uri}` · plan Enterprise

        Args:
            uri: URI of the schema, as `scim_discovery.list_schemas` gives it.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 500 `ServerError`.
        """
        return await self._caller.call(GET_SCHEMA, uri)


LIST_RESOURCE_TYPES: Operation[list[ScimResourceType]] = Operation(
    id="listResourceTypes",
    group="scim_discovery",
    name="list_resource_types",
    method="GET",
    path="/ResourceTypes",
    result="ScimResourceType",
    many=True,
    unwrap="Resources",
    api="scim",
    plan="enterprise",
    retry="safe",
)
LIST_SCHEMAS: Operation[list[ScimSchema]] = Operation(
    id="listSchemas",
    group="scim_discovery",
    name="list_schemas",
    method="GET",
    path="/Schemas",
    result="ScimSchema",
    many=True,
    unwrap="Resources",
    api="scim",
    plan="enterprise",
    retry="safe",
)
GET_SERVICE_PROVIDER_CONFIG: Operation[ScimServiceProviderConfig] = Operation(
    id="listServiceProviderConfigs",
    group="scim_discovery",
    name="get_service_provider_config",
    method="GET",
    path="/ServiceProviderConfig",
    result="ScimServiceProviderConfig",
    api="scim",
    plan="enterprise",
    retry="safe",
)
GET_RESOURCE_TYPE: Operation[ScimResourceType] = Operation(
    id="getResourceType",
    group="scim_discovery",
    name="get_resource_type",
    method="GET",
    path="/ResourceTypes/{resource}",
    result="ScimResourceType",
    api="scim",
    plan="enterprise",
    retry="safe",
)
GET_SCHEMA: Operation[ScimSchema] = Operation(
    id="getSchema",
    group="scim_discovery",
    name="get_schema",
    method="GET",
    path="/Schemas/{uri}",
    result="ScimSchema",
    api="scim",
    plan="enterprise",
    retry="safe",
)

OPERATIONS = (
    LIST_RESOURCE_TYPES,
    LIST_SCHEMAS,
    GET_SERVICE_PROVIDER_CONFIG,
    GET_RESOURCE_TYPE,
    GET_SCHEMA,
)
"""All of the above."""
