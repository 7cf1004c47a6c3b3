"""Examples for `api.scim_groups`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import ScimGroupPatchOperation, ScimMember

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi) -> None:
    async for group in api.scim_groups.list():
        print(group.id, group.display_name, len(group.members or []))


async def get(api: MiroApi, group_id: str) -> None:
    group = await api.scim_groups.get(group_id)
    print([member.display for member in group.members or []])


async def patch(api: MiroApi, group_id: str, user_id: str) -> None:
    members = [ScimMember(value=user_id)]
    add = ScimGroupPatchOperation(op="Add", path="members", value=members)
    group = await api.scim_groups.patch(group_id, operations=[add])
    print(len(group.members or []))
