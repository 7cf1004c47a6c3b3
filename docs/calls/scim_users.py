"""Examples for `api.scim_users`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import ScimName, ScimUserPatchOperation

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi) -> None:
    users = api.scim_users.list(filter='userName eq "ada@example.com"')
    async for user in users:
        print(user.id, user.display_name)


async def get(api: MiroApi, user_id: str) -> None:
    user = await api.scim_users.get(user_id)
    print(user.user_name, user.active)


async def create(api: MiroApi) -> None:
    user = await api.scim_users.create(
        user_name="grace@example.com",
        display_name="Grace Hopper",
        preferred_language="en_US",
    )
    print(user.id)


async def replace(api: MiroApi, user_id: str) -> None:
    name = ScimName(given_name="Ada", family_name="Lovelace")
    await api.scim_users.replace(
        user_id, user_name="ada@example.com", name=name, display_name="Ada Lovelace"
    )


async def patch(api: MiroApi, user_id: str) -> None:
    deactivate = ScimUserPatchOperation(op="Replace", path="active", value="false")
    user = await api.scim_users.patch(user_id, operations=[deactivate])
    print(user.active)


async def delete(api: MiroApi, user_id: str) -> None:
    await api.scim_users.delete(user_id)
