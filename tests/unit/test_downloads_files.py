"""Downloads: what becomes of the file, whatever happens to the download."""

from __future__ import annotations

import asyncio
import os
import resource
import threading
import tracemalloc
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import anyio
import pytest
from attrs import define

from miro_async.call.unfinished import UnfinishedFile
from miro_async.errors import InvalidArgumentError, MiroConnectionError
from tests.unit.downloading import RESOURCE, Sent, broken, downloads, sent

pytestmark = [pytest.mark.anyio]

CONTENT = b"one two three"
WHOLE = sent(b"one ", b"two ", b"three")


async def test_what_was_there_is_replaced_in_one_step(tmp_path):
    """Until the last byte has come the old file is there, and whole."""
    path = tmp_path / "a"
    path.write_bytes(b"before")
    seen = []

    def pieces():
        for piece in (b"one ", b"two ", b"three"):
            seen.append(path.read_bytes())
            yield piece

    await downloads(Sent(pieces())).api.download(RESOURCE, path)

    assert seen == [b"before"] * 3
    assert path.read_bytes() == CONTENT


async def test_a_link_is_replaced_and_not_followed(tmp_path):
    """What it led to stays as it is; also where it led nowhere."""
    (tmp_path / "other").write_bytes(b"before")
    for name in ("other", "nowhere"):
        path = tmp_path / f"to_{name}"
        path.symlink_to(name)
        await downloads(WHOLE).api.download(RESOURCE, path)
        assert path.read_bytes() == CONTENT
        assert not path.is_symlink()

    assert (tmp_path / "other").read_bytes() == b"before"
    assert not (tmp_path / "nowhere").exists()


async def test_a_path_may_be_relative(tmp_path, monkeypatch):
    """It is taken from the folder that is current when the download begins."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other").mkdir()

    def pieces():
        monkeypatch.chdir(tmp_path / "other")
        yield CONTENT

    done = await downloads(Sent(pieces())).api.download(RESOURCE, "a")

    assert done.path == Path("a")
    assert (tmp_path / "a").read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("missing/a", FileNotFoundError),
        ("file/a", NotADirectoryError),
        ("folder", IsADirectoryError),
        ("", IsADirectoryError),
        ("pipe", FileExistsError),
        ("n" * 300, OSError),
    ],
)
async def test_a_path_that_cannot_be_written_is_an_error_before_anything_is_fetched(
    tmp_path, name, kind
):
    """That of the operating system, with the path in it; no credits are spent."""
    (tmp_path / "file").write_bytes(b"before")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())
    test = downloads(WHOLE)

    with pytest.raises(kind) as caught:
        await test.api.download(RESOURCE, tmp_path / name)

    assert caught.value.filename == str(tmp_path / name)
    assert caught.value.errno
    assert test.hosts.asked == []
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("path", [5, None, b"a", "a\0b", b"a\0b"])
async def test_what_is_no_path_is_refused(path):
    """As any argument that cannot be right."""
    test = downloads(WHOLE)

    with pytest.raises(InvalidArgumentError, match="path"):
        await test.api.download(RESOURCE, path)

    assert test.hosts.asked == []


@contextmanager
def room_for(size):
    """Let no file get larger than this, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [1000, 1_000_000], ids=["at its end", "on the way"])
async def test_a_disk_that_is_full_is_an_error_of_the_operating_system(tmp_path, size):
    """The file that was there stays, and the one that does not fit is gone; no further try."""
    path = tmp_path / "a"
    path.write_bytes(b"before")
    test = downloads(sent(bytes(size)))

    with room_for(500), pytest.raises(OSError, match="File too large") as caught:
        await test.api.download(RESOURCE, path)

    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
    assert (len(test.hosts.fetched), test.hosts.open) == (1, 0)


async def test_a_target_that_becomes_a_folder_is_an_error(tmp_path):
    """While the download was under way; what was fetched is lost, and nothing else."""
    path = tmp_path / "a"

    def pieces():
        path.mkdir()
        yield CONTENT

    with pytest.raises(IsADirectoryError) as caught:
        await downloads(Sent(pieces())).api.download(RESOURCE, path)

    assert caught.value.filename == str(path)
    assert list(tmp_path.iterdir()) == [path]


