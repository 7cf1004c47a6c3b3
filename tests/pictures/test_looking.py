"""Looking at a folder, and reading its files."""

from __future__ import annotations

import errno
import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from miro_async import pictures
from miro_async.pictures.looking import Looking, Stamp, read_file
from tests.pictures.painted import png


def looking(root, **options):
    """Give what looks at a folder."""
    return Looking(root=root, **{"settle": 1.0, "subfolders": True} | options)


def test_a_file_is_settled_when_it_has_stayed_as_it_is(tmp_path):
    """For the time to settle, over two looks at least; any change begins it anew."""
    look = looking(tmp_path).look
    path = tmp_path / "a.png"
    path.write_bytes(b"1")

    assert look(0.0, {}).settled.keys() == set()
    assert look(0.9, {}).settled.keys() == set()
    path.write_bytes(b"12")
    assert look(1.0, {}).settled.keys() == set()
    assert look(1.9, {}).settled.keys() == set()
    assert look(2.0, {}).settled.keys() == {"a.png"}
    os.utime(path, (5, 5))
    assert look(3.0, {}).settled.keys() == set()


def test_what_is_known_is_settled_at_once(tmp_path):
    """If it is as it was."""
    (tmp_path / "a.png").touch()
    stamp = Stamp.of((tmp_path / "a.png").stat())

    assert looking(tmp_path).look(0.0, {"a.png": stamp}).settled == {"a.png": stamp}
    assert looking(tmp_path).look(0.0, {"a.png": stamp._replace(size=1)}).settled == {}


def test_a_file_is_gone_when_it_has_been_missing_for_a_while(tmp_path):
    """Three times the time to settle: what was renamed has settled under its new name by then."""
    look, known = looking(tmp_path).look, {"a.png": Stamp(1, 1, 1)}
    (tmp_path / "b.png").touch()

    assert look(0.0, known).gone == set()
    assert look(2.9, known).missing == {"a.png"}
    assert look(2.9, known).gone == set()
    assert look(3.0, known).gone == {"a.png"}
    assert look(3.0, known).missing == set()
    (tmp_path / "a.png").touch()
    assert look(4.0, known).gone == set()
    (tmp_path / "a.png").unlink()
    assert look(5.0, known).gone == set()


def test_nothing_is_gone_in_a_folder_that_has_had_no_file(tmp_path):
    """A disk that is not mounted looks like an empty folder, at the start and whenever it goes."""
    look, known = (
        looking(tmp_path / "disk").look,
        {"a.png": Stamp(1, 1, 1), "b.png": Stamp(1, 1, 1)},
    )
    (tmp_path / "disk").mkdir()

    assert look(0.0, known).missing == set()
    assert look(9.0, known).gone == set()
    (tmp_path / "disk" / "b.png").touch()
    assert look(10.0, known).missing == {"a.png"}
    (tmp_path / "disk").rename(tmp_path / "elsewhere")
    (tmp_path / "disk").mkdir()
    assert look(20.0, known).missing == set()
    assert look(30.0, known).gone == set()
    (tmp_path / "disk").rmdir()
    with pytest.raises(FileNotFoundError):
        look(40.0, known)
    (tmp_path / "elsewhere").rename(tmp_path / "disk")
    (tmp_path / "disk" / "b.png").unlink()
    assert look(50.0, known).missing == set()
    assert look(60.0, known).gone == set()


def test_links_are_followed_only_to_files_of_the_folder(tmp_path):
    """One that leads elsewhere, in a circle or nowhere is no file; it does not stop the others."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.png").touch()
    for name, target in {
        "to a.png": "a.png",
        "circle.png": "circle.png",
        "below a file.png": "a.png/b.png",
        "nowhere.png": "nothing",
        "too long.png": "x" * 300,
        "out.png": "/etc/passwd",
        "to itself.png": ".",
    }.items():
        (root / name).symlink_to(target)

    assert looking(root).look(0.0, {}).files.keys() == {"a.png", "to a.png"}


def test_a_subfolder_that_goes_is_no_error_and_a_disk_that_fails_is(tmp_path, monkeypatch):
    """What is there is not gone: its pictures must not be removed."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.png").touch()
    scandir = os.scandir

    def failing(error):
        def scan(path):
            if Path(path).name == "sub":
                raise error
            return scandir(path)

        monkeypatch.setattr(os, "scandir", scan)

    failing(FileNotFoundError())
    assert looking(tmp_path).look(0.0, {}).files == {}
    failing(OSError(errno.EIO, "Input/output error"))
    with pytest.raises(OSError, match="Input/output"):
        looking(tmp_path).look(0.0, {})


def test_a_file_of_which_the_disk_says_nothing_is_not_gone(tmp_path, monkeypatch):
    """It is an error of the folder, as long as it lasts."""

    class Entry:
        name = "a.png"

        def is_dir(self, *, follow_symlinks):
            return follow_symlinks

        def is_symlink(self):
            return False

        def is_file(self):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "scandir", lambda _: nullcontext([Entry()]))
    with pytest.raises(OSError, match="Input/output"):
        looking(tmp_path).look(0.0, {})


def test_a_subfolder_that_may_not_be_read_does_not_hold_up_the_others(tmp_path, monkeypatch):
    """What is known of it stays as it is; the folder itself has to be readable."""
    (tmp_path / "lost").mkdir()
    (tmp_path / "a.png").touch()
    scandir = os.scandir

    def refusing(name):
        def scan(path):
            if Path(path).name == name:
                raise PermissionError
            return scandir(path)

        monkeypatch.setattr(os, "scandir", scan)

    refusing("lost")
    known = {"lost/b.png": Stamp(1, 2, 3), "lost.png": Stamp(1, 2, 3)}
    look = looking(tmp_path).look
    assert look(0.0, known).closed == {"lost/"}
    seen = look(9.0, known)
    assert seen.files.keys() == {"a.png", "lost/b.png"}
    assert seen.settled["lost/b.png"] == Stamp(1, 2, 3)
    assert seen.gone == {"lost.png"}
    refusing(tmp_path.name)
    with pytest.raises(PermissionError):
        look(10.0, known)


def test_a_file_is_read_with_its_stamp(tmp_path):
    """One that is larger than asked for is not read."""
    (tmp_path / "a.png").write_bytes(png(1))
    stamp = Stamp.of((tmp_path / "a.png").stat())

    assert read_file(tmp_path, "a.png", 1000) == (stamp, png(1))
    assert read_file(tmp_path, "a.png", 10) == (stamp, None)


def test_nothing_else_than_a_file_of_the_folder_is_read(tmp_path):
    """A link out of it may have come in its place, or a pipe, which would keep us waiting."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_bytes(png(1))
    (root / "link").symlink_to(tmp_path / "secret")
    os.mkfifo(root / "pipe")
    for name in ("link", "../secret"):
        with pytest.raises(PermissionError, match="leads out of the folder"):
            read_file(root, name, 1000)
    with pytest.raises(OSError, match="no regular file"):
        read_file(root, "pipe", 1000)
    with pytest.raises(FileNotFoundError):
        read_file(root, "none", 1000)


def test_a_file_that_is_not_as_long_as_it_says_is_not_taken():
    """It is being written to; files of the kernel are always like that."""
    with pytest.raises(OSError, match="being written to"):
        read_file(Path("/proc"), "version", 1_000_000)


def test_the_package_tells_what_it_has():
    """Also before it is loaded."""
    assert set(dir(pictures)) >= {"PictureFolder", "PictureSettings", "run_until_signal"}
    with pytest.raises(AttributeError, match="no_such"):
        _ = pictures.no_such
