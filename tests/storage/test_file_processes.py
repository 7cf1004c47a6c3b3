"""A file of tokens that several processes share, some of which come to a bad end."""

from __future__ import annotations

import json
import signal
from contextlib import ExitStack

import anyio
import pytest

from miro_async.auth.storage.file import FileStorage
from tests.storage.file_process import ROUNDS, process
from tests.storage.holders import kept_out, take
from tests.storage.tokens import token

PROCESSES = ["one", "two", "three"]


@pytest.fixture
def path(tmp_path):
    """Give the path of a file that does not exist yet."""
    return tmp_path / "tokens.json"


def test_processes_that_write_at_once_lose_nothing(path):
    """Neither of users of their own, nor of one whose token all of them replace in turn."""
    storage = FileStorage(path)
    anyio.run(storage.set, "user", token("0"))

    with ExitStack() as all_of_them:
        running = [all_of_them.enter_context(process("work", path, name)) for name in PROCESSES]
        for one in running:
            one.stdin.write("\n")
            one.stdin.flush()
        assert [one.stdout.read() for one in running] == ["done\n"] * len(PROCESSES)

    users = {f"{name}-{number}": name for name in PROCESSES for number in range(ROUNDS)}
    assert set(json.loads(path.read_text())["tokens"]) == {"user", *users}
    for user_id, name in users.items():
        assert anyio.run(storage.get, user_id) == token(name)
    assert anyio.run(storage.get, "user") == token(str(ROUNDS * len(PROCESSES)))


def test_who_is_killed_while_writing_leaves_a_whole_file(path):
    """At whatever moment it comes; and others go on writing it."""
    with process("be_killed", path) as running:
        found = set(running.stdout.read().split())

    assert {"first", "second"} <= found <= {"first", "second", "none"}
    anyio.run(FileStorage(path).set, "user", None)
    assert {one.name for one in path.parent.iterdir()} == {"tokens.json", "tokens.json.lock"}


def test_the_lock_of_a_killed_process_is_free_at_once(path):
    """And not before: not while it is stopped, as it may go on."""
    storage = FileStorage(path)

    async def run():
        with process("hold", path) as running:
            assert await kept_out(storage)
            running.send_signal(signal.SIGSTOP)
            assert await kept_out(storage)
            running.kill()
            running.wait()
        await take(storage)

    anyio.run(run)


def test_a_fork_neither_keeps_the_lock_nor_frees_it(path):
    """It has a copy of what its parent holds, while its parent lives."""
    with process("fork", path) as running:
        assert running.stdout.read().splitlines() == ["kept out", "let in"]
