from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

import pytest

from miro_async.sandbox import Clock, Sandbox
from tests.sandbox.conftest import NOW
from tests.sandbox.exporter import ONE, TWO, address_of, start
from tests.sandbox.talker import ORIGIN, Talker


@pytest.fixture
def jobs(sandbox):
    """Give the address of the export jobs."""
    return address_of(sandbox)


def test_a_job_goes_through_its_states_with_the_clock(board, sandbox, jobs):
    """It waits a second, and takes two for each board; nothing sleeps."""
    other = sandbox.add_board("Other")
    assert start(board, jobs, ONE, board.id, other).json == {"jobId": ONE}
    seen = []
    for seconds in (0, 0.9, 0.1, 2, 1.9, 0.1):
        sandbox.clock.advance(seconds)
        states = [task["status"] for task in board.get(f"{jobs}/{ONE}/tasks").json["data"]]
        seen.append((board.get(f"{jobs}/{ONE}").json["jobStatus"], *states))
    assert seen == [
        ("CREATED", "CREATED", "CREATED"),
        ("CREATED", "CREATED", "CREATED"),
        ("IN_PROGRESS", "SCHEDULED", "SCHEDULED"),
        ("IN_PROGRESS", "SUCCESS", "SCHEDULED"),
        ("IN_PROGRESS", "SUCCESS", "SCHEDULED"),
        ("FINISHED", "SUCCESS", "SUCCESS"),
    ]


def test_results_come_as_boards_are_done(board, sandbox, jobs):
    """Before that there is no link; a board that nobody has is an error for good."""
    start(board, jobs, ONE, board.id, "nowhere", board.id)
    early = board.get(f"{jobs}/{ONE}/results").json
    assert early == {
        "jobId": ONE,
        "results": [
            {"boardId": board.id, "status": "CREATED"},
            {"boardId": "nowhere", "status": "CREATED"},
        ],
    }
    sandbox.clock.advance(10)
    done, failed = board.get(f"{jobs}/{ONE}/results").json["results"]
    assert done["status"] == "SUCCESS"
    assert board.ask("GET", done["exportLink"], headers={"Authorization": ""}).status == 200
    assert failed == {
        "boardId": "nowhere",
        "status": "ERROR",
        "errorMessage": "The board does not exist",
        "errorType": "FATAL",
    }
    _, task = board.get(f"{jobs}/{ONE}/tasks").json["data"]
    reason = {name: failed[name] for name in ("status", "errorMessage", "errorType")}
    assert task == {"id": task["id"], "board": {"key": "nowhere"}, **reason}
    assert board.post(f"{jobs}/{ONE}/tasks/{task['id']}/export-link").json == reason


def test_a_link_too_early_is_a_425(board, sandbox, jobs):
    """As the document has it; afterwards it tells how long it is good for."""
    start(board, jobs, ONE, board.id)
    (task,) = board.get(f"{jobs}/{ONE}/tasks").json["data"]
    path = f"{jobs}/{ONE}/tasks/{task['id']}/export-link"
    for _ in ("created", "scheduled"):
        refused = board.post(path)
        assert (refused.status, refused.json["code"]) == (425, "tooEarly")
        sandbox.clock.advance(1)
    sandbox.clock.advance(1)
    link = board.post(path).json
    assert link["status"] == "SUCCESS"
    assert link["linkExpiredAt"] == "2026-01-05T10:45:18Z"
    assert link["artifactExpiredAt"] == "2026-01-12T10:30:18Z"
    (task,) = board.get(f"{jobs}/{ONE}/tasks").json["data"]
    size = len(board.get(link["exportLink"]).body)
    assert task == {
        "id": task["id"],
        "status": "SUCCESS",
        "board": {"key": board.id},
        "artifactExpiredAt": link["artifactExpiredAt"],
        "sizeInBytes": size,
    }


def test_links_and_archives_expire(board, sandbox, jobs):
    """A link is good for 15 minutes, and for nothing else; the archive is there for a week."""
    start(board, jobs, ONE, board.id, "nowhere")
    sandbox.clock.advance(5)
    (task, _) = board.get(f"{jobs}/{ONE}/tasks").json["data"]
    path = f"{jobs}/{ONE}/tasks/{task['id']}/export-link"
    link = board.post(path).json["exportLink"]
    query = urlsplit(link).query
    assert board.get(f"{ORIGIN}/signed-exports/{ONE}/{TWO}?{query}").status == 403
    assert board.get(link.replace("signature=", "signature=a")).status == 403
    assert board.get(link.replace("expires=", "expires=9")).status == 403
    assert board.get(link.split("?")[0]).status == 403
    sandbox.clock.advance(15 * 60 - 1)
    assert board.get(link).status == 200
    sandbox.clock.advance(1)
    assert board.get(link).status == 403
    sandbox.clock.advance(7 * 24 * 3600 - 15 * 60 - 3)
    assert board.post(path).json["linkExpiredAt"] == "2026-01-12T10:30:18Z"
    sandbox.clock.advance(2)
    assert board.post(path).status == 404
    assert "exportLink" not in board.get(f"{jobs}/{ONE}/results").json["results"][0]