async def test_a_folder_that_goes_away_is_an_error(tmp_path):
    """There is nothing left to remove then, which is no further error."""
    folder = tmp_path / "folder"
    folder.mkdir()

    def pieces():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        yield CONTENT

    with pytest.raises(FileNotFoundError):
        await downloads(Sent(pieces())).api.download(RESOURCE, folder / "a")


async def test_two_downloads_to_one_path_leave_one_whole_file(tmp_path):
    """That of the one that ends last; they do not write into each other."""
    path = tmp_path / "a"
    contents = [bytes([number]) * 700_000 for number in range(8)]
    tests = [downloads(sent(*_cut(content))) for content in contents]

    async with anyio.create_task_group() as tasks:
        for test in tests:
            tasks.start_soon(test.api.download, RESOURCE, path)

    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path]


def _cut(content):
    return [content[start : start + 50_000] for start in range(0, len(content), 50_000)]


@pytest.mark.parametrize("piece", [4000, 64 * 1024, 1024 * 1024])
async def test_a_large_file_takes_little_memory(tmp_path, piece):
    """Up to 50 MB, in small pieces and in large ones."""
    count = min(50 * 1024 * 1024 // piece, 2500)
    test = downloads(
        Sent((bytes(piece) for _ in range(count)), headers={"content-length": str(count * piece)})
    )
    await downloads(WHOLE).api.download(RESOURCE, tmp_path / "a")  # what is loaded once

    tracemalloc.start()
    done = await test.api.download(RESOURCE, tmp_path / "a")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert done.size == (tmp_path / "a").stat().st_size == count * piece
    assert peak < 4 * 1024 * 1024


@define
class Stepping:
    """Runs a coroutine, and cancels it at some of its steps: each is a moment of waiting."""

    coroutine: object
    cancel: object
    at: range
    steps: int = 0

    def __await__(self):
        inner = self.coroutine.__await__()
        send, value = inner.send, None
        while True:
            try:
                yielded = send(value)
            except StopIteration as end:
                return end.value
            if self.steps in self.at:
                self.cancel()
            self.steps += 1
            try:
                send, value = inner.send, (yield yielded)
            except BaseException as error:  # noqa: BLE001 - it goes on, into the coroutine
                send, value = inner.throw, error


async def stepped(download, cancel, at):
    """Run a download that is cancelled at these steps; give how many there were."""
    stepping = Stepping(download, cancel, at)
    await stepping
    return stepping.steps


def files():
    """Give the answers of a download that goes through all that there is."""
    return (broken(b"one "), sent(b"one ", length=13), WHOLE)


async def test_a_cancelled_download_leaves_nothing_behind(tmp_path):
    """At whatever moment: no temporary file, no open answer, and the old file or the whole new."""
    path = tmp_path / "a"
    steps = await stepped(downloads(*files()).api.download(RESOURCE, path), None, range(0))
    assert steps > 15
    ended = 0
    for step in range(steps):
        path.write_bytes(b"before")
        test = downloads(*files())
        with anyio.CancelScope() as scope:
            await stepped(test.api.download(RESOURCE, path), scope.cancel, range(step, step + 1))
        assert list(tmp_path.iterdir()) == [path], step
        assert path.read_bytes() == (b"before" if scope.cancelled_caught else CONTENT), step
        assert test.hosts.open == 0, step
        ended += scope.cancelled_caught
    assert ended >= steps - 2


@pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True)
@pytest.mark.parametrize("often", [1, 2, 3, 100])
async def test_a_task_that_asyncio_cancels_leaves_nothing_behind(tmp_path, often):
    """Its own way to cancel heeds no shield, and leaves threads at work; also when it repeats."""
    path = tmp_path / "a"
    steps = await stepped(downloads(*files()).api.download(RESOURCE, path), None, range(0))
    for step in range(steps):
        path.write_bytes(b"before")
        test = downloads(*files())
        running = asyncio.get_running_loop()

        async def run(test=test, step=step):
            task = asyncio.current_task()
            await stepped(test.api.download(RESOURCE, path), task.cancel, range(step, step + often))

        task = running.create_task(run())
        await asyncio.wait([task])
        assert task.cancelled() or not task.exception(), step
        assert list(tmp_path.iterdir()) == [path], step
        assert path.read_bytes() in {b"before", CONTENT}, step
        assert test.hosts.open == 0, step


