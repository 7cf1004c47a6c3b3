"""Export of whole boards as files, for Company Admins with eDiscovery switched on.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..call.operation import Operation, Paging
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..call.caller import Caller
    from ..models import (
        BoardExportCancellation,
        BoardExportJob,
        BoardExportJobRef,
        BoardExportJobResults,
        BoardExportJobStatus,
        BoardExportLink,
        BoardExportTask,
    )


class BoardExports:
    """Export of whole boards as files, for Company Admins with eDiscovery switched on."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list_jobs(
        self,
        org_id: str,
        *,
        status: Sequence[str] | None = None,
        creator_ids: Sequence[int] | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[BoardExportJob]:
        """List an organization's board export jobs with their progress.

        `GET /v2/orgs/{org_id}/boards/export/jobs` · scope `boards:export` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            status: Only jobs in these states, such as `JOB_STATUS_IN_PROGRESS`.
            creator_ids: Only jobs started by these users, by id.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 500).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller,
            LIST_JOBS,
            (org_id,),
            {"status": status, "creatorId": creator_ids},
            page_size=page_size,
            start=cursor,
        )

    def list_job_tasks(
        self,
        org_id: str,
        job_id: str,
        *,
        status: Sequence[str] | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[BoardExportTask]:
        """List the tasks of an export job, one per board, with size and outcome.

        `GET /v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks` · scope `boards:export` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            job_id: Id of the export job (a UUID).
            status: Only tasks in these states, such as `TASK_STATUS_SUCCESS`.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 500).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller,
            LIST_JOB_TASKS,
            (org_id, job_id),
            {"status": status},
            page_size=page_size,
            start=cursor,
        )

    async def get_job_status(self, org_id: str, job_id: str) -> BoardExportJobStatus:
        """Get the state of an export job.

        `GET /v2/orgs/{org_id}/boards/export/jobs/{job_id}` · scope `boards:export` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            job_id: Id of the export job (a UUID).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(GET_JOB_STATUS, org_id, job_id)

    async def get_job_results(self, org_id: str, job_id: str) -> BoardExportJobResults:
        """Get the outcome and the download link of each board in an export job.

        `GET /v2/orgs/{org_id}/boards/export/jobs/{job_id}/results` · scope `boards:export` · 2000 credits (level 4) · plan Enterprise

        Results are there once the job is finished; one board may fail while others succeed.

        Args:
            org_id: Id of the organization.
            job_id: Id of the export job (a UUID).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(GET_JOB_RESULTS, org_id, job_id)

    async def create_job(
        self,
        org_id: str,
        *,
        request_id: str,
        board_ids: Sequence[str] | None = None,
        board_format: Literal["SVG", "HTML", "PDF"] | None = None,
    ) -> BoardExportJobRef:
        """Start an export of up to 1,000 boards and get the id of the job.

        `POST /v2/orgs/{org_id}/boards/export/jobs` · scope `boards:export` · 2000 credits (level 4) · plan Enterprise

        The caller chooses `request_id`; use the same one when repeating the call. Jobs run one at a
        time, or five at a time with Enterprise Guard; 425 means that it is too early. Without
        `board_format` boards are exported as SVG.

        Args:
            org_id: Id of the organization.
            request_id: Id that the caller gives to this request, the same for every repeat of
                it (a UUID).
            board_ids: Ids of the boards to export (1 to 1000).
            board_format: File format to export to.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 425 `TooEarlyError`, 429 `RateLimitError`.
        """
        return await self._caller.call(
            CREATE_JOB,
            org_id,
            query={"request_id": request_id},
            body={"boardIds": board_ids, "boardFormat": board_format},
        )

    async def create_task_export_link(
        self, org_id: str, job_id: str, task_id: str
    ) -> BoardExportLink:
        """Create a download link for the files of one export task and get it.

        `POST /v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks/{task_id}/export-link` · scope `boards:export` · 2000 credits (level 4) · plan Enterprise

        Both the link and the files expire: see `link_expired_at` and `artifact_expired_at`. A 425
        means that the files are not ready yet. An `error_type` of TEMPORARY is worth another call
        later; FATAL never succeeds.

        Args:
            org_id: Id of the organization.
            job_id: Id of the export job (a UUID).
            task_id: Id of the export task (a UUID).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 425 `TooEarlyError`, 429 `RateLimitError`.
        """
        return await self._caller.call(CREATE_TASK_EXPORT_LINK, org_id, job_id, task_id)

    async def cancel_job(
        self, org_id: str, job_id: str, *, status: Literal["CANCELLED"] = "CANCELLED"
    ) -> BoardExportCancellation:
        """Cancel an export job that has not finished.

        `PUT /v2/orgs/{org_id}/boards/export/jobs/{job_id}/status` · scope `boards:export` · 2000 credits (level 4) · plan Enterprise

        Boards not exported yet are left out.

        Args:
            org_id: Id of the organization.
            job_id: Id of the export job (a UUID).
            status: New state of the job; `CANCELLED` is the only one accepted.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(CANCEL_JOB, org_id, job_id, body={"status": status})


LIST_JOBS: Operation[BoardExportJob] = Operation(
    id="enterprise-board-export-jobs",
    group="board_exports",
    name="list_jobs",
    method="GET",
    path="/v2/orgs/{org_id}/boards/export/jobs",
    result="BoardExportJob",
    level=4,
    scopes=("boards:export",),
    plan="enterprise",
    retry="safe",
    paging=Paging(style="cursor", size_parameter="limit", smallest=1, largest=500),
)
LIST_JOB_TASKS: Operation[BoardExportTask] = Operation(
    id="enterprise-board-export-job-tasks",
    group="board_exports",
    name="list_job_tasks",
    method="GET",
    path="/v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks",
    result="BoardExportTask",
    level=4,
    scopes=("boards:export",),
    plan="enterprise",
    retry="safe",
    paging=Paging(style="cursor", size_parameter="limit", smallest=1, largest=500),
)
GET_JOB_STATUS: Operation[BoardExportJobStatus] = Operation(
    id="enterprise-board-export-job-status",
    group="board_exports",
    name="get_job_status",
    method="GET",
    path="/v2/orgs/{org_id}/boards/export/jobs/{job_id}",
    result="BoardExportJobStatus",
    level=4,
    scopes=("boards:export",),
    plan="enterprise",
    retry="safe",
)
GET_JOB_RESULTS: Operation[BoardExportJobResults] = Operation(
    id="enterprise-board-export-job-results",
    group="board_exports",
    name="get_job_results",
    method="GET",
    path="/v2/orgs/{org_id}/boards/export/jobs/{job_id}/results",
    result="BoardExportJobResults",
    level=4,
    scopes=("boards:export",),
    plan="enterprise",
    retry="safe",
)
CREATE_JOB: Operation[BoardExportJobRef] = Operation(
    id="enterprise-create-board-export",
    group="board_exports",
    name="create_job",
    method="POST",
    path="/v2/orgs/{org_id}/boards/export/jobs",
    required=("request_id",),
    result="BoardExportJobRef",
    level=4,
    scopes=("boards:export",),
    plan="enterprise",
    retry="safe",
)
CREATE_TASK_EXPORT_LINK: Operation[BoardExportLink] = Operation(
    id="enterprise-create-board-export-task-export-link",
    group="board_exports",
    name="create_task_export_link",
    method="POST",
    path="/v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks/{task_id}/export-link",
    result="BoardExportLink",
    level=4,
    scopes=("boards:export",),
    plan="enterprise",
    retry="safe",
)
CANCEL_JOB: Operation[BoardExportCancellation] = Operation(
    id="enterprise-update-board-export-job",
    group="board_exports",
    name="cancel_job",
    method="PUT",
    path="/v2/orgs/{org_id}/boards/export/jobs/{job_id}/status",
    result="BoardExportCancellation",
    level=4,
    scopes=("boards:export",),
    plan="enterprise",
    retry="safe",
)

OPERATIONS = (
    LIST_JOBS,
    LIST_JOB_TASKS,
    GET_JOB_STATUS,
    GET_JOB_RESULTS,
    CREATE_JOB,
    CREATE_TASK_EXPORT_LINK,
    CANCEL_JOB,
)
"""All of the above."""
