"""The content of an answer: read to its end, undone what it was compressed by, and never too large.

HTTP libraries give the bytes as they came. What they make of them would differ from one to the
next, and none of them knows a limit: a few kilobytes can hold gigabytes.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from ...errors import MiroConnectionError

if TYPE_CHECKING:
    from collections.abc import AsyncIterable
    from zlib import _Decompress as Inflater  # pyright: ignore[reportPrivateUsage] # zlib names no other

ACCEPTED_ENCODINGS = "gzip, deflate"
"""What a request may ask for: what `decoded` can undo."""

LARGEST_ANSWER = 32 * 1024 * 1024
"""Bytes of the largest answer that is taken, before and after decompression."""

_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's `wbits`
_SLICE = 64 * 1024


async def read_to_end(chunks: AsyncIterable[bytes]) -> bytes:
    """Give all the chunks as one.

    Raises:
        MiroConnectionError: They are larger than what is taken.
    """
    read: list[bytes] = []
    room = LARGEST_ANSWER
    async for chunk in chunks:
        room -= len(chunk)
        if room < 0:
            raise _too_large()
        read.append(chunk)
    return read[0] if len(read) == 1 else b"".join(read)


def decoded(body: bytes, encoding: str | None) -> bytes:
    """Undo what `Content-Encoding` names; what is unknown is left as it is.

    Raises:
        MiroConnectionError: The content is not what its encoding says, or gets too large.
    """
    if not encoding or not body:
        return body
    for name in reversed(encoding.lower().split(",")):  # they were applied in this order
        match name.strip():
            case "gzip" | "x-gzip":
                body = _ungzipped(body)
            case "deflate":
                body = _inflated(body)
            case "identity" | "":
                continue
            case _:
                break
    return body


def _ungzipped(body: bytes) -> bytes:
    pieces: list[bytes] = []
    room, inflater = LARGEST_ANSWER, None
    # In slices, as each member of the series that a gzip file is (RFC 1952) copies what follows it.
    for start in range(0, len(body), _SLICE):
        rest = body[start : start + _SLICE]
        while rest:
            inflater = inflater or zlib.decompressobj(_GZIP)
            piece = _inflate(inflater, rest, room)
            pieces.append(piece)
            room -= len(piece)
            rest = inflater.unused_data
            if inflater.eof:
                inflater = None
    if inflater is not None:
        raise _broken("it is cut short")
    return b"".join(pieces)


def _inflated(body: bytes) -> bytes:
    # RFC 9110 means zlib's format by "deflate"; some servers send the bare data of RFC 1951.
    named = (body[0] & 0x0F) == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0
    inflater = zlib.decompressobj(_ZLIB if named else _RAW)
    whole = _inflate(inflater, body, LARGEST_ANSWER)
    if not inflater.eof:
        raise _broken("it is cut short")
    return whole


def _inflate(inflater: Inflater, body: bytes, room: int) -> bytes:
    try:
        piece = inflater.decompress(body, room + 1)
    except zlib.error as error:
        raise _broken(str(error)) from error
    if len(piece) > room:
        raise _too_large()
    return piece


def _too_large() -> MiroConnectionError:
    megabytes = LARGEST_ANSWER // (1024 * 1024)
    return MiroConnectionError(
        f"The answer is larger than {megabytes} MB, and was not read.", may_have_happened=True
    )


def _broken(reason: str) -> MiroConnectionError:
    return MiroConnectionError(
        f"The answer cannot be decompressed ({reason}).", may_have_happened=True
    )
