"""Faults of the connection and of HTTP itself."""

from __future__ import annotations

from tests.faults.server import Greeting
from tests.faults.table import (
    FINE,
    LATE,
    LOST,
    NOT_SENT,
    UNREAD,
    Fault,
    Section,
)
from tests.faults.talks import (
    BOARD,
    GZIPPED,
    MEGABYTE,
    bomb,
    close_at_once,
    endless,
    half_read,
    healthy,
    says_and_closes,
    says_and_resets,
    says_and_stops,
    unread,
    zipped,
)
from tests.unit.loopback import http

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
WHOLE = http(BOARD)

NO_MORE = {"aiohttp": LOST}
"""aiohttp does not give an answer when what comes with it, after its end, is no other answer."""


def broken(what, talk, outcomes=LOST, **more):
    """Give a fault of every connection."""
    return Fault(what=what, talks=(talk,), outcomes=outcomes, **more)


def idle(what, talk):
    """Give a fault of a connection that is idle; nobody notices it."""
    return Fault(what=what, talks=(talk, healthy), outcomes=FINE, before="ended")


def reused(what, talk):
    """Give a fault of a connection that is used again; a new one has it not."""
    return Fault(what=what, talks=(healthy, talk, healthy), outcomes=LOST, before="kept")


TIMES = Section(
    "Waiting",
    (
        broken("no answer", says_and_stops(), LATE, impatient=True),
        broken("the headers stop halfway", says_and_stops(WHOLE[:30]), LATE, impatient=True),
        broken("the body stops halfway", says_and_stops(WHOLE[:-5]), LATE, impatient=True),
    ),
)

NO_CONNECTION = Section(
    "No connection",
    (
        broken("nothing listens", healthy, NOT_SENT, at="http://127.0.0.1:{closed_port}"),
        broken(
            "no TLS where TLS is expected",
            Greeting(lambda visit: (visit.wait(), visit.send(b"no TLS\r\n"), visit.close())),
            NOT_SENT,
            at="https://127.0.0.1:{port}",
        ),
    ),
)

CUTS = Section(
    "Connections that break",
    (
        broken("closed at once", close_at_once),
        broken("closed before the request is read", unread),
        broken("closed before the request's body is read", half_read),
        broken("closed before the answer", says_and_closes()),
        broken("reset before the answer", says_and_resets()),
        broken("closed in the first line", says_and_closes(b"HTTP/1.1 20")),
        broken("closed in the headers", says_and_closes(HEAD + b"Content-Len")),
        broken("reset in the headers", says_and_resets(HEAD + b"Content-Len")),
        broken("closed between headers and body", says_and_closes(WHOLE[: -len(BOARD)])),
        broken("closed in the body", says_and_closes(WHOLE[:-5])),
        broken("reset in the body", says_and_resets(WHOLE[:-5])),
        broken("closed in a chunk", says_and_closes(CHUNKED + b"40\r\n" + BOARD[:9])),
        broken("closed before the last chunk", says_and_closes(CHUNKED + b"2\r\n{}\r\n")),
        broken("closed after `100 Continue`", says_and_closes(b"HTTP/1.1 100 Continue\r\n\r\n")),
    ),
)

REUSED = Section(
    "Connections that break when they are used again",
    (
        idle("closed while idle", says_and_closes(WHOLE)),
        idle("reset while idle", says_and_resets(WHOLE)),
        reused("closed just as the next request comes", unread),
        reused("closed after the next request", says_and_closes()),
        reused("reset after the next request", says_and_resets()),
    ),
)

GARBAGE = Section(
    "What is no HTTP",
    (
        broken("a greeting of SMTP", says_and_closes(b"220 mail.example ESMTP\r\n")),
        broken("a page without headers", says_and_closes(b"<html>no headers</html>\r\n\r\n")),
        broken("random bytes", says_and_closes(bytes(range(256)))),
        broken("an empty line only", says_and_closes(b"\r\n\r\n")),
        broken("a status that is no number", says_and_closes(b"HTTP/1.1 abc OK\r\n\r\n")),
        broken("another protocol", says_and_closes(b"HTCPCP/1.0 200 OK\r\n\r\n")),
        broken("a header without a name", says_and_closes(HEAD + b": value\r\n\r\n")),
        broken("a header without a colon", says_and_closes(HEAD + b"nonsense\r\n\r\n")),
        broken("a zero byte in the name of a header", says_and_closes(HEAD + b"X\x00: a\r\n\r\n")),
        broken(
            "a header of a megabyte",
            says_and_closes(HEAD + b"X-A: " + b"a" * 1_000_000 + b"\r\n\r\n"),
        ),
    ),
)

LENGTHS = Section(
    "Lengths that are wrong",
    (
        broken("a length that is too long", says_and_closes(WHOLE.replace(b": 4", b": 9"))),
        broken(
            "a length that is too short",
            says_and_closes(WHOLE.replace(b": 4", b": 1")),
            UNREAD,
            apart=NO_MORE,
        ),
        broken(
            "something after the answer",
            says_and_closes(WHOLE + b"and more\r\n"),
            FINE,
            apart=NO_MORE,
        ),
        broken(
            "two lengths that differ",
            says_and_closes(http(BOARD, "200 OK", "Content-Length: 7")),
        ),
        broken(
            "a length that is no number",
            says_and_closes(HEAD + b"Content-Length: many\r\n\r\n" + BOARD),
        ),
        broken(
            "a length below zero", says_and_closes(HEAD + b"Content-Length: -1\r\n\r\n" + BOARD)
        ),
        broken("a chunk whose length is no number", says_and_closes(CHUNKED + b"xyz\r\n{}\r\n")),
        broken(
            "a chunk that is longer than it says",
            says_and_closes(CHUNKED + b"1\r\n{}\r\n0\r\n\r\n"),
        ),
    ),
)

SIZES = Section(
    "Answers that are too large",
    (
        broken(
            "100 MB",
            endless(HEAD + b"Content-Length: 104857600\r\n\r\n", MEGABYTE),
            heavy=True,
        ),
        broken(
            "chunks without end",
            endless(CHUNKED, b"100000\r\n" + MEGABYTE + b"\r\n"),
            heavy=True,
        ),
        broken("1 MB of gzip that holds 1 GB", zipped(bomb()), heavy=True),
    ),
)

COMPRESSION = Section(
    "Compression",
    (
        broken("gzip", zipped(GZIPPED), FINE),
        broken("gzip that is none", zipped(BOARD)),
        broken("gzip that is cut short", zipped(GZIPPED[:-12])),
        broken("gzip with a wrong checksum", zipped(GZIPPED[:-8] + bytes(8))),
        broken("gzip with something after it", zipped(GZIPPED + b"more")),
        broken("deflate that is none", zipped(b"\xff\xff" + BOARD, "deflate")),
        broken("a compression that was not asked for", zipped(b"\x0b\x02\x80{}\x03", "br"), UNREAD),
    ),
)
