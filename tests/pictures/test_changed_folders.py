"""A folder or a board that changes between two passages: what follows from it."""

from __future__ import annotations

import os

import pytest

from miro_async.pictures import PictureReport
from tests.pictures.painted import png

pytestmark = pytest.mark.anyio


async def test_a_changed_picture_replaces_that_of_its_item(scene, picture_folder):
    """The item stays where somebody has put it, and as large; its title has the new mark."""
    scene.put("a.png", png(1))
    await picture_folder().sync()
    before = (await scene.items())["a.png"]
    moved = {"position": {"x": 5000, "y": 70}, "geometry": {"width": 900}}
    await scene.board.api.images.update(scene.board.id, before.id, **moved)
    scene.put("a.png", png(2))

    report = await picture_folder().sync()

    assert report == PictureReport(replaced=1, total=1)
    after = (await scene.items())["a.png"]
    assert (after.id, after.position.x, after.geometry.width) == (before.id, 5000, 900)
    assert after.data.title != before.data.title
    await scene.demand_in_step()


async def test_other_proportions_are_fitted_into_the_cell_again(scene, picture_folder):
    """A picture that has been turned would stick out."""
    scene.put("a.png", png(1, width=4, height=2))
    await picture_folder(cell=200).sync()
    scene.put("a.png", png(1, width=2, height=4))

    await picture_folder(cell=200).sync()

    (item,) = (await scene.items()).values()
    assert (item.geometry.width, item.geometry.height) == (100, 200)


async def test_touching_a_file_changes_nothing(scene, picture_folder):
    """It has another time and the same content: it is read, and no call is made."""
    path = scene.put("a.png", png(1))
    await picture_folder().sync()
    calls = len(scene.sandbox.calls)
    os.utime(path, (1, 1))

    assert await picture_folder().sync() == PictureReport(total=1)
    assert len(scene.sandbox.calls) == calls


async def test_a_renamed_picture_keeps_its_item(scene, picture_folder):
    """Only its title changes, whatever becomes of deleted ones."""
    for number, deleted in enumerate(("keep", "remove")):
        scene.put(f"{deleted}.png", png(number))
        await picture_folder(deleted=deleted).sync()
        before = (await scene.items())[f"{deleted}.png"]
        (scene.folder / f"{deleted}.png").rename(scene.folder / f"new {deleted}.png")

        report = await picture_folder(deleted=deleted).sync()

        assert (report.renamed, report.uploaded, report.removed) == (1, 0, 0)
        assert (await scene.items())[f"new {deleted}.png"].id == before.id


async def test_a_deleted_picture_is_kept(scene, picture_folder):
    """That is told once. When its file comes back, it is not uploaded again."""
    path = scene.put("a.png", png(1))
    scene.put("b.png", png(2))
    await picture_folder().sync()
    path.unlink()

    for _ in range(2):
        assert (await picture_folder().sync()).total == 2
    scene.put("a.png", png(1))
    assert (await picture_folder().sync()).uploaded == 0

    assert scene.told("gone") == ["a.png"]
    assert len(await scene.items()) == 2


async def test_a_deleted_picture_is_removed_if_asked_for(scene, picture_folder):
    """Its cell is free for the next one; the others stay where they are."""
    for number in range(3):
        scene.put(f"{number}.png", png(number))
    await picture_folder(deleted="remove").sync()
    before = await scene.items()
    (scene.folder / "1.png").unlink()

    report = await picture_folder(deleted="remove").sync()
    assert (report.removed, report.total) == (1, 2)
    scene.put("9.png", png(9))
    scene.put("99.png", png(99))
    await picture_folder(deleted="remove").sync()

    after = await scene.items()
    assert sorted(after) == ["0.png", "2.png", "9.png", "99.png"]
    assert after["9.png"].position == before["1.png"].position
    assert after["2.png"].position == before["2.png"].position


async def test_an_empty_folder_removes_nothing(scene, picture_folder):
    """A disk that is not mounted looks like this; with a first file, it is the folder again."""
    scene.put("a.png", png(1)).rename(scene.folder.parent / "a.png")
    (scene.folder.parent / "a.png").rename(scene.folder / "a.png")
    await picture_folder(deleted="remove").sync()
    (scene.folder / "a.png").unlink()

    assert (await picture_folder(deleted="remove").sync()).removed == 0
    scene.put("b.png", png(2))
    assert (await picture_folder(deleted="remove").sync()).removed == 1
    await scene.demand_in_step()


async def test_what_somebody_deleted_on_the_board_does_not_come_back(scene, picture_folder):
    """Unless its file changes."""
    path = scene.put("a.png", png(1))
    await picture_folder(deleted="remove").sync()
    (item,) = (await scene.items()).values()
    await scene.board.api.images.delete(scene.board.id, item.id)

    await picture_folder(deleted="remove").sync()
    path.rename(scene.folder / "b.png")
    await picture_folder(deleted="remove").sync()
    assert await scene.items() == {}

    scene.put("b.png", png(2))
    assert (await picture_folder(deleted="remove").sync()).uploaded == 1
    await scene.demand_in_step()


async def test_deleting_what_is_gone_already_is_no_error(scene, picture_folder):
    """Somebody was faster; and one that is locked is told of, and left."""
    for number in range(3):
        scene.put(f"{number}.png", png(number))
    await picture_folder(deleted="remove").sync()
    items = await scene.items()
    await scene.board.api.images.delete(scene.board.id, items["0.png"].id)
    scene.sandbox._state.boards[scene.board.id].items[items["1.png"].id].locked = True
    for name in ("0.png", "1.png"):
        (scene.folder / name).unlink()

    report = await picture_folder(deleted="remove").sync()

    assert "locked" in report.left["1.png"]
    assert sorted(await scene.items()) == ["1.png", "2.png"]


async def test_a_left_file_that_is_deleted_is_not_reported(scene, picture_folder):
    """It is there no more."""
    path = scene.put("a.png", b"no picture")
    scene.put("b.png", png(1))

    def delete(event):
        if event.kind == "left":
            path.unlink()

    assert (await picture_folder(on_event=delete).sync()).left == {}
