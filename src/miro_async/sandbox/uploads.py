"""Files in requests: multipart/form-data (RFC 7578) taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from .bodies import read_json
from .errors import INVALID, Refusal, invalid

if TYPE_CHECKING:
    from .call import Call

LARGEST_FILE = 6 * 1024 * 1024
_UNKNOWN = "application/octet-stream"


@frozen(kw_only=True)
class Part:
    """One part of a multipart body."""

    name: str
    file_name: str | None
    content_type: str
    body: bytes = field(repr=False)


def parts_of(call: Call) -> list[Part]:
    """Give the parts of a call's body, in their order."""
    from email.message import Message

    header = Message()
    header["content-type"] = call.content_type.encode("ascii", "replace").decode()
    boundary = header.get_boundary()
    if not boundary:
        raise Refusal(400, INVALID, "Malformed multipart request: no boundary")
    # Split here and not by the email parser: files are bytes, in which its lines mean nothing.
    pieces = (b"\r\n" + (call.body or b"")).split(b"\r\n--" + boundary.encode())
    closed = len(pieces) > 1 and pieces[-1].startswith(b"--")
    if not closed:
        raise Refusal(400, INVALID, "Malformed multipart request: it does not end")
    return [_part(piece) for piece in pieces[1:-1]]


def files_of(parts: list[Part], *names: str) -> list[Part]:
    """Give the file parts with one of these names, which must be neither empty nor too large."""
    files = [part for part in parts if part.name in names]
    if not files:
        raise invalid(names[0], f"Field [{names[0]}] of type [File] is required")
    for file in files:
        if not file.body:
            raise invalid(file.name, "The file is empty")
    if sum(len(file.body) for file in files) > LARGEST_FILE:
        raise Refusal(413, "contentTooLarge", "Files may have 6 MB in all")
    return files


def data_of(parts: list[Part]) -> Any:
    """Give the JSON part, or an empty object if there is none."""
    for part in parts:
        if part.name == "data":
            try:
                return read_json(part.body)
            except ValueError:
                raise invalid("data", "Malformed JSON") from None
    return {}


def _part(piece: bytes) -> Part:
    head, found, body = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not found:
        raise Refusal(400, INVALID, "Malformed multipart request: a part without a head")
    from email.parser import HeaderParser

    # Names are in UTF-8 (RFC 7578), not in ASCII as in mails.
    headers = HeaderParser().parsestr(head.decode(errors="replace") + "\r\n\r\n")
    name = headers.get_param("name", header="content-disposition")
    kind = headers.get_content_type()
    return Part(
        name=name if isinstance(name, str) else "",
        file_name=headers.get_filename(),
        # It comes back as a header: what cannot stand in one is not kept.
        content_type=kind if kind.isascii() and kind.isprintable() else _UNKNOWN,
        body=body,
    )
