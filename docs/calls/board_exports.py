"""Examples for `api.board_exports`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list_jobs(api: MiroApi, org_id: str) -> None:
    async for job in api.board_exports.list_jobs(org_id):
        print(job.id, job.status)


async def list_job_tasks(api: MiroApi, org_id: str, job_id: str) -> None:
    async for task in api.board_exports.list_job_tasks(org_id, job_id):
        print(task.id, task.status, task.size_in_bytes)


async def get_job_status(api: MiroApi, org_id: str, job_id: str) -> None:
    job = await api.board_exports.get_job_status(org_id, job_id)
    print(job.job_status)


async def get_job_results(api: MiroApi, org_id: str, job_id: str) -> None:
    job = await api.board_exports.get_job_results(org_id, job_id)
    for result in job.results or []:
        print(result.board_id, result.status, result.export_link)


async def create_job(api: MiroApi, org_id: str, board_id: str) -> None:
    job = await api.board_exports.create_job(
        org_id, request_id=str(uuid4()), board_ids=[board_id], board_format="PDF"
    )
    print(job.job_id)


async def create_task_export_link(api: MiroApi, org_id: str, job_id: str, task_id: str) -> None:
    link = await api.board_exports.create_task_export_link(org_id, job_id, task_id)
    print(link.export_link, "until", link.link_expired_at)


async def cancel_job(api: MiroApi, org_id: str, job_id: str) -> None:
    await api.board_exports.cancel_job(org_id, job_id)
