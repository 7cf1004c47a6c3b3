"""Three workers as processes, of which one is switched off: real sockets, Redis and PostgreSQL."""

from __future__ import annotations

import json
import signal
from collections import Counter
from hashlib import sha256

import pytest

from tests.org_export.organization import notes_of, organization
from tests.org_export.servers import running_site

BOARDS = 300
CREDITS = 160_000
"""A board takes 500, and a second page of notes 100 more: 151,500 in all. Some are read twice."""


@pytest.fixture
def site(tmp_path):
    """Run an organization of boards each of which takes a moment.

    A minute has the credits for one export of all boards, and few more.
    """
    sandbox, numbers = organization(tmp_path, BOARDS, credits_a_minute=CREDITS)
    sandbox.faults.add("delay", to="connectors.list", seconds=0.1, times=10 * BOARDS)
    settings = {"EXPORT_LEASE": "10", "EXPORT_BOARDS_AT_ONCE": "3"}
    with running_site(tmp_path, sandbox, **settings) as site:
        yield site, numbers


def in_state(state, boards):
    """Give the boards that wait, run, are done or have failed."""
    return [board for board in boards if board["state"] == state]


def held(boards, machine):
    """Give the ids of the boards that a machine exports."""
    pids = {str(pid) for pid in machine.pids}
    running = in_state("running", boards)
    return {one["board_id"] for one in running if one["worker"].split(":")[1] in pids}


def switch_off_midway(site, machine):
    """Kill a machine while it has boards, when a third of all is done; give those it had."""
    site.await_boards(lambda boards: len(in_state("done", boards)) > BOARDS / 3)
    while True:
        site.await_boards(lambda boards: held(boards, machine))
        machine.signal(signal.SIGSTOP)
        if taken := held(site.boards(), machine):
            machine.kill()
            return taken
        machine.signal(signal.SIGCONT)


def contents(folder):
    """Give what the notes of an exported board say."""
    items = json.loads((folder / "board.json").read_text(encoding="utf-8"))["items"]
    return sorted(item["data"]["content"] for item in items)


def test_every_board_is_exported_once_though_a_worker_dies(site):
    """Complete and in its place, in the table, without a 429, and with one refresh for all."""
    site, numbers = site
    workers = [site.start_worker() for _ in range(3)]
    for worker in workers:
        worker.await_line("Listening started")
    calls = len(site.sandbox.calls)
    assert f"{BOARDS} new" in site.run("plan")

    lost = switch_off_midway(site, workers[0])
    site.sandbox.expire_tokens()
    boards = site.await_boards(lambda boards: {board["state"] for board in boards} == {"done"})

    # In the table: each once, those that the dead one had by somebody else.
    assert [board["board_id"] for board in boards] == sorted(numbers)
    by_worker = Counter(board["worker"] for board in boards)
    assert len(by_worker) <= 3
    ends = {str(pid) for worker in workers[1:] for pid in worker.pids}
    for board in boards:
        if board["board_id"] in lost:
            assert board["attempts"] >= 2
            assert board["worker"].split(":")[1] in ends
    # In the folder: each once, and whole.
    exported = site.folder / "export" / "boards"
    found = {}
    for folder in exported.iterdir():
        said = json.loads((folder / "export.json").read_text())
        found[said["board_id"]] = folder
        for line in (folder / "SHA256SUMS").read_text().splitlines():
            digest, _, name = line.partition("  ")
            assert sha256((folder / name).read_bytes()).hexdigest() == digest
    assert len([*exported.iterdir()]) == BOARDS
    assert [*(site.folder / "export" / "partial").iterdir()] == []
    # By content: what the organization was made of.
    for board in boards:
        folder = found[board["board_id"]]
        assert contents(folder) == sorted(notes_of(numbers[board["board_id"]]))
        assert board["sha256"] == sha256((folder / "SHA256SUMS").read_bytes()).hexdigest()
    # At Miro: nothing refused but for the old token, one refresh, and no board read in vain.
    made = [call for call in site.sandbox.calls[calls:] if call.operation != "oauth.token"]
    assert {call.status for call in made} <= {200, 401}
    assert site.sandbox.credits_spent > CREDITS * 0.9
    assert (site.sandbox.refreshes, site.sandbox.refused_refreshes) == (1, 0)
    reads = Counter(call.path for call in made if call.operation == "connectors.list")
    assert len(reads) == BOARDS
    assert sum(reads.values()) <= BOARDS + 2 * len(lost) + 3

    for worker in workers:
        assert "Traceback" not in worker.output
        assert site.sandbox.client_secret not in worker.output

    # And again: nothing is left to do.
    before = len(site.sandbox.calls)
    assert f"0 new; done {BOARDS}, running 0, waiting 0, failed 0" in site.run("plan")
    assert "0 boards are not" in site.run("check")
    assert f"done {BOARDS}" in site.run("progress", "--follow")
    assert {call.operation for call in site.sandbox.calls[before:]} == {"boards.list"}
