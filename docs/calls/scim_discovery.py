"""Examples for `api.scim_discovery`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list_resource_types(api: MiroApi) -> None:
    for kind in await api.scim_discovery.list_resource_types():
        print(kind.name, kind.endpoint)


async def list_schemas(api: MiroApi) -> None:
    for schema in await api.scim_discovery.list_schemas():
        print(schema.id, schema.name)


async def get_service_provider_config(api: MiroApi) -> None:
    config = await api.scim_discovery.get_service_provider_config()
    print("patch:", config.patch, "filter:", config.filter)


async def get_resource_type(api: MiroApi) -> None:
    kind = await api.scim_discovery.get_resource_type("User")
    print(kind.schema, kind.schema_extensions)


async def get_schema(api: MiroApi) -> None:
    schema = await api.scim_discovery.get_schema(
        "urn:ietf:params:scim:schemas:core:2.0:User",
    )
    print([attribute.name for attribute in schema.attributes or []])
