"""Exports of boards: jobs that take their time, and the archives that they end with."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID, uuid5

from ...call.operation import Operation
from ..answers import file, ok
from ..archive import board_archive
from ..checks import ListOf, ObjectOf, Unfit, checked_object, one_of, text
from ..clock import written
from ..errors import Refusal, conflict, invalid, no_such
from ..paging import page_size
from ..signing import demand_signature, signed_address
from ..state.governance import (
    CANCELLED,
    CREATED,
    ERROR,
    FINISHED,
    IN_PROGRESS,
    SCHEDULED,
    SUCCESS,
    ExportJob,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state.governance import ExportTask

T = TypeVar("T", "ExportJob", "ExportTask")

_LINK_SECONDS = 15 * 60
_ARCHIVE_SECONDS = 7 * 24 * 60 * 60
_AT_ONCE = {"enterprise_guard": 5}  # jobs; every other plan has one
_LONGEST_PAGE = 500
_PAGE = 50
_JOB_STATES = (CREATED, IN_PROGRESS, CANCELLED, FINISHED)
_TASK_STATES = (CREATED, CANCELLED, SCHEDULED, SUCCESS, ERROR)
_EXPORT = ObjectOf(
    fields={
        "boardIds": ListOf(element=text(), shortest=1, longest=1000),
        "boardFormat": one_of("SVG", "HTML", "PDF"),
    },
    required=("boardIds",),
    lenient=True,
)
_CANCELLATION = ObjectOf(fields={"status": one_of(CANCELLED)}, required=("status",), lenient=True)

# Where the links lead; Miro's document does not describe it.
ARCHIVE_OPERATION = Operation[object](
    id="download-board-export",
    group="resources",
    name="download_export",
    method="GET",
    path="/signed-exports/{job_id}/{task_id}",
)


def _create_job(call: Call) -> Response:
    state, now = call.state, call.state.clock.now()
    job_id = _request_id(call)
    given = checked_object(call.json_object(), _EXPORT)
    board_ids, board_format = given["boardIds"], given.get("boardFormat", "SVG")
    jobs = state.governance.export_jobs
    if job := jobs.get(job_id):
        if (job.board_ids, job.board_format) != (board_ids, board_format):
            raise conflict("Another export was requested with this request id")
        return ok({"jobId": job.id})
    running = sum(job.is_running(now) for job in jobs.values())
    if running >= _AT_ONCE.get(state.organization.plan, 1):
        raise Refusal(425, "tooEarly", "Wait until the export that is running has finished")
    job = ExportJob(
        id=job_id,
        board_format=board_format,
        board_ids=board_ids,
        creator_id=call.user.id,
        created_at=now,
    )
    boards = {**state.governance.preserved, **state.boards}
    for number, board_id in enumerate(dict.fromkeys(board_ids)):
        board = boards.get(board_id)
        archive = board_archive(call, board, board_format) if board else None
        job.add_task(str(uuid5(UUID(job_id), str(number))), board_id, archive)
    jobs[job.id] = job
    return ok({"jobId": job.id})


def _list_jobs(call: Call) -> Response:
    now = call.state.clock.now()
    has_status = _filter(call, "JOB_STATUS_", _JOB_STATES)
    creators = _creators(call)

    def matches(job: ExportJob) -> bool:
        return has_status(job.status(now)) and (not creators or job.creator_id in creators)

    jobs = list(call.state.governance.export_jobs.values())
    return ok(_page(call, jobs, matches, lambda job: _shown_job(job, now)))


def _get_status(call: Call) -> Response:
    return ok({"jobStatus": _job(call).status(call.state.clock.now())})


def _get_results(call: Call) -> Response:
    job, now = _job(call), call.state.clock.now()
    results: list[JsonObject] = []
    for task in job.tasks:
        status = job.task_status(task, now)
        result: JsonObject = {"boardId": task.board_id, "status": status, **_error(status)}
        if _is_there(job, task, now):
            result["exportLink"] = _link(call, job, task)["exportLink"]
        results.append(result)
    return ok({"jobId": job.id, "results": results})


def _list_tasks(call: Call) -> Response:
    job, now = _job(call), call.state.clock.now()
    has_status = _filter(call, "TASK_STATUS_", _TASK_STATES)

    def matches(task: ExportTask) -> bool:
        return has_status(job.task_status(task, now))

    return ok(_page(call, job.tasks, matches, lambda task: _shown_task(job, task, now)))


def _create_link(call: Call) -> Response:
    job, now = _job(call), call.state.clock.now()
    task = _task(call, job)
    status = job.task_status(task, now)
    if status in {CREATED, SCHEDULED}:
        raise Refusal(425, "tooEarly", "The board is not exported yet")
    if status != SUCCESS:
        return ok({"status": status, **_error(status)})
    if not _is_there(job, task, now):
        raise no_such("Archive")
    expires = {"artifactExpiredAt": written(task.ends_at + _ARCHIVE_SECONDS)}
    return ok({"status": status, **expires, **_link(call, job, task)})


def _cancel(call: Call) -> Response:
    job, now = _job(call), call.state.clock.now()
    checked_object(call.json_object(), _CANCELLATION)
    if job.status(now) == FINISHED:
        raise invalid("status", "The job has finished")
    if job.cancelled_at is None:
        job.cancelled_at = now
    return ok({"status": CANCELLED})


def _download(call: Call) -> Response:
    demand_signature(call, "signed-exports", call.ids["job_id"], call.ids["task_id"])
    body = _task(call, _job(call)).archive or b""
    headers = {
        "content-type": "application/zip",
        "content-disposition": f'attachment; filename="{call.ids["task_id"]}.zip"',
        "content-length": str(len(body)),
    }
    return file(body, headers)


def _link(call: Call, job: ExportJob, task: ExportTask) -> JsonObject:
    now = call.state.clock.now()
    until = int(min(now + _LINK_SECONDS, task.ends_at + _ARCHIVE_SECONDS))
    address = signed_address(call, "signed-exports", job.id, task.id, until=until)
    return {"exportLink": address, "linkExpiredAt": written(until)}


def _is_there(job: ExportJob, task: ExportTask, now: float) -> bool:
    """Tell whether a task has an archive that can be loaded."""
    done = job.task_status(task, now) == SUCCESS
    return done and now <= task.ends_at + _ARCHIVE_SECONDS


def _error(status: str) -> JsonObject:
    if status != ERROR:
        return {}
    return {"errorMessage": "The board does not exist", "errorType": "FATAL"}


def _shown_job(job: ExportJob, now: float) -> JsonObject:
    states = [job.task_status(task, now) for task in job.tasks]
    counts = {"success": states.count(SUCCESS), "error": states.count(ERROR)}
    return {
        "id": job.id,
        "name": f"Export of {written(job.created_at)}",
        "boardFormat": job.board_format,
        "status": job.status(now).lower(),  # here, and only here, in small letters
        "createdAt": written(job.created_at),
        "modifiedAt": written(job.changed_at(now)),
        "tasksCount": {"total": len(states), **counts},
        "creator": {"id": job.creator_id},
    }


def _shown_task(job: ExportJob, task: ExportTask, now: float) -> JsonObject:
    status = job.task_status(task, now)
    shown: JsonObject = {"id": task.id, "status": status, "board": {"key": task.board_id}}
    if status == SUCCESS:
        shown["artifactExpiredAt"] = written(task.ends_at + _ARCHIVE_SECONDS)
        shown["sizeInBytes"] = len(task.archive or b"")
    return {**shown, **_error(status)}


def _filter(call: Call, prefix: str, states: Sequence[str]) -> Callable[[str], bool]:
    """Give the filter that a call asks for by the parameter `status`, which may be repeated."""
    wanted = {value.removeprefix(prefix) for value in call.values.get("status", ())}
    check = one_of(*states)
    for value in wanted:
        try:
            check(value)
        except Unfit as unfit:
            raise invalid("status", str(unfit)) from None
    return lambda status: not wanted or status in wanted


def _creators(call: Call) -> set[str]:
    try:
        return {str(int(creator)) for creator in call.values.get("creatorId", ())}
    except ValueError:
        raise invalid("creatorId", "Has illegal integer number value") from None


def _page(
    call: Call, entries: Sequence[T], matches: Callable[[T], bool], shown: Callable[[T], JsonObject]
) -> JsonObject:
    """Give the page that a call asks for of those entries that match, behind the cursor's one."""
    limit = page_size(call, 1, _PAGE, _LONGEST_PAGE)
    start = 0
    if cursor := call.query.get("cursor"):
        ids = [entry.id for entry in entries]
        if cursor not in ids:
            raise invalid("cursor", f"Unexpected value [{cursor}]")
        start = ids.index(cursor) + 1
    rest = [entry for entry in entries[start:] if matches(entry)]
    page = rest[:limit]
    body: JsonObject = {"total": sum(map(matches, entries)), "data": [shown(each) for each in page]}
    if len(rest) > limit:
        body["cursor"] = page[-1].id
    return body


def _request_id(call: Call) -> str:
    given = call.query.get("request_id", "")
    try:
        return str(UUID(given))
    except ValueError:
        raise invalid("request_id", f"Unexpected value [{given}], expected a UUID") from None


def _job(call: Call) -> ExportJob:
    job = call.state.governance.export_jobs.get(call.ids["job_id"].lower())
    if job is None:
        raise no_such("Export job")
    return job


def _task(call: Call, job: ExportJob) -> ExportTask:
    for task in job.tasks:
        if task.id == call.ids["task_id"].lower():
            return task
    raise no_such("Export task")


HANDLERS: Mapping[str, Handler] = {
    "board_exports.create_job": _create_job,
    "board_exports.list_jobs": _list_jobs,
    "board_exports.get_job_status": _get_status,
    "board_exports.get_job_results": _get_results,
    "board_exports.list_job_tasks": _list_tasks,
    "board_exports.create_task_export_link": _create_link,
    "board_exports.cancel_job": _cancel,
    "resources.download_export": _download,
}
