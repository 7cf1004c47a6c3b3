"""Watching a folder: what happens in it is on the board soon, until it is told to stop."""

from __future__ import annotations

import os
import sys

import anyio
import pytest
from anyio import Event, create_task_group, fail_after, to_thread

from miro_async import MiroApi
from miro_async.clock import SystemClock
from miro_async.errors import ConfigurationError, NotFoundError
from miro_async.pictures import Patience
from miro_async.sandbox import Sandbox, SandboxServer
from tests.pictures.between import Between
from tests.pictures.painted import png
from tests.pictures.scene import Scene, kept

pytestmark = pytest.mark.anyio

SOON = 30
QUICK = Patience(settle=0.15, incomplete=0.4, unknown=0.3, rescan=SOON, longest_backoff=0.2)
"""For the system's clock: who watches has to wait for the file system anyway."""


class Watched:
    """A folder that is being watched, and how to wait for what is told of it."""

    def __init__(self, scene):
        self.scene = scene
        self.heard = Event()
        self.stop = Event()
        self.report = None

    def hear(self, event):
        """Note an event, and wake up who waits for it."""
        self.scene.hear(event)
        self.heard.set()

    async def until(self, kind, name=None):
        """Wait until this was told, since the last time that it was waited for."""
        with fail_after(SOON):
            while not any(e.kind == kind and e.name == name for e in self.scene.events):
                self.heard = Event()
                await self.heard.wait()
        self.scene.events.clear()

    async def run(self, folder):
        """Run until it is stopped."""
        self.report = await folder.run(stop=self.stop)


class Looks(SystemClock):
    """The system's clock, and how to wait for looks at the folder: each look asks it once."""

    def __init__(self):
        self.asked = Event()

    def monotonic(self):
        """Give the time, and wake up who waits for a look."""
        self.asked.set()
        return super().monotonic()

    async def looked(self, seconds):
        """Wait until it has looked for so long, and then once more: all is told by then."""
        with fail_after(SOON):
            end = super().monotonic() + seconds
            while super().monotonic() < end:
                await self._another()
            await self._another()

    async def _another(self):
        self.asked = Event()
        await self.asked.wait()


@pytest.fixture
async def watched(scene):
    """Give what hears of the folder."""
    return Watched(scene)


@pytest.mark.parametrize("polling", [False, True], ids=["notices", "polling"])
async def test_what_happens_in_the_folder_happens_on_the_board(watched, polling):
    """New, changed, renamed and deleted files, while it is watched; and it stops when told to."""
    scene = watched.scene
    scene.put("before.png", png(0))
    folder = kept(
        scene,
        clock=None,
        on_event=watched.hear,
        patience=QUICK,
        polling=polling,
        deleted="remove",
        confirm="item",
    )
    async with create_task_group() as tasks:
        tasks.start_soon(watched.run, folder)
        await watched.until("uploaded", "before.png")
        scene.put("new.png", png(1))
        await watched.until("uploaded", "new.png")
        scene.put("new.png", png(2))
        await watched.until("replaced", "new.png")
        (scene.folder / "new.png").rename(scene.folder / "other.png")
        await watched.until("renamed", "other.png")
        (scene.folder / "before.png").unlink()
        await watched.until("removed", "before.png")
        watched.stop.set()

    assert (watched.report.uploaded, watched.report.total) == (2, 1)
    await scene.demand_in_step()


async def test_a_file_is_uploaded_when_it_has_been_written(watched):
    """Not while it grows; and what breaks off is told of only if it stays like that."""
    scene = watched.scene
    folder = kept(scene, clock=None, on_event=watched.hear, patience=QUICK, confirm="item")
    content = png(1, weight=4000)
    async with create_task_group() as tasks:
        tasks.start_soon(watched.run, folder)
        await watched.until("in_step")
        with (scene.folder / "slow.png").open("wb") as file:
            for start in range(0, len(content), 500):
                file.write(content[start : start + 500])
                file.flush()
                await anyio.sleep(0.05)
        await watched.until("uploaded", "slow.png")
        scene.put("cut.png", content[:-100])
        await watched.until("left", "cut.png")
        scene.put("text.png", b"no picture")
        await watched.until("left", "text.png")
        (scene.folder / "text.png").unlink()
        scene.put("cut.png", png(2))
        await watched.until("uploaded", "cut.png")
        watched.stop.set()

    assert watched.report.left == {}
    await scene.demand_in_step()
    uploads = [call for call in scene.sandbox.calls if call.operation == "images.upload"]
    assert len(uploads) == 2


