"""Scripts that are interrupted: Ctrl-C, an alarm, a server that ends its workers."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from tests.sync.plain_storages import SOON
from tests.sync.workers.apps import app, is_alive, log_in
from tests.sync.workers.children import child
from tests.sync.workers.silent import answer, silent
from tests.tokens.relay import Held, relay_to

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

BOARD = {"id": "board", "name": "Retro"}
NO_CREDITS = {"X_RateLimit_Limit": 100_000, "X_RateLimit_Remaining": 0, "X_RateLimit_Reset": 60}
CALLS = {
    "call": lambda _: ([], b""),
    "go_through_a_list": lambda _: (
        [answer({"data": [{"id": "1", "type": "text"}], "cursor": "2"})],
        b"",
    ),
    "download": lambda url: (
        [answer({"type": "image", "url": f"{url}/file"})],
        answer(b"Miro", length=1000),
    ),
}


def started(what, url):
    """Give the words that begin it."""
    return {"what": what, "url": url}


def demand_a_clean_end(process, line):
    """See to it that it ended by the signal, with a traceback that shows the caller's line."""
    status, complaints = process.wait()
    assert status == -signal.SIGINT
    assert line in complaints
    assert complaints.rstrip().endswith("KeyboardInterrupt")
    assert "ignored" not in complaints
    assert "never" not in complaints


@pytest.mark.parametrize("what", CALLS)
def test_ctrl_c_ends_a_call(what):
    """The server sees the end of the connection, and the script ends as every other one."""
    with silent() as server, child("interrupted") as script:
        server.answers, server.part = CALLS[what](server.url)
        script.say(**started(what, server.url))
        if what == "go_through_a_list":
            assert script.hear() == {"item": True}
        assert server.asked.wait(SOON)
        os.kill(script.pid, signal.SIGINT)
        assert server.left.wait(SOON)
        line = {"go_through_a_list": "list"}.get(what, what)
        demand_a_clean_end(script, f"# the line of the {line}\n")


def test_ctrl_c_ends_a_wait_for_credits():
    """Which would take most of a minute."""
    with silent(answer(BOARD, **NO_CREDITS)) as server, child("interrupted") as script:
        script.say(**started("wait_for_credits", server.url))
        assert script.hear() == {"waits": True}
        os.kill(script.pid, signal.SIGINT)
        demand_a_clean_end(script, "# the line of the wait\n")


@pytest.mark.parametrize("place", ["file"], indirect=True)
def test_ctrl_c_does_not_lose_a_token(sandbox, shared_server, url, place, storage):
    """A refresh that Miro has heard of is finished, and saved, before the script ends."""
    with app(sandbox, url, storage) as miro:
        user = log_in(miro, sandbox)
    sandbox.expire_tokens()
    with relay_to(shared_server.port) as relay, child("interrupted") as script:
        relay.behave(held := Held())
        names = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
        script.say(**started("refresh", relay.url), place=place, user_id=user, **names)
        assert held.reached.wait(SOON)
        os.kill(script.pid, signal.SIGINT)
        time.sleep(0.2)  # it waits now; or it does later, and the test says less
        assert script.running.poll() is None
        held.over.set()
        demand_a_clean_end(script, "# the line of the refresh\n")
    with app(sandbox, url, storage) as miro:
        assert miro.is_authorized(user)
        assert miro.as_user(user).boards.list().collect() == []
    assert (sandbox.refreshes, sandbox.refused_refreshes) == (1, 0)
    assert is_alive(sandbox, sandbox_token(storage, user))


def sandbox_token(storage, user):
    """Give the token that an async storage has."""
    import anyio

    return anyio.run(storage.get, user)


def test_a_second_ctrl_c_ends_what_does_not_want_to_end():
    """A function that gives tokens, and sleeps: nothing can stop it, and nobody waits for it."""
    with silent() as server, child("interrupted") as script:
        script.say(**started("sleep_in_the_loop", server.url))
        assert script.hear() == {"began": True}
        for _ in range(2):
            time.sleep(1)  # it is in the call by then; or else the first one ends it
            os.kill(script.pid, signal.SIGINT)
        status, complaints = script.wait()
        assert status == -signal.SIGINT
        assert "KeyboardInterrupt" in complaints


def test_an_alarm_ends_a_call():
    """Whatever its handler raises is what the call raises; the client can still be closed."""
    with silent() as server, child("interrupted") as script:
        script.say(**started("call_until_the_alarm", server.url))
        assert server.asked.wait(SOON)
        os.kill(script.pid, signal.SIGALRM)
        assert script.hear() == {"error": "the alarm"}
        assert script.wait() == (0, "")
        assert server.left.wait(SOON)


def test_a_client_may_be_interrupted_at_any_moment():
    """Also while its event loop starts, and while it is closed: nothing hangs, nothing is left."""
    with silent(*[answer(BOARD)] * 1000) as server, child("interrupted") as script:
        script.say(**started("at_every_moment", server.url))
        came = script.hear()
        assert came["interrupted"] > 0
        assert came["left"] == 0
        assert script.wait()[0] == 0


def test_a_handler_may_end_the_program():
    """As those of servers do for their workers: with the status that it says."""
    with silent() as server, child("interrupted") as script:
        script.say(**started("call_until_asked_to_end", server.url))
        assert server.asked.wait(SOON)
        os.kill(script.pid, signal.SIGTERM)
        assert script.wait() == (7, "")
        assert server.left.wait(SOON)
