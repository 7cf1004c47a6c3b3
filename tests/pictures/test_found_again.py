"""What is on the board already is known again: by the ledger, or by the marks in titles."""

from __future__ import annotations

import pytest

from miro_async.errors import ConfigurationError
from miro_async.models import FrameData
from miro_async.pictures import PictureReport
from tests.pictures.painted import png

pytestmark = pytest.mark.anyio


async def test_the_same_picture_under_two_names_is_there_twice(scene, picture_folder):
    """Once for each file; also when the ledger is lost, each under its own name."""
    for name in ("b.png", "a.png"):
        scene.put(name, png(1))
    await picture_folder().sync()
    before = await scene.items()
    scene.ledger.unlink()

    report = await picture_folder().sync()

    assert (report.adopted, report.uploaded, report.renamed) == (2, 0, 0)
    assert {name: item.id for name, item in (await scene.items()).items()} == {
        name: item.id for name, item in before.items()
    }


async def test_a_lost_ledger_is_made_again_from_the_board(scene, picture_folder):
    """Cells, too, but for what somebody has moved: new pictures go where none is."""
    for number in range(4):
        scene.put(f"{number}.png", png(number))
    await picture_folder().sync()
    items = await scene.items()
    await scene.board.api.images.update(
        scene.board.id, items["1.png"].id, position={"x": -999, "y": -999}
    )
    other = await scene.board.api.images.upload(scene.board.id, png(77), title="Not ours")
    (scene.folder / "2.png").rename(scene.folder / "two.png")
    scene.ledger.unlink()
    scene.put("0 new.png", png(9))

    report = await picture_folder().sync()

    assert (report.adopted, report.uploaded) == (4, 1)
    await scene.board.api.images.delete(scene.board.id, other.id)
    after = await scene.items()
    assert after["0 new.png"].position == items["1.png"].position
    assert after["two.png"].id == items["2.png"].id
    await scene.demand_in_step()


async def test_what_is_in_a_frame_counts_without_one_too(scene, picture_folder):
    """Somebody may have moved it out, or asked for it there before: it is not uploaded again."""
    frame = await scene.board.api.frames.create(scene.board.id, data=FrameData(title="F"))
    scene.put("a.png", png(1))
    await picture_folder(frame=frame).sync()
    scene.ledger.unlink()

    assert (await picture_folder().sync()).adopted == 1


async def test_an_older_ledger_does_no_harm(scene, picture_folder):
    """What was uploaded since is found on the board."""
    scene.put("0.png", png(0))
    await picture_folder().sync()
    old = scene.ledger.read_bytes()
    scene.put("1.png", png(1))
    await picture_folder().sync()
    scene.ledger.write_bytes(old)

    report = await picture_folder().sync()

    assert (report.adopted, report.uploaded, report.total) == (1, 0, 2)
    await scene.demand_in_step()


async def test_another_folder_with_the_same_pictures_has_its_own(scene, picture_folder, tmp_path):
    """On the same board: marks tell them apart, also without a ledger."""
    scene.put("a.png", png(1))
    await picture_folder().sync()
    scene.ledger.unlink()

    assert (await picture_folder(name="another one").sync()).uploaded == 1


async def test_a_folder_with_a_name_can_be_moved(scene, picture_folder):
    """The ledger and the marks go by it."""
    scene.put("a.png", png(1))
    await picture_folder(name="holidays").sync()
    scene.folder = scene.folder.rename(scene.folder.parent / "moved")

    assert await picture_folder(name="holidays").sync() == PictureReport(total=1)


async def test_the_ledger_is_no_file_of_the_folder(scene, picture_folder):
    """To look at it would take the lock off it; what is hidden is not looked at."""
    (scene.folder / "sub").mkdir()
    (scene.folder.parent / "link").symlink_to(scene.folder)
    scene.put("a.png", png(1))
    below = scene.folder / "sub" / "ledger"
    for ledger, subfolders in (
        (scene.folder / "ledger", False),
        (scene.folder.parent / "link" / "ledger", False),
        (below, True),
    ):
        with pytest.raises(ConfigurationError, match="cannot be in the folder"):
            await picture_folder(ledger=ledger, subfolders=subfolders).sync()
        assert not ledger.exists()

    assert (await picture_folder(ledger=scene.folder / ".ledger").sync()).total == 1
    assert (await picture_folder(ledger=below).sync()).total == 1


async def test_there_is_a_usual_place_for_the_ledger(scene, picture_folder, monkeypatch, tmp_path):
    """In the home, and never in the folder; one for each folder and board."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    scene.put("a.png", png(1))

    await picture_folder(ledger=None).sync()
    await picture_folder(ledger=None, name="other").sync()

    state = tmp_path / "home" / ".local" / "state" / "miro-async" / "pictures"
    assert len(list(state.iterdir())) == 2
    assert state.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in scene.folder.iterdir()] == ["a.png"]
