"""What a file of tokens looks like, who can read it, and where it is."""

from __future__ import annotations

import json
import os
import re
import resource
import stat
import sys
from contextlib import contextmanager
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from miro_async.auth.storage import file
from miro_async.auth.storage.file import FileStorage
from miro_async.errors import ConfigurationError, TokenStorageError
from tests.storage.holders import kept_out
from tests.storage.tokens import token
from tests.storage.tracebacks import told

pytestmark = [pytest.mark.anyio]

FILES = ["tokens.json", "tokens.json.lock"]
A_MEGABYTE = 1_000_000


@pytest.fixture
def path(tmp_path):
    """Give the path of a file that does not exist yet."""
    return tmp_path / "tokens.json"


@pytest.fixture
def storage(path):
    """Give a storage on it."""
    return FileStorage(path)


@contextmanager
def umask(mask):
    """Have new files with these permissions taken away."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def full_disk():
    """Have no file grow over a megabyte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (A_MEGABYTE, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def names(folder):
    """Give what is in a folder."""
    return sorted(one.name for one in folder.iterdir())


def mode(path):
    """Give who may do what."""
    return path.stat().st_mode & 0o777


async def test_it_is_json_that_others_can_read(storage, path):
    """With a version, as its form may change."""
    await storage.set("user", token())
    await storage.set("ü", token("second"))

    assert json.loads(path.read_bytes()) == {
        "version": 1,
        "tokens": {
            "user": json.loads(token().to_json()),
            "ü": json.loads(token("second").to_json()),
        },
    }


async def test_reading_makes_no_files(storage, path):
    """Nor does forgetting what is not there make a file of tokens."""
    assert await storage.get("user") is None
    assert names(path.parent) == []

    await storage.set("user", None)
    assert names(path.parent) == ["tokens.json.lock"]


async def test_nothing_else_is_left_beside_it(storage, path):
    """But the locks: one for the file, and one for each user who was locked."""
    await storage.set("user", token())
    assert names(path.parent) == FILES

    async with storage.lock("../user"):
        pass
    (of_user,) = set(names(path.parent)) - set(FILES)
    assert re.fullmatch(r"tokens\.json\.[0-9a-f]{16}\.lock", of_user)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
async def test_its_owner_alone_can_read_it_and_its_owner_can(storage, path, mask):
    """Whatever new files are like otherwise."""
    with umask(mask):
        await storage.set("user", token())
        async with storage.lock("user") as lease:
            await lease.save(token(), token("second"))

    assert {one.name: mode(one) for one in path.parent.iterdir()} == dict.fromkeys(
        names(path.parent), 0o600
    )


async def test_it_is_so_from_the_first_byte(storage, path, monkeypatch):
    """And not only once that is changed."""
    monkeypatch.setattr(os, "fchmod", lambda *_: None)

    with umask(0):
        await storage.set("user", token())

    assert mode(path) == 0o600


async def test_a_file_that_others_could_read_becomes_private(storage, path):
    """With the first token that is written to it."""
    path.write_text('{"version": 1, "tokens": {}}')
    path.chmod(0o666)

    await storage.set("user", token())

    assert mode(path) == 0o600


async def test_what_a_killed_process_left_is_cleared_away(storage, path):
    """And what it wrote is not what is read, nor are its permissions."""
    left = path.with_name("tokens.json.tmp")
    left.write_text("hal")
    left.chmod(0o666)

    await storage.set("user", token())

    assert names(path.parent) == FILES
    assert mode(path) == 0o600
    assert await storage.get("user") == token()


@pytest.mark.parametrize("there", [True, False], ids=["file", "no file yet"])
@pytest.mark.parametrize("way", ["absolute", "relative", "by a folder"])
async def test_a_link_stays_a_link(tmp_path, there, way):
    """Its target is written; all who get there by different ways share its locks."""
    (tmp_path / "real").mkdir()
    (tmp_path / "links").mkdir()
    real = tmp_path / "real" / "tokens.json"
    link = tmp_path / "links" / "link.json"
    if way == "by a folder":
        (tmp_path / "links" / "folder").symlink_to("../real")
        link.symlink_to("folder/tokens.json")
    else:
        link.symlink_to(real if way == "absolute" else "../real/tokens.json")
    storage, other = FileStorage(link), FileStorage(real)
    if there:
        await other.set("user", token())
        assert await storage.get("user") == token()

    await storage.set("user", token("second"))

    assert link.is_symlink()
    assert await other.get("user") == token("second")
    async with storage.lock("user"):
        assert await kept_out(other)
    assert len(names(real.parent)) == 3
    assert len(names(link.parent)) == (2 if way == "by a folder" else 1)


async def test_another_current_folder_does_not_change_where_it_is(tmp_path, monkeypatch):
    """A relative path is one of the folder in which the storage was made."""
    monkeypatch.chdir(tmp_path)
    storage = FileStorage("tokens.json")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")

    await storage.set("user", token())

    assert names(tmp_path / "other") == []
    assert (tmp_path / "tokens.json").exists()


@pytest.mark.parametrize(
    "place",
    ["missing/tokens.json", "file/tokens.json", "folder", "circle", "nul\0", "x" * 300],
    ids=["no folder", "a file as a folder", "a folder", "circle", "nul", "long name"],
)
async def test_where_there_cannot_be_a_file_is_an_error(tmp_path, place):
    """Of reading as well: it is not as if nobody had authorized yet."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "circle").symlink_to("circle")
    storage = FileStorage(str(tmp_path / place))

    with pytest.raises(TokenStorageError, match=r"the tokens cannot be read: .+") as raised:
        await storage.get("user")
    assert raised.value.__cause__ is not None
    with pytest.raises(TokenStorageError, match=r"cannot be (saved|taken): .+"):
        await storage.set("user", token())


async def test_where_locks_cannot_be_made_is_an_error(tmp_path):
    """And not a lock that others do not know."""
    with pytest.raises(TokenStorageError, match="the lock of the tokens cannot be taken"):
        async with FileStorage(tmp_path / "missing" / "tokens.json").lock("user"):
            pytest.fail("it is not locked")


async def test_a_full_disk_leaves_the_old_file(storage, path):
    """And nothing beside it, nor a secret in the error; when there is room again, all is well."""
    huge = token("huge" * A_MEGABYTE)
    await storage.set("user", token())
    before = path.read_bytes()

    async with storage.lock("user") as lease:
        for way in (partial(lease.save, token(), huge), partial(storage.set, "other", huge)):
            with (
                full_disk(),
                pytest.raises(TokenStorageError, match=r"cannot be saved: .+") as raised,
            ):
                await way()
            shown = told(raised.value, but_not_of=__file__)
            assert "tokens.json.tmp" in shown
            assert "huge" not in shown
            assert "access-first" not in shown
        assert path.read_bytes() == before
        assert "tokens.json.tmp" not in names(path.parent)
        assert await lease.save(token(), token("second"))

    assert await storage.get("user") == token("second")


async def test_it_is_written_in_an_order_that_survives_a_power_cut(storage, path, monkeypatch):
    """A file takes the place of another when it is on the disk; then that is put on it, too."""
    done, sync, replace = [], os.fsync, os.replace

    def note_sync(number):
        done.append(f"sync {Path(f'/proc/self/fd/{number}').readlink().name}")
        sync(number)

    def note_replace(new, old):
        done.append(f"{new.name} to {old.name}")
        replace(new, old)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_replace)

    await storage.set("user", token())

    folder = f"sync {path.parent.name}"
    assert done == ["sync tokens.json.tmp", "tokens.json.tmp to tokens.json", folder]


async def test_no_other_file_is_written_into(storage, path, monkeypatch, tmp_path):
    """One that somebody else, who may write in that folder, puts there at the last moment."""
    victim = tmp_path / "victim"
    victim.write_text("as it was")
    unlink = os.unlink

    def unlink_and_link(one, **more):
        monkeypatch.setattr(os, "unlink", unlink)
        one.symlink_to(victim)

    monkeypatch.setattr(os, "unlink", unlink_and_link)

    with pytest.raises(TokenStorageError, match="File exists"):
        await storage.set("user", token())

    assert victim.read_text() == "as it was"
    assert names(path.parent) == ["tokens.json.lock", "victim"]


async def test_what_cannot_take_the_place_of_the_file_is_cleared_away(storage, path, monkeypatch):
    """It has secrets in it."""

    def refuse(*_):
        raise PermissionError("not here")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        with pytest.raises(TokenStorageError, match="not here"):
            await storage.set("user", token())

    assert names(path.parent) == ["tokens.json.lock"]


async def test_a_folder_that_cannot_be_synced_is_none_the_worse(storage, monkeypatch):
    """The file has been written by then; some file systems know no better."""
    sync = os.fsync

    def refuse(number):
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError("not a folder")
        sync(number)

    monkeypatch.setattr(os, "fsync", refuse)

    await storage.set("user", token())

    assert await storage.get("user") == token()


def test_windows_is_told_what_else_there_is(monkeypatch):
    """When a storage is made; importing it is no error, as it is one of many."""
    spec = spec_from_file_location("miro_async.auth.storage.file_on_windows", file.__file__)
    module = module_from_spec(spec)
    monkeypatch.setattr(sys, "platform", "win32")
    spec.loader.exec_module(module)

    with pytest.raises(ConfigurationError, match="SqlStorage"):
        module.FileStorage("tokens.json")