async def test_no_file_work_is_done_by_the_event_loop(tmp_path, monkeypatch):
    """A slow disk holds up a thread, and nobody else; also when a download is given up."""
    threads = []

    def noted(work, *args, **options):
        if str(tmp_path) in str(args[0]):
            threads.append(threading.current_thread())
        return work(*args, **options)

    for name in ("stat", "replace", "unlink"):
        monkeypatch.setattr(os, name, partial(noted, getattr(os, name)))

    await downloads(WHOLE).api.download(RESOURCE, tmp_path / "a")
    with anyio.CancelScope() as scope:
        download = downloads(WHOLE).api.download(RESOURCE, tmp_path / "a")
        await stepped(download, scope.cancel, range(5, 6))

    assert scope.cancelled_caught
    assert len(threads) >= 4
    assert threading.current_thread() not in threads


async def test_an_open_file_that_is_cancelled_is_let_go_of():
    """While it is opened and while it is read."""

    async def read(test):
        async with test.api.open_file(RESOURCE) as opened:
            return [chunk async for chunk in opened]

    steps = await stepped(read(downloads(WHOLE)), None, range(0))
    for step in range(steps):
        test = downloads(WHOLE)
        with anyio.CancelScope() as scope:
            await stepped(read(test), scope.cancel, range(step, step + 1))
        assert test.hosts.open == 0, step


def test_nothing_is_written_any_more_once_it_is_discarded(tmp_path):
    """A thread that comes too late makes no file."""
    unfinished = UnfinishedFile(tmp_path / "a")
    unfinished.discard()

    unfinished.begin()
    unfinished.write([b"x"])
    unfinished.finish()
    unfinished.discard()

    assert list(tmp_path.iterdir()) == []


def test_what_is_finished_is_not_discarded(tmp_path):
    """Nor written to."""
    unfinished = UnfinishedFile(tmp_path / "a")
    unfinished.begin()
    unfinished.write([b"one ", b"two"])
    unfinished.finish()

    unfinished.write([b"x"])
    unfinished.discard()

    assert (tmp_path / "a").read_bytes() == b"one two"


def test_a_discard_waits_for_the_thread_that_writes(tmp_path):
    """And removes what that has made."""
    unfinished = UnfinishedFile(tmp_path / "a")
    unfinished.begin()
    writing, go_on = threading.Event(), threading.Event()

    def pieces():
        writing.set()
        assert go_on.wait(60)
        yield b"x"

    writer = threading.Thread(target=unfinished.write, args=(pieces(),))
    writer.start()
    assert writing.wait(60)
    discarder = threading.Thread(target=unfinished.discard)
    discarder.start()
    assert discarder.is_alive()
    go_on.set()
    writer.join()
    discarder.join()

    assert list(tmp_path.iterdir()) == []


async def test_the_temporary_name_cannot_be_known(tmp_path):
    """It is another one each time, and does not begin with the file's."""
    names = []

    def pieces():
        names.extend(path.name for path in tmp_path.iterdir() if path.name != "a")
        yield CONTENT

    for _ in range(2):
        await downloads(Sent(pieces())).api.download(RESOURCE, tmp_path / "a")

    first, second = names
    assert first != second
    assert all(name.startswith(".miro-") and len(name) > 32 for name in names)


async def test_a_file_in_the_way_of_the_temporary_one_is_not_written_to(tmp_path):
    """The temporary file is made, never found."""
    unfinished = UnfinishedFile(tmp_path / "a")
    in_the_way = unfinished._path
    in_the_way.write_bytes(b"before")

    with pytest.raises(FileExistsError):
        await anyio.to_thread.run_sync(unfinished.begin)
    unfinished.discard()

    assert in_the_way.read_bytes() == b"before"


async def test_nothing_of_a_try_that_failed_is_in_the_file(tmp_path):
    """Not even when it had got further than the file is long, and had been written."""
    test = downloads(broken(bytes(700_000), length=800_000), WHOLE)

    await test.api.download(RESOURCE, tmp_path / "a")

    assert (tmp_path / "a").read_bytes() == CONTENT


async def test_a_download_that_fails_at_last_leaves_what_was_there(tmp_path):
    """After all tries."""
    path = tmp_path / "a"
    path.write_bytes(b"before")

    with pytest.raises(MiroConnectionError):
        await downloads(broken(b"one ")).api.download(RESOURCE, path)

    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
