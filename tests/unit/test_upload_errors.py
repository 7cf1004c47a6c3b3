"""Files that cannot be uploaded: a clear error, before anything is sent."""

from __future__ import annotations

import os
from io import BytesIO, StringIO
from pathlib import Path

import anyio
import anyio.lowlevel
import pytest

from miro_async import Upload
from miro_async.errors import InvalidArgumentError, UploadError
from miro_async.uploads import LARGEST_UPLOAD

pytestmark = pytest.mark.anyio

TOO_LARGE = b"x" * (LARGEST_UPLOAD + 1)


async def chunks(*given):
    """Give an async iterable."""
    for one in given:
        yield one


class Broken:
    """A file that fails when it is read."""

    name = "/disk/broken.png"

    def read(self, _):
        """Fail as disks do."""
        raise OSError(5, "Input/output error")


def closed():
    """Give a file that is closed."""
    file = BytesIO(b"x")
    file.close()
    return file


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (lambda folder: folder / "no.png", "no.png cannot be read: No such file"),
        (lambda folder: str(folder / "no.png"), "no.png cannot be read: No such file"),
        (lambda folder: folder, "cannot be read: Is a directory"),
        (lambda _: "a\0b.png", "cannot be read"),
        (lambda _: Broken(), "broken.png cannot be read: Input/output error"),
        (lambda _: closed(), "file cannot be read"),
        (lambda _: b"", "file is empty"),
        (lambda _: BytesIO(), "file is empty"),
        (lambda _: chunks(), "file is empty"),
        (lambda _: chunks(b"", b""), "file is empty"),
        (lambda _: Upload(b"", "a.png"), "a.png is empty"),
        (lambda _: Path(os.devnull), "null is empty"),
        (lambda _: TOO_LARGE, "file is larger than the 6 MB"),
        (lambda _: BytesIO(TOO_LARGE), "file is larger than the 6 MB"),
        (lambda _: chunks(TOO_LARGE, b"x"), "file is larger than the 6 MB"),
        (lambda _: chunks(*[b"x" * 1024 * 1024] * 7), "file is larger than the 6 MB"),
        (lambda _: StringIO("text"), "gives str, not bytes: open it as binary"),
        (lambda _: chunks(b"x", "text"), "gives str, not bytes"),
        (lambda _: chunks(5), "gives int, not bytes"),
        (lambda _: None, "a NoneType is no path, no file and no bytes"),
        (lambda _: 5, "a int is no path"),
        (lambda _: [], "file is empty"),
        (lambda _: (chunk for chunk in (b"", b"")), "file is empty"),
        (lambda _: [b"x" * 1024 * 1024] * 7, "file is larger than the 6 MB"),
        (lambda _: [TOO_LARGE], "file is larger than the 6 MB"),
        (lambda _: ["a.png"], "gives str, not bytes"),
        (lambda _: [b"x", 5], "gives int, not bytes"),
        (lambda _: {"a.png": b"x"}, "gives str, not bytes"),
        (lambda _: object(), "a object is no path"),
    ],
)
async def test_what_cannot_be_uploaded_is_refused(service, api, tmp_path, source, message):
    """Missing, a folder, empty, too large, text, or no file at all; nothing is sent."""
    with pytest.raises(UploadError, match=message) as caught:
        await api.images.upload("b", source(tmp_path))

    assert service.requests == []
    assert str(caught.value).count("gives") <= 1


async def test_a_large_file_is_not_read_to_its_end(api, tmp_path):
    """One byte too many tells: what is larger is not taken into memory."""
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(50 * LARGEST_UPLOAD)
    with path.open("rb") as file:
        with pytest.raises(UploadError, match=r"huge\.png is larger"):
            await api.images.upload("b", file)

        assert file.tell() == LARGEST_UPLOAD + 1


async def test_files_of_one_call_are_large_together(service, api):
    """6 MB is the limit of the call: two files of 4 MB are too much, two of 3 MB are not."""
    with pytest.raises(UploadError, match="together are larger"):
        await api.items.upload_bulk("b", [b"x" * 4_000_000] * 2, data=[{"type": "image"}] * 2)
    assert service.requests == []


@pytest.mark.parametrize("count", [0, 21])
async def test_a_number_of_files_that_miro_refuses_is_refused(service, api, count):
    """One call takes 1 to 20 files."""
    with pytest.raises(InvalidArgumentError, match=f"{count} files, but one call takes 1 to 20"):
        await api.items.upload_bulk("b", [b"x"] * count, data=[{"type": "image"}] * count)

    assert service.requests == []


@pytest.mark.parametrize("data", [[], [{"type": "image"}], [{"type": "image"}] * 3, None, "ab", {}])
async def test_each_file_needs_its_description(service, api, data):
    """Descriptions and files belong together by their order: there are as many."""
    with pytest.raises(InvalidArgumentError, match="data must be a list that describes each of 2"):
        await api.items.upload_bulk("b", [b"x", b"y"], data=data)

    assert service.requests == []


async def test_one_bad_file_stops_all(service, api):
    """Of many files none is sent when one cannot be."""
    with pytest.raises(UploadError, match="empty"):
        await api.items.upload_bulk("b", [b"x", b""], data=[{"type": "image"}] * 2)

    assert service.requests == []


@pytest.mark.parametrize("content", [TOO_LARGE, "text"], ids=["large", "text"])
async def test_a_generator_that_is_left_early_is_closed(api, content):
    """Its `finally` runs at once, and trio has nothing to warn of."""
    ended = []

    async def source():
        try:
            yield content
            yield b"more"
        finally:
            await anyio.lowlevel.checkpoint()
            ended.append(True)

    with pytest.raises(UploadError):
        await api.images.upload("b", source())

    assert ended == [True]


@pytest.mark.parametrize("content", [TOO_LARGE, "text"], ids=["large", "text"])
async def test_a_generator_that_is_not_async_is_closed_as_well(api, content):
    """When it is left early."""
    ended = []

    def source():
        try:
            yield content
            yield b"more"
        finally:
            ended.append(True)

    given = source()
    with pytest.raises(UploadError):
        await api.images.upload("b", given)

    assert ended == [True]


@pytest.mark.parametrize("error", [LookupError, OSError, ValueError])
async def test_an_error_of_the_callers_iterable_is_the_callers(service, api, error):
    """What the caller's own code raises goes to the caller."""

    async def source():
        yield b"x"
        raise error("of the caller")

    def plain():
        yield b"x"
        raise error("of the caller")

    for given in (source(), plain()):
        with pytest.raises(error, match="of the caller"):
            await api.images.upload("b", given)

    assert service.requests == []


async def test_an_iterator_without_aclose_is_fine(api):
    """Any async iterator will do."""

    class Chunks:
        def __aiter__(self):
            return self

        async def __anext__(self):
            return TOO_LARGE

    with pytest.raises(UploadError, match="larger"):
        await api.images.upload("b", Chunks())


async def test_reading_a_file_does_not_hold_up_others(api, tmp_path, service):
    """A slow file is read in a thread, so that other tasks go on meanwhile."""
    from threading import Event

    released = Event()

    class Slow:
        def read(self, _):
            assert released.wait(30)
            return b""

    def slow():
        assert released.wait(30)
        yield b""

    async with anyio.create_task_group() as tasks:

        async def upload(source):
            with pytest.raises(UploadError, match="empty"):
                await api.images.upload("b", source)

        tasks.start_soon(upload, Slow())
        tasks.start_soon(upload, slow())
        await anyio.lowlevel.checkpoint()
        released.set()
