"""Files on their way to Miro."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncIterable
from os import PathLike, fspath
from pathlib import Path
from typing import IO, TypeAlias

from attrs import field, frozen

from .errors import UploadError

LARGEST_UPLOAD = 6 * 1024 * 1024
"""The most bytes that Miro takes in one call."""

FileSource: TypeAlias = "str | PathLike[str] | bytes | IO[bytes] | AsyncIterable[bytes]"
"""Where a file's content is: a path, the bytes, a binary file, or an async iterable of bytes."""


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
    name = upload.file_name or _name_of(upload.source)
    content = await _content(upload.source, name)
    if not content:
        raise UploadError(f"{name} is empty")
    if len(content) > LARGEST_UPLOAD:
        raise UploadError(f"{name} is larger than the 6 MB that Miro takes")
    guessed, _ = mimetypes.guess_type(name)
    return UploadedFile(name, upload.content_type or guessed or "application/octet-stream", content)


def _name_of(source: FileSource) -> str:
    if isinstance(source, (str, PathLike)):
        return Path(source).name
    name = getattr(source, "name", None)  # an open file has the path it was opened with
    return Path(name).name if isinstance(name, str) else "file"


async def _content(source: FileSource, name: str) -> bytes:
    from anyio import to_thread

    if isinstance(source, bytes):
        return source
    if isinstance(source, AsyncIterable):
        return await _gather(source, name)
    try:
        content = await to_thread.run_sync(_read_blocking, source)
    except OSError as error:
        raise UploadError(f"{name} cannot be read: {error.strerror or error}") from error
    return _bytes(content, name)


def _read_blocking(source: str | PathLike[str] | IO[bytes]) -> object:
    # One byte more than allowed tells that a file is too large, whatever its size.
    if isinstance(source, (str, PathLike)):
        with Path(fspath(source)).open("rb") as file:
            return file.read(LARGEST_UPLOAD + 1)
    return source.read(LARGEST_UPLOAD + 1)


async def _gather(source: AsyncIterable[bytes], name: str) -> bytes:
    content = bytearray()
    async for chunk in source:
        content += _bytes(chunk, name)
        if len(content) > LARGEST_UPLOAD:
            break
    return bytes(content)


def _bytes(content: object, name: str) -> bytes:
    if not isinstance(content, (bytes, bytearray)):
        raise UploadError(f"{name} gives {type(content).__name__}, not bytes: open it as binary")
    return bytes(content)
