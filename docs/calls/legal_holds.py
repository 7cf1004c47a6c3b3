"""Examples for `api.legal_holds`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import LegalHoldScopeInput, LegalHoldUserInput

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str, case_id: str) -> None:
    async for hold in api.legal_holds.list(org_id, case_id):
        print(hold.name, hold.state)


async def list_content_items(api: MiroApi, org_id: str, case_id: str, legal_hold_id: str) -> None:
    items = api.legal_holds.list_content_items(org_id, case_id, legal_hold_id)
    print([item.content_id async for item in items])


async def get(api: MiroApi, org_id: str, case_id: str, legal_hold_id: str) -> None:
    hold = await api.legal_holds.get(org_id, case_id, legal_hold_id)
    print(hold.name, hold.state)


async def create(api: MiroApi, org_id: str, case_id: str) -> None:
    scope = LegalHoldScopeInput(users=[LegalHoldUserInput(email="ada@example.com")])
    hold = await api.legal_holds.create(org_id, case_id, name="Designers", scope=scope)
    print(hold.id, hold.state)


async def update(api: MiroApi, org_id: str, case_id: str, legal_hold_id: str) -> None:
    people = ["ada@example.com", "bob@example.com"]
    users = [LegalHoldUserInput(email=email) for email in people]
    await api.legal_holds.update(
        org_id,
        case_id,
        legal_hold_id,
        name="Designers",
        scope=LegalHoldScopeInput(users=users),
    )


async def close(api: MiroApi, org_id: str, case_id: str, legal_hold_id: str) -> None:
    await api.legal_holds.close(org_id, case_id, legal_hold_id)
