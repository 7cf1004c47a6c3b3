"""What the bytes of PNG, JPEG, GIF and WebP files say: their size, and whether all of it is there.

Each function reads a whole file of its kind, as far as is needed to know that it is one: its parts
from the first to the last, and the checksums that it has. Nothing is decoded.
"""

from __future__ import annotations

import re
from struct import error as NotEnough, unpack_from  # noqa: N812 - what it means here
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable

Size: TypeAlias = tuple[float, float]

_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
# In what is compressed, FF stands for itself (FF 00), restarts it (FF D0-D7), or begins a marker.
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_GIF_IMAGE, _GIF_EXTENSION, _GIF_END = 0x2C, 0x21, 0x3B
_TABLE = 0x80  # the bit that says that a table of colors follows


class BrokenPictureError(Exception):
    """Why the bytes are no whole picture."""


def _cut_short() -> BrokenPictureError:
    return BrokenPictureError("it breaks off before its end")


def png(content: bytes) -> Size:
    """Give the size of a PNG file: chunks with checksums, from IHDR to IEND."""
    view, place = memoryview(content), 8
    size: Size | None = None
    while True:
        length, name = unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content):
            raise _cut_short()
        if crc32(view[place + 4 : end - 4]) != unpack_from(">I", content, end - 4)[0]:
            raise BrokenPictureError("a part of it is damaged")
        if name == b"IHDR":
            size = unpack_from(">II", content, place + 8)
        if name == b"IEND":
            return _positive(size)
        place = end


def jpeg(content: bytes) -> Size:
    """Give the size of a JPEG file: segments up to the end of the image."""
    place, size = 2, None
    while True:
        fill, code = unpack_from(">BB", content, place)
        if fill != 0xFF:  # noqa: PLR2004 - begins every segment
            raise BrokenPictureError("a part of it is damaged")
        if code == _END_OF_IMAGE:
            return _positive(size)
        if code == 0xFF:  # noqa: PLR2004 - filling
            place += 1
        elif code in _JPEG_ALONE:
            place += 2
        else:
            (length,) = unpack_from(">H", content, place + 2)
            if code in _JPEG_FRAMES:
                height, width = unpack_from(">HH", content, place + 5)
                size = (width, height)
            place += 2 + length
            if code == _START_OF_SCAN:
                place = _after_scan(content, place)


def _after_scan(content: bytes, place: int) -> int:
    found = _JPEG_MARKER.search(content, place)
    if found is None:
        raise _cut_short()
    return found.start()


def gif(content: bytes) -> Size:
    """Give the size of a GIF file: blocks up to its trailer."""
    width, height, flags = unpack_from("<HHB", content, 6)
    place = 13 + _table(flags)
    while True:
        (kind,) = unpack_from("<B", content, place)
        if kind == _GIF_END:
            return _positive((width, height))
        if kind == _GIF_IMAGE:
            (flags,) = unpack_from("<B", content, place + 9)
            place = _after_blocks(content, place + 11 + _table(flags))
        elif kind == _GIF_EXTENSION:
            place = _after_blocks(content, place + 2)
        else:
            raise BrokenPictureError("a part of it is damaged")


def _table(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & _TABLE else 0


def _after_blocks(content: bytes, place: int) -> int:
    while (length := unpack_from("<B", content, place)[0]) != 0:
        place += 1 + length
    return place + 1


def webp(content: bytes) -> Size:
    """Give the size of a WebP file, which says how long it is."""
    (length,) = unpack_from("<I", content, 4)
    if length + 8 > len(content):
        raise _cut_short()
    name: bytes = content[12:16]
    if name == b"VP8X":
        low_width, high_width, low_height, high_height = unpack_from("<HBHB", content, 24)
        return (low_width + (high_width << 16) + 1, low_height + (high_height << 16) + 1)
    if name == b"VP8L":
        (bits,) = unpack_from("<I", content, 21)
        return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if name == b"VP8 ":
        width, height = unpack_from("<HH", content, 26)
        return _positive((width & 0x3FFF, height & 0x3FFF))
    raise BrokenPictureError("a part of it is damaged")


def _positive(size: Size | None) -> Size:
    if size is None or not all(size):
        raise BrokenPictureError("it has no size")
    return size


def read(size_of: Callable[[bytes], Size], content: bytes) -> Size:
    """Give the size of a picture.

    Raises:
        BrokenPictureError: It is not whole.
    """
    try:
        return size_of(content)
    except NotEnough:
        raise _cut_short() from None