async def test_what_was_missed_is_made_up_for_when_miro_is_back(watched):
    """The folder is watched all the time; that it is away and back is told."""
    scene, between = watched.scene, Between(watched.scene.sandbox)
    scene.board.api = MiroApi(scene.sandbox.token, transport=between, clock=scene.sandbox.clock)
    folder = kept(scene, clock=None, on_event=watched.hear, patience=QUICK, confirm="item")
    async with create_task_group() as tasks:
        tasks.start_soon(watched.run, folder)
        await watched.until("in_step")
        between.away = True
        scene.put("a.png", png(1))
        await watched.until("offline")
        scene.put("b.png", png(2))
        await watched.until("offline")
        between.away = False
        await watched.until("in_step")
        watched.stop.set()

    await scene.demand_in_step()


async def test_a_folder_that_goes_and_comes_back_is_watched_again(watched):
    """As a drive that is unplugged: nothing is removed meanwhile, and new files are seen."""
    scene = watched.scene
    scene.put("a.png", png(1))
    away = scene.folder.parent / "away"
    folder = kept(
        scene, clock=None, on_event=watched.hear, patience=QUICK, deleted="remove", confirm="item"
    )
    async with create_task_group() as tasks:
        tasks.start_soon(watched.run, folder)
        await watched.until("in_step")
        scene.folder.rename(away)
        await watched.until("offline")
        away.rename(scene.folder)
        await watched.until("in_step")
        scene.put("b.png", png(2))
        await watched.until("uploaded", "b.png")
        watched.stop.set()

    assert watched.report.removed == 0
    await scene.demand_in_step()


async def test_another_folder_in_its_place_is_watched(watched):
    """One that was replaced has other notices; it is found out within seconds."""
    scene = watched.scene
    folder = kept(scene, clock=None, on_event=watched.hear, patience=QUICK, confirm="item")
    async with create_task_group() as tasks:
        tasks.start_soon(watched.run, folder)
        await watched.until("in_step")
        scene.folder.rename(scene.folder.parent / "old")
        scene.folder.mkdir()
        scene.put("a.png", png(1))
        await watched.until("uploaded", "a.png")
        scene.put("b.png", png(2))
        await watched.until("uploaded", "b.png")
        watched.stop.set()

    await scene.demand_in_step()


async def test_over_a_socket_and_cancelled_in_the_middle(tmp_path):
    """What was cut off is looked up when it is started again: each picture is there once."""
    sandbox = Sandbox()
    (tmp_path / "pictures").mkdir()
    async with SandboxServer(sandbox) as server, MiroApi(server.token, base_url=server.url) as api:
        board = await api.create_board("Pictures")
        scene = Scene(sandbox, board, tmp_path / "pictures", tmp_path / "ledger")
        for number in range(12):
            scene.put(f"{number}.png", png(number))
        watched = Watched(scene)
        folder = kept(scene, clock=None, on_event=watched.hear, patience=QUICK)
        async with create_task_group() as tasks:
            tasks.start_soon(watched.run, folder)
            await watched.until("uploaded", "3.png")
            tasks.cancel_scope.cancel()

        report = await folder.sync()

        assert report.total == 12
        assert report.uploaded < 12
        await scene.demand_in_step()


