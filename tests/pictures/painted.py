"""Pictures for tests, put together as the formats' specifications say."""

from __future__ import annotations

import struct
import zlib


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(number=0, *, width=4, height=3, weight=0):
    """Give a PNG file that is another one for each number; `weight` makes it larger."""
    row = b"\0" + bytes((number * 7 % 256, number % 256, number // 256 % 256)) * width
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + _chunk(b"tEXt", b"Title\0" + str(number).encode() + b"x" * weight)
        + _chunk(b"IDAT", zlib.compress(row * height))
        + _chunk(b"IEND", b"")
    )


def jpeg(*, width=6, height=4, progressive=False, filling=b""):
    """Give a JPEG file: a thumbnail with an end of its own, tables, a frame, and its scans."""
    thumbnail = b"Exif\0\0\xff\xd8\xff\xd9"
    parts = [
        b"\xff\xd8",
        _segment(0xE1, thumbnail),
        filling,
        _segment(0xDB, bytes(65)),
        _segment(0xC2 if progressive else 0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"abc"),
        _segment(0xC4, bytes(20)),
    ]
    for _ in range(3 if progressive else 1):
        parts += [_segment(0xDA, bytes(6)), b"\x12\xff\x00\x34\xff\xd0\x56\xff\xff\xd7\x01"]
    return b"".join(parts) + b"\xff\xd9" + b"what cameras put behind it"


def _segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def gif(*, width=6, height=4):
    """Give a GIF file: a table of colors, an extension, and two images."""
    image = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0x80) + bytes(6) + b"\x02"
    blocks = b"\x03abc\x02de\x00"
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", width, height, 0x91, 0, 0)
        + bytes(12)
        + b"\x21\xfe\x04text\x00"
        + 2 * (image + blocks)
        + b"\x3b"
    )


def webp(kind=b"VP8X", *, width=6, height=4):
    """Give a WebP file of one of its three kinds."""
    if kind == b"VP8X":
        sides = ((width - 1).to_bytes(3, "little"), (height - 1).to_bytes(3, "little"))
        data = bytes(4) + b"".join(sides)
    elif kind == b"VP8L":
        data = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + b"data!"
    else:
        data = b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", width | 0x4000, height) + b"data"
    body = b"WEBP" + kind + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def svg(head='width="6" height="4"', *, before='<?xml version="1.0"?>\n'):
    """Give a drawing, as text."""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {head}><path d="M0 0"/></svg>'.encode()
