"""The size of a picture, read from the first bytes of its file."""

from __future__ import annotations

from struct import unpack_from

Size = tuple[int, int]


def picture_size(body: bytes) -> Size | None:
    """Give width and height of a PNG, GIF or JPEG file, or `None` if it is none of these."""
    if body.startswith(b"\x89PNG\r\n\x1a\n") and len(body) >= 24:  # noqa: PLR2004 - up to its size
        return unpack_from(">II", body, 16)
    if body.startswith((b"GIF87a", b"GIF89a")) and len(body) >= 10:  # noqa: PLR2004 - as above
        return unpack_from("<HH", body, 6)
    if body.startswith(b"\xff\xd8"):
        return _jpeg_size(body)
    return None


def _jpeg_size(body: bytes) -> Size | None:
    place = 2
    while place + 9 <= len(body) and body[place] == 0xFF:  # noqa: PLR2004 - begins every segment
        kind, length = unpack_from(">BH", body, place + 1)
        if kind in _JPEG_FRAMES:
            height, width = unpack_from(">HH", body, place + 5)
            return width, height
        place += 2 + length
    return None


_JPEG_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
