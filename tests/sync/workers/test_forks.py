"""Programs that fork: each process has an event loop of its own, and leaves the other's alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import httpx
import pytest
from attrs import define

from tests.ports import free_port
from tests.sync.plain_storages import SOON
from tests.sync.workers.apps import app, log_in
from tests.sync.workers.children import ROOT, child
from tests.sync.workers.forking import CHILDREN
from tests.sync.workers.silent import silent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


def test_a_client_can_be_used_before_and_after_a_fork(sandbox, url):
    """In the parent and in children, which end in order; so do those who do not use it."""
    with child("forking") as program:
        said = program.ask(what="use", url=url, token=sandbox.token)
        assert said == {"statuses": [0] * (CHILDREN + 3), "before": True, "after": True}
        assert program.wait() == (0, "")
    assert len(sandbox.calls) == CHILDREN + 3


def test_a_fork_may_happen_while_calls_are_under_way(sandbox, url):
    """Those of other threads go on in the parent; the child has nothing of them."""
    with child("forking") as program:
        said = program.ask(what="use_at_work", url=url, token=sandbox.token)
        assert said == {"statuses": [0] * (CHILDREN + 1), "all_well": True}
        assert program.wait() == (0, "")


@pytest.mark.parametrize("place", ["file", "sqlite", "postgresql"], indirect=True)
def test_parent_and_children_refresh_a_token_once(sandbox, url, place, storage):
    """They have the same `Miro`, and all find that it has expired."""
    with app(sandbox, url, storage) as miro:
        user = log_in(miro, sandbox)
    names = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    with child("forking") as program:
        program.say(what="refresh", url=url, place=place, user_id=user, **names)
        assert program.hear() == {"before": True}
        sandbox.expire_tokens()
        assert program.ask(go=True) == {"statuses": [0] * CHILDREN, "after": True}
        assert program.wait() == (0, "")
    assert (sandbox.refreshes, sandbox.refused_refreshes) == (1, 0)


APPLICATION = "tests.sync.workers.preloaded:app"


@define
class Served:
    """A server of ours, as browsers see it."""

    url: str
    process: subprocess.Popen
    printed: str = ""
    """What it has printed, when it has ended."""

    def get(self, path="/"):
        """Ask for a page."""
        return httpx.get(self.url + path, trust_env=False, timeout=SOON)

    def await_start(self):
        """Wait until it answers."""
        until = time.monotonic() + SOON
        while time.monotonic() < until and self.process.poll() is None:
            try:
                return self.get()
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError("the server did not start")

    @staticmethod
    def browser():
        """Give one with a connection for each page, as one worker has all pages of a connection."""
        return httpx.Client(trust_env=False, timeout=SOON, headers={"connection": "close"})

    def workers(self, number):
        """Give what so many workers say: ask until each has answered."""
        said, until = {}, time.monotonic() + SOON
        with ThreadPoolExecutor(4) as threads, self.browser() as web:
            while len(said) < number and time.monotonic() < until:
                for answer in threads.map(lambda _: web.get(self.url), range(4 * number)):
                    said[answer.json()["pid"]] = answer.json()
        return list(said.values())


@contextmanager
def gunicorn(folder, sandbox, url, silent_url, *options):
    """Run gunicorn, with an application that is loaded before it forks."""
    pytest.importorskip("gunicorn")
    port = free_port()
    own = {"TOKEN": sandbox.token, "BASE_URL": url, "SILENT_URL": silent_url}
    # From Python 3.12 on, one is warned of a fork where there are threads: it is meant so here.
    python = [sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning"]
    python += ["-W", "ignore::ResourceWarning"]  # a worker leaves the server's socket to the system
    settings = folder / "gunicorn.conf.py"
    settings.write_text("control_socket_disable = True\n")  # it would be in the home folder
    where = ["--bind", f"127.0.0.1:{port}", "--config", str(settings)]
    printed = folder / "printed"
    with printed.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - a server for a module of ours
            [*python, "-m", "gunicorn", "--preload", *where, *options, APPLICATION],
            cwd=ROOT,
            env=os.environ | own,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            served = Served(f"http://127.0.0.1:{port}", process)
            served.await_start()
            yield served
            process.send_signal(signal.SIGTERM)
            assert process.wait(SOON) == 0
        finally:
            process.kill()
            process.wait()
            print(printed.read_text())  # noqa: T201 - for who reads why a test failed
    served.printed = printed.read_text()


@pytest.mark.parametrize("kind", ["sync", "gthread"])
def test_gunicorn_may_load_it_before_it_forks(sandbox, url, tmp_path, kind):
    """The client was used in the process that the workers are forked from."""
    how = ["--worker-class", kind, "--workers", "2", "--threads", "4" if kind == "gthread" else "1"]
    with gunicorn(tmp_path, sandbox, url, url, *how) as server:
        said = server.workers(2)
        assert len(said) == 2
        assert all(one["works"] for one in said)
        assert {one["used_by"] for one in said} == {server.process.pid}
        assert server.process.pid not in {one["pid"] for one in said}
    assert "Traceback" not in server.printed
    assert "never awaited" not in server.printed


def test_a_worker_that_takes_too_long_is_replaced(sandbox, url, tmp_path):
    """The call that hangs ends with it; its successor, forked as it was, works."""
    how = ["--worker-class", "sync", "--workers", "1", "--timeout", "3"]
    with silent() as slow, gunicorn(tmp_path, sandbox, url, slow.url, *how) as server:
        (first,) = server.workers(1)
        with suppress(httpx.TransportError):
            assert server.get("/hang").status_code == 500
        assert slow.left.wait(SOON)
        (second,) = server.workers(1)
        assert second["works"]
        assert second["pid"] != first["pid"]
    assert "WORKER TIMEOUT" in server.printed
