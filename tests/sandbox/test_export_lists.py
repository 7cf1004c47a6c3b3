from __future__ import annotations

import pytest

from tests.sandbox.exporter import ONE, THREE, TWO, address_of, start
from tests.sandbox.talker import Talker


@pytest.fixture
def jobs(sandbox):
    """Give the address of the export jobs."""
    return address_of(sandbox)


def test_jobs_are_listed_with_what_they_are(board, sandbox, jobs):
    """By their maker, their times, and how many of their boards are done."""
    start(board, jobs, ONE, board.id, "nowhere", boardFormat="HTML")
    sandbox.clock.advance(2)
    (job,) = board.get(jobs).json["data"]
    assert job == {
        "id": ONE,
        "name": job["name"],
        "boardFormat": "HTML",
        "status": "in_progress",
        "createdAt": "2026-01-05T10:30:15Z",
        "modifiedAt": "2026-01-05T10:30:16Z",
        "tasksCount": {"total": 2, "success": 0, "error": 0},
        "creator": {"id": sandbox.user_ids[0]},
    }
    sandbox.clock.advance(60)
    (job,) = board.get(jobs).json["data"]
    assert job["status"] == "finished"
    assert job["modifiedAt"] == "2026-01-05T10:30:20Z"
    assert job["tasksCount"] == {"total": 2, "success": 1, "error": 1}


def test_jobs_are_found_by_status_and_creator(board, sandbox, jobs):
    """Both may be given several times; states are written as in the document or as in answers."""
    ada = sandbox.add_user("Ada", role="organization_internal_admin")
    start(board, jobs, ONE, board.id)
    sandbox.clock.advance(5)
    start(Talker(sandbox, ada.token), jobs, TWO, board.id)
    start(board, jobs, THREE, board.id)
    board.ask("PUT", f"{jobs}/{THREE}/status", {"status": "CANCELLED"})

    def found(*filters):
        page = board.get(f"{jobs}?{'&'.join(filters)}").json
        assert page["total"] == len(page["data"])
        return [job["id"] for job in page["data"]]

    me, her = sandbox.user_ids
    assert found() == [ONE, TWO, THREE]
    assert found("status=JOB_STATUS_FINISHED") == [ONE]
    assert found("status=CREATED") == [TWO]
    assert found("status=JOB_STATUS_CANCELLED", "status=JOB_STATUS_CREATED") == [TWO, THREE]
    assert found(f"creatorId={her}") == [TWO]
    assert found(f"creatorId={me}", f"creatorId={her}") == [ONE, TWO, THREE]
    assert found(f"creatorId={me}", "status=JOB_STATUS_FINISHED") == [ONE]
    for wrong in ("creatorId=me", "status=DONE"):
        refused = board.get(f"{jobs}?{wrong}")
        assert refused.json["code"] == "invalidParameters"


def test_tasks_are_found_by_status(board, sandbox, jobs):
    """As jobs are, with states of their own."""
    start(board, jobs, ONE, board.id, "nowhere")
    sandbox.clock.advance(10)
    tasks = board.get(f"{jobs}/{ONE}/tasks?status=TASK_STATUS_ERROR").json["data"]
    assert [task["board"]["key"] for task in tasks] == ["nowhere"]
    assert board.get(f"{jobs}/{ONE}/tasks?status=TASK_STATUS_SUCCESS").json["total"] == 1
    assert board.get(f"{jobs}/{ONE}/tasks?status=TASK_STATUS_CANCELLED").json["total"] == 0
    assert board.get(f"{jobs}/{ONE}/tasks?status=FINISHED").status == 400


def test_lists_come_in_pages(board, sandbox, jobs):
    """The cursor is the id of the last one; also behind one that no longer matches."""
    boards = [sandbox.add_board(str(number)) for number in range(51)]
    start(board, jobs, ONE, *boards)
    first = board.get(f"{jobs}/{ONE}/tasks").json
    assert (len(first["data"]), first["total"]) == (50, 51)
    last = board.get(f"{jobs}/{ONE}/tasks?cursor={first['cursor']}").json
    assert [task["board"]["key"] for task in last["data"]] == [boards[-1]]
    assert "cursor" not in last
    assert "cursor" not in board.get(f"{jobs}/{ONE}/tasks?limit=51").json

    path = f"{jobs}/{ONE}/tasks?limit=2&status=TASK_STATUS_CREATED"
    cursor = board.get(path).json["cursor"]
    sandbox.clock.advance(1)
    assert board.get(f"{path}&cursor={cursor}").json["data"] == []
    path = f"{jobs}/{ONE}/tasks?limit=2&status=TASK_STATUS_SCHEDULED"
    cursor = board.get(path).json["cursor"]
    sandbox.clock.advance(4)
    tasks = board.get(f"{path}&cursor={cursor}").json["data"]
    assert [task["board"]["key"] for task in tasks] == boards[2:4]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("limit=0", "limit: minimum items page size is 1"),
        ("limit=501", "limit: maximum items page size is 500"),
        ("limit=x", "limit: Has illegal integer number value"),
        (f"cursor={TWO}", f"cursor: Unexpected value [{TWO}]"),
    ],
)
def test_pages_have_bounds(miro, jobs, query, told):
    """From 1 to 500."""
    assert miro.get(f"{jobs}?{query}").json["message"] == told
    assert miro.get(f"{jobs}?limit=500").status == 200
