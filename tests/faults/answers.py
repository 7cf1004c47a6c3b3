"""Faults that come as an HTTP answer: statuses, headers, pages that are no JSON, redirects."""

from __future__ import annotations

from tests.faults.table import (
    FAILED,
    FINE,
    LIMITED,
    UNREAD,
    Fault,
    Section,
    refused,
)
from tests.faults.talks import (
    BOARD,
    PAGE,
    bytewise,
    early,
    healthy,
    redirect,
    says,
    says_and_closes,
    status,
)
from tests.unit.loopback import http

NOW = 1_800_000_000
"""The time at which the matrix stands."""

HTML = "Content-Type: text/html"


def answered(what, talk, outcomes):
    """Give a fault of one answer."""
    return Fault(what=what, talks=(talk,), outcomes=outcomes)


SUCCESSES = Section(
    "Answers that are as they should be",
    (
        answered("a plain answer", healthy, FINE),
        answered("an answer that comes byte by byte", bytewise(http(BOARD)), FINE),
        answered(
            "an answer without a length, up to the end of the connection",
            says_and_closes(b"HTTP/1.1 200 OK\r\n\r\n" + BOARD),
            FINE,
        ),
        answered(
            "an answer in chunks",
            says(
                b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                *(b"1\r\n" + BOARD[i : i + 1] + b"\r\n" for i in range(len(BOARD))),
                b"0\r\n\r\n",
            ),
            FINE,
        ),
        answered(
            "an answer of HTTP/1.0",
            says_and_closes(http(BOARD).replace(b"HTTP/1.1", b"HTTP/1.0")),
            FINE,
        ),
        answered(
            "`100 Continue` and `103 Early Hints` before the answer",
            says(
                b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                + http(BOARD)
            ),
            FINE,
        ),
        answered(
            "an answer after which the connection closes, as it says",
            says_and_closes(http(BOARD, "200 OK", "Connection: close")),
            FINE,
        ),
        answered(
            "an answer after which the connection closes, unannounced",
            says_and_closes(http(BOARD)),
            FINE,
        ),
    ),
)

REFUSALS = Section(
    "Refusals",
    (
        answered("400", status("400 Bad Request"), refused("BadRequestError")),
        answered("401", status("401 Unauthorized"), refused("UnauthorizedError")),
        answered("403", status("403 Forbidden"), refused("ForbiddenError")),
        answered("404", status("404 Not Found"), refused("NotFoundError")),
        answered("405", status("405 Not Allowed"), refused("MethodNotAllowedError")),
        answered("409", status("409 Conflict"), refused("ConflictError")),
        answered("413", status("413 Too Large"), refused("ContentTooLargeError")),
        answered("413 before the body was sent", early, refused("ContentTooLargeError")),
        answered("425", status("425 Too Early"), refused("TooEarlyError")),
        answered("418, which Miro does not use", status("418 Teapot"), refused("APIError")),
        answered(
            "401 with a page in HTML",
            status("401 Unauthorized", HTML, body=PAGE),
            refused("UnauthorizedError"),
        ),
        answered(
            "400 with no body", status("400 Bad Request", body=b""), refused("BadRequestError")
        ),
    ),
)

LIMITS = Section(
    "The rate limit",
    (
        answered("429 alone", status("429 Too Many Requests"), LIMITED),
        answered(
            "429 with `Retry-After` in seconds",
            status("429 Too Many Requests", "Retry-After: 7"),
            LIMITED,
        ),
        answered(
            "429 with `Retry-After` as a date",
            status("429 Too Many Requests", "Retry-After: Fri, 15 Jan 2027 08:00:07 GMT"),
            LIMITED,
        ),
        answered(
            "429 with Miro's headers",
            status(
                "429 Too Many Requests",
                "X-RateLimit-Limit: 100000",
                "X-RateLimit-Remaining: 0",
                f"X-RateLimit-Reset: {NOW + 30}",
            ),
            LIMITED,
        ),
        answered(
            "429 with a page in HTML",
            status("429 Too Many Requests", HTML, body=PAGE),
            LIMITED,
        ),
        answered(
            "429 with headers that are no numbers",
            status("429 Too Many Requests", "Retry-After: soon", "X-RateLimit-Reset: later"),
            LIMITED,
        ),
    ),
)

FAILURES = Section(
    "Failures of the service",
    (
        answered("500", status("500 Internal Server Error"), FAILED),
        answered("501", status("501 Not Implemented"), refused("ServerError")),
        answered("502 with a page in HTML", status("502 Bad Gateway", HTML, body=PAGE), FAILED),
        answered("503", status("503 Service Unavailable"), FAILED),
        answered(
            "503 with `Retry-After`", status("503 Service Unavailable", "Retry-After: 3"), FAILED
        ),
        answered(
            "504, without a body or a length",
            says_and_closes(b"HTTP/1.1 504 Gateway Timeout\r\n\r\n"),
            FAILED,
        ),
    ),
)

UNREADABLE = Section(
    "Successes that cannot be read",
    (
        answered("200 with a page in HTML", says(http(PAGE, "200 OK", HTML)), UNREAD),
        answered("200 with no body", says(http(b"")), UNREAD),
        answered("204 where an object should come", says(b"HTTP/1.1 204 None\r\n\r\n"), UNREAD),
        answered("half of the JSON", says(http(BOARD[:20])), UNREAD),
        answered("JSON of another shape", says(http(b"[1, 2]")), UNREAD),
        answered("bytes that are no text", says(http(b"\xff\xfe\x00")), UNREAD),
    ),
)


REDIRECTS = Section(
    "Redirects",
    (
        *(
            answered(f"{line[:3]} to another host", redirect(line), refused("APIError"))
            for line in ("301 Moved", "302 Found", "303 See Other", "307 Again", "308 Moved")
        ),
        answered("307 without a place", status("307 Again", body=b""), refused("APIError")),
        answered(
            "304, though nobody asked whether it changed",
            says(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
            refused("APIError"),
        ),
    ),
)
