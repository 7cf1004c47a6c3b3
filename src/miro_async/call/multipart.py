"""The body of an upload: `multipart/form-data` (RFC 7578)."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

# As browsers write them (HTML, 4.10.21.8): a quote or a line break would end the header.
_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


@frozen(kw_only=True)
class Part:
    """One part of a form."""

    name: str
    content: bytes
    content_type: str
    file_name: str | None = None


def form(parts: Sequence[Part]) -> tuple[bytes, str]:
    """Give the body of a form, and its content type."""
    # 128 random bits do not occur in a file by chance.
    boundary = token_hex(16)
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
