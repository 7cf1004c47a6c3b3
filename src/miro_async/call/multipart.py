"""The body of an upload: `multipart/form-data` (RFC 7578)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from attrs import frozen

from ..errors import UploadError
from ..uploads import LARGEST_UPLOAD, Upload, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..uploads import FileSource

# As browsers write them (HTML, 4.10.21.8): a quote or a line break would end the header.
_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


@frozen(kw_only=True)
class Part:
    """One part of a form."""

    name: str
    content: bytes
    content_type: str
    file_name: str | None = None


async def upload_form(
    name: str, files: Sequence[FileSource | Upload], described: bytes
) -> tuple[bytes, str]:
    """Give the form with files in parts of this name, after the JSON that describes them."""
    read_files = [await read(Upload.of(file)) for file in files]
    if sum(len(file.content) for file in read_files) > LARGEST_UPLOAD:
        raise UploadError("the files together are larger than the 6 MB that Miro takes")
    parts = [
        Part(
            name=name,
            content=file.content,
            content_type=file.content_type,
            file_name=file.name,
        )
        for file in read_files
    ]
    if described != b"{}":  # nothing said is no part
        parts.insert(0, Part(name="data", content=described, content_type="application/json"))
    return form(parts)


def form(parts: Sequence[Part]) -> tuple[bytes, str]:
    """Give the body of a form, and its content type."""
    # 128 random bits do not occur in a file by chance.
    boundary = os.urandom(16).hex()
    body = b"".join(_head(part, boundary) + part.content + b"\r\n" for part in parts)
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _head(part: Part, boundary: str) -> bytes:
    disposition = f'form-data; name="{part.name}"'
    if part.file_name is not None:
        disposition += f'; filename="{part.file_name.translate(_ESCAPES)}"'
    content_type = part.content_type.replace("\r", "").replace("\n", "")
    return (
        f"--{boundary}\r\n"
        f"Content-Disposition: {disposition}\r\n"
        f"Content-Type: {content_type}\r\n\r\n"
    ).encode(errors="replace")  # a name on disk may have bytes that are no text
