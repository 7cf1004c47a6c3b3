"""Programs that are ended: killed in the middle, or by a signal, as services are."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer

import anyio
import pytest

from miro_async import MiroApi
from miro_async.errors import ConfigurationError
from miro_async.pictures import run_until_signal
from miro_async.sandbox import SandboxServer
from tests.pictures.between import Between
from tests.pictures.painted import png
from tests.pictures.scene import Scene, kept
from tests.pictures.test_run import QUICK

PROGRAM = Path(__file__).with_name("program.py")
PATIENCE = 60


@pytest.fixture(scope="module")
def server():
    """Give a sandbox on a socket."""
    with SandboxServer() as server:
        yield server


@pytest.fixture
def place(server, tmp_path):
    """Give a folder with some pictures, and a board on that sandbox."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.png").write_bytes(png(number))
    board_id = server.sandbox.add_board("Pictures")
    return server, board_id, folder, tmp_path / "ledger"


@contextmanager
def running(place, how, *more):
    """Run the program."""
    server, board_id, folder, ledger = place
    arguments = [PROGRAM, server.url, server.token, board_id, folder, ledger, how, *more]
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-W", "error", *arguments], stdout=subprocess.PIPE, text=True
    ) as program:
        limit = Timer(PATIENCE, program.kill)
        limit.start()
        try:
            yield program
        finally:
            limit.cancel()
            program.kill()


def until(program, kind):
    """Wait until the program tells of such an event."""
    for line in program.stdout:
        if line.startswith(kind):
            return
    pytest.fail(f"it ended and told of nothing {kind}")


def taken_up(place):
    """Do what is left to do, demand that all is on the board once, and give what was told."""
    server, board_id, folder, ledger = place

    async def take_up():
        server.sandbox.faults.clear()
        async with MiroApi(server.token, transport=server.sandbox) as api:
            scene = Scene(server.sandbox, await api.board(board_id), folder, ledger)
            await kept(scene, clock=None, patience=QUICK).sync()
            await scene.demand_in_step()
            return {event.kind for event in scene.events}

    return anyio.run(take_up)


def test_a_program_that_is_killed_is_taken_up_by_the_next(place):
    """Twice, each time in the middle of uploads: all pictures are there once in the end."""
    for _ in range(2):
        with running(place, "sync") as program:
            until(program, "uploaded")
            program.send_signal(signal.SIGKILL)
            assert program.wait(PATIENCE) == -signal.SIGKILL

    assert "uploaded" in taken_up(place)


def test_a_signal_ends_it_cleanly(place):
    """What is under way is finished: nothing is left to look up, and the exit code is 0."""
    with running(place, "run") as program:
        until(program, "uploaded")
        program.send_signal(signal.SIGTERM)
        assert program.wait(PATIENCE) == 0

    assert taken_up(place) == {"uploaded", "in_step"}


def test_what_takes_too_long_is_given_up(place):
    """With the exit code of the signal; the next start looks it up."""
    server, *_ = place
    fault = server.sandbox.faults.add("delay", to="images.upload", times=2, seconds=20)
    with running(place, "run", "0.1") as program:
        while fault.left:
            Event().wait(0.01)
        program.send_signal(signal.SIGTERM)
        assert program.wait(PATIENCE) == 128 + signal.SIGTERM

    assert "uploaded" in taken_up(place)


@pytest.mark.anyio
async def test_a_second_signal_does_not_wait(scene, caplog):
    """Whoever presses Ctrl-C twice is in a hurry; both is told of."""
    caplog.set_level(logging.INFO, logger="miro_async.pictures")
    told = anyio.Event()

    class Telling(logging.Handler):
        def emit(self, _):
            told.set()

    logging.getLogger("miro_async.pictures").addHandler(telling := Telling())
    scene.put("a.png", png(1))

    class Slow(Between):
        async def send(self, request):
            if request.method == "POST":
                os.kill(os.getpid(), signal.SIGINT)
                await told.wait()  # two at once may count as one
                os.kill(os.getpid(), signal.SIGINT)
                await anyio.sleep(PATIENCE)
            return await self.sandbox.send(request)

    scene.board.api = MiroApi(scene.sandbox.token, transport=Slow(scene.sandbox))
    folder = kept(scene, clock=None, patience=QUICK)
    with anyio.fail_after(30):
        assert await run_until_signal(folder, grace=float("inf")) == 128 + signal.SIGINT
    logging.getLogger("miro_async.pictures").removeHandler(telling)
    assert [record.getMessage() for record in caplog.records] == [
        "SIGINT: it ends when what is under way is done",
        "what was under way is given up: the next start looks it up on the board",
    ]


@pytest.mark.anyio
async def test_a_signal_while_nothing_is_under_way_ends_it_with_0(scene):
    """Nothing is given up."""

    def hear(event):
        if event.kind == "in_step":
            os.kill(os.getpid(), signal.SIGTERM)

    folder = kept(scene, clock=None, patience=QUICK, on_event=hear)
    with anyio.fail_after(30):
        assert await run_until_signal(folder) == 0


@pytest.mark.anyio
async def test_an_error_comes_as_it_is(scene):
    """Not in a group."""
    scene.folder.rmdir()
    with pytest.raises(ConfigurationError):
        await run_until_signal(kept(scene, clock=None))
