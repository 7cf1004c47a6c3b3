"""How `models.board_exports` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, instant, opened
from ...extra import NO_EXTRA, extra_of
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
    made, count = BOARD_EXPORT_JOB_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.board_format = value = raw.get("boardFormat")
    if value is None:
        count += 1
    made.status = value = raw.get("status")
    if value is None:
        count += 1
    made.tasks_count = value = raw.get("tasksCount")
    if value is None:
        count += 1
    else:
        made.tasks_count = structure_board_export_tasks_count(value)
    made.creator = value = raw.get("creator")
    if value is None:
        count += 1
    else:
        made.creator = structure_board_export_creator(value)
    made.created_at = value = raw.get("createdAt")
    if value is None:
        count += 1
    else:
        made.created_at = instant(value)
    made.modified_at = value = raw.get("modifiedAt")
    if value is None:
        count += 1
    else:
        made.modified_at = instant(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 8
    made.extra = extra_of(raw, BOARD_EXPORT_JOB, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportJob
    return made


def structure_board_export_job_ref(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportJobRef`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_JOB_REF_OPEN(), len(raw)
    made.job_id = value = raw.get("jobId")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, BOARD_EXPORT_JOB_REF, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportJobRef
    return made


def structure_board_export_job_status(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportJobStatus`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_JOB_STATUS_OPEN(), len(raw)
    made.job_status = value = raw.get("jobStatus")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, BOARD_EXPORT_JOB_STATUS, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportJobStatus
    return made


def structure_board_export_job_results(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportJobResults`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_JOB_RESULTS_OPEN(), len(raw)
    made.job_id = value = raw.get("jobId")
    if value is None:
        count += 1
    made.results = value = raw.get("results")
    if value is None:
        count += 1
    else:
        made.results = each(value, structure_board_export_task_result)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, BOARD_EXPORT_JOB_RESULTS, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportJobResults
    return made


def structure_board_export_task(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportTask`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_TASK_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.status = value = raw.get("status")
    if value is None:
        count += 1
    made.artifact_expired_at = value = raw.get("artifactExpiredAt")
    if value is None:
        count += 1
    else:
        made.artifact_expired_at = instant(value)
    made.size_in_bytes = value = raw.get("sizeInBytes")
    if value is None:
        count += 1
    made.error_message = value = raw.get("errorMessage")
    if value is None:
        count += 1
    made.error_type = value = raw.get("errorType")
    if value is None:
        count += 1
    made.board = value = raw.get("board")
    if value is None:
        count += 1
    else:
        made.board = structure_board_export_board(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 7
    made.extra = extra_of(raw, BOARD_EXPORT_TASK, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportTask
    return made


def structure_board_export_task_result(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportTaskResult`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_TASK_RESULT_OPEN(), len(raw)
    made.board_id = value = raw.get("boardId")
    if value is None:
        count += 1
    made.error_message = value = raw.get("errorMessage")
    if value is None:
        count += 1
    made.export_link = value = raw.get("exportLink")
    if value is None:
        count += 1
    made.status = value = raw.get("status")
    if value is None:
        count += 1
    made.error_type = value = raw.get("errorType")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, BOARD_EXPORT_TASK_RESULT, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportTaskResult
    return made


def structure_board_export_link(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportLink`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_LINK_OPEN(), len(raw)
    made.status = value = raw.get("status")
    if value is None:
        count += 1
    made.export_link = value = raw.get("exportLink")
    if value is None:
        count += 1
    made.artifact_expired_at = value = raw.get("artifactExpiredAt")
    if value is None:
        count += 1
    else:
        made.artifact_expired_at = instant(value)
    made.link_expired_at = value = raw.get("linkExpiredAt")
    if value is None:
        count += 1
    else:
        made.link_expired_at = instant(value)
    made.error_message = value = raw.get("errorMessage")
    if value is None:
        count += 1
    made.error_type = value = raw.get("errorType")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 6
    made.extra = extra_of(raw, BOARD_EXPORT_LINK, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportLink
    return made


def structure_board_export_tasks_count(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportTasksCount`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_TASKS_COUNT_OPEN(), len(raw)
    made.total = value = raw.get("total")
    if value is None:
        count += 1
    made.success = value = raw.get("success")
    if value is None:
        count += 1
    made.error = value = raw.get("error")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, BOARD_EXPORT_TASKS_COUNT, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportTasksCount
    return made


def structure_board_export_creator(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportCreator`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_CREATOR_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, BOARD_EXPORT_CREATOR, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportCreator
    return made


def structure_board_export_board(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportBoard`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_BOARD_OPEN(), len(raw)
    made.key = value = raw.get("key")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, BOARD_EXPORT_BOARD, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportBoard
    return made


def structure_board_export_cancellation(raw: Any, _: object = None) -> Any:
    """Give a `BoardExportCancellation`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_EXPORT_CANCELLATION_OPEN(), len(raw)
    made.status = value = raw.get("status")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, BOARD_EXPORT_CANCELLATION, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardExportCancellation
    return made


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

BOARD_EXPORT_JOB_OPEN = opened(BoardExportJob)
BOARD_EXPORT_JOB_REF_OPEN = opened(BoardExportJobRef)
BOARD_EXPORT_JOB_STATUS_OPEN = opened(BoardExportJobStatus)
BOARD_EXPORT_JOB_RESULTS_OPEN = opened(BoardExportJobResults)
BOARD_EXPORT_TASK_OPEN = opened(BoardExportTask)
BOARD_EXPORT_TASK_RESULT_OPEN = opened(BoardExportTaskResult)
BOARD_EXPORT_LINK_OPEN = opened(BoardExportLink)
BOARD_EXPORT_TASKS_COUNT_OPEN = opened(BoardExportTasksCount)
BOARD_EXPORT_CREATOR_OPEN = opened(BoardExportCreator)
BOARD_EXPORT_BOARD_OPEN = opened(BoardExportBoard)
BOARD_EXPORT_CANCELLATION_OPEN = opened(BoardExportCancellation)

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
WRITERS.update(WRITE)
