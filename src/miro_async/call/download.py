"""Downloads of images and documents, to a path or to whoever reads them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from anyio import CancelScope, to_thread
from attrs import frozen

from ..errors import InvalidArgumentError
from .file_host import Fetch, OpenedFile
from .unfinished import UnfinishedFile

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from contextlib import AsyncExitStack

    from ..models import DocumentItem, ImageItem
    from .file_host import Calls
    from .resources import FileFormat

__all__ = ["DownloadedFile", "OpenedFile", "download", "open_file"]

_WRITTEN_AT_ONCE = 256 * 1024  # each write is a way to a thread and back


@frozen(kw_only=True)
class DownloadedFile:
    """A file that has been downloaded: where it is, its bytes, and what kind it is of."""

    path: Path
    size: int
    content_type: str


async def download(
    calls: Calls,
    file: ImageItem | DocumentItem | str,
    to: str | PathLike[str],
    *,
    file_format: FileFormat = "original",
) -> DownloadedFile:
    """Download the file of an image or a document to a path, and give what has come.

    It is written beside the path under another name, and takes its place when it is whole: until
    then, and after any error, what was there is untouched. A link is replaced, not followed.

    Raises:
        InvalidArgumentError: This has no file, or the path cannot be one.
        OSError: The path cannot be written: its folder is missing, the disk is full. As far as it
            can be known beforehand, nothing has been fetched then.
    """
    fetch = Fetch.of(calls, file, file_format)
    path = _path_of(to)
    unfinished = UnfinishedFile(path.absolute())
    try:
        with fetch.step():
            await to_thread.run_sync(unfinished.begin)  # before credits are spent
            done = await fetch.until_done(partial(_write, unfinished))
            await to_thread.run_sync(unfinished.finish)
    except BaseException:
        await _discard(unfinished)
        raise
    return DownloadedFile(path=path, size=done.size, content_type=done.content_type)


@asynccontextmanager
async def open_file(
    calls: Calls, file: ImageItem | DocumentItem | str, *, file_format: FileFormat = "original"
) -> AsyncGenerator[OpenedFile]:
    """Give the file of an image or a document to be read in pieces, inside of the block.

    Opening it is tried again where that helps; what breaks off in the middle is an error.

    Raises:
        InvalidArgumentError: This has no file.
    """
    fetch = Fetch.of(calls, file, file_format)
    with fetch.step():
        opened, connection = await fetch.until_done(_kept)
    async with connection:
        yield opened


async def _kept(opened: OpenedFile, stack: AsyncExitStack) -> tuple[OpenedFile, AsyncExitStack]:
    return opened, stack.pop_all()


async def _write(unfinished: UnfinishedFile, opened: OpenedFile, _: AsyncExitStack) -> _Written:
    await to_thread.run_sync(unfinished.begin)
    size, held = 0, 0
    pieces: list[bytes] = []
    async for chunk in opened:
        pieces.append(chunk)
        size += len(chunk)
        held += len(chunk)
        if held >= _WRITTEN_AT_ONCE:
            await to_thread.run_sync(unfinished.write, pieces)
            pieces, held = [], 0
    await to_thread.run_sync(unfinished.write, pieces)
    return _Written(size, opened.content_type)


async def _discard(unfinished: UnfinishedFile) -> None:
    try:
        with CancelScope(shield=True):
            await to_thread.run_sync(unfinished.discard)
    finally:
        # asyncio can cancel a task in spite of a shield; otherwise this finds nothing to do.
        unfinished.discard()


def _path_of(to: object) -> Path:
    if not isinstance(to, (str, PathLike)):
        raise InvalidArgumentError(f"a {type(to).__name__} is no path")
    path = fspath(cast("str | PathLike[str] | PathLike[bytes]", to))
    if isinstance(path, bytes) or "\0" in path:
        raise InvalidArgumentError("this is no path: it has to be text, without a NUL")
    return Path(path)


class _Written(NamedTuple):
    size: int
    content_type: str
