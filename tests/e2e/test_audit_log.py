"""The example that exports an audit log: each event once, whatever comes between."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from miro_async import MiroApi
from miro_async.sandbox import Clock, Sandbox, SandboxServer
from tests.e2e.scripts import as_process, here


def run(folder, *arguments, code=0, how=here, **variables):
    """Run the example in a folder, and give what it prints."""
    ended = how("audit_log.py", *arguments, folder=folder, **variables)
    assert ended.code == code, ended.stderr
    return ended.stdout


@pytest.fixture
def server():
    """Run a sandbox where it is an hour ago: whatever happens there is in the log by now."""
    with SandboxServer(Sandbox(clock=Clock(datetime.now(UTC) - timedelta(hours=1)))) as server:
        yield server


def happen(server, *names):
    """Make boards, an event each."""

    async def create():
        async with MiroApi(server.token, transport=server.sandbox) as api:
            for name in names:
                await api.boards.create(name=name)

    asyncio.run(create())


def exported(folder):
    """Give what the events in the file are about."""
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["what"]["name"] for line in lines]


def test_it_works_on_a_local_miro(tmp_path):
    """Without a token: six events of three boards, each with all that is to be known of it."""
    assert run(tmp_path, how=as_process).endswith("6 new events in audit.jsonl.\n")
    lines = (tmp_path / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    assert first["event"] == "board_created"
    assert first["who"] == "user@sandbox.test"
    assert first["what"]["name"] == "Retro"


def test_a_file_of_somebody_else_is_left_alone(tmp_path):
    """Nobody says how far it is."""
    (tmp_path / "log.jsonl").write_text("mine\n")
    run(tmp_path, "log.jsonl", code=1)
    assert (tmp_path / "log.jsonl").read_text() == "mine\n"


def test_it_goes_on_after_an_interruption(tmp_path, server):
    """Half a line and a failed page are made up for; nothing is lost, nothing is there twice."""
    variables = {"MIRO_ACCESS_TOKEN": server.token, "MIRO_BASE_URL": server.url}
    happen(server, *(f"board {number}" for number in range(120)))
    server.sandbox.faults.add("extra_field", to="audit_logs.list", times=1)
    server.sandbox.faults.add(401, to="audit_logs.list", times=9)
    run(tmp_path, "log.jsonl", code=1, **variables)
    server.sandbox.faults.clear()
    assert len(exported(tmp_path)) == 100
    with (tmp_path / "log.jsonl").open("a") as file:
        file.write('{"what": {"na')
    server.sandbox.clock.advance(60)
    happen(server, "later")
    assert run(tmp_path, "log.jsonl", **variables) == "21 new events in log.jsonl.\n"
    assert exported(tmp_path) == [*(f"board {number}" for number in range(120)), "later"]
    assert run(tmp_path, "log.jsonl", **variables) == "0 new events in log.jsonl.\n"


def test_after_a_long_pause_it_asks_for_what_miro_has(tmp_path, server):
    """Events are kept for 90 days, and the last run was before."""
    last = datetime.now(UTC) - timedelta(days=100)
    (tmp_path / "log.jsonl").write_text("old\n")
    state = {"size": 4, "last": last.isoformat(), "seen": {}}
    (tmp_path / "log.jsonl.state").write_text(json.dumps(state))
    happen(server, "new")
    variables = {"MIRO_ACCESS_TOKEN": server.token, "MIRO_BASE_URL": server.url}
    assert run(tmp_path, "log.jsonl", **variables) == "1 new events in log.jsonl.\n"
    [call] = server.sandbox.calls.of("audit_logs.list")
    since = datetime.fromisoformat(call.query["createdAfter"])
    until = datetime.fromisoformat(call.query["createdBefore"])
    assert timedelta(days=89) < until - since < timedelta(days=90)
    assert (tmp_path / "log.jsonl").read_text().startswith("old\n{")
