"""Examples for `api.legal_hold_cases`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str) -> None:
    async for case in api.legal_hold_cases.list(org_id):
        print(case.id, case.name)


async def list_export_jobs(api: MiroApi, org_id: str, case_id: str) -> None:
    jobs = await api.legal_hold_cases.list_export_jobs(org_id, case_id).collect()
    print([job.id for job in jobs])


async def get(api: MiroApi, org_id: str, case_id: str) -> None:
    case = await api.legal_hold_cases.get(org_id, case_id)
    print(case.name, case.created_by.email)


async def create(api: MiroApi, org_id: str) -> None:
    case = await api.legal_hold_cases.create(
        org_id,
        name="Case 7",
        description="About a patent",
    )
    print(case.id)


async def update(api: MiroApi, org_id: str, case_id: str) -> None:
    case = await api.legal_hold_cases.update(org_id, case_id, name="Case 7, reopened")
    print(case.last_modified_at)


async def close(api: MiroApi, org_id: str, case_id: str) -> None:
    await api.legal_hold_cases.close(org_id, case_id)
