"""The commands, as far as they need no workers: `login`, and what they say when they fail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from unittest.mock import patch

import pytest

from examples.org_export.__main__ import main
from examples.org_export.shown import details
from miro_async.sandbox import Sandbox
from tests.org_export.servers import CALLBACK, running_site


def test_a_login_is_for_all_workers(tmp_path):
    """The address that the browser came back with is pasted; `plan` then works for this user."""
    sandbox = Sandbox(redirect_urls=[CALLBACK])
    ada = sandbox.add_user("Ada")
    with running_site(tmp_path, sandbox, EXPORT_USERS="") as site:
        refused = site.run("plan", status=2)
        assert "EXPORT_USERS is missing" in refused
        with subprocess.Popen(
            [sys.executable, "-m", "org_export", "login"],
            env=site.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as login:
            assert login.stdout.readline() == "Open this, and allow it:\n"
            url = login.stdout.readline().strip()
            told, _ = login.communicate(sandbox.authorize(url, user=ada.id) + "\n", timeout=60)
        assert told.endswith(f"EXPORT_USERS={ada.id}\n")
        assert "0 new" in site.run("plan", EXPORT_USERS=ada.id)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Run an organization with a board."""
    sandbox = Sandbox(redirect_urls=[CALLBACK])
    sandbox.add_board("Retro")
    with running_site(tmp_path_factory.mktemp("site"), sandbox) as site:
        yield site


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"EXPORT_USERS": "999"}, "NotAuthorizedError: there is no token for the user 999"),
        ({"MIRO_BASE_URL": "http://127.0.0.1:9"}, "MiroConnectionError: boards.list: "),
        ({"REDIS_URL": "redis://127.0.0.1:9/0"}, "ConnectionError: "),
        ({"DATABASE_URL": "postgresql+asyncpg://root@127.0.0.1:9/x"}, "TokenStorageError: "),
        ({"DATABASE_URL": "nonsense"}, "ArgumentError: "),
    ],
)
def test_what_is_wrong_is_told_in_a_line(site, changes, told):
    """Not by where in the program it came up."""
    printed = site.run("plan", status=1, **changes)
    assert printed.startswith(told)
    assert "Traceback" not in printed


def test_whoever_follows_the_progress_may_leave(site):
    """With Ctrl-C, as one does, and without a word."""
    site.run("plan")

    class Watched(StringIO):
        """Is interrupted when the progress is shown."""

        def write(self, text):
            """Take it, and do what Ctrl-C does."""
            if "waiting 1" in text:
                signal.raise_signal(signal.SIGINT)
            return super().write(text)

    with (
        patch.dict(os.environ, site.environment()),
        redirect_stdout(Watched()),
        redirect_stderr(StringIO()) as complaints,
    ):
        assert main(["progress", "--follow"]) == 130
    assert complaints.getvalue() == ""


def test_a_board_that_begins_this_moment_runs_for_no_time():
    """Its row may be younger than the question about it."""
    row = {
        "state": "running", "board_id": "b", "name": "Retro", "seconds": -0.01, "worker": "w",
        "attempts": 1, "setbacks": 0, "reason": None,
    }  # fmt: skip
    [line] = details([row])
    assert line.split() == ["running", "b", "Retro", "0", "s", "w"]
