"""The building blocks of faults: what the server does with one request."""

from __future__ import annotations

import contextlib
import gzip
import json
import zlib

from tests.faults.server import Gone, Greeting, Talk, Visit
from tests.unit.loopback import http

BOARD = json.dumps({"id": "b", "type": "board", "name": "Retro"}).encode()
PAGE = b"<html><body><h1>Something went wrong</h1></body></html>"

MEGABYTE = bytes(1024 * 1024)


def error_body(status: int) -> bytes:
    """Give an error as Miro writes it."""
    content = {"type": "error", "code": "someCode", "message": "Some message", "status": status}
    return json.dumps(content).encode()


def says(*parts: bytes) -> Talk:
    """Read the request, answer with these bytes, and keep the connection."""

    def talk(visit: Visit) -> None:
        visit.request()
        visit.send(*parts)

    return talk


def says_and_closes(*parts: bytes) -> Talk:
    """Read the request, answer with these bytes, and end the connection with a FIN."""

    def talk(visit: Visit) -> None:
        visit.request()
        visit.send(*parts)
        visit.close()

    return talk


def says_and_resets(*parts: bytes) -> Talk:
    """Read the request, answer with these bytes, and end the connection with a RST."""

    def talk(visit: Visit) -> None:
        visit.request()
        visit.send(*parts)
        visit.reset()

    return talk


def says_and_stops(*parts: bytes) -> Talk:
    """Read the request, answer with these bytes, and then say nothing more."""

    def talk(visit: Visit) -> None:
        visit.request()
        visit.send(*parts)
        visit.hold()

    return talk


def status(line: str, *headers: str, body: bytes | None = None) -> Talk:
    """Answer with a status, and an error as Miro writes it."""
    content = error_body(int(line[:3])) if body is None else body
    return says(http(content, line, *headers))


def redirect(line: str) -> Talk:
    """Answer that it is on the other host."""

    def talk(visit: Visit) -> None:
        status(line, f"Location: {visit.elsewhere}/v2/boards/b", body=b"")(visit)

    return talk


def bytewise(answer: bytes) -> Talk:
    """Answer with a byte at a time."""
    return says(*(answer[i : i + 1] for i in range(len(answer))))


healthy = says(http(BOARD))


def gone(visit: Visit) -> None:
    """Answer that what is asked for does not exist."""
    status("404 Not Found")(visit)


def unread(visit: Visit) -> None:
    """Close without reading the request, which has come: the kernel sends a RST."""
    visit.close()


def half_read(visit: Visit) -> None:
    """Close after the request's headers, reading nothing of its body."""
    visit.head()
    visit.close()


def early(visit: Visit) -> None:
    """Answer after the request's headers, and read its body only then."""
    visit.head()
    visit.send(http(error_body(413), "413 Content Too Large", "Connection: close"))
    visit.hold()


close_at_once = Greeting(lambda visit: visit.close())


def endless(head: bytes, piece: bytes) -> Talk:
    """Answer with a body that has no end, until the client has had enough."""

    def talk(visit: Visit) -> None:
        visit.request()
        visit.send(head)
        with contextlib.suppress(ConnectionError):
            while True:
                visit.send(piece)
        raise Gone

    return talk


def zipped(body: bytes, encoding: str = "gzip") -> Talk:
    """Answer with a body that says to be compressed."""
    return says(http(body, "200 OK", f"Content-Encoding: {encoding}"))


def bomb() -> bytes:
    """Give a megabyte of gzip that holds a gigabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    # A megabyte of zeros, flushed to a byte's end: the same bytes may follow any number of times.
    first = packer.compress(MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    more = packer.compress(MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + more * 1023


GZIPPED = gzip.compress(BOARD)
