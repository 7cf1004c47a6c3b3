"""Folders in which something is odd: the rest of them is kept on the board all the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from anyio import create_task_group

from tests.pictures.painted import png
from tests.pictures.scene import kept
from tests.pictures.test_run import QUICK, Watched

pytestmark = pytest.mark.anyio


async def test_a_subfolder_that_may_not_be_read_is_told_of_and_left(
    scene, picture_folder, monkeypatch
):
    """What is known of it stays on the board, even if deleted ones are removed."""
    (scene.folder / "sub").mkdir()
    scene.put("a.png", png(1))
    scene.put("sub/b.png", png(2))
    folder = picture_folder(subfolders=True, deleted="remove")
    await folder.sync()
    scandir = os.scandir

    def refusing(path):
        if Path(path).name == "sub":
            raise PermissionError
        return scandir(path)

    with monkeypatch.context() as patches:
        patches.setattr(os, "scandir", refusing)
        scene.put("c.png", png(3))
        report = await folder.sync()
    assert (report.uploaded, report.removed, report.total) == (1, 0, 3)
    assert report.left == {"sub/": "this folder may not be read"}

    scene.put("sub/d.png", png(4))
    report = await folder.sync()
    assert (report.uploaded, report.left) == (1, {})
    assert sorted(await scene.items()) == ["a.png", "c.png", "sub/b.png", "sub/d.png"]


async def test_a_name_that_is_no_text_does_not_end_the_watching(scene):
    """The notices of the system cannot be read then; what follows is noticed again."""
    watched = Watched(scene)
    folder = kept(scene, clock=None, on_event=watched.hear, patience=QUICK, confirm="item")
    odd = os.fsdecode(b"\xe9.png")
    async with create_task_group() as tasks:
        tasks.start_soon(watched.run, folder)
        await watched.until("in_step")
        scene.put(odd, png(1))
        await watched.until("uploaded", odd)
        scene.put("b.png", png(2))
        await watched.until("uploaded", "b.png")
        watched.stop.set()

    assert watched.report.total == 2
