"""Export of whole boards as files, for Company Admins with eDiscovery switched on.

Without `await`: `miro_async.endpoints.board_exports` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.board_exports import (
    CANCEL_JOB,
    CREATE_JOB,
    CREATE_TASK_EXPORT_LINK,
    GET_JOB_RESULTS,
    GET_JOB_STATUS,
    LIST_JOB_TASKS,
    LIST_JOBS,
)
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...models import (
        BoardExportCancellation,
        BoardExportJob,
        BoardExportJobRef,
        BoardExportJobResults,
        BoardExportJobStatus,
        BoardExportLink,
        BoardExportTask,
    )
    from ..caller import Caller


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

    def get_job_status(self, org_id: str, job_id: str) -> BoardExportJobStatus:
        """Get the state of an export job.

        `GET /v2/orgs/{org_id}/boards/export/jobs/{job_id}` · scope `boards:export` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            job_id: Id of the export job (a UUID).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET_JOB_STATUS, org_id, job_id)

    def get_job_results(self, org_id: str, job_id: str) -> BoardExportJobResults:
        """Get the outcome and the download link of each board in an export job.

        `GET /v2/orgs/{org_id}/boards/export/jobs/{job_id}/results` · scope `boards:export` · 2000 credits (level 4) · plan Enterprise

        Results are there once the job is finished; one board may fail while others succeed.

        Args:
            org_id: Id of the organization.
            job_id: Id of the export job (a UUID).

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET_JOB_RESULTS, org_id, job_id)

    def create_job(
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
        return self._caller.call(
            CREATE_JOB,
            org_id,
            query={"request_id": request_id},
            body={"boardIds": board_ids, "boardFormat": board_format},
        )

    def create_task_export_link(self, org_id: str, job_id: str, task_id: str) -> BoardExportLink:
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
        return self._caller.call(CREATE_TASK_EXPORT_LINK, org_id, job_id, task_id)

    def cancel_job(
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
        return self._caller.call(CANCEL_JOB, org_id, job_id, body={"status": status})
