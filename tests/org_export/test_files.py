"""The folder of a board: its name, its sums, and who may put what there."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from examples.org_export.files import Place, is_whole, safe_name, seal
from examples.org_export.progress import Claim, LeaseLostError


def claim(fence, board_id="uXjV="):
    """Give a board that is this worker's."""
    known = {"user_id": "1", "attempts": 1, "setbacks": 0}
    return Claim(export="export", board_id=board_id, fence=fence, **known)


def written(place, fence, content="x"):
    """Write a board and seal it; give the sum."""
    folder = place.begin(fence)
    (folder / "board.json").write_text(content)
    (folder / "files").mkdir()
    (folder / "files" / "ä b.png").write_bytes(b"\x89PNG")
    return seal(folder, claim(fence), {"items": 1}).sha256


@pytest.fixture
def place(tmp_path):
    """Give where a board goes."""
    return Place(tmp_path / "export", "uXjV=")


@pytest.mark.parametrize(
    "hostile", ["../../etc", "/etc/passwd", "a\\b", "", ".", "\0", "é", "x" * 300]
)
def test_no_id_leads_out_of_the_folder(hostile):
    """Ids come from elsewhere; the name of a folder has letters, digits, and no more than fits."""
    name = safe_name(hostile)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
    assert len(name) < 100


def test_each_board_has_a_folder_of_its_own_on_any_disk():
    """Ids that differ by case, or by what a name cannot have, do not share one."""
    names = [safe_name(one) for one in ("uXjV=", "uXJV=", "uXjV_", "uXjV/")]
    assert len({name.lower() for name in names}) == 4


def test_the_sums_are_those_of_sha256sum(place):
    """A complete export can be checked by the tool that every machine has."""
    digest = written(place, 1)
    place.publish(1)
    done = subprocess.run(  # noqa: S603 - a tool of the machine
        [shutil.which("sha256sum"), "--check", "--strict", "SHA256SUMS"],
        cwd=place.final, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "files/ä b.png: OK" in done.stdout
    assert is_whole(place.final, digest)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "board.json").write_text("y"),
        lambda folder: (folder / "board.json").unlink(),
        lambda folder: (folder / "more.txt").write_text(""),
        lambda folder: (folder / "SHA256SUMS").unlink(),
        lambda folder: seal(folder, claim(2), {"items": 2}),
        lambda folder: (folder / "SHA256SUMS").write_text(""),
    ],
)
def test_what_was_changed_is_not_whole(place, change):
    """A file that differs, is missing, or is one too many is seen."""
    digest = written(place, 1)
    place.publish(1)
    assert is_whole(place.final, digest)
    change(place.final)
    assert not is_whole(place.final, digest)


def test_nothing_is_seen_before_it_is_whole(place):
    """A board is in its place as a whole, or not at all."""
    written(place, 1)
    assert not place.final.exists()
    place.publish(1)
    assert not place.partial(1).exists()
    assert (place.final / "export.json").exists()


def test_what_a_dead_worker_put_there_is_replaced(place):
    """It died between putting it there and saying so."""
    written(place, 1, "old")
    place.publish(1)
    digest = written(place, 2, "new")
    place.publish(2)
    assert is_whole(place.final, digest)
    assert [path.name for path in place.final.parent.iterdir()] == [place.final.name]
    assert [*place.partial(2).parent.iterdir()] == []


def test_who_comes_late_does_not_replace_what_is_newer(place):
    """It was stopped for long, just before it put its files there."""
    written(place, 1, "old")
    late = place.partial(1).rename(place.folder / "late")
    digest = written(place, 2, "new")
    place.publish(2)
    late.rename(place.partial(1))
    with pytest.raises(LeaseLostError):
        place.publish(1)
    assert is_whole(place.final, digest)


def test_who_begins_removes_what_others_have_left_and_not_what_is_newer(place):
    """What a dead worker has begun goes; who comes late does not spoil the work of the next."""
    for fence in (1, 3):
        place.begin(fence)
    begun = place.begin(2)
    assert sorted(path.name for path in begun.parent.iterdir()) == sorted(
        [begun.name, place.partial(3).name]
    )
    place.discard(2)
    assert not begun.exists()
