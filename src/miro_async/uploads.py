"""Files on their way to Miro."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncGenerator, AsyncIterable, Generator, Iterable
from os import PathLike, fspath
from pathlib import Path
from typing import IO, TypeAlias, cast

from attrs import field, frozen

from .errors import UploadError

LARGEST_UPLOAD = 6 * 1024 * 1024
"""The most bytes that Miro takes in one call."""

FileSource: TypeAlias = (
    str
    | PathLike[str]
    | bytes
    | bytearray
    | memoryview
    | IO[bytes]
    | Iterable[bytes]
    | AsyncIterable[bytes]
)
"""Where a file's content is: a path, bytes, a binary file, or an iterable of bytes, async or not.

A text is a path. What blocks is read in a worker thread.
"""


@frozen
class Upload:
    """A file to upload, with the name and content type under which Miro gets it.

    Without them the name is that of the path or file, and the content type follows from the name.
    """

    source: FileSource = field(repr=False)
    file_name: str | None = None
    content_type: str | None = None

    @classmethod
    def of(
        cls,
        file: FileSource | Upload,
        *,
        file_name: str | None = None,
        content_type: str | None = None,
    ) -> Upload:
        """Give the upload of a file; what is said here counts over what an `Upload` says."""
        given = file if isinstance(file, Upload) else cls(file)
        return cls(given.source, file_name or given.file_name, content_type or given.content_type)


@frozen
class UploadedFile:
    """A file as it is sent. It is in memory, so that a call can be repeated."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


async def read(upload: Upload) -> UploadedFile:
    """Read a file, without holding up the event loop.

    Raises:
        UploadError: It is missing, unreadable, empty, or larger than `LARGEST_UPLOAD`.
    """
    from anyio import to_thread

    name = upload.file_name or _name_of(upload.source)
    content = await _content(upload.source, name)
    if not content:
        raise UploadError(f"{name} is empty")
    if len(content) > LARGEST_UPLOAD:
        raise UploadError(f"{name} is larger than the 6 MB that Miro takes")
    guessed, _ = await to_thread.run_sync(mimetypes.guess_type, name)  # it may read a table
    return UploadedFile(name, upload.content_type or guessed or "application/octet-stream", content)


def _name_of(source: FileSource) -> str:
    if isinstance(source, (str, PathLike)):
        return Path(source).name
    name = getattr(source, "name", None)  # an open file has the path it was opened with
    return Path(name).name if isinstance(name, str) else "file"


async def _content(source: FileSource, name: str) -> bytes:
    from anyio import to_thread

    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source)
    if isinstance(source, AsyncIterable):
        return await _gathered(source, name)
    if not isinstance(source, (str, PathLike)) and not hasattr(source, "read"):
        if not hasattr(source, "__iter__"):
            raise UploadError(f"a {type(source).__name__} is no path, no file and no bytes")
        return await to_thread.run_sync(_gathered_blocking, source, name)
    try:
        path_or_file = cast("str | PathLike[str] | IO[bytes]", source)
        return await to_thread.run_sync(_read_blocking, path_or_file, name)
    except UploadError:
        raise
    except OSError as error:
        raise UploadError(f"{name} cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # a closed file, a path with a NUL
        raise UploadError(f"{name} cannot be read: {error}") from error


def _read_blocking(source: str | PathLike[str] | IO[bytes], name: str) -> bytes:
    if isinstance(source, (str, PathLike)):
        with Path(fspath(source)).open("rb") as file:
            return _read_through(file, name)
    return _read_through(source, name)


def _read_through(file: IO[bytes], name: str) -> bytes:
    content = bytearray()
    # One byte more than allowed tells that a file is too large. Pipes and sockets give less than
    # they are asked for, and nothing only at their end.
    while len(content) <= LARGEST_UPLOAD:
        chunk = _bytes(file.read(LARGEST_UPLOAD + 1 - len(content)), name)
        if not chunk:
            break
        content += chunk
    return bytes(content)


def _gathered_blocking(source: Iterable[bytes], name: str) -> bytes:
    content = bytearray()
    chunks = iter(source)
    try:
        for chunk in chunks:
            content += _bytes(chunk, name)
            if len(content) > LARGEST_UPLOAD:
                break
    finally:
        if isinstance(chunks, Generator):
            chunks.close()
    return bytes(content)


async def _gathered(source: AsyncIterable[bytes], name: str) -> bytes:
    content = bytearray()
    chunks = aiter(source)
    try:
        async for chunk in chunks:
            content += _bytes(chunk, name)
            if len(content) > LARGEST_UPLOAD:
                break
    finally:
        # One that is left early has to be closed, or it ends at some later time.
        if isinstance(chunks, AsyncGenerator):
            await chunks.aclose()
    return bytes(content)


def _bytes(content: object, name: str) -> bytes:
    if not isinstance(content, (bytes, bytearray)):
        raise UploadError(f"{name} gives {type(content).__name__}, not bytes: open it as binary")
    return bytes(content)
