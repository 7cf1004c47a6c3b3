"""The commands, as far as they need no workers: `login` and what it says of a wrong environment."""

from __future__ import annotations

import subprocess
import sys

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