async def test_stopping_finishes_what_is_under_way_and_begins_nothing(watched):
    """The ledger has what was done."""
    scene = watched.scene
    for number in range(9):
        scene.put(f"{number}.png", png(number))

    def hear(event):
        watched.hear(event)
        if event.kind == "uploaded":
            watched.stop.set()

    folder = kept(scene, clock=None, on_event=hear, patience=QUICK, at_once=2)
    await watched.run(folder)

    assert watched.report.uploaded in {1, 2}
    assert watched.report.total == watched.report.uploaded == len(await scene.items())


async def test_what_nobody_noticed_is_found_by_looking_now_and_then(watched):
    """A drive may give no notices. That all is in step is told once, and not at each look."""
    scene = watched.scene
    looks, patience = Looks(), Patience(settle=0.05, rescan=0.05)
    folder = kept(scene, clock=looks, on_event=watched.hear, patience=patience, confirm="item")
    async with create_task_group() as tasks:
        tasks.start_soon(watched.run, folder)
        await watched.until("in_step")
        await looks.looked(4 * patience.rescan)
        assert scene.events == []
        scene.put("a.png", png(1))
        await watched.until("uploaded", "a.png")
        watched.stop.set()


async def test_what_is_no_whole_picture_may_become_one(watched):
    """It is told of only after ten seconds, by the clock that counts."""
    scene = watched.scene
    scene.put("cut.png", png(1)[:-9])
    moments = []

    def hear(event):
        watched.hear(event)
        moments.append((event.kind, scene.sandbox.clock.monotonic()))

    folder = kept(scene, on_event=hear)
    async with create_task_group() as tasks:
        tasks.start_soon(watched.run, folder)
        await watched.until("left", "cut.png")
        watched.stop.set()

    assert moments[0] == ("left", pytest.approx(10))


async def test_an_empty_folder_at_the_start_removes_nothing(watched):
    """However long it is watched, until it has a file again."""
    scene = watched.scene
    path = scene.put("a.png", png(1))
    looks, patience = Looks(), Patience(settle=0.05, rescan=0.05)
    options = {"clock": looks, "patience": patience, "deleted": "remove", "confirm": "item"}
    await kept(scene, **options).sync()
    path.unlink()
    scene.events.clear()
    async with create_task_group() as tasks:
        tasks.start_soon(watched.run, kept(scene, on_event=watched.hear, **options))
        await watched.until("in_step")
        await looks.looked(6 * patience.settle)
        assert scene.events == []
        scene.put("b.png", png(2))
        await watched.until("removed", "a.png")
        watched.stop.set()


async def test_errors_come_as_they_are(watched):
    """Not in a group: of the board, and of the folder."""
    scene = watched.scene
    scene.put("a.png", png(1))
    folder = kept(scene, clock=None, frame="3458764500000000000", patience=QUICK)
    with pytest.raises(NotFoundError), fail_after(SOON):
        await folder.run()
    await to_thread.run_sync(os.replace, scene.folder / "a.png", scene.folder.parent / "a.png")
    scene.folder.rmdir()
    with pytest.raises(ConfigurationError, match="no folder that can be read"):
        await folder.run()


async def test_without_watchfiles_it_says_what_to_install(scene, monkeypatch):
    """Only `run` needs it."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    scene.put("a.png", png(1))

    assert (await kept(scene).sync()).uploaded == 1
    with pytest.raises(ConfigurationError, match=r"pip install 'miro-async\[watch\]'"):
        await kept(scene).run()


async def test_without_a_way_to_stop_it_runs_until_it_is_cancelled(watched):
    """And the ledger is free again."""
    scene = watched.scene
    scene.put("a.png", png(1))
    folder = kept(scene, clock=None, on_event=watched.hear, patience=QUICK, confirm="item")
    async with create_task_group() as tasks:
        tasks.start_soon(folder.run)
        await watched.until("uploaded", "a.png")
        tasks.cancel_scope.cancel()

    assert (await folder.sync()).total == 1


@pytest.mark.parametrize("name", ["settle", "incomplete", "unknown", "rescan", "longest_backoff"])
def test_patience_is_in_seconds(name):
    """0 or more."""
    with pytest.raises(ConfigurationError, match=name):
        Patience(**{name: -1})
