"""The example that exports an audit log: each event once, whatever comes between."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from miro_async import MiroApi
from miro_async.sandbox import SandboxServer

ROOT = Path(__file__).parents[2]


def run(folder, *arguments, code=0, **variables):
    """Run the example in a folder, and give what it prints."""
    inherited = {name: value for name, value in os.environ.items() if "MIRO" not in name}
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-W", "error", ROOT / "examples" / "audit_log.py", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        env=inherited | {"PYTHONUTF8": "1"} | variables,
        text=True,
        timeout=180,
    )
    assert done.returncode == code, done.stderr
    return done.stdout


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
    assert run(tmp_path).endswith("6 new events in audit.jsonl.\n")
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


def test_it_goes_on_after_an_interruption(tmp_path):
    """Half a line and a failed page are made up for; nothing is lost, nothing is there twice."""
    with SandboxServer() as server:
        variables = {"MIRO_ACCESS_TOKEN": server.token, "MIRO_BASE_URL": server.url}
        happen(server, *(f"board {number}" for number in range(120)))
        server.sandbox.faults.add("extra_field", to="audit_logs.list", times=1)
        server.sandbox.faults.add(401, to="audit_logs.list", times=9)
        run(tmp_path, "log.jsonl", code=1, **variables)
        server.sandbox.faults.clear()
        assert len(exported(tmp_path)) == 100
        with (tmp_path / "log.jsonl").open("a") as file:
            file.write('{"what": {"na')
        happen(server, "later")
        assert run(tmp_path, "log.jsonl", **variables) == "21 new events in log.jsonl.\n"
        assert exported(tmp_path) == [*(f"board {number}" for number in range(120)), "later"]
        assert run(tmp_path, "log.jsonl", **variables) == "0 new events in log.jsonl.\n"
