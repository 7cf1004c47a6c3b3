"""How `models.board_exports` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of, instant
from ..board_exports import (
    BoardExportBoard,
    BoardExportCancellation,
    BoardExportCreator,
    BoardExportJob,
    BoardExportJobRef,
    BoardExportJobResults,
    BoardExportJobStatus,
    BoardExportLink,
    BoardExportTask,
    BoardExportTaskResult,
    BoardExportTasksCount,
)


def structure_board_export_job(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportJob`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportJob(
        id=get("id"),
        name=get("name"),
        board_format=get("boardFormat"),
        status=get("status"),
        tasks_count=structure_board_export_tasks_count(get("tasksCount")),
        creator=structure_board_export_creator(get("creator")),
        created_at=instant(get("createdAt")),
        modified_at=instant(get("modifiedAt")),
        extra=extra_of(raw, BOARD_EXPORT_JOB),
    )


def structure_board_export_job_ref(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportJobRef`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportJobRef(
        job_id=get("jobId"),
        extra=extra_of(raw, BOARD_EXPORT_JOB_REF),
    )


def structure_board_export_job_status(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportJobStatus`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportJobStatus(
        job_status=get("jobStatus"),
        extra=extra_of(raw, BOARD_EXPORT_JOB_STATUS),
    )


def structure_board_export_job_results(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportJobResults`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportJobResults(
        job_id=get("jobId"),
        results=each(get("results"), structure_board_export_task_result),
        extra=extra_of(raw, BOARD_EXPORT_JOB_RESULTS),
    )


def structure_board_export_task(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportTask`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportTask(
        id=get("id"),
        status=get("status"),
        artifact_expired_at=instant(get("artifactExpiredAt")),
        size_in_bytes=get("sizeInBytes"),
        error_message=get("errorMessage"),
        error_type=get("errorType"),
        board=structure_board_export_board(get("board")),
        extra=extra_of(raw, BOARD_EXPORT_TASK),
    )


def structure_board_export_task_result(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportTaskResult`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportTaskResult(
        board_id=get("boardId"),
        error_message=get("errorMessage"),
        export_link=get("exportLink"),
        status=get("status"),
        error_type=get("errorType"),
        extra=extra_of(raw, BOARD_EXPORT_TASK_RESULT),
    )


def structure_board_export_link(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportLink`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportLink(
        status=get("status"),
        export_link=get("exportLink"),
        artifact_expired_at=instant(get("artifactExpiredAt")),
        link_expired_at=instant(get("linkExpiredAt")),
        error_message=get("errorMessage"),
        error_type=get("errorType"),
        extra=extra_of(raw, BOARD_EXPORT_LINK),
    )


def structure_board_export_tasks_count(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportTasksCount`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportTasksCount(
        total=get("total"),
        success=get("success"),
        error=get("error"),
        extra=extra_of(raw, BOARD_EXPORT_TASKS_COUNT),
    )


def structure_board_export_creator(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportCreator`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportCreator(
        id=get("id"),
        extra=extra_of(raw, BOARD_EXPORT_CREATOR),
    )


def structure_board_export_board(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportBoard`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportBoard(
        key=get("key"),
        extra=extra_of(raw, BOARD_EXPORT_BOARD),
    )


def structure_board_export_cancellation(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportCancellation`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardExportCancellation(
        status=get("status"),
        extra=extra_of(raw, BOARD_EXPORT_CANCELLATION),
    )


BOARD_EXPORT_JOB = {
    "id": "id",
    "name": "name",
    "boardFormat": "board_format",
    "status": "status",
    "tasksCount": "tasks_count",
    "creator": "creator",
    "createdAt": "created_at",
    "modifiedAt": "modified_at",
}
BOARD_EXPORT_JOB_REF = {
    "jobId": "job_id",
}
BOARD_EXPORT_JOB_STATUS = {
    "jobStatus": "job_status",
}
BOARD_EXPORT_JOB_RESULTS = {
    "jobId": "job_id",
    "results": "results",
}
BOARD_EXPORT_TASK = {
    "id": "id",
    "status": "status",
    "artifactExpiredAt": "artifact_expired_at",
    "sizeInBytes": "size_in_bytes",
    "errorMessage": "error_message",
    "errorType": "error_type",
    "board": "board",
}
BOARD_EXPORT_TASK_RESULT = {
    "boardId": "board_id",
    "errorMessage": "error_message",
    "exportLink": "export_link",
    "status": "status",
    "errorType": "error_type",
}
BOARD_EXPORT_LINK = {
    "status": "status",
    "exportLink": "export_link",
    "artifactExpiredAt": "artifact_expired_at",
    "linkExpiredAt": "link_expired_at",
    "errorMessage": "error_message",
    "errorType": "error_type",
}
BOARD_EXPORT_TASKS_COUNT = {
    "total": "total",
    "success": "success",
    "error": "error",
}
BOARD_EXPORT_CREATOR = {
    "id": "id",
}
BOARD_EXPORT_BOARD = {
    "key": "key",
}
BOARD_EXPORT_CANCELLATION = {
    "status": "status",
}

FIELDS: dict[Any, dict[str, str]] = {
    BoardExportJob: BOARD_EXPORT_JOB,
    BoardExportJobRef: BOARD_EXPORT_JOB_REF,
    BoardExportJobStatus: BOARD_EXPORT_JOB_STATUS,
    BoardExportJobResults: BOARD_EXPORT_JOB_RESULTS,
    BoardExportTask: BOARD_EXPORT_TASK,
    BoardExportTaskResult: BOARD_EXPORT_TASK_RESULT,
    BoardExportLink: BOARD_EXPORT_LINK,
    BoardExportTasksCount: BOARD_EXPORT_TASKS_COUNT,
    BoardExportCreator: BOARD_EXPORT_CREATOR,
    BoardExportBoard: BOARD_EXPORT_BOARD,
    BoardExportCancellation: BOARD_EXPORT_CANCELLATION,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    BoardExportJob: structure_board_export_job,
    BoardExportJobRef: structure_board_export_job_ref,
    BoardExportJobStatus: structure_board_export_job_status,
    BoardExportJobResults: structure_board_export_job_results,
    BoardExportTask: structure_board_export_task,
    BoardExportTaskResult: structure_board_export_task_result,
    BoardExportLink: structure_board_export_link,
    BoardExportTasksCount: structure_board_export_tasks_count,
    BoardExportCreator: structure_board_export_creator,
    BoardExportBoard: structure_board_export_board,
    BoardExportCancellation: structure_board_export_cancellation,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
