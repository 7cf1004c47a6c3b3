"""What a file is, by its content, and whether it is whole."""

from __future__ import annotations

import pytest

from miro_async.pictures.kinds import inspect, too_large
from tests.pictures.painted import gif, jpeg, png, svg, webp

WHOLE = {
    "PNG": (png(width=6, height=4), "PNG"),
    "JPEG": (jpeg(), "JPEG"),
    "JPEG with a mark that stands alone": (jpeg(filling=b"\xff\x01"), "JPEG"),
    "JPEG with filling": (jpeg(filling=b"\xff\xff"), "JPEG"),
    "progressive JPEG": (jpeg(progressive=True), "JPEG"),
    "GIF": (gif(), "GIF"),
    "WebP, extended": (webp(b"VP8X"), "WebP"),
    "WebP, lossless": (webp(b"VP8L"), "WebP"),
    "WebP, lossy": (webp(b"VP8 "), "WebP"),
    "SVG": (svg(), "SVG"),
    "SVG in pixels": (svg('width="6px" height=" 4.0px "'), "SVG"),
    "SVG with a view box": (svg('width="100%" viewBox="0 0,6 4"'), "SVG"),
    "SVG with a mark in front": (b"\xef\xbb\xbf" + svg(before=""), "SVG"),
    "SVG in UTF-16": (svg(before="").decode().encode("utf-16"), "SVG"),
    "SVG of an old program": (
        svg(before='<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>'),
        "SVG",
    ),
}
EACH = [pytest.param(*case, id=name) for name, case in WHOLE.items()]
RASTER = [pytest.param(case[0], id=name) for name, case in WHOLE.items() if "SVG" not in name]


@pytest.mark.parametrize(("content", "kind"), EACH)
def test_a_picture_is_known_by_its_content(content, kind):
    """Its kind and its size, 6 x 4, are read from it, and nothing is wrong with it."""
    found = inspect(content)

    assert (found.fault, found.kind.name, found.size) == (None, kind, (6, 4))


@pytest.mark.parametrize("content", RASTER)
def test_a_picture_that_breaks_off_is_no_whole_one(content):
    """Wherever it breaks off: none of its beginnings is taken for it."""
    end = len(content) - (26 if content.startswith(b"\xff\xd8") else 0)  # but for a trailer

    for length in range(12, end):
        assert "breaks off" in inspect(content[:length]).fault, length


def test_a_picture_with_a_broken_bit_is_told():
    """PNG has checksums."""
    content = bytearray(png())
    content[-20] ^= 1

    assert (
        inspect(bytes(content)).fault == "its content is PNG, but broken: a part of it is damaged"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"\0" * 5000, "no picture"),
        (b"Dear diary", "no picture"),
        (b"<html><body>", "no picture"),
        (b"<html/>", "no picture"),
        (b"<<<", "no picture"),
        (b"%PDF-1.4", "a PDF"),
        (b"BM1234", "a BMP"),
        (b"\0\0\0\x18ftypheic", "a HEIC picture"),
        (b"\0\0\0\x18ftypavif", "an AVIF picture"),
        (b"\0\0\0\x18ftypisom", "no picture"),
        (png(width=0), "it has no size"),
        (gif(height=0), "it has no size"),
        (b"\xff\xd8\xff\xd9", "it has no size"),
        (jpeg()[:16] + b"\0" * 40, "a part of it is damaged"),
        (gif()[:-1] + b"\x99", "a part of it is damaged"),
        (b"RIFF\x08\0\0\0WEBPALPH", "a part of it is damaged"),
        (svg()[:-3], "no well-formed XML"),
        (svg(before='<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'), "entities"),
        (svg(before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "entities"),
    ],
)
def test_what_is_no_whole_picture_is_left_for_a_reason(content, words):
    """The reason says what it is instead, or what is wrong with it."""
    assert words in inspect(content).fault


@pytest.mark.parametrize("head", ["", 'viewBox="0 0 6"', 'viewBox="a b c d"', 'viewBox="0 0 0 -4"'])
def test_a_drawing_need_not_tell_its_size(head):
    """It is a picture all the same."""
    found = inspect(svg(head))

    assert (found.fault, found.size) == (None, None)


def test_a_file_over_6_mb_is_told_with_both_figures():
    """What it has, and what Miro takes: 6 * 1024 * 1024 bytes."""
    assert too_large(7_000_000).fault == "it has 7,000,000 bytes, and Miro takes 6,291,456"