@pytest.mark.parametrize("when", [0, 1, 3])
def test_a_job_can_be_cancelled_while_it_runs(board, sandbox, jobs, when):
    """What is done stays done, the rest is left out, and cancelling twice does no harm."""
    start(board, jobs, ONE, board.id, sandbox.add_board("Other"))
    sandbox.clock.advance(when)
    for _ in range(2):
        answer = board.ask("PUT", f"{jobs}/{ONE}/status", {"status": "CANCELLED"})
        assert answer.json == {"status": "CANCELLED"}
        sandbox.clock.advance(10)
    assert board.get(f"{jobs}/{ONE}").json == {"jobStatus": "CANCELLED"}
    tasks = board.get(f"{jobs}/{ONE}/tasks").json["data"]
    first = "SUCCESS" if when == 3 else "CANCELLED"
    assert [task["status"] for task in tasks] == [first, "CANCELLED"]
    link = board.post(f"{jobs}/{ONE}/tasks/{tasks[1]['id']}/export-link")
    assert link.json == {"status": "CANCELLED"}
    (job,) = board.get(jobs).json["data"]
    assert job["modifiedAt"] == f"2026-01-05T10:30:{15 + when}Z"


def test_a_finished_job_cannot_be_cancelled(board, sandbox, jobs):
    """Nor is there any other status to give a job."""
    start(board, jobs, ONE, board.id)
    for body in ({}, {"status": "FINISHED"}, {"status": None}):
        assert board.ask("PUT", f"{jobs}/{ONE}/status", body).status == 400
    sandbox.clock.advance(5)
    refused = board.ask("PUT", f"{jobs}/{ONE}/status", {"status": "CANCELLED"})
    assert (refused.status, refused.json["code"]) == (400, "invalidParameters")
    assert board.get(f"{jobs}/{ONE}").json == {"jobStatus": "FINISHED"}


def test_the_same_request_id_gives_the_same_job(board, sandbox, jobs):
    """So that a call can be repeated; for other boards it is a conflict."""
    assert start(board, jobs, ONE, board.id).json == {"jobId": ONE}
    sandbox.clock.advance(5)
    assert start(board, jobs, ONE.upper(), board.id, boardFormat="SVG").json == {"jobId": ONE}
    for changed in (
        start(board, jobs, ONE, board.id, "another"),
        start(board, jobs, ONE, board.id, boardFormat="PDF"),
    ):
        assert (changed.status, changed.json["code"]) == (409, "conflict")
    assert board.get(jobs).json["total"] == 1


@pytest.mark.parametrize(("plan", "most"), [("enterprise", 1), ("enterprise_guard", 5)])
def test_only_so_many_jobs_run_at_once(plan, most):
    """One, or five with Enterprise Guard; the next has to wait until one has ended."""
    sandbox = Sandbox(clock=Clock(NOW), plan=plan)
    miro = Talker(sandbox)
    jobs = f"/v2/orgs/{sandbox.organization_id}/boards/export/jobs"
    board_id = sandbox.add_board("Board")
    ids = [str(UUID(int=number)) for number in range(1, most + 2)]
    assert [start(miro, jobs, id_, board_id).status for id_ in ids] == [200] * most + [425]
    assert start(miro, jobs, ids[0], board_id).status == 200
    sandbox.clock.advance(2.9)
    assert start(miro, jobs, ids[-1], board_id).json["code"] == "tooEarly"
    sandbox.clock.advance(0.1)
    assert start(miro, jobs, ids[-1], board_id).status == 200
    miro.ask("PUT", f"{jobs}/{ids[-1]}/status", {"status": "CANCELLED"})
    assert start(miro, jobs, str(UUID(int=99)), board_id).status == 200


@pytest.mark.parametrize(
    ("query", "body", "told"),
    [
        ("", {"boardIds": ["b"]}, "request_id: Unexpected value [], expected a UUID"),
        ("?request_id=1", {"boardIds": ["b"]}, "request_id: Unexpected value [1]"),
        (f"?request_id={ONE}", {}, "boardIds: Field [boardIds] of type [Array] is required"),
        (f"?request_id={ONE}", {"boardIds": []}, "boardIds: size must be between 1 and 1000"),
        (f"?request_id={ONE}", {"boardIds": ["b"] * 1001}, "size must be between 1 and 1000"),
        (f"?request_id={ONE}", {"boardIds": [5]}, "boardIds[0]: Unexpected type of value"),
        (f"?request_id={ONE}", {"boardIds": ["b"], "boardFormat": "PNG"}, "[SVG, HTML, PDF]"),
    ],
)
def test_a_request_is_checked(miro, jobs, query, body, told):
    """The caller's id is a UUID, the boards are 1 to 1000, the formats are three."""
    refused = miro.post(jobs + query, body)
    assert (refused.status, refused.json["code"]) == (400, "invalidParameters")
    assert told in refused.json["message"]
    assert miro.get(jobs).json == {"total": 0, "data": []}


def test_what_is_not_there_is_a_404(board, jobs):
    """Jobs, tasks, and jobs of another organization."""
    start(board, jobs, ONE, board.id)
    for path in (f"{jobs}/{TWO}", f"{jobs}/{TWO}/results", f"{jobs}/{TWO}/tasks"):
        assert board.get(path).json["code"] == "notFound"
    assert board.post(f"{jobs}/{ONE}/tasks/{TWO}/export-link").json["code"] == "notFound"
    assert board.get("/v2/orgs/1/boards/export/jobs").status == 404


def test_exports_are_for_administrators_of_enterprises(sandbox, jobs):
    """Others are refused, as are tokens that may not."""
    ada = sandbox.add_user("Ada")
    assert Talker(sandbox, ada.token).get(jobs).json["code"] == "forbiddenAccess"
    weak = sandbox.new_token(sandbox.user_ids[0], scopes=["boards:read"])
    assert Talker(sandbox, weak).get(jobs).json["code"] == "insufficientPermissions"
    small = Sandbox(plan="business")
    path = f"/v2/orgs/{small.organization_id}/boards/export/jobs"
    assert Talker(small).get(path).json["code"] == "forbiddenAccess"
