"""Examples for `api.organizations`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, org_id: str) -> None:
    organization = await api.organizations.get(org_id)
    print(organization.name, organization.plan, organization.full_licenses_purchased)
