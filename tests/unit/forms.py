"""Reads the forms that uploads send, with the standard library's parser of e-mail."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import HTTP


def parts_of(request):
    """Give the parts of a form: their name, file name, content type and content, as they stand."""
    kind = request.headers["Content-Type"]
    message = message_from_bytes(
        f"Content-Type: {kind}\r\n\r\n".encode() + request.body, policy=HTTP
    )
    assert not message.defects
    return [
        (
            part["content-disposition"].params["name"],
            part["content-disposition"].params.get("filename"),
            part.get_content_type(),
            part.get_payload(decode=True),
        )
        for part in message.iter_parts()
    ]


def raw_parts_of(request):
    """Give the parts as (lines of the head, content), split by the boundary and nothing else."""
    boundary = request.headers["Content-Type"].partition("boundary=")[2].encode()
    start, *parts, end = request.body.split(b"--" + boundary)
    assert (start, end) == (b"", b"--\r\n")
    heads_and_contents = [part.removeprefix(b"\r\n").split(b"\r\n\r\n", 1) for part in parts]
    return [
        (head.decode().split("\r\n"), content.removesuffix(b"\r\n"))
        for head, content in heads_and_contents
    ]
