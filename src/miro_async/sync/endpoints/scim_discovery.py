"""What Miro's SCIM service supports: features, resource types and schemas.

Without `await`: `miro_async.endpoints.scim_discovery` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.scim_discovery import (
    GET_RESOURCE_TYPE,
    GET_SCHEMA,
    GET_SERVICE_PROVIDER_CONFIG,
    LIST_RESOURCE_TYPES,
    LIST_SCHEMAS,
)

if TYPE_CHECKING:
    from ...models import ScimResourceType, ScimSchema, ScimServiceProviderConfig
    from ..caller import Caller


class ScimDiscovery:
    """What Miro's SCIM service supports: features, resource types and schemas."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list_resource_types(self) -> list[ScimResourceType]:
        """List the kinds of SCIM resources that Miro has: users and groups.

        `GET /ResourceTypes` · plan Enterprise

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 500 `ServerError`.
        """
        return self._caller.call(LIST_RESOURCE_TYPES)

    def list_schemas(self) -> list[ScimSchema]:
        """List the SCIM schemas of users, groups and the enterprise extension.

        `GET /Schemas` · plan Enterprise

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 500 `ServerError`.
        """
        return self._caller.call(LIST_SCHEMAS)

    def get_service_provider_config(self) -> ScimServiceProviderConfig:
        """Get which SCIM features Miro supports, such as patching, filters and sorting.

        `GET /ServiceProviderConfig` · plan Enterprise

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 500 `ServerError`.
        """
        return self._caller.call(GET_SERVICE_PROVIDER_CONFIG)

    def get_resource_type(self, resource: Literal["User", "Group"]) -> ScimResourceType:
        """Get the description of one kind of SCIM resource.

        `GET /ResourceTypes/{resource}` · plan Enterprise

        Args:
            resource: Kind of resource: `User` or `Group`.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 500 `ServerError`.
        """
        return self._caller.call(GET_RESOURCE_TYPE, resource)

    def get_schema(
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
        return self._caller.call(GET_SCHEMA, uri)
